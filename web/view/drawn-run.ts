// The run with what has been drawn into it by the time step that is on show: strokes are edits, and are not there before.
import type { State } from "../store";
import type { OpenedRun } from "../worker-protocol";

type Shown = Pick<State, "run" | "drawn" | "steps">;

const known = new WeakMap<OpenedRun, { of: unknown; count: number; shown: OpenedRun }>();

/** The same object as long as nothing is added or gone back over. */
export function runNow({ run, drawn, steps }: Shown): OpenedRun | null {
  const there = drawn.filter(({ step }) => step <= steps.now);
  if (!run || there.length === 0) return run;
  const before = known.get(run);
  if (before?.of === drawn && before.count === there.length) return before.shown;
  const flaws = [...run.flaws];
  const grains = [...run.grains];
  const pores = [...run.pores];
  const discs = [...run.geometry.pores];
  for (const one of there) {
    if (one.path === "electrolyte.flaws.list") flaws.push(one.value);
    if (one.path === "electrolyte.grains.list") grains.push(one.value);
    if (one.path !== "electrolyte.pores.list") continue;
    pores.push(one.value);
    discs.push(one.value.at, one.value.depth, one.value.diameter / 2);
  }
  const geometry = { ...run.geometry, pores: Float64Array.from(discs) };
  const shown = { ...run, flaws, grains, pores, geometry };
  known.set(run, { of: drawn, count: there.length, shown });
  return shown;
}
