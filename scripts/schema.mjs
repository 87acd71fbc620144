// Writes what is generated: data/schema/scenario.v1.json, assembly/abi.ts and the tables of docs/scenario.md and
// docs/model.md from the tables of core, docs/references.md from data/bibliography.json. A test fails when one is out of date.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { runnerImport } from "vite";

const { module } = await runnerImport("./core/schema.ts");
mkdirSync("data/schema", { recursive: true });
writeFileSync("data/schema/scenario.v1.json", `${JSON.stringify(module.jsonSchema(), null, 2)}\n`);

const doc = "docs/scenario.md";
const between = (text, name, body) => {
  const [before, , after] = text.split(new RegExp(`<!-- ${name}:(?:begin|end) -->`));
  return `${before}<!-- ${name}:begin -->\n${body}\n<!-- ${name}:end -->${after}`;
};
let text = readFileSync(doc, "utf8");
text = between(text, "observables", module.observableTable());
text = between(text, "tables", module.schemaTables());
writeFileSync(doc, text);

const { module: switches } = await runnerImport("./core/switches.ts");
const model = "docs/model.md";
let words = readFileSync(model, "utf8");
words = between(words, "switches", switches.switchTable());
words = between(words, "mechanisms", switches.mechanismTable());
writeFileSync(model, words);

const { module: literature } = await runnerImport("./core/bibliography.ts");
const references = "docs/references.md";
writeFileSync(
  references,
  between(readFileSync(references, "utf8"), "references", literature.referencesPage()),
);

const { module: abi } = await runnerImport("./core/kernel-abi.ts");
writeFileSync("assembly/abi.ts", abi.kernelAbi());
