// npm run torture [-- first [last [list [kind]]]]: random scenarios over the whole range of the model, 0 to 199 of list 1 by
// default. Kinds: "plain", the defaults; "switched", every switch of the interface and every way to press;
// "surfaced", those of void surfaces too; "textured", the electrolyte as it is; "filaments", filaments in it;
// "buried", empty flaws inside and shorts that fuse too; "together" (default), all at once and extreme. Prints every fault with its scenario; ends with code 1 when there is one.
import { readFileSync } from "node:fs";
import { runnerImport } from "vite";

const [from, to, which, kind = "together"] = process.argv.slice(2);
const [first, last, number] = [Number(from ?? 0), Number(to ?? 199), Number(which ?? 1)];
const { module: list } = await runnerImport("./tests/physics/scenarios.ts");
const { module: runner } = await runnerImport("./tests/physics/torment.ts");
const wasm = readFileSync("build/kernel.wasm");

/** A scenario of the list takes a second or two; one that takes this long has a solver that does not settle [ms]. */
const PATIENCE = 60_000;
let faults = 0;
const worst = { lithiumDefect: 0, chargeDefect: 0, divergence: 0 };
for (const [k, scenario] of list.listed(last + 1, number, kind).entries()) {
  if (k < first) continue;
  const start = performance.now();
  const outcome = await runner.torment(scenario, wasm, PATIENCE);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  for (const key of Object.keys(worst)) worst[key] = Math.max(worst[key], outcome[key]);
  const said = outcome.fault ? `FAULT ${outcome.fault}` : outcome.reason;
  console.log(`${k}  ${outcome.steps} steps  ${seconds} s  ${said}`);
  if (!outcome.fault) continue;
  faults++;
  console.log(JSON.stringify(scenario));
}
const figures = Object.entries(worst).map(([key, value]) => `${key} ${value.toExponential(1)}`);
console.log(`${last + 1 - first} scenarios, ${faults} faults; worst ${figures.join(", ")}`);
process.exitCode = faults > 0 ? 1 : 0;
