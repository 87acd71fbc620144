// How tight the flow solve and how short the time step must be: one run each, what it ends with and when voids opened
// and closed. Not part of the bench; its outcome is quoted in docs/numerics.md.
//   node scripts/study.mjs CASE COLUMNS TOLERANCE STEP SEED     one line of JSON

import { readFileSync } from "node:fs";
import { fromGallery } from "../core/gallery";
import { applyOverrides } from "../core/overrides";
import { resolveRun } from "../core/resolve";
import { Simulation } from "../sim/simulation";

/** Protocols studied, both at 3 MPa and 1 mA/cm2. */
const CASES: Record<string, string[]> = {
  strip: ["Strip at 1 mA/cm2 until 1 mA.h/cm2"],
  cycle: ["Strip at 1 mA/cm2 until 1 mA.h/cm2", "Plate at 1 mA/cm2 until 1 mA.h/cm2"],
};

export async function study(args: readonly string[]): Promise<void> {
  const [name = "strip", columns = "128", tolerance = "1e-3", maxStep = "30", seed = "1"] = args;
  const { scenario } = fromGallery(name === "cycle" ? "cycle-3mpa" : "strip-3mpa");
  const spec = resolveRun(
    applyOverrides({ ...(scenario as object), protocol: CASES[name]! }, [
      `mesh.columns=${columns}`,
      `seed=${seed}`,
      `numerics.tolerance=${tolerance}`,
      `numerics.maxTimeStep=${maxStep} s`,
    ]),
  );
  const kernel = new Uint8Array(readFileSync("build/kernel.wasm"));
  const sim = await Simulation.create(spec, kernel);
  const times: number[] = [];
  let iterations = 0;
  const retried: number[] = [];
  const curve: number[][] = [];
  const start = performance.now();
  for (let going = true; going; ) {
    const before = sim.steps;
    const from = performance.now();
    going = sim.advance();
    const o = sim.observables;
    if (sim.steps > before) {
      times.push(performance.now() - from);
      iterations += o.flowIterations;
      if (o.limiter === "retry") retried.push(o.time);
      curve.push([o.time, o.contactFraction, o.voidVolume, o.voltage, o.voidCount]);
    }
  }
  const o = sim.observables;
  const sorted = times.toSorted((a, b) => a - b);
  const marks = [0.1, 0.25, 0.5, 0.75].map((share) => {
    const at = curve.find(([time]) => time! >= share * o.time)!;
    return { time: at[0], contact: at[1], void_um: at[2]! * 1e6, voltage: at[3] };
  });
  const result = {
    case: name,
    columns: Number(columns),
    tolerance: Number(tolerance),
    max_step_s: Number(maxStep),
    seed: Number(seed),
    status: sim.status,
    reason: sim.endReason,
    time: o.time,
    contact: o.contactFraction,
    void_um: o.voidVolume * 1e6,
    voltage: o.voltage,
    voids: o.voidCount,
    steps: sim.steps,
    iterations,
    median_ms: sorted[sorted.length >> 1],
    wall_s: (performance.now() - start) / 1000,
    retried,
    marks,
    events: sim.events
      .filter(({ kind }) => kind.startsWith("void") || kind === "solver-retry")
      .map(({ time, message }) => [Number(time.toFixed(1)), message]),
  };
  console.log(JSON.stringify(result));
}
