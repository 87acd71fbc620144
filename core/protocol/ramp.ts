// Staircases of currents:
//   Ramp current <a> to <b> by <c> every <time|capacity>                  positive strips, negative plates
//   Ramp strip|plate <a> to <b> by <c> every <time|capacity>              the same in words
//   Ramp cycles <a> to <b> by <c> every <time|capacity>[, rest <time>]    each level stripped, then plated
// "from" before <a>, "in steps of" for "by" and ", <time> each" for "every <time>" are understood too.

import { ScenarioError } from "../errors";
import { RANGES } from "../ranges";
import { quote } from "../suggest";
import { type Quantity, quantity } from "../units";
import { bounded, clauses, clausesOf, fits, positive, take } from "./clauses";
import { exampleOf } from "./examples";
import type { Ramp } from "./syntax";

const HEAD = /^ramp\s+(?:(current|strip|plate|cycles?)\b\s*)?(?:from\s+)?/i;

/** How what Ramp does not ramp is ramped. */
const OTHER_RAMPS: readonly [RegExp, string][] = [
  [
    /^ramp\s+(?:the\s+)?(?:stack\s*)?pressure\b/i,
    'a pressure is ramped by "Press to 5 MPa over 60 s", or under current by "Strip at 0.2 mA/cm2 for 1 h under 5 MPa over 10 min"',
  ],
  [
    /^ramp\s+(?:the\s+)?temperature\b/i,
    'a temperature is ramped by "Rest for 1 h at 60 Cel over 30 min"',
  ],
  [
    /^ramp\s+(?:the\s+)?(?:voltage|potential)\b/i,
    'a voltage is ramped by "Follow voltage from sweep.csv", a profile of time and voltage',
  ],
];

/** One ramp as a node. Throws ScenarioError. */
export function ramp(source: string): Ramp {
  const head = HEAD.exec(source)?.[0] ?? "";
  const kind = (HEAD.exec(source)?.[1] ?? "current").toLowerCase();
  const body = source
    .slice(head.length)
    .replace(/\bin steps of\b/i, "by")
    .replace(/,\s*([^,]+?)\s+each\b/i, " every $1");
  if (!/^[-+\d.]/.test(body)) {
    const other = OTHER_RAMPS.find(([what]) => what.test(source))?.[1];
    throw new ScenarioError(
      `Ramp ramps the current; ${other ?? `it reads like ${exampleOf("Ramp")}`}`,
    );
  }
  const [first, ...rest] = clausesOf(body);
  const to = bounded(take(rest, "to", "Ramp"), RANGES.current);
  const inItsUnit = (text: string) => (quantity(text).unit ? text : `${text} ${to.unit}`);
  const from = bounded(inItsUnit(first!.text), RANGES.current);
  const by = positive(inItsUnit(take(rest, "by", "Ramp")), RANGES.current);
  const [level, ...pause] = take(rest, "every", "Ramp").split(/\s*,\s*rest\s+/i);
  const cycles = kind.startsWith("cycle");
  if (pause.length > 0 && !cycles) {
    throw new ScenarioError(`only "Ramp cycles" rests between its half cycles; leave out "rest"`);
  }
  const signed = kind === "current";
  if (!signed) for (const q of [from, to]) unsigned(q, kind);
  const every = positive(level!, fits(level!, "C/m2") ? RANGES.capacity : RANGES.duration);
  if (signed && fits(level!, "C/m2") && from.value * to.value <= 0) {
    throw new ScenarioError(
      `a ramp through 0 stays there for ever if a level ends by its capacity; give it a time, as in ${exampleOf("Ramp")}`,
    );
  }
  const flip = (q: Quantity): Quantity => (kind === "plate" ? { ...q, value: -q.value } : q);
  return {
    kind: "ramp",
    source,
    cycles,
    from: flip(from),
    to: flip(to),
    by,
    every,
    ...(pause.length > 0 && { rest: positive(pause[0]!, RANGES.duration) }),
    ...clauses(rest, "Ramp"),
  };
}

/** The word says the direction, so the levels of a ramp must be positive. */
function unsigned(q: Quantity, kind: string): void {
  if (q.value > 0) return;
  throw new ScenarioError(
    `"Ramp ${kind}" wants currents above zero, not ${quote(`${q.value} ${q.unit}`)}; "Ramp current" takes a sign`,
  );
}
