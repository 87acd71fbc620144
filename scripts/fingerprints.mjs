// npm run fingerprints [-- --write] [--kernel FILE] [--only NAME]: what every gallery scenario and 42 random ones compute, as
// hashes, held against tests/physics/fingerprints.json. A change that is meant to move no number runs it before it is committed;
// one that moves some renews the file (--write) and says in the changelog which and why.
import { readFileSync, writeFileSync } from "node:fs";
import { runnerImport } from "vite";

const FILE = "tests/physics/fingerprints.json";
const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const wasm = readFileSync(option("--kernel") ?? "build/kernel.wasm");
const only = option("--only") ?? "";
const { module: prints } = await runnerImport("./tests/physics/fingerprint.ts");

const { observables, scenarios: kept } = JSON.parse(readFileSync(FILE, "utf8"));
const found = {};
let different = 0;
for (const [name, scenario] of prints.scenarios()) {
  if (!name.includes(only)) continue;
  found[name] = await prints.fingerprint(scenario, wasm, observables);
  const changed = Object.keys(found[name]).filter((key) => found[name][key] !== kept[name]?.[key]);
  if (changed.length === 0) continue;
  different++;
  console.log(
    `${name}: ${changed.map((key) => `${key} ${kept[name]?.[key]} -> ${found[name][key]}`).join("; ")}`,
  );
}
console.log(`${Object.keys(found).length} scenarios, ${different} differ`);
if (args.includes("--write"))
  writeFileSync(
    FILE,
    `${JSON.stringify({ observables, scenarios: { ...kept, ...found } }, null, 2)}\n`,
  );
else if (different > 0) process.exitCode = 1;
