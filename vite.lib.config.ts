// Bundles the library: api/index.ts and api/element.ts -> dist/lib, the kernel and the declarations beside them. Packages stay
// outside.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import manifest from "./package.json" with { type: "json" };

const packages = Object.keys(manifest.dependencies);

/** What an index.d.ts says that types.ts cannot: the values. */
const VALUES = `
export declare const Simulation: SimulationFactory;
/** Scenarios to start from. */
export declare const gallery: readonly GalleryEntry[];
/** The kernel that ships with the package, read once. */
export declare function kernel(): Promise<Uint8Array<ArrayBuffer>>;
/** Thrown on purpose, with one sentence: where, what is wrong, what would be right. */
export declare class VoidscopeError extends Error {
  /** Where in the document: "cell.width", "protocol[2]"; empty when nowhere in particular. */
  readonly path: string;
}
/** The scenario is not valid; nothing has been computed. */
export declare class ScenarioError extends VoidscopeError {}
`;

const beside = (): Plugin => ({
  name: "kernel and declarations",
  writeBundle() {
    copyFileSync("build/kernel.wasm", "dist/lib/kernel.wasm");
    const plain = (path: string) => readFileSync(path, "utf8").replace(/^import type .*\n/gm, "");
    const whole = plain("api/scenario.ts") + plain("api/types.ts") + VALUES;
    writeFileSync("dist/lib/index.d.ts", whole);
    const element = readFileSync("api/element-types.ts", "utf8").replace(
      '"./index"',
      '"./index.js"',
    );
    writeFileSync("dist/lib/element.d.ts", element);
  },
});

export default defineConfig({
  publicDir: false,
  plugins: [beside()],
  build: {
    ssr: true,
    outDir: "dist/lib",
    emptyOutDir: true,
    target: "es2022",
    rolldownOptions: {
      input: { index: "api/index.ts", element: "api/element.ts" },
      external: (id) => packages.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
