// Words -> tree. The grammar (verbs and word order after PyBaMM's experiment strings):
//   Strip|Plate at <current> [for <time|capacity>] [[or] until <limit> [or <limit>]...] [at <T>] [under <P>]
//   Hold at <voltage> ...   Rest ...   Press to <pressure> [over <time>]
//   Pulse <current> for <time>, rest <time>, <n> times   Ramp current <a> to <b> by <c> every <time>
//   Cycle <n> times: [<step>; <step>; ...] [until <limit>...]

import type { SiUnit } from "../dimensions";
import { ScenarioError } from "../errors";
import { nearestObservable, observable } from "../observables";
import { RANGES, type Range, within } from "../ranges";
import { nearest, quote } from "../suggest";
import { parse, type Quantity, quantity, quantityText, toSi } from "../units";
import type { Clauses, Limit, Node } from "./syntax";

const VERBS = ["Strip", "Plate", "Hold", "Rest", "Press", "Pulse", "Ramp", "Cycle"];

/** One example of every step, for error messages, docs and the page. */
export const EXAMPLES = [
  "Strip at 0.2 mA/cm2 for 5 h or until 500 mV",
  "Plate at 0.5 mA/cm2 until 2 mA.h/cm2",
  "Hold at 20 mV for 10 min",
  "Rest for 10 min at 60 Cel under 5 MPa",
  "Press to 20 MPa over 60 s",
  "Pulse 2 mA/cm2 for 10 s, rest 50 s, 100 times",
  "Ramp current 0.1 to 3 mA/cm2 by 0.1 every 30 min",
  "Cycle 20 times: [Strip at 0.2 mA/cm2 for 1 h; Plate at 0.2 mA/cm2 for 1 h] until contact < 60 %",
];

const EXAMPLE = Object.fromEntries(EXAMPLES.map((text) => [text.split(" ")[0]!, text]));

interface Clause {
  word: string;
  text: string;
}

/** "Strip at 1 mA/cm2 for 1 h" -> [["", "Strip"], ["at", "1 mA/cm2"], ["for", "1 h"]]. */
function clausesOf(text: string): Clause[] {
  const parts = text.split(/\b(for|until|or|at|under|over|to|by|every)\b/i);
  const clauses: Clause[] = [{ word: "", text: parts[0]!.trim() }];
  for (let i = 1; i < parts.length; i += 2) {
    const word = parts[i]!.toLowerCase();
    const last = clauses[clauses.length - 1]!;
    // "for 5 h or until 500 mV": the empty "or" only joins.
    if (word !== "or" && last.word === "or" && last.text === "") clauses.pop();
    clauses.push({ word, text: parts[i + 1]!.trim() });
  }
  return clauses;
}

function bounded(text: string, range: Range): Quantity {
  const q = asQuantity(text, range.si);
  within(toSi(q, range.si), range, quantityText(q));
  return q;
}

/** The author's quantity, or the sentence of units.ts about what it should have been. */
function asQuantity(text: string, si: SiUnit): Quantity {
  parse(text, si);
  return quantity(text);
}

/** A quantity above zero. */
function positive(text: string, range: Range): Quantity {
  const q = bounded(text, range);
  if (q.value > 0) return q;
  throw new ScenarioError(`${quote(text)} is not above zero; use a positive one`);
}

/** The current of Strip and Plate, whose sign is in the verb. */
function magnitude(text: string, verb: string): Quantity {
  const q = bounded(text, RANGES.current);
  if (q.value > 0) return q;
  throw new ScenarioError(
    q.value === 0
      ? `${quote(text)} does nothing; write Rest`
      : `${quote(text)} is negative; ${verb} already says the direction, so write ${quote(text.replace("-", ""))} or ${verb === "Strip" ? "Plate" : "Strip"}`,
  );
}

const fits = (text: string, si: SiUnit): boolean => {
  try {
    parse(text, si);
    return true;
  } catch {
    return false;
  }
};

/** Bare limits a verb understands: name in the message, unit, range. */
const BARE: Record<string, Range> = {
  time: RANGES.duration,
  capacity: RANGES.capacity,
  voltage: RANGES.voltage,
  "current density": RANGES.current,
};
const BARE_OF: Record<string, string[]> = {
  Strip: ["time", "capacity", "voltage"],
  Plate: ["time", "capacity", "voltage"],
  Hold: ["time", "capacity", "current density"],
  Rest: ["time"],
  Pulse: ["voltage"],
  Ramp: ["voltage"],
  Cycle: ["voltage"],
};

