// Writes what is generated: data/schema/scenario.v1.json, api/scenario.ts, assembly/abi.ts and the tables of docs/scenario.md, docs/model.md
// and docs/notation.md from the tables of core, docs/references.md from data/bibliography.json, the stages of a step in
// docs/model.md and docs/images/step.svg from the kernel's source, docs/images/rooms.svg from the allowed imports. A test fails when one is out of date.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { runnerImport } from "vite";
import { kernelExports } from "./exports.mjs";

const load = async (path) => (await runnerImport(path)).module;
const { jsonSchema, observableTable, propertyTable, schemaTables } = await load("./core/schema.ts");
const { declarations } = await load("./api/declarations.ts");
const { kernelAbi } = await load("./core/kernel-abi.ts");
const { bandTable } = await load("./core/bands.ts");
const { mechanismTable, remedyTable, switchTable } = await load("./core/switches.ts");
const { referencesPage } = await load("./core/bibliography.ts");
const { roomsFigure } = await load("./scripts/rooms.ts");
const { stageFigure, stageList } = await load("./scripts/stages.ts");
const { ELECTROLYTE, LITHIUM } = await load("./core/tables/properties.ts");

/** Puts each body between the marks of its name in the document. */
function fill(path, bodies) {
  const text = Object.entries(bodies).reduce(
    (words, [name, body]) => {
      const [before, , after] = words.split(new RegExp(`<!-- ${name}:(?:begin|end) -->`));
      return `${before}<!-- ${name}:begin -->\n${body}\n<!-- ${name}:end -->${after}`;
    },
    readFileSync(path, "utf8"),
  );
  writeFileSync(path, text);
}

mkdirSync("data/schema", { recursive: true });
writeFileSync("data/schema/scenario.v1.json", `${JSON.stringify(jsonSchema(), null, 2)}\n`);
writeFileSync("api/scenario.ts", declarations());
writeFileSync("assembly/abi.ts", kernelAbi());
writeFileSync("assembly/exports.d.ts", await kernelExports());
fill("docs/scenario.md", { observables: observableTable(), tables: schemaTables() });
fill("docs/model.md", {
  stages: stageList(),
  switches: switchTable(),
  mechanisms: mechanismTable(),
  remedies: remedyTable(),
  bands: bandTable(),
});
writeFileSync("docs/images/rooms.svg", roomsFigure());
writeFileSync("docs/images/step.svg", stageFigure());
fill("docs/notation.md", {
  lithium: propertyTable(LITHIUM),
  electrolyte: propertyTable(ELECTROLYTE),
});
fill("docs/references.md", { references: referencesPage() });
