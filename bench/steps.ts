// Whole coupled runs of the gallery's strip at 1 mA/cm2 until 1 mAh/cm2: time of a step, of the run, iterations, memory.

import { fromGallery } from "../core/gallery";
import { applyOverrides } from "../core/overrides";
import { resolveRun } from "../core/resolve";
import type { RunSpec } from "../core/runspec";
import { instantiate } from "../sim/module";
import { Simulation } from "../sim/simulation";
import { type Spread, spread } from "./statistics";

export interface RunTiming {
  columns: number;
  rows: number;
  tolerance: number;
  maxTimeStep_s: number;
  /** Accepted steps [ms], over all repetitions. */
  step_ms: Spread;
  /** From laying out the run to its end [s], and accepted steps in it. */
  run_s: Spread;
  steps: number;
  /** Linear iterations per step: flow (vector) and potential (scalar). */
  flowIterations: number;
  potentialIterations: number;
  /** Bytes of the kernel's arena over columns x rows. */
  bytesPerCell: number;
  contactFraction: number;
  voidVolume_um: number;
}

/** The strip at a mesh of `columns`, to `charge`. */
export function stripSpec(columns: number, charge = "1 mA.h/cm2"): RunSpec {
  const { scenario } = fromGallery("strip-3mpa");
  const protocol = [`Strip at 1 mA/cm2 until ${charge}`];
  return resolveRun(
    applyOverrides({ ...(scenario as object), protocol }, [`mesh.columns=${columns}`]),
  );
}

/** Repeats the run after an untimed start of it. */
export async function timeRuns(
  kernel: Uint8Array<ArrayBuffer>,
  spec: RunSpec,
  repeats: number,
): Promise<RunTiming> {
  const warm = await Simulation.create(spec, kernel);
  for (let k = 0; k < 20 && warm.advance(); k++);
  const stepTimes: number[] = [];
  const runTimes: number[] = [];
  let flow = 0;
  let potential = 0;
  let last = warm;
  for (let r = 0; r < repeats; r++) {
    flow = 0;
    potential = 0;
    const begun = performance.now();
    last = await Simulation.create(spec, kernel);
    for (let going = true; going; ) {
      const before = last.steps;
      const start = performance.now();
      going = last.advance();
      // a step taken back to locate an event is not one
      if (last.steps === before) continue;
      stepTimes.push(performance.now() - start);
      flow += last.observables.flowIterations;
      potential += last.observables.potentialIterations;
    }
    runTimes.push((performance.now() - begun) / 1000);
  }
  const { columns, lithiumRows, electrolyteRows } = spec.grid;
  const rows = lithiumRows + electrolyteRows;
  return {
    columns,
    rows,
    tolerance: spec.numerics.tolerance,
    maxTimeStep_s: spec.numerics.maxTimeStep,
    step_ms: spread(stepTimes),
    run_s: spread(runTimes),
    steps: last.steps,
    flowIterations: flow / last.steps,
    potentialIterations: potential / last.steps,
    bytesPerCell: await arena(kernel, columns, lithiumRows, electrolyteRows),
    contactFraction: last.observables.contactFraction,
    voidVolume_um: last.observables.voidVolume * 1e6,
  };
}

async function arena(kernel: BufferSource, columns: number, lithium: number, electrolyte: number) {
  const k = await instantiate(kernel);
  const before = k.used();
  k.runCreate(columns, lithium, electrolyte);
  return (k.used() - before) / (columns * (lithium + electrolyte));
}
