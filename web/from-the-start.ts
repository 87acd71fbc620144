// What has been done by hand in the section of a run, as lists of a scenario: a run that starts again has it from the start. What has
// been done to what had grown, or was drawn from the seed, has no place there.
import type { WrittenEdit } from "../core/edits";
import type { Boundary, Kind } from "./view/shapes";
import type { Stroke } from "./worker-protocol";
import { metresOf } from "./written-length";

export type Lists = Record<Kind | "layer", unknown[]>;

/** [m] Places that differ by less are the same. */
const same = 0.02e-6;

const isNear = (a: number, b: number) => Math.abs(a - b) < same;

const DRAWN: Record<string, Kind> = {
  "interface.defects": "void",
  "electrolyte.flaws.list": "flaw",
  "electrolyte.grains.list": "boundary",
  "electrolyte.pores.list": "pore",
};

type Written = Readonly<Record<string, unknown>>;
type Is = (one: Written) => boolean;

/** Depths at the interface may be left out. */
const isAt =
  (at: number, depth: number): Is =>
  (one) =>
    isNear(metresOf(one.at), at) && isNear(metresOf(one.depth ?? "0 um"), depth);

/** A boundary by its ends, in either order. */
const isLine = ({ from, fromDepth, to, toDepth }: Boundary): Is => {
  const goes = (a: number, aDepth: number, b: number, bDepth: number, one: Written) =>
    isNear(metresOf(one.from), a) &&
    isNear(metresOf(one.fromDepth), aDepth) &&
    isNear(metresOf(one.to), b) &&
    isNear(metresOf(one.toDepth), bDepth);
  return (one) =>
    goes(from, fromDepth, to, toDepth, one) || goes(to, toDepth, from, fromDepth, one);
};

/** The lists of a scenario with what has been done, `written` and the same in SI, and how much of it has no place in them. */
export function fromTheStart(
  lists: Lists,
  written: readonly WrittenEdit[],
  si: readonly Stroke[],
): { lists: Lists; lost: number } {
  const all = { ...lists };
  let lost = 0;
  const add = (kind: Kind, value: unknown) => {
    all[kind] = [...all[kind], value];
  };
  const replace = (kind: Kind, is: Is, by: (one: object) => unknown[]) => {
    const at = all[kind].findIndex((one) => is(one as Written));
    if (at < 0) lost++;
    else all[kind] = all[kind].flatMap((one, k) => (k === at ? by(one as object) : [one]));
  };
  const takeOut = (kind: Kind, is: Is) => replace(kind, is, () => []);
  for (const [k, stroke] of si.entries()) {
    const value = written[k]!.value as Record<string, unknown>;
    const holds = (x: number) => (one: Written) =>
      Math.abs(metresOf(one.at) - x) < metresOf(one.width) / 2;
    if (stroke.path in DRAWN) add(DRAWN[stroke.path]!, value);
    if (stroke.path === "electrolyte.layers") all.layer = written[k]!.value as unknown[];
    if (stroke.path === "fill") takeOut("void", holds(stroke.value.at));
    if (stroke.path === "reshape") {
      const { void: _, ...shape } = value;
      replace("void", holds(stroke.value.void), () => [shape]);
    }
    if (stroke.path === "move" || stroke.path === "movePore") {
      const { from, fromDepth } = stroke.value;
      const { to: at, toDepth: depth } = value;
      const kind = stroke.path === "move" ? "flaw" : "pore";
      const there = {
        at,
        ...(kind === "pore" && { depth: "0 um" }),
        ...(depth !== undefined && { depth }),
      };
      replace(kind, isAt(from, fromDepth), (one) => [{ ...one, ...there }]);
    }
    if (stroke.path === "moveBoundary") {
      const { newFrom: from, newFromDepth: fromDepth, newTo: to, newToDepth: toDepth } = value;
      replace("boundary", isLine(stroke.value), () => [{ from, fromDepth, to, toDepth }]);
    }
    if (stroke.path === "eraseFlaw") takeOut("flaw", isAt(stroke.value.at, stroke.value.depth));
    if (stroke.path === "erasePore") takeOut("pore", isAt(stroke.value.at, stroke.value.depth));
    if (stroke.path === "eraseBoundary") takeOut("boundary", isLine(stroke.value));
  }
  return { lists: all, lost };
}
