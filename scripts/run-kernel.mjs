// node scripts/run-kernel.mjs: writes build/kernel.run.wasm, the kernel as the page fetches it. It is build/kernel.wasm without the exports
// of assembly/lab and without what only they reach; nothing is compiled or optimised again, so that a run has the same instructions,
// with functions and locals numbered by how often they are used, which packs better. A section at its end names the kernel that it is
// taken from (kernelId in sim/module.ts).
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import ts from "typescript";
import { runnerImport } from "vite";

const root = new URL("../", import.meta.url);
const { module: kernels } = await runnerImport("./sim/module.ts");
const whole = new Uint8Array(readFileSync(new URL("build/kernel.wasm", root)));

/** The names that assembly/index.ts lists one by one: those of the lab come by `export *`. */
function exportsOfARun() {
  const path = new URL("assembly/index.ts", root);
  const source = ts.createSourceFile(
    "index.ts",
    readFileSync(path, "utf8"),
    ts.ScriptTarget.Latest,
  );
  return source.statements
    .filter((statement) => statement.exportClause !== undefined)
    .flatMap(({ exportClause }) => exportClause.elements.map(({ name }) => name.text));
}

const kept = new Set([...exportsOfARun(), "memory"]);
const module = binaryen.readBinary(whole);
for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(whole))) {
  if (!kept.has(name)) module.removeExport(name);
}
module.runPasses(["remove-unused-module-elements", "reorder-functions", "reorder-locals"]);
const bytes = module.emitBinary();
writeFileSync(
  new URL("build/kernel.run.wasm", root),
  Buffer.concat([bytes, kernels.originSection(kernels.kernelId(whole))]),
);
