// Words -> tree. The grammar (verbs and word order after PyBaMM's experiment strings):
//   Strip|Plate at <current> [for <time|capacity>] [[or] until <limit> [or <limit>]...] [at <T>] [under <P>]
//   Hold at <voltage> ...   Rest ...   Press to <pressure> [over <time>]
//   Charge|Discharge at <current or C-rate> ...   the same of a full cell, where a bare voltage is that of the cell
//   Follow current|voltage|pressure|temperature from <file.csv> ...
//   Measure impedance [from <frequency> to <frequency>]
//   Pulse <current> for <time>, rest <time>, <n> times   Ramp ...: see ramp.ts
//   where <T> and <P> are values, values "over" a time, or profiles
//   Titrate <capacity> at <current> [for <time>] [[or] until <limit> [or <limit>]...], <n> times
//   Cycle <n> times: [<step>; <step>; ...] [until <limit>...]

import { ScenarioError } from "../errors";
import { QUANTITIES } from "../profiles";
import { RANGES } from "../ranges";
import { DEFAULT_SWEEP, sweepOf } from "../spectrum/frequencies";
import { list, nearest, quote } from "../suggest";
import type { Quantity } from "../units";
import { bounded, type Clause, clauses, clausesOf, positive, profileName, take } from "./clauses";
import { exampleOf } from "./examples";
import { ramp } from "./ramp";
import { rate } from "./rates";
import type { Clauses, Node } from "./syntax";

const VERBS = [
  "Strip",
  "Plate",
  "Charge",
  "Discharge",
  "Hold",
  "Rest",
  "Press",
  "Follow",
  "Measure",
  "Pulse",
  "Titrate",
  "Measure",
  "Ramp",
  "Cycle",
];

const OPPOSITE: Readonly<Record<string, string>> = {
  Strip: "Plate",
  Plate: "Strip",
  Charge: "Discharge",
  Discharge: "Charge",
};

/** The current of Strip and Plate, whose sign is in the verb. */
function magnitude(text: string, verb: string): Quantity {
  const q = bounded(text, RANGES.current);
  if (q.value > 0) return q;
  throw new ScenarioError(
    q.value === 0
      ? `${quote(text)} does nothing; write Rest`
      : `${quote(text)} is negative; ${verb} already says the direction, so write ${quote(text.replace("-", ""))}${verb in OPPOSITE ? ` or ${OPPOSITE[verb]}` : ""}`,
  );
}

/** The clauses of a step that must end by itself. */
function limited(rest: Clause[], verb: string, source: string): Clauses {
  const found = clauses(rest, verb);
  if (found.for.length + found.until.length > 0) return found;
  throw new ScenarioError(`${quote(source)} never ends; give it a limit as in ${exampleOf(verb)}`);
}

function simple(verb: string, source: string): Node {
  const [head, ...rest] = clausesOf(source);
  const extra = head!.text.slice(verb.length).trim();
  if (extra) {
    throw new ScenarioError(
      `${quote(extra)} is not expected after ${verb}; it reads like ${exampleOf(verb)}`,
    );
  }
  switch (verb) {
    case "Charge":
    case "Discharge": {
      const text = take(rest, "at", verb);
      const current = rate(text) ?? magnitude(text, verb);
      const kind = verb === "Charge" ? "charge" : "discharge";
      return { kind, source, current, ...limited(rest, verb, source) };
    }
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
      const goal =
        rest[0]?.word === "by"
          ? { by: travel(take(rest, "by", verb)) }
          : { to: bounded(take(rest, "to", verb), RANGES.pressure) };
      const over =
        rest[0]?.word === "over" ? positive(rest.shift()!.text, RANGES.duration) : undefined;
      const stray = rest.find(({ word }) => word !== "at");
      if (stray) {
        throw new ScenarioError(
          `${quote(`${stray.word} ${stray.text}`)} has no place in Press, which ends when the pressure is reached; it reads like ${exampleOf(verb)}`,
        );
      }
      return { kind: "press", source, ...goal, ...(over && { over }), ...clauses(rest, verb) };
    }
    default:
      return { kind: "rest", source, ...limited(rest, verb, source) };
  }
}

/** Way of the platen, down or up. */
function travel(text: string): Quantity {
  const q = bounded(text, RANGES.travel);
  if (q.value !== 0) return q;
  throw new ScenarioError(`${quote(text)} does nothing; write Rest`);
}

