// npm run bands [-- names of gallery scenarios]: computes data/bands.json, what the numbers of the gallery hang on (core/bands.ts).
// Without names: all, in minutes. What is not named stays.
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const FILE = "data/bands.json";
const plan = (await runnerImport("./scripts/bands/trials.ts")).module;
const wasm = readFileSync("build/kernel.wasm");

/** Works out what it is sent, one at a time. */
function serve() {
  process.on("message", async ({ id, scenario }) => {
    try {
      process.send({ id, results: await plan.results(scenario, wasm) });
    } catch (error) {
      process.send({ id, failed: error.message });
    }
  });
}

/** Results of all scenarios, in their order. */
function compute(scenarios) {
  const found = Array(scenarios.length);
  let next = 0;
  const workers = Array.from({ length: availableParallelism() }, () =>
    fork(fileURLToPath(import.meta.url), ["--serve"]),
  );
  const work = (worker) =>
    new Promise((resolve, reject) => {
      const give = () => {
        if (next >= scenarios.length) return resolve();
        const id = next++;
        worker.send({ id, scenario: scenarios[id] });
      };
      worker.on("error", reject).on("message", ({ id, results, failed }) => {
        if (failed) return reject(new Error(failed));
        found[id] = results;
        give();
      });
      give();
    });
  return Promise.all(workers.map(work))
    .then(() => found)
    .finally(() => {
      for (const worker of workers) worker.kill();
    });
}

/** Each result with its band and the constant whose change moves it furthest; a time that is not reached is null. */
function bandsOf(middle, outcomes) {
  const entries = Object.entries(middle).flatMap(([key, value]) => {
    const all = outcomes.map(({ path, results }) => ({ path, value: results[key] }));
    const values = [value, ...all.map((one) => one.value)];
    if (values.every((one) => one === null)) return [];
    const far = (one) => (one === null ? Number.POSITIVE_INFINITY : Math.abs(one - (value ?? 0)));
    const most = all.reduce((a, b) => (far(b.value) > far(a.value) ? b : a));
    const reached = values.filter((one) => one !== null);
    return [
      [
        key,
        {
          value,
          least: Math.min(...reached),
          most: values.includes(null) ? null : Math.max(...reached),
          decides: far(most.value) > 0 ? most.path : null,
        },
      ],
    ];
  });
  return Object.fromEntries(entries);
}

async function main(names) {
  const known = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")).scenarios : {};
  const { GALLERY } = (await runnerImport("./core/gallery.ts")).module;
  const chosen = GALLERY.map(({ name }) => name).filter(
    (n) => names.length === 0 || names.includes(n),
  );
  for (const name of chosen) {
    const start = performance.now();
    const trials = plan.trials(name);
    const [middle, ...changed] = await compute([plan.base(name), ...trials.map((t) => t.scenario)]);
    known[name] = {
      constants: Object.fromEntries(plan.constants(name).map((c) => [c.path, c.value])),
      results: bandsOf(
        middle,
        trials.map(({ path }, k) => ({ path, results: changed[k] })),
      ),
    };
    const file = {
      kernel: createHash("sha256").update(wasm).digest("hex"),
      columns: plan.COLUMNS,
      change: plan.CHANGE,
      scenarios: Object.fromEntries(
        GALLERY.flatMap(({ name: n }) => (known[n] ? [[n, known[n]]] : [])),
      ),
    };
    writeFileSync(FILE, `${JSON.stringify(file, null, 2)}\n`);
    console.log(
      `${name}: ${1 + trials.length} runs in ${Math.round((performance.now() - start) / 1000)} s`,
    );
  }
}

if (process.argv[2] === "--serve") serve();
else await main(process.argv.slice(2));
