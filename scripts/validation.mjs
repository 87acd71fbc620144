// Writes docs/validation.md and docs/images/validation: every validation case, what its source says and what this build gives.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { runnerImport } from "vite";

const { module: cases } = await runnerImport("./validate/cases/index.ts");
const { module: checks } = await runnerImport("./validate/check.ts");
const { module: reports } = await runnerImport("./validate/report.ts");
const kernel = readFileSync("build/kernel.wasm");

const checked = [];
let failed = 0;
for (const one of [...cases.CASES, ...cases.REPORTED]) {
  const start = performance.now();
  const verdict = await checks.check(one, kernel);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.error(`${verdict.passed ? "holds" : "MISSES"}  ${one.id}  ${seconds} s`);
  if (!verdict.passed && !one.reason) failed++;
  checked.push({ one, verdict });
}
const { text, pictures } = reports.report(checked);
const images = "docs/images/validation";
mkdirSync(images, { recursive: true });
for (const old of readdirSync(images)) rmSync(`${images}/${old}`);
for (const [name, svg] of pictures) writeFileSync(`${images}/${name}`, svg);
writeFileSync("docs/validation.md", text);
if (failed > 0) process.exitCode = 1;
