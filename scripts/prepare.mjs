// npm runs this after an install, and npx before its first run in a checkout: builds what the terminal needs. Does nothing
// where the tools are not installed.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const there = (name) =>
  existsSync(fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url)));
if (["assemblyscript", "vite"].every(there)) {
  const { main } = await import("./build.mjs");
  await main(["kernel", "threads", "terminal"]);
}
