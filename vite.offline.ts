// The service worker of the built page, sw.js beside index.html, with the list of all files to keep but for a library that is as large
// as all of them and seldom asked for. Their names carry a hash of what is in them, except for a few.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const WORKER = fileURLToPath(new URL("web/service-worker.ts", import.meta.url));
const FILE = "sw.js";
/** Larger files are fetched when they are asked for [bytes]. */
const LARGEST = 2e6;

export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "chunk", id: WORKER, fileName: FILE });
    },
    transform: (code, id) =>
      id.includes("/node_modules/workbox-")
        ? code.replaceAll("process.env.NODE_ENV", '"production"')
        : null,
    writeBundle({ dir }) {
      const path = join(dir!, FILE);
      const names = readdirSync(dir!, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((name) => name !== path && statSync(name).size < LARGEST);
      const files = names.sort().map((name) => {
        const url = name.slice(dir!.length + 1).replaceAll("\\", "/");
        const isHashed = url.startsWith("assets/");
        const hash = createHash("sha256").update(readFileSync(name)).digest("hex").slice(0, 16);
        return { url, revision: isHashed ? null : hash };
      });
      writeFileSync(path, readFileSync(path, "utf8").replace("__FILES__", JSON.stringify(files)));
    },
  };
}