function limit(text: string, word: string, verb: string): Limit {
  const comparison = /^([^<>]*?)\s*([<>])=?\s*(.*)$/s.exec(text);
  if (comparison) {
    const [, name, op, bound] = comparison as unknown as [string, string, "<" | ">", string];
    const known = observable(name);
    if (!known) {
      const near = nearestObservable(name);
      throw new ScenarioError(
        `${quote(name)} is not an observable; ${near ? `did you mean "${near}"?` : 'use one such as "contact", "voltage" or "voidHeight"'}`,
      );
    }
    return { observable: known.key, op, bound: asQuantity(bound, known.unit) };
  }
  const bare = (BARE_OF[verb] ?? []).filter(
    (n) => word !== "for" || n === "time" || n === "capacity",
  );
  const match = bare.find((name) => fits(text, BARE[name]!.si));
  if (match) {
    const q = bounded(text, BARE[match]!);
    if (q.value === 0 || (q.value < 0 && match !== "voltage" && match !== "current density")) {
      throw new ScenarioError(`${quote(text)} is not above zero; a limit is a positive ${match}`);
    }
    return { bound: q };
  }
  const accepted = [...bare.map((name) => `a ${name}`)];
  if (word !== "for") accepted.push('a comparison such as "contact < 60 %"');
  throw new ScenarioError(
    `${quote(text)} is not a limit of ${verb}; after "${word}" it takes ${accepted.join(" or ")}`,
  );
}

/** Reads "for", "until", "or", "at <T>", "under <P>"; throws on any other clause. */
function clauses(rest: Clause[], verb: string): Clauses {
  const out: Clauses = { for: [], until: [] };
  let list: "for" | "until" | undefined;
  for (const { word, text } of rest) {
    if (text === "")
      throw new ScenarioError(`nothing follows "${word}"; see ${quote(EXAMPLE[verb])}`);
    if (word === "for" || word === "until" || (word === "or" && list)) {
      if (word !== "or") list = word as "for" | "until";
      const found = limit(text, list!, verb);
      out[found.observable ? "until" : list!].push(found);
    } else if (word === "at" && !out.temperature) {
      out.temperature = bounded(text, RANGES.temperature);
    } else if (word === "under" && !out.pressure) {
      out.pressure = bounded(text, RANGES.pressure);
    } else {
      throw new ScenarioError(
        `${quote(`${word} ${text}`)} has no place in ${verb}; it reads like ${quote(EXAMPLE[verb])}`,
      );
    }
  }
  return out;
}

/** Takes the clause that must come next. */
function take(rest: Clause[], word: string, verb: string): string {
  const next = rest.shift();
  if (next?.word === word && next.text !== "") return next.text;
  throw new ScenarioError(`${verb} wants "${word} ..."; it reads like ${quote(EXAMPLE[verb])}`);
}

/** The clauses of a step that must end by itself. */
function limited(rest: Clause[], verb: string, source: string): Clauses {
  const found = clauses(rest, verb);
  if (found.for.length + found.until.length > 0) return found;
  throw new ScenarioError(
    `${quote(source)} never ends; give it a limit as in ${quote(EXAMPLE[verb])}`,
  );
}

function simple(verb: string, source: string): Node {
  const [head, ...rest] = clausesOf(source);
  const extra = head!.text.slice(verb.length).trim();
  if (extra && verb !== "Ramp") {
    throw new ScenarioError(
      `${quote(extra)} is not expected after ${verb}; it reads like ${quote(EXAMPLE[verb])}`,
    );
  }
  switch (verb) {
    case "Strip":
    case "Plate": {
      const current = magnitude(take(rest, "at", verb), verb);
      const kind = verb === "Strip" ? "strip" : "plate";
      return { kind, source, current, ...limited(rest, verb, source) };
    }
    case "Hold": {
      const voltage = bounded(take(rest, "at", verb), RANGES.voltage);
      return { kind: "hold", source, voltage, ...limited(rest, verb, source) };
    }
    case "Press": {
      const to = bounded(take(rest, "to", verb), RANGES.pressure);
      const over =
        rest[0]?.word === "over" ? positive(rest.shift()!.text, RANGES.duration) : undefined;
      const stray = rest.find(({ word }) => word !== "at");
      if (stray) {
        throw new ScenarioError(
          `${quote(`${stray.word} ${stray.text}`)} has no place in Press, which ends when the pressure is reached; it reads like ${quote(EXAMPLE[verb])}`,
        );
      }
      return { kind: "press", source, to, ...(over && { over }), ...clauses(rest, verb) };
    }
    case "Ramp":
      return ramp(extra, rest, source);
    default:
      return { kind: "rest", source, ...limited(rest, verb, source) };
  }
}

