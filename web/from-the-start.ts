// What has been done by hand in the section of a run, as lists of a scenario: a run that starts again has it from the start. What has
// been done to what had grown, or was drawn from the seed, has no place there.
import type { WrittenEdit } from "../core/edits";
import type { Kind } from "./view/shapes";
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

interface Written {
  at?: unknown;
  depth?: unknown;
  width?: unknown;
}

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
  const replace = (kind: Kind, is: (one: Written) => boolean, by: (one: object) => unknown[]) => {
    const at = all[kind].findIndex((one) => is(one as Written));
    if (at < 0) lost++;
    else all[kind] = all[kind].flatMap((one, k) => (k === at ? by(one as object) : [one]));
  };
  for (const [k, stroke] of si.entries()) {
    const value = written[k]!.value as Record<string, unknown>;
    const holds = (x: number) => (one: Written) =>
      Math.abs(metresOf(one.at) - x) < metresOf(one.width) / 2;
    if (stroke.path in DRAWN) add(DRAWN[stroke.path]!, value);
    if (stroke.path === "electrolyte.layers") all.layer = written[k]!.value as unknown[];
    if (stroke.path === "fill") replace("void", holds(stroke.value.at), () => []);
    if (stroke.path === "reshape") {
      const { void: _, ...shape } = value;
      replace("void", holds(stroke.value.void), () => [shape]);
    }
    if (stroke.path === "move") {
      const { from, fromDepth } = stroke.value;
      const is = ({ at, depth = "0 um" }: Written) =>
        isNear(metresOf(at), from) && isNear(metresOf(depth), fromDepth);
      const { to: at, toDepth: depth } = value;
      replace("flaw", is, (one) => [{ ...one, at, ...(depth !== undefined && { depth }) }]);
    }
  }
  return { lists: all, lost };
}