function pulse(source: string): Node {
  const match =
    /^pulse\s+(?:at\s+)?(.+?)\s+for\s+(.+?)\s*,\s*rest\s+(?:for\s+)?(.+?)\s*,\s*(\d+)\s+times\b(.*)$/is.exec(
      source,
    );
  if (!match) throw new ScenarioError(`${quote(source)} should read like ${exampleOf("Pulse")}`);
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

/** Pulses of one charge that are plated, each followed by a rest to the limits. */
function titrate(source: string): Node {
  const match =
    /^titrate\s+(.+?)\s+at\s+(.+?)(?:\s+((?:for|until)\b.*?))?\s*,\s*(\d+)\s+times$/is.exec(source);
  if (!match) throw new ScenarioError(`${quote(source)} should read like ${exampleOf("Titrate")}`);
  const [, charge, current, limits = "", times] = match as unknown as string[];
  return {
    kind: "titrate",
    source,
    charge: positive(charge!, RANGES.capacity),
    current: magnitude(current!, "Titrate"),
    times: count(times!),
    ...limited(clausesOf(limits).slice(1), "Titrate", source),
  };
}

function follow(source: string): Node {
  const match = /^follow\s+(?:the\s+)?(\w+)\s+(?:from|of|in)\s+(.+)$/is.exec(source);
  const quantity = QUANTITIES.find((q) => q === match?.[1]?.toLowerCase());
  if (!match || !quantity) {
    throw new ScenarioError(
      `${quote(source)} should say what follows which profile, ${list(QUANTITIES, "or")}, as in ${exampleOf("Follow")}`,
    );
  }
  const [head, ...rest] = clausesOf(match[2]!);
  const profile = profileName(head!.text);
  const found = clauses(rest, "Follow");
  if ((quantity === "temperature" || quantity === "pressure") && found[quantity]) {
    throw new ScenarioError(`${quote(source)} gives the ${quantity} twice; leave one out`);
  }
  return { kind: "follow", source, quantity, profile, ...found };
}

/** A spectrum, which is linear: nothing but its frequencies is to be chosen. */
function measure(source: string): Node {
  const match = /^measure\s+(?:the\s+)?impedance(?:\s+from\s+(.+?)\s+to\s+(.+?))?\s*$/is.exec(
    source,
  );
  if (!match || /\b(?:with|at|for|until|under)\b/i.test(source)) {
    throw new ScenarioError(
      `${quote(source)} should read like ${exampleOf("Measure")}; it is measured at rest and linear, so that no amplitude or time belongs to it`,
    );
  }
  const sweep = { from: match[1] ?? DEFAULT_SWEEP.from, to: match[2] ?? DEFAULT_SWEEP.to };
  sweepOf(sweep.from, sweep.to, DEFAULT_SWEEP.perDecade);
  return { kind: "measure", source, sweep, for: [], until: [] };
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
    throw new ScenarioError(`${quote(source)} should read like ${exampleOf("Cycle")}`);
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

/** What the words of other tools are here; undefined when there is nothing to say. */
function foreignWords(source: string): string | undefined {
  const repeated = /^(.*?)\s*(?:[*×]|\bx)\s*(\d+)$/is.exec(source);
  if (repeated && !/\d\s*$/.test(repeated[1]!)) {
    return `${quote(source)} is repeated by a loop here; write ${JSON.stringify(`Cycle ${repeated[2]} times: [${repeated[1]}]`)}`;
  }
  const period = /\s*\(.*\bperiod\)$/i.exec(source);
  if (period) {
    return `${quote(period[0].trim())} has no place in a step; leave it out and set output.recordEvery`;
  }
  return undefined;
}

/** One step of a protocol as a tree. Throws ScenarioError with the offending words. */
export function parseStep(text: string): Node {
  const source = text.trim().replace(/\s+/g, " ");
  const word = /^[a-z]+/i.exec(source)?.[0] ?? source;
  const foreign = foreignWords(source);
  if (foreign) throw new ScenarioError(foreign);
  const verb = VERBS.find((v) => v.toLowerCase() === word.toLowerCase());
  if (!verb) {
    const near = nearest(word, VERBS);
    throw new ScenarioError(
      source === ""
        ? `the step is empty; write one such as ${exampleOf("Strip")}`
        : `${quote(word)} is not a step; ${near ? `did you mean "${near}"?` : `steps are ${list(VERBS)}, as in ${exampleOf("Strip")}`}`,
    );
  }
  if (verb === "Cycle") return cycle(source);
  if (verb === "Ramp") return ramp(source);
  if (verb === "Follow") return follow(source);
  if (verb === "Measure") return measure(source);
  if (verb === "Titrate") return titrate(source);
  return verb === "Pulse" ? pulse(source) : simple(verb, source);
}
