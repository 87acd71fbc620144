// The run with what has been done in it by hand by the time step that is on show: that is edits, and is not there before.
import type { State } from "../store";
import type { OpenedRun, Stroke } from "../worker-protocol";

type Shown = Pick<State, "run" | "drawn" | "steps">;

const known = new WeakMap<OpenedRun, { of: unknown; count: number; shown: OpenedRun }>();

/** [m] Places that differ by less are the same. */
const same = 0.02e-6;
const isNear = (a: number, b: number) => Math.abs(a - b) < same;

/** The same object as long as nothing is added or gone back over. */
export function runNow({ run, drawn, steps }: Shown): OpenedRun | null {
  const there = drawn.filter(({ step }) => step <= steps.now);
  if (!run || there.length === 0) return run;
  const before = known.get(run);
  if (before?.of === drawn && before.count === there.length) return before.shown;
  const shown = there.reduce(after, run);
  known.set(run, { of: drawn, count: there.length, shown });
  return shown;
}

/** The run after one of them. */
function after(run: OpenedRun, { path, value }: Stroke): OpenedRun {
  const { flaws, grains, pores, geometry } = run;
  if (path === "electrolyte.flaws.list") return { ...run, flaws: [...flaws, value] };
  if (path === "electrolyte.grains.list") return { ...run, grains: [...grains, value] };
  if (path === "electrolyte.pores.list") {
    const { at, depth, diameter } = value;
    const discs = Float64Array.of(...geometry.pores, at, depth, diameter / 2);
    return { ...run, pores: [...pores, value], geometry: { ...geometry, pores: discs } };
  }
  if (path === "move") {
    const { from, fromDepth, to, toDepth } = value;
    const moved = flaws.map((flaw) => {
      const is = isNear(flaw.at, from) && isNear(flaw.depth, fromDepth);
      return is ? { ...flaw, at: to, depth: toDepth } : flaw;
    });
    return { ...run, flaws: moved };
  }
  if (path !== "electrolyte.layers") return run;
  let bottom = 0;
  const layers = value.map(({ thickness, lithiumConsumption }) => {
    const top = bottom;
    bottom += thickness;
    return { top, bottom, takesUp: lithiumConsumption > 0 };
  });
  return { ...run, geometry: { ...geometry, layers } };
}
