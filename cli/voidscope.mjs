#!/usr/bin/env node
// Starts the built terminal; says what to do when it has not been built.
import { existsSync } from "node:fs";

const built = new URL("../dist/node/cli.js", import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write("voidscope: not built yet; run `npm ci` or `npm run build` first.\n");
  process.exitCode = 1;
}
