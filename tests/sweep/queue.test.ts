// Sweeps over a real server, with whatever can be killed being killed. Skipped, with a word, where there is no redis-server.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Running, scratch, start, voidscope } from "../cli/spawn";
import { amount } from "../support/length";
import { SMALL } from "./small";

const server = spawnSync("redis-server", ["--version"]).status === 0;
if (!server) console.log("redis-server is not installed: sweeps over a queue are not tested");

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const planOf = (cases: number) => ({
  ...{ format: "voidscope-plan", schemaVersion: 1 },
  scenario: { protocol: ["Strip at 1 mA/cm2 until 0.05 mA.h/cm2"] },
  set: SMALL,
  vary: [
    { path: "conditions.stackPressure", values: ["1 MPa", "3 MPa", "5 MPa", "10 MPa", "20 MPa"] },
    { path: "seed", from: 1, to: cases / 5, count: cases / 5 },
  ],
  keep: ["contactFraction", "voltage", "first.contact-lost"],
});

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** After how many rows what is killed. */
const KILLS = amount(
  { cases: 120, workers: [20, 50, 80, 100], sweeps: [35, 90], servers: [65, 75] },
  {
    cases: 500,
    workers: Array.from({ length: 11 }, (_, k) => 40 * (k + 1)),
    ...{ sweeps: [100, 220, 380], servers: [140, 300] },
  },
);

/** Everything of a sweep over a queue that can be killed. */
class Machines {
  private server: ChildProcess | undefined;
  private readonly workers: Running[] = [];
  private memories = 0;
  killed = { workers: 0, server: 0 };

  private constructor(
    private readonly home: string,
    private readonly port: number,
    workers: number,
  ) {
    this.serve();
    for (let k = 0; k < workers; k++) this.workers.push(this.work());
    onTestFinished(() => {
      for (const worker of this.workers) worker.process.kill("SIGKILL");
      this.server?.kill("SIGKILL");
    });
  }

  static async start(home: string, workers: number): Promise<Machines> {
    return new Machines(home, await freePort(), workers);
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`;
  }

  private work = () => start(["worker", this.url, "--threads", "1", "--quiet"]);

  private serve(): void {
    const memory = join(this.home, `server-${this.memories}`);
    mkdirSync(memory, { recursive: true });
    const where = ["--port", String(this.port), "--bind", "127.0.0.1", "--dir", memory];
    const keeps = ["--save", "", "--appendonly", "yes", "--appendfsync", "everysec"];
    this.server = spawn("redis-server", [...where, ...keeps], { stdio: "ignore" });
  }

  async killServer(keepsFile: boolean): Promise<void> {
    const gone = new Promise((resolve) => this.server!.on("close", resolve));
    this.server!.kill("SIGKILL");
    await gone;
    this.killed.server++;
    if (!keepsFile) this.memories++;
    this.serve();
  }

  killWorker(): void {
    const k = this.killed.workers++ % this.workers.length;
    this.workers[k]!.process.kill("SIGKILL");
    this.workers[k] = this.work();
  }
}

/** Whole lines in the rows of a directory. */
function kept(out: string): number {
  try {
    return readFileSync(join(out, "rows.ndjson"), "utf8").split("\n").length - 1;
  } catch {
    return 0;
  }
}

const csv = (directory: string) => readFileSync(join(directory, "results.csv"), "utf8");

describe.skipIf(!server)("voidscope sweep --queue", () => {
  it("has its rows, each once and with the same bits, when workers, sweep and server are killed", async () => {
    const home = scratch();
    const { cases, workers, sweeps, servers } = KILLS;
    const plan = join(home, "plan.json");
    writeFileSync(plan, JSON.stringify(planOf(cases)));
    expect((await voidscope(["sweep", plan, "--out", join(home, "whole"), "--quiet"])).code).toBe(
      0,
    );
    const began = performance.now();
    const machines = await Machines.start(home, 2);
    const out = join(home, "out");
    const sweep = () =>
      start(["sweep", plan, "--out", out, "--queue", machines.url, "--block", "200 ms", "--quiet"]);
    let running = sweep();
    let sweepsKilled = 0;
    const killSweep = async () => {
      running.process.kill("SIGKILL");
      await running.ended;
      sweepsKilled++;
      running = sweep();
    };
    // by how far it is, so that a slow machine has as many kills as a fast one
    const plans: [rows: number, kill: () => unknown][] = [
      ...workers.map((rows): [number, () => unknown] => [rows, () => machines.killWorker()]),
      ...sweeps.map((rows): [number, () => unknown] => [rows, killSweep]),
      // once with its file and once with nothing kept
      [servers[0]!, () => machines.killServer(true)],
      [servers[1]!, () => machines.killServer(false)],
    ];
    for (const [rows, kill] of plans.sort(([a], [b]) => a - b)) {
      while (kept(out) < rows) await pause(20);
      await kill();
    }
    const { code, stderr } = await running.ended;
    // that the server or the workers are away for a moment may be said
    const said = stderr.replaceAll(
      /^voidscope: (waiting for the queue|no worker is there).*\n/gm,
      "",
    );
    expect([code, said]).toEqual([0, ""]);
    expect({ ...machines.killed, sweepsKilled }).toEqual({
      ...{ workers: workers.length, server: 2, sweepsKilled: sweeps.length },
    });
    const rows = csv(out).trim().split("\n").slice(1);
    expect(rows.map((row) => Number(row.split(",")[0]))).toEqual(
      Array.from({ length: cases }, (_, n) => n),
    );
    expect(csv(out)).toBe(csv(join(home, "whole")));
    console.log(
      `${cases} cases over a queue, ${machines.killed.workers} kills of workers, ${sweepsKilled} of the sweep, ${machines.killed.server} of the server: ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
  });

  it("gives two sweeps of one plan their rows, into two directories", async () => {
    const home = scratch();
    const plan = join(home, "plan.json");
    writeFileSync(plan, JSON.stringify(planOf(30)));
    const machines = await Machines.start(home, 1);
    const out = ["a", "b"].map((name) => join(home, name));
    const ends = await Promise.all(
      out.map((one) => voidscope(["sweep", plan, "--out", one, "--queue", machines.url])),
    );
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect(csv(out[0]!)).toBe(csv(out[1]!));
    expect(csv(out[0]!).trim().split("\n")).toHaveLength(31);
  });
});
