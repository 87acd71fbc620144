// Scenarios drawn at random through everything between what a person types and a run: node scripts/fuzz.mjs [count] [seed].
// Prints every defect with the number of its input and exits with 1 when there is one.
import { runnerImport } from "vite";

const { fuzz } = (await runnerImport("./tests/fuzz/border.ts")).module;
const [count = 100_000, seed = 1] = process.argv.slice(2).map(Number);
let faults = 0;
const start = performance.now();
const tally = fuzz(count, seed, (input, { fault, said }) => {
  faults++;
  const given = JSON.stringify({ text: input.text.slice(0, 300), set: input.set });
  if (faults <= 50) console.log(`${input.kind}: ${fault}\n  said: ${said}\n  given: ${given}`);
});
console.table(tally);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`${count} inputs in ${seconds} s, ${faults} ${faults === 1 ? "defect" : "defects"}`);
process.exitCode = faults > 0 ? 1 : 0;
