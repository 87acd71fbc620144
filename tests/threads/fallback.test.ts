import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { P1 } from "../../bench/drivers/p1";
import { fromGallery } from "../../core/gallery";
import { applyOverrides } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import { Simulation } from "../../sim/simulation";
import { assemble, canShare, type HelperStart, threadsFor } from "../../sim/threads";
import { wasm as plain, threaded } from "../support/kernel";
import { System, withThreads } from "./kernel";

// Takes one strip, as a helper does, and never gives it back.
const THIEF = `
const { parentPort, workerData: w } = require("node:worker_threads");
const words = new Int32Array(w.memory.buffer);
const ticket = w.control / 4;
parentPort.postMessage("ready");
for (;;) {
  const t = Atomics.load(words, ticket);
  if ((t & 255) < ((t >> 8) & 255) && Atomics.compareExchange(words, ticket, t, t - 256) === t) break;
}
`;

const thief = (start: HelperStart) =>
  new Promise<void>((resolve, reject) => {
    const worker = new Worker(THIEF, { eval: true, workerData: start });
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });

describe("without what threads need", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("one thread computes where SharedArrayBuffer is missing", async () => {
    vi.stubGlobal("SharedArrayBuffer", undefined);
    expect(canShare()).toBe(false);
    const p1 = await P1.create(plain, 64, withThreads(2));
    expect(p1.threads).toBe(1);
    expect(p1.sample().iters).toBeGreaterThan(0);
  });

  it("or the page is not isolated", async () => {
    vi.stubGlobal("crossOriginIsolated", false);
    expect((await P1.create(plain, 64, withThreads(2))).threads).toBe(1);
    vi.stubGlobal("crossOriginIsolated", true);
    const p1 = await P1.create(plain, 64, withThreads(2));
    expect(p1.threads).toBe(2);
    p1.close();
  });

  it("or no helper starts, or the kernel is not for threads", async () => {
    const refused = withThreads(3, () => Promise.reject(new Error("no more workers")));
    expect((await P1.create(plain, 64, refused)).threads).toBe(1);
    expect(
      (await P1.create(plain, 64, { ...withThreads(2), wasm: new Uint8Array(8) })).threads,
    ).toBe(1);
  });

  it("fewer threads compute when some helpers start", async () => {
    const some = withThreads(3, (start) =>
      start.index === 1 ? withThreads(2).spawn(start) : Promise.reject(new Error("no more")),
    );
    const p1 = await P1.create(plain, 128, some);
    expect(p1.threads).toBe(2);
    expect(p1.sample().iters).toBeGreaterThan(0);
    p1.close();
  });
});

describe("a helper that dies", () => {
  it("with a strip in its hands ends the run in one sentence", async () => {
    const s = await System.open(256, 256, { ...withThreads(2, thief), patience: 0.3 });
    // the thief may come too late for one solve; it takes a strip of some
    const solves = () => {
      for (let k = 0; k < 500; k++) {
        s.fill(10);
        s.solve();
      }
    };
    expect(solves).toThrow(/^a helper thread stopped in the middle of its work; .*1$/);
  });

  it("in a coupled run too", async () => {
    const spec = resolveRun(
      applyOverrides(fromGallery("strip-3mpa").scenario, [
        "mesh.columns=64",
        "cell.lithium=130 um",
      ]),
    );
    const run = async () => {
      const robbed = { ...withThreads(2, thief), patience: 0.3 };
      const simulation = await Simulation.create(spec, plain, robbed);
      for (let k = 0; k < 100; k++) simulation.advance();
    };
    await expect(run()).rejects.toThrow(/^a helper thread stopped in the middle of its work; .*1$/);
  });

  it("between two solves is not missed", async () => {
    const workers: Worker[] = [];
    const p1 = await P1.create(
      plain,
      256,
      withThreads(2, (start) => {
        const idle = `require("node:worker_threads").parentPort.postMessage("ready")`;
        const worker = new Worker(idle, { eval: true, workerData: start });
        workers.push(worker);
        return new Promise((resolve) => worker.once("message", () => resolve()));
      }),
    );
    await Promise.all(workers.map((worker) => worker.terminate()));
    expect(p1.threads).toBe(2);
    expect(p1.sample().iters).toBeGreaterThan(0);
    p1.close();
  });
});

describe("the number of threads", () => {
  it("is one below 512 columns unless asked for, and never beyond the cores by itself", () => {
    expect(threadsFor(256, undefined, 8)).toBe(1);
    expect(threadsFor(512, undefined, 2)).toBe(2);
    expect(threadsFor(1024, undefined, 1)).toBe(1);
    expect(threadsFor(64, 3, 2)).toBe(3);
    expect(threadsFor(1024, 1, 8)).toBe(1);
  });

  it("of one makes no team", async () => {
    expect(await assemble({ ...withThreads(1), wasm: threaded() }, 64, () => {})).toBeUndefined();
  });
});
