// A validation case: what a source says, what this build gives, and whether the two agree.

import { cite } from "../core/bibliography";
import type { Figure, Series } from "../plots/figure";
import type { TopicId } from "./topics";

/** What is to be found. A tolerance is relative unless it says otherwise. */
export type Target =
  | { value: number; relative: number }
  | { value: number; absolute: number }
  | { atLeast: number }
  | { atMost: number };

export interface Case {
  /** Short, as typed: `voidscope validate p1-256`. */
  id: string;
  /** What it is about. */
  topic: TopicId;
  kind: "numerical" | "analytic" | "experimental";
  /** What is measured and its unit. */
  quantity: string;
  /** Publication as [@key] of data/bibliography.json, or where the reference is derived. */
  source: string;
  /** What the source and this case hold fixed. */
  conditions: string;
  target: Target;
  /** Takes more than a few seconds: only with --long. */
  long?: boolean;
  /** Why the target is known to be missed, in one sentence: the case is printed, but no failure. */
  reason?: string;
  /** Where it is drawn; with `x` its number is a point there, and `name` says of what. */
  picture?: { figure: Figure; x?: number; name?: string };
  /** The quantity as this build gives it, with the curves behind it where it has a picture. */
  run(kernel: BufferSource): Promise<number | Measured>;
}

export interface Measured {
  value: number;
  series: readonly Series[];
}

export interface Verdict {
  id: string;
  kind: Case["kind"];
  quantity: string;
  source: string;
  conditions: string;
  target: Target;
  /** NaN when the case could not be computed. */
  got: number;
  passed: boolean;
  /** Curves for its picture. */
  series?: readonly Series[];
  /** Why it could not be computed. */
  error?: string;
  /** Why a known miss is missed. */
  reason?: string;
}

/** A case with what came of it. */
export interface Checked {
  one: Case;
  verdict: Verdict;
}

/** Runs a case and compares; a case that throws fails with its message. */
export async function check(one: Case, kernel: BufferSource): Promise<Verdict> {
  const { run, long: _, picture, topic: __, ...rest } = one;
  const facts = { ...rest, source: cite(one.source) };
  try {
    const found = await run(kernel);
    const got = typeof found === "number" ? found : found.value;
    const series = typeof found === "number" ? seriesOf(got, picture) : found.series;
    return { ...facts, got, passed: meets(got, one.target), ...(series && { series }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...facts, got: Number.NaN, passed: false, error: message };
  }
}

/** A number as the point of its figure. */
function seriesOf(got: number, picture: Case["picture"]): Series[] | undefined {
  if (picture?.x === undefined) return undefined;
  return [{ name: picture.name ?? "this build", points: [[picture.x, got]], dots: true }];
}

/** Whether `got` meets the target; NaN meets none. */
export function meets(got: number, target: Target): boolean {
  if ("atLeast" in target) return got >= target.atLeast;
  if ("atMost" in target) return got <= target.atMost;
  const allowed = "relative" in target ? target.relative * Math.abs(target.value) : target.absolute;
  return Math.abs(got - target.value) <= allowed;
}

/** The expected value and its tolerance in words. */
export function targetWords(target: Target): { expected: string; tolerance: string } {
  if ("atLeast" in target) return { expected: `>= ${target.atLeast}`, tolerance: "" };
  if ("atMost" in target) return { expected: `<= ${target.atMost}`, tolerance: "" };
  const expected = String(target.value);
  if ("absolute" in target) return { expected, tolerance: `${target.absolute}` };
  const percent = Number((100 * target.relative).toPrecision(6));
  return {
    expected,
    tolerance: target.relative < 1e-4 ? `${target.relative} rel.` : `${percent} %`,
  };
}
