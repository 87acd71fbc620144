// npm runs this after an install, and npx before its first run in a checkout: builds the kernels and the terminal when one of
// them is missing or older than its sources. Does nothing before the tools are installed.
import { execSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const time = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const files = (directory) =>
  readdirSync(join(root, directory), { recursive: true }).map((name) => join(directory, name));

const outputs = [
  ...["kernel.wasm", "kernel.threads.wasm", "kernel.debug.wasm"].map((name) => `build/${name}`),
  "dist/node/cli.js",
];
const sources = [
  ...["assembly", "core", "data", "sim", "cli", "bench", "plots", "validate"].flatMap(files),
  ...["package.json", "asconfig.json", "vite.node.config.ts"],
];

const stale = Math.min(...outputs.map(time)) < Math.max(...sources.map(time));
const tools = ["assemblyscript", "vite"].every((name) =>
  existsSync(join(root, "node_modules", name)),
);
if (stale && tools) execSync("npm run build", { cwd: root, stdio: "inherit" });
