// What may come next in a step of the protocol: verbs, the words that begin a clause, units after a number, observables after
// "until". The grammar is that of core/protocol/parser.ts; a test walks every example of it word by word.
import type { Vocabulary } from "../worker-protocol";

export interface Suggestion {
  label: string;
  kind: "verb" | "example" | "word" | "unit" | "observable";
  detail?: string;
}

export interface Suggestions {
  /** where the word that is being written begins */
  from: number;
  options: Suggestion[];
}

type Units =
  | "current"
  | "capacity"
  | "time"
  | "voltage"
  | "pressure"
  | "temperature"
  | "length"
  | "frequency";
const SI: Record<Exclude<Units, "frequency">, string> = {
  current: "A/m2",
  capacity: "C/m2",
  time: "s",
  voltage: "V",
  pressure: "Pa",
  temperature: "K",
  length: "m",
};

const LIMITS = ["for", "until", "or until", "or"];
const HELD = ["at", "under"];
/** Words that may follow in a step, in the order of the grammar. */
const CLAUSES: Record<string, string[]> = {
  Strip: ["at", ...LIMITS, "under"],
  Plate: ["at", ...LIMITS, "under"],
  Charge: ["at", ...LIMITS, "under"],
  Discharge: ["at", ...LIMITS, "under"],
  Hold: ["at", ...LIMITS, "under"],
  Rest: [...LIMITS, ...HELD],
  Press: ["to", "by", "over", "at"],
  Follow: ["current", "voltage", "pressure", "temperature", "from", ...LIMITS, ...HELD],
  Pulse: ["for", "rest", "times", "until", ...HELD],
  Titrate: ["at", ...LIMITS, "times"],
  Measure: ["impedance", "from", "to"],
  Ramp: ["current", "cycles", "to", "by", "every", "rest", ...LIMITS, ...HELD],
  Cycle: ["times", "until"],
};

/** What a number behind a word is, where the step does not say otherwise. */
const BEHIND: Record<string, Units[]> = {
  for: ["time", "capacity"],
  every: ["time", "capacity"],
  rest: ["time"],
  over: ["time"],
  under: ["pressure"],
  until: ["voltage", "time", "capacity"],
  or: ["voltage", "time", "capacity"],
  from: ["frequency"],
  pulse: ["current"],
  titrate: ["capacity"],
  current: ["current"],
  cycles: ["current"],
};
const OF_STEP: Record<string, Record<string, Units[]>> = {
  Press: { to: ["pressure"], by: ["length"] },
  Ramp: { to: ["current"], by: ["current"] },
  Measure: { to: ["frequency"] },
  Hold: { until: ["current"], or: ["current"] },
};
const NUMBER = /(?:^|[\s,<>=])[-+]?\d[\d.,]*$/;
const FREQUENCIES = ["Hz", "kHz", "MHz", "mHz"];

/** @param before the line up to the cursor */
export function suggest(before: string, words: Vocabulary): Suggestions {
  const inner = innermost(before);
  const [written] = /[A-Za-z%][\w./^%]*$/.exec(inner) ?? [""];
  const left = inner.slice(0, inner.length - written.length).trim();
  const from = before.length - written.length;
  return { from, options: next(left, words) };
}

/** Of nested steps the one that is being written. */
function innermost(text: string): string {
  let start = 0;
  const starts: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "[") {
      starts.push(start);
      start = at + 1;
    } else if (text[at] === "]") start = starts.pop() ?? 0;
    else if (text[at] === ";") start = at + 1;
  }
  return text.slice(start);
}

function next(left: string, words: Vocabulary): Suggestion[] {
  if (left === "") return beginnings(words);
  const verb = words.verbs.find((one) => left.toLowerCase().startsWith(one.toLowerCase()));
  if (!verb) return [];
  const closed = left.includes("[") ? left.slice(left.lastIndexOf("]") + 1) : left;
  if (NUMBER.test(left)) {
    // "Ramp current 0.1 to 3 mA/cm2": the unit may follow later
    return [...afterNumber(left, verb, words), ...(verb === "Ramp" ? clausesOf(left, verb) : [])];
  }
  const [last] = /[A-Za-z]+$/.exec(closed) ?? [""];
  const word = last.toLowerCase();
  if (word === "until" || word === "or") return limits(words);
  const observed = named(word, words);
  if (observed && /\b(?:until|or)\s+\w+$/i.test(closed))
    return ["<", ">", "<=", ">="].map((label) => ({ label, kind: "word" }));
  return clausesOf(left, verb);
}

const named = (word: string, { observables }: Vocabulary) =>
  observables.find(({ names }) => names.some((name) => name.toLowerCase() === word));

const beginnings = ({ verbs, examples }: Vocabulary): Suggestion[] => [
  ...verbs.map((label): Suggestion => ({ label, kind: "verb", detail: "step" })),
  ...examples.map((label): Suggestion => ({ label, kind: "example" })),
];

function limits({ observables }: Vocabulary): Suggestion[] {
  const events = ["a short", "a void", "a filament"];
  return [
    ...events.map((label): Suggestion => ({ label, kind: "word", detail: "event" })),
    ...observables.map(({ name, meaning }): Suggestion => {
      return { label: name, kind: "observable", detail: meaning };
    }),
  ];
}

/** Words that have not had their place; "at" twice, for the temperature. */
function clausesOf(left: string, verb: string): Suggestion[] {
  const count = (word: string) => left.match(new RegExp(`\\b${word}\\b`, "gi"))?.length ?? 0;
  const most = (word: string) => (word === "or" || (word === "at" && verb !== "Rest") ? 2 : 1);
  const repeated = new Set(["or", "or until", "until"]);
  const possible = CLAUSES[verb] ?? [];
  return [...possible, ...(possible.includes("at") ? ["over"] : [])]
    .filter((word) => repeated.has(word) || count(word) < most(word))
    .map((label) => ({ label, kind: "word" }));
}

function afterNumber(left: string, verb: string, words: Vocabulary): Suggestion[] {
  const compared = /(\w+)\s*[<>]=?\s*[-+]?[\d.,]+$/.exec(left)?.[1];
  if (compared) {
    const units = named(compared.toLowerCase(), words)?.units ?? [];
    return units.map(unit);
  }
  const keywords = left
    .toLowerCase()
    .match(
      /\b(?:at|for|until|or|under|over|to|by|every|from|rest|pulse|titrate|current|cycles)\b/g,
    );
  const word = keywords?.at(-1) ?? "";
  const kinds =
    word === "at" ? [quantityAt(left, verb)] : (OF_STEP[verb]?.[word] ?? BEHIND[word] ?? []);
  const units = kinds.flatMap((kind) =>
    kind === "frequency" ? FREQUENCIES : (words.units[SI[kind]] ?? []),
  );
  const rates = kinds.includes("current") && /^(?:Charge|Discharge)$/.test(verb) ? ["C"] : [];
  const times = /(?:,|^cycle)\s*\d+$/i.test(left) ? ["times"] : [];
  return [...units, ...rates, ...times].map(unit);
}

const unit = (label: string): Suggestion => ({ label, kind: label === "times" ? "word" : "unit" });

/** Behind the first "at" stands what the step is held at, behind the second the temperature. */
function quantityAt(left: string, verb: string): Units {
  if (/\bat\b.*\bat\b/i.test(left) || /^(?:Rest|Press|Follow|Pulse|Ramp)$/.test(verb))
    return "temperature";
  return verb === "Hold" ? "voltage" : "current";
}
