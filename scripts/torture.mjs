// npm run torture [-- first [last [list [kind[,kind] [short]]]]]: random scenarios over the whole range of the model, 0 to 199
// of list 1 by default. Kinds: "plain", the defaults; "switched", every switch of the interface and every way to press;
// "surfaced", those of void surfaces too; "textured", the electrolyte as it is; "filaments", filaments in it;
// "buried", empty flaws inside and shorts that fuse too; "together" (default), all at once and extreme; "every", number k
// is of the k-th kind, in turns. "short": minutes of the protocol are seconds, charges a hundredth. Prints every fault
// with its scenario and, last, a tally; ends with code 1 when there is a fault.
import { readFileSync } from "node:fs";
import { runnerImport } from "vite";

const [from, to, which, kind = "together", length] = process.argv.slice(2);
const [first, last, number] = [Number(from ?? 0), Number(to ?? 199), Number(which ?? 1)];
const { module: list } = await runnerImport("./tests/physics/scenarios.ts");
const { module: runner } = await runnerImport("./tests/physics/torment.ts");
const { module: processor } = await runnerImport("./tests/support/processor-time.ts");
const wasm = readFileSync("build/kernel.wasm");

/** A scenario of the list takes a second or two; one that takes this long has a solver that does not settle [s]. */
const PATIENCE = 60;
const kinds = kind === "every" ? list.EVERY_KIND : kind.split(",");
const drawn = kinds.map((name) => list.listed(Math.ceil((last + 1) / kinds.length), number, name));
/** Faults that differ in numbers alone are one kind. */
const alike = (fault) => fault.replace(/-?\d[\d.]*(e[-+]?\d+)?/g, "#").slice(0, 100);

const tally = new Map();
const worst = { lithiumDefect: 0, chargeDefect: 0, divergence: 0 };
for (let k = first; k <= last; k++) {
  const plain = drawn[k % kinds.length][Math.floor(k / kinds.length)];
  const scenario = length === "short" ? list.shortened(plain) : plain;
  const start = processor.processorTime();
  let outcome;
  try {
    outcome = await runner.torment(scenario, wasm, PATIENCE);
    for (const key of Object.keys(worst)) worst[key] = Math.max(worst[key], outcome[key]);
  } catch (error) {
    outcome = { fault: `not run: ${error.message}`, steps: 0 };
  }
  const seconds = (processor.processorTime() - start).toFixed(1);
  const said = outcome.fault ? `FAULT ${outcome.fault}` : outcome.reason;
  console.log(`${k}  ${outcome.steps} steps  ${seconds} s  ${said}`);
  if (!outcome.fault) continue;
  tally.set(alike(outcome.fault), [...(tally.get(alike(outcome.fault)) ?? []), k]);
  console.log(JSON.stringify(scenario));
}
const faults = [...tally.values()].flat().length;
const figures = Object.entries(worst).map(([key, value]) => `${key} ${value.toExponential(1)}`);
console.log(`${last + 1 - first} scenarios, ${faults} faults; worst ${figures.join(", ")}`);
for (const [fault, numbers] of tally) console.log(`${numbers.length}: ${fault} (${numbers})`);
process.exitCode = faults > 0 ? 1 : 0;
