// Whether outcomes bear a claim out. The outcomes stand in the order of the control's values; NaN where there is none yet.

import type { Claim, Lesson } from "./lesson";

type Pair = readonly [before: number, after: number];

/** Whether what is known agrees with the claim; undefined while too little is known to tell. */
export function bearsOut(lesson: Lesson, outcomes: readonly number[]): boolean | undefined {
  const known = lesson.control.values
    .map(({ to, at }, k) => ({ to, at: at ?? Number.NaN, outcome: outcomes[k] ?? Number.NaN }))
    .filter(({ outcome }) => Number.isFinite(outcome));
  const { claim } = lesson;
  if (claim.kind === "bound") {
    if (known.length === 0) return undefined;
    return known.every(({ outcome }) => outcome >= claim.low && outcome <= claim.high);
  }
  if (known.length < 2) return undefined;
  if (claim.kind === "passes") return passes(claim, lesson, known);
  return known.slice(1).every((now, k) => {
    const before = known[k]!;
    return follows(claim, [before.outcome, now.outcome], now.at / before.at);
  });
}

type Ordered = Exclude<Claim, { kind: "bound" | "passes" }>;

function follows(claim: Ordered, [before, after]: Pair, ratio: number): boolean {
  switch (claim.kind) {
    case "rises":
      return after > before;
    case "falls":
      return after < before;
    case "never rises":
      return after <= before;
    case "power":
      return Math.abs(after / before / ratio ** claim.exponent - 1) <= claim.within;
  }
}

function passes(
  { to: side, level, from }: Extract<Claim, { kind: "passes" }>,
  { control }: Lesson,
  known: readonly { to: string; outcome: number }[],
): boolean | undefined {
  const order = control.values.map(({ to }) => to);
  const isPast = (to: string) => order.indexOf(to) >= order.indexOf(from);
  const sides = new Set(known.map(({ to }) => isPast(to)));
  if (sides.size < 2) return undefined;
  const upwards = side === "above";
  return known.every(({ to, outcome }) => outcome > level === (isPast(to) === upwards));
}
