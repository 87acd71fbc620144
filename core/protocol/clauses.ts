// The parts of a sentence: which word begins which clause, and what a limit may be.

import type { SiUnit } from "../dimensions";
import { ScenarioError } from "../errors";
import { boundsOf, nearestObservable, observable } from "../observables";
import { RANGES, type Range, within } from "../ranges";
import { list, quote } from "../suggest";
import { parse, type Quantity, quantity } from "../units";
import { exampleOf } from "./examples";
import { rate } from "./rates";
import {
  type Clauses,
  type Comparison,
  type Condition,
  EVENTS,
  eventLimit,
  type Limit,
} from "./syntax";

export interface Clause {
  word: string;
  text: string;
}

/** "Strip at 1 mA/cm2 for 1 h" -> [["", "Strip"], ["at", "1 mA/cm2"], ["for", "1 h"]]. */
export function clausesOf(text: string): Clause[] {
  // Not inside the name of a file, such as pressure-over-time.csv.
  const parts = text.split(
    /(?<![-./\\])\b(for|until|or|at|under|over|to|by|every)\b(?![-./\\][a-z])/i,
  );
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

/** Takes the clause that must come next. */
export function take(rest: Clause[], word: string, verb: string): string {
  const next = rest.shift();
  if (next?.word === word && next.text !== "") return next.text;
  throw new ScenarioError(`${verb} wants "${word} ..."; it reads like ${exampleOf(verb)}`);
}

/** A quantity within its range. */
export function bounded(text: string, range: Range): Quantity {
  within(parse(text, range.si), range, text);
  return quantity(text);
}

/** A quantity above zero. */
export function positive(text: string, range: Range): Quantity {
  const q = bounded(text, range);
  if (q.value > 0) return q;
  throw new ScenarioError(`${quote(text)} is not above zero; use a positive one`);
}

export const fits = (text: string, si: SiUnit): boolean => {
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
  Charge: ["time", "capacity", "voltage"],
  Discharge: ["time", "capacity", "voltage"],
  Hold: ["time", "capacity", "current density"],
  Rest: ["time"],
  Titrate: ["time"],
  Follow: ["time", "capacity", "voltage"],
  Pulse: ["voltage"],
  Ramp: ["voltage"],
  Cycle: ["voltage"],
};

/** What a share of the first discharge may be. */
const OF_THE_FIRST: Range = { si: "1", min: 0, max: 2 };

/** "contact <= 60 %": a name, a comparison, a bound. */
const COMPARISON = /^([^<>≤≥]*?)\s*([<>]=?|[≤≥])\s*(.*)$/s;
const SIGNS: Record<string, Comparison> = {
  "<": "<",
  "<=": "<=",
  "≤": "<=",
  ">": ">",
  ">=": ">=",
  "≥": ">=",
};
const EVENT = new RegExp(`^(?:an?\\s+|the\\s+first\\s+)?(${Object.keys(EVENTS).join("|")})$`, "i");

function limit(text: string, word: string, verb: string): Limit {
  const event = EVENT.exec(text)?.[1];
  if (event && word !== "for") return eventLimit(event.toLowerCase() as keyof typeof EVENTS);
  const comparison = COMPARISON.exec(text);
  if (comparison) {
    const [, name, sign, bound] = comparison as unknown as string[];
    const op = SIGNS[sign!]!;
    const known = observable(name!);
    if (!known) {
      const near = nearestObservable(name!);
      throw new ScenarioError(
        `${quote(name)} is not an observable; ${near ? `did you mean "${near}"?` : 'use one such as "contact", "voltage" or "voidHeight"'}`,
      );
    }
    const share = known.key === "dischargeCapacity" && fits(bound!, "1");
    return {
      observable: known.key,
      op,
      bound: bounded(bound!, share ? OF_THE_FIRST : boundsOf(known)),
    };
  }
  const cRate = verb === "Hold" && word !== "for" ? rate(text) : undefined;
  if (cRate) return { bound: cRate };
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
  throw new ScenarioError(notALimit(text, word, verb, bare));
}

/** Every bare limit as no quantity of its dimension: the telling one of the reasons, if any. */
function reason(text: string, bare: readonly string[]): string | undefined {
  const said = bare.map((name) => refusal(() => parse(text, BARE[name]!.si)));
  const telling = [
    /did you mean|C-rate|divide by/,
    /not one number|not a unit|has no unit|comma|not finite/,
  ];
  return telling.map((words) => said.find((s) => words.test(s))).find((s) => s !== undefined);
}

function refusal(act: () => unknown): string {
  try {
    act();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

/** Why a text is no limit: it is no quantity at all, or one of another dimension. */
function notALimit(text: string, word: string, verb: string, bare: readonly string[]): string {
  const why = reason(text, bare);
  if (why) return why;
  const accepted = bare.map((name) => `a ${name}`);
  if (word !== "for") accepted.push('a comparison such as "contact < 60 %"', '"a short"');
  return `${quote(text)} is not a limit of ${verb}; after "${word}" it takes ${list(accepted, "or")}, as in ${exampleOf(verb)}`;
}

const isProfile = (text: string): boolean => /\.csv$/i.test(text);

/** The name of a profile. */
export function profileName(text: string): string {
  if (isProfile(text)) return text;
  throw new ScenarioError(
    `${quote(text)} is not the name of a profile, a CSV file; write it such as "drive.csv"`,
  );
}

/** Takes what "at" or "under" says, with an "over" behind it. */
function condition(text: string, range: Range, rest: Clause[], verb: string): Condition {
  const inParts = ["Pulse", "Ramp"].includes(verb);
  const over = rest[0]?.word === "over" ? rest.shift()!.text : undefined;
  if (inParts && (over || isProfile(text))) {
    throw new ScenarioError(
      `${quote(over ? `${text} over ${over}` : text)} has no place in ${verb}, whose steps share one value; write Strip and Plate instead`,
    );
  }
  if (isProfile(text) && over === undefined) return { profile: text };
  const to = bounded(text, range);
  return over === undefined ? { to } : { to, over: positive(over, RANGES.duration) };
}

/** Reads "for", "until", "or", "at <T> [over <time>]", "under <P> [over <time>]"; throws on any other clause. */
export function clauses(rest: Clause[], verb: string): Clauses {
  const out: Clauses = { for: [], until: [] };
  let list: "for" | "until" | undefined;
  const left = [...rest];
  for (let clause = left.shift(); clause; clause = left.shift()) {
    const { word, text } = clause;
    if (text === "") throw new ScenarioError(`nothing follows "${word}"; see ${exampleOf(verb)}`);
    if (word === "for" || word === "until" || (word === "or" && list)) {
      if (word !== "or") list = word as "for" | "until";
      const found = limit(text, list!, verb);
      out[found.observable ? "until" : list!].push(found);
    } else if (word === "at" && !out.temperature) {
      out.temperature = condition(text, RANGES.temperature, left, verb);
    } else if (word === "under" && !out.pressure) {
      out.pressure = condition(text, RANGES.pressure, left, verb);
    } else {
      throw new ScenarioError(
        `${quote(`${word} ${text}`)} has no place in ${verb}; it reads like ${exampleOf(verb)}`,
      );
    }
  }
  return out;
}
