// What sweeps cost beside a bare loop over the same runs, how much memory plans of many cases take, and whether kills
// leave anything missing. CPU time is that of all processes of a sweep, as Linux counts it: wall time means little where
// a machine is shared.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../sweep/engine";
import { caseDocument, type Plan, readPlan } from "../sweep/plan";
import { planHash } from "../sweep/plan-hash";
import { openStore, type Sheet } from "../sweep/store";
import { sweep } from "../sweep/sweep";

const TICKS = 100;
const REDIS = "redis://127.0.0.1:6399";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A plan of `cases` runs that differ in their seed. */
const planText = (cases: number, columns: number, capacity: string) =>
  JSON.stringify({
    ...{ format: "voidscope-plan", schemaVersion: 1, title: "Figures of sweeps" },
    scenario: { protocol: [`Strip at 1 mA/cm2 until ${capacity}`] },
    set: {
      "mesh.columns": columns,
      "cell.width": "20 um",
      "cell.lithium": "10 um",
      "cell.electrolyte": "10 um",
    },
    vary: [{ path: "seed", from: 1, to: cases, count: cases }],
    keep: ["contactFraction", "voidVolume", "voltage"],
  });
const planOf = (text: string): Plan =>
  readPlan(text, "plan", () => {
    throw new Error("the plan holds its scenario");
  });

/** CPU seconds of the processes that have ended and were waited for. */
function childrenCpu(): number {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)!.split(" ");
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

function voidscope(args: string[]) {
  const child = spawn(process.execPath, ["cli/voidscope.mjs", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, ended };
}

/** CPU seconds of a sweep of `cases`, over a queue where asked for. */
async function cpuOfSweep(
  home: string,
  text: string,
  name: string,
  queue: boolean,
): Promise<number> {
  const path = join(home, `${name}.json`);
  writeFileSync(path, text);
  const before = childrenCpu();
  const server = queue
    ? spawn("redis-server", ["--port", "6399", "--save", "", "--dir", home], { stdio: "ignore" })
    : undefined;
  const served = server && new Promise((resolve) => server.on("close", resolve));
  if (queue) await pause(500);
  const worker = queue ? voidscope(["worker", REDIS, "--threads", "1", "--quiet"]) : undefined;
  const where = queue ? ["--queue", REDIS] : ["--threads", "1"];
  const code = await voidscope(["sweep", path, "--out", join(home, name), "--quiet", ...where])
    .ended;
  worker?.child.kill("SIGINT");
  await worker?.ended;
  server?.kill();
  await served;
  if (code !== 0) throw new Error(`the sweep ${name} ended with ${code}`);
  return childrenCpu() - before;
}

/** The same runs in a loop of a process of its own: the library, without sweep. */
const LOOP = `const { Simulation } = await import(process.argv[1]);
for (const scenario of JSON.parse(process.argv[2])) (await Simulation.create(scenario)).run();`;

async function cpuOfLoop(plan: Plan): Promise<number> {
  const before = childrenCpu();
  const scenarios = Array.from({ length: plan.cases }, (_, n) => caseDocument(plan, n));
  const library = join(process.cwd(), "dist/lib/index.js");
  const args = ["--input-type=module", "-e", LOOP, library, JSON.stringify(scenarios)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`the bare loop ended with ${code}`);
  return childrenCpu() - before;
}

/** Cost of a case of some 50 ms, from sweeps of two lengths: what starting takes falls out. Rounds in turn, since a shared machine is
 * not as fast at all times; the median and the whole span are said, and the load. */
async function overhead(home: string): Promise<void> {
  const [few, many, rounds] = [20, 220, 5];
  const text = (cases: number) => planText(cases, 32, "0.35 mA.h/cm2");
  const ways = {
    bare: (cases: number) => cpuOfLoop(planOf(text(cases))),
    local: (cases: number, round: number) =>
      cpuOfSweep(home, text(cases), `local-${cases}-${round}`, false),
    queue: (cases: number, round: number) =>
      cpuOfSweep(home, text(cases), `queue-${cases}-${round}`, true),
  };
  const costs: Record<string, number[]> = { bare: [], local: [], queue: [] };
  const more: Record<string, number[]> = { bare: [], local: [], queue: [] };
  for (let round = 0; round < rounds; round++) {
    // the other way round every second time: what drifts falls out
    const order = Object.entries(ways);
    const cost: Record<string, number> = {};
    for (const [name, cpu] of round % 2 ? order.reverse() : order) {
      cost[name] = (1000 * (-(await cpu(few, round)) + (await cpu(many, round)))) / (many - few);
    }
    for (const name of Object.keys(ways)) {
      costs[name]!.push(cost[name]!);
      more[name]!.push(100 * (cost[name]! / cost["bare"]! - 1));
    }
    const said = Object.entries(cost).map(([name, ms]) => `${name} ${ms.toFixed(1)}`);
    console.log(`  ms CPU a case: ${said.join(", ")}; load ${loadavg()[0]!.toFixed(1)}`);
  }
  const words = (all: number[], unit: string) => {
    const sorted = [...all].sort((a, b) => a - b);
    const [low, middle, high] = [sorted[0]!, sorted[sorted.length >> 1]!, sorted.at(-1)!];
    return `${middle.toFixed(1)} ${unit} (${low.toFixed(1)} to ${high.toFixed(1)})`;
  };
  for (const name of Object.keys(ways)) {
    console.log(
      `${name}: ${words(costs[name]!, "ms CPU a case")}, ${words(more[name]!, "% over bare")}`,
    );
  }
}

/** An engine that answers at once: what is left is plan, blocks and store. */
const EMPTY: Engine = {
  lanes: 2,
  run: async (numbers) =>
    numbers.map((n) => ({ case: n, status: "finished", reason: "", values: [n, 0, null] })),
  close: async () => {},
};

const ALL = { limit: 1, shard: 0, shards: 1, onRows() {}, interrupted: async () => false };

/** Opens the store of a plan as the terminal does. */
function storeOf(directory: string, plan: Plan) {
  const kernel = createHash("sha256").update(readFileSync("build/kernel.wasm")).digest("hex");
  const sheet: Sheet = {
    ...{ format: "voidscope-sweep", schemaVersion: 1, hash: planHash(plan, kernel), kernel },
    ...{ versions: {}, plan: plan.document },
  };
  return openStore(directory, plan, sheet, {
    writeAtomic: (path, bytes) => writeFileSync(path, bytes),
    writeFully: (file, bytes) => writeFileSync(file, bytes),
    writeError: (_path, error) => error as Error,
  });
}

/** Plans, keeps and goes on with empty cases, stopped halfway. */
async function empty(home: string, cases: number): Promise<void> {
  const plan = planOf(planText(cases, 16, "0.05 mA.h/cm2"));
  const directory = join(home, `empty-${cases}`);
  const start = process.cpuUsage();
  const store = await storeOf(directory, plan);
  await sweep(plan, store, EMPTY, { ...ALL, interrupted: async () => store.done > cases / 2 });
  store.close();
  const resume = performance.now();
  const again = await storeOf(directory, plan);
  const resumed = performance.now() - resume;
  const half = again.done;
  await sweep(plan, again, EMPTY, ALL);
  again.close();
  const { user, system } = process.cpuUsage(start);
  console.log(
    `${cases} empty cases: ${((user + system) / 1e6).toFixed(1)} s CPU; opened again after ${half} rows in ${(resumed / 1000).toFixed(1)} s; ${again.done} rows`,
  );
}

/** The command itself on a directory that lacks the last hundred of a million rows, and the table of all: seconds, and the most memory. */
async function million(home: string): Promise<void> {
  const cases = 1_000_000;
  await empty(home, cases);
  const text = planText(cases, 16, "0.02 mA.h/cm2");
  const [path, out] = [join(home, "million.json"), join(home, "million")];
  writeFileSync(path, text);
  const plan = planOf(text);
  const store = await storeOf(out, plan);
  const most = { ...plan, cases: cases - 100 };
  await sweep(most, store, EMPTY, ALL);
  store.close();
  for (const args of [
    ["sweep", path, "--out", out, "--threads", "1", "--quiet"],
    ["results", out],
  ]) {
    const start = performance.now();
    const { child, ended } = voidscope(args);
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid!));
    }, 50);
    const code = await ended;
    clearInterval(timer);
    const seconds = (performance.now() - start) / 1000;
    console.log(
      `${cases} cases, ${args[0]}: ${seconds.toFixed(1)} s, ${peak.toFixed(0)} MB at most, exit ${code}`,
    );
  }
}

