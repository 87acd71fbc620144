// The run with what has been done in it by hand by the time step that is on show: that is edits, and is not there before.
import { newEndsOf } from "../../core/new-ends";
import type { State } from "../store";
import type { OpenedRun, Stroke } from "../worker-protocol";
import type { Boundary } from "./shapes";

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

interface Placed {
  at: number;
  depth: number;
}

const isAt = (at: number, depth: number) => (one: Placed) =>
  isNear(one.at, at) && isNear(one.depth, depth);

/** By its ends, in either order. */
const isLine = (line: Boundary) => (one: Boundary) =>
  [line, { from: line.to, fromDepth: line.toDepth, to: line.from, toDepth: line.fromDepth }].some(
    ({ from, fromDepth, to, toDepth }) =>
      isNear(one.from, from) &&
      isNear(one.fromDepth, fromDepth) &&
      isNear(one.to, to) &&
      isNear(one.toDepth, toDepth),
  );

/** The list with other values in the first that it is; null takes that out. */
function put<T extends object>(list: readonly T[], is: (one: T) => boolean, by: Partial<T> | null) {
  const at = list.findIndex(is);
  return list.flatMap((one, k) => (k !== at ? [one] : by ? [{ ...one, ...by }] : []));
}

/** The run with a pore elsewhere, or without it: of the list, or of the seed. */
function withPore(run: OpenedRun, at: number, depth: number, by: Placed | null): OpenedRun {
  const { pores } = run.geometry;
  const discs = Array.from({ length: pores.length / 3 }, (_, k) => {
    const [x, y, radius] = pores.subarray(3 * k);
    return { at: x!, depth: y!, radius: radius! };
  });
  return withDiscs(
    run,
    put(run.pores, isAt(at, depth), by),
    put(discs, isAt(at, depth), by).flatMap((disc) => [disc.at, disc.depth, disc.radius]),
  );
}

function withDiscs(run: OpenedRun, pores: OpenedRun["pores"], discs: number[]): OpenedRun {
  return { ...run, pores, geometry: { ...run.geometry, pores: Float64Array.from(discs) } };
}

/** The run after one of them. */
function after(run: OpenedRun, { path, value }: Stroke): OpenedRun {
  const { flaws, grains, pores, geometry } = run;
  if (path === "electrolyte.flaws.list") return { ...run, flaws: [...flaws, value] };
  if (path === "electrolyte.grains.list") return { ...run, grains: [...grains, value] };
  if (path === "electrolyte.pores.list") {
    const { at, depth, diameter } = value;
    return withDiscs(run, [...pores, value], [...geometry.pores, at, depth, diameter / 2]);
  }
  if (path === "move" || path === "movePore") {
    const { from, fromDepth, to, toDepth } = value;
    const there = { at: to, depth: toDepth };
    if (path === "move") return { ...run, flaws: put(flaws, isAt(from, fromDepth), there) };
    return withPore(run, from, fromDepth, there);
  }
  if (path === "moveBoundary") {
    return { ...run, grains: put(grains, isLine(value), newEndsOf(value)) };
  }
  if (path === "eraseFlaw") {
    return { ...run, flaws: put(flaws, isAt(value.at, value.depth), null) };
  }
  if (path === "eraseBoundary") return { ...run, grains: put(grains, isLine(value), null) };
  if (path === "erasePore") return withPore(run, value.at, value.depth, null);
  if (path !== "electrolyte.layers") return run;
  let bottom = 0;
  const layers = value.map(({ thickness, lithiumConsumption }) => {
    const top = bottom;
    bottom += thickness;
    return { top, bottom, takesUp: lithiumConsumption > 0 };
  });
  return { ...run, geometry: { ...geometry, layers } };
}
