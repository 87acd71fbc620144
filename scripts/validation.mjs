// Writes docs/validation.md and docs/images/validation: every validation case, what its source says and what this build gives. One
// thread a core takes topic after topic: cases of a topic share runs.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { runnerImport } from "vite";

const { module: cases } = await runnerImport("./validate/cases/index.ts");
const ALL = [...cases.CASES, ...cases.REPORTED];

/** Checks the topics that come and sends each verdict back. */
async function computes() {
  const { module: checks } = await runnerImport("./validate/check.ts");
  const kernel = readFileSync("build/kernel.wasm");
  parentPort.on("message", async (topic) => {
    for (const [place, one] of ALL.entries()) {
      if (one.topic !== topic) continue;
      const start = performance.now();
      const verdict = await checks.check(one, kernel);
      parentPort.postMessage({ place, verdict, seconds: (performance.now() - start) / 1000 });
    }
    parentPort.postMessage("next");
  });
  parentPort.postMessage("next");
}

/** The verdicts of all cases, in their order. */
function verdicts() {
  const waiting = [...new Set(ALL.map(({ topic }) => topic))];
  const found = new Array(ALL.length);
  const work = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(fileURLToPath(import.meta.url));
      worker.on("error", reject);
      worker.on("message", (said) => {
        if (said !== "next") {
          const { place, verdict, seconds } = said;
          found[place] = verdict;
          const word = verdict.passed ? "holds" : "MISSES";
          return console.error(`${word}  ${verdict.id}  ${seconds.toFixed(1)} s`);
        }
        const topic = waiting.shift();
        if (topic !== undefined) return worker.postMessage(topic);
        worker.terminate().then(resolve);
      });
    });
  return Promise.all(Array.from({ length: availableParallelism() }, work)).then(() => found);
}

async function writes() {
  const { module: reports } = await runnerImport("./validate/report.ts");
  const checked = (await verdicts()).map((verdict, place) => ({ one: ALL[place], verdict }));
  const { text, pictures } = reports.report(checked);
  const images = "docs/images/validation";
  mkdirSync(images, { recursive: true });
  for (const old of readdirSync(images)) rmSync(`${images}/${old}`);
  for (const [name, svg] of pictures) writeFileSync(`${images}/${name}`, svg);
  writeFileSync("docs/validation.md", text);
  if (checked.some(({ one, verdict }) => !verdict.passed && !one.reason)) process.exitCode = 1;
}

await (isMainThread ? writes() : computes());