/** The most memory [MB] that a process had, as Linux counts it; 0 elsewhere. */
export function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
  } catch {
    return 0;
  }
}

/** Runs of some 20 ms with the sweeping process killed, beside an undisturbed sweep. */
async function kills(home: string, cases: number, most: number): Promise<void> {
  const path = join(home, "kills.json");
  writeFileSync(path, planText(cases, 16, "0.05 mA.h/cm2"));
  const sweepTo = (out: string) => voidscope(["sweep", path, "--out", join(home, out), "--quiet"]);
  let killed = 0;
  for (let over = false; !over; ) {
    const { child, ended } = sweepTo("killed");
    const timer = setTimeout(
      () => killed < most && child.kill("SIGKILL"),
      2000 + 4000 * Math.random(),
    );
    const code = await ended;
    clearTimeout(timer);
    if (code === null) killed++;
    else if (code === 0) over = true;
    else throw new Error(`a sweep ended with ${code}`);
  }
  await sweepTo("whole").ended;
  const digest = (out: string) => {
    const text = readFileSync(join(home, out, "results.csv"), "utf8");
    return [text.trim().split("\n").length - 1, createHash("sha256").update(text).digest("hex")];
  };
  const [rows, hash] = digest("killed");
  const same = digest("whole")[1] === hash;
  console.log(`${cases} runs, ${killed} kills: ${rows} rows, ${same ? "the same" : "OTHER"} bytes`);
}

/** Prints the figures that are named, all without names. */
export async function figures(names: readonly string[]): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "voidscope-figures-"));
  const all: Record<string, () => Promise<void>> = {
    overhead: () => overhead(home),
    empty: () => empty(home, 100_000),
    million: () => million(home),
    kills: () => kills(home, 10_000, 30),
  };
  try {
    for (const name of names.length > 0 ? names : Object.keys(all)) await all[name]!();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