function ramp(head: string, rest: Clause[], source: string): Node {
  const first = head.replace(/^current\s*/i, "");
  if (first === head) {
    throw new ScenarioError(`Ramp ramps the current; it reads like ${quote(EXAMPLE["Ramp"])}`);
  }
  const to = bounded(take(rest, "to", "Ramp"), RANGES.current);
  const sameUnit = (text: string) => (quantity(text).unit ? text : `${text} ${to.unit}`);
  const from = bounded(sameUnit(first), RANGES.current);
  const by = positive(sameUnit(take(rest, "by", "Ramp")), RANGES.current);
  const every = positive(take(rest, "every", "Ramp"), RANGES.duration);
  return { kind: "ramp", source, from, to, by, every, ...clauses(rest, "Ramp") };
}

function pulse(source: string): Node {
  const match =
    /^pulse\s+(?:at\s+)?(.+?)\s+for\s+(.+?)\s*,\s*rest\s+(?:for\s+)?(.+?)\s*,\s*(\d+)\s+times\b(.*)$/is.exec(
      source,
    );
  if (!match)
    throw new ScenarioError(`${quote(source)} should read like ${quote(EXAMPLE["Pulse"])}`);
  const [, current, on, off, times, tail] = match as unknown as string[];
  const q = bounded(current!, RANGES.current);
  if (q.value === 0) throw new ScenarioError(`${quote(current)} is not a pulse; write Rest`);
  return {
    kind: "pulse",
    source,
    current: q,
    on: positive(on!, RANGES.duration),
    off: positive(off!, RANGES.duration),
    times: count(times!),
    ...clauses(clausesOf(tail!).slice(1), "Pulse"),
  };
}

function count(text: string): number {
  const n = Number(text);
  if (Number.isSafeInteger(n) && n >= 1) return n;
  throw new ScenarioError(`${quote(text)} times is not possible; repeat 1 time or more`);
}

function cycle(source: string): Node {
  const head = /^cycle\s+(\d+)\s+times?\s*:?\s*\[/i.exec(source);
  const close = source.lastIndexOf("]");
  if (!head || close < head[0].length) {
    throw new ScenarioError(`${quote(source)} should read like ${quote(EXAMPLE["Cycle"])}`);
  }
  const body = splitSteps(source.slice(head[0].length, close)).map(parseStep);
  if (body.length === 0) {
    throw new ScenarioError(`${quote(source)} repeats nothing; put steps between [ and ]`);
  }
  const [between, ...rest] = clausesOf(source.slice(close + 1));
  if (between!.text) {
    throw new ScenarioError(`${quote(between!.text)} is not expected after the closing ]`);
  }
  const tail = clauses(rest, "Cycle");
  if (tail.for.length || tail.temperature || tail.pressure) {
    throw new ScenarioError(`after its ] a Cycle takes only "until ..."`);
  }
  return { kind: "cycle", source, times: count(head[1]!), body, until: tail.until };
}

/** Splits at semicolons outside brackets. */
function splitSteps(text: string): string[] {
  const steps: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === "[") depth++;
    if (text[i] === "]") depth--;
    if (depth < 0) throw new ScenarioError(`${quote(text)} closes a bracket it did not open`);
    if (i === text.length || (text[i] === ";" && depth === 0)) {
      steps.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  if (depth > 0) throw new ScenarioError(`${quote(text)} opens a bracket it does not close`);
  return steps.filter(Boolean);
}

/** One step of a protocol as a tree. Throws ScenarioError with the offending words. */
export function parseStep(text: string): Node {
  const source = text.trim().replace(/\s+/g, " ");
  const word = /^[a-z]+/i.exec(source)?.[0] ?? source;
  const verb = VERBS.find((v) => v.toLowerCase() === word.toLowerCase());
  if (!verb) {
    const near = nearest(word, VERBS);
    throw new ScenarioError(
      source === ""
        ? `the step is empty; write one such as ${quote(EXAMPLE["Strip"])}`
        : `${quote(word)} is not a step; ${near ? `did you mean "${near}"?` : `steps are ${VERBS.join(", ")}, as in ${quote(EXAMPLE["Strip"])}`}`,
    );
  }
  if (verb === "Cycle") return cycle(source);
  return verb === "Pulse" ? pulse(source) : simple(verb, source);
}
