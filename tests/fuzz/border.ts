// Scenarios drawn at random, valid, nearly valid and hostile, through everything that lies between what a person types and
// a run: each is a validated run or one sentence.
import { readDocument } from "../../core/document";
import { ScenarioError, UsageError } from "../../core/errors";
import { GALLERY } from "../../core/gallery";
import { applyOverrides } from "../../core/overrides";
import { EXAMPLES } from "../../core/protocol";
import { resolveRun } from "../../core/resolve";
import { ENTRY_PATHS, normalise } from "../../core/scenario";
import { processorTime } from "../support/processor-time";

/** Longest that one may take of the processor [s], which other programs on the machine do not change. */
const PATIENCE = 1;

/** What one input came to. */
export interface Verdict {
  valid: boolean;
  /** Why this is a defect of the border; none when it is as it should be. */
  fault?: string;
  said?: string;
}

export interface Input {
  kind: string;
  text: string;
  set: string[];
}

/** Reads the input as the terminal does. */
export function judge({ text, set }: Input): Verdict {
  const start = processorTime();
  const verdict = read(text, set);
  const took = processorTime() - start;
  return took > PATIENCE ? { ...verdict, fault: `took ${took.toFixed(1)} s` } : verdict;
}

function read(text: string, set: string[]): Verdict {
  try {
    const spec = resolveRun(applyOverrides(readDocument(text, "scenario.json"), set));
    const wrong = unsound(spec, "spec");
    return wrong ? { valid: true, fault: wrong } : { valid: true };
  } catch (error) {
    if (!(error instanceof ScenarioError || error instanceof UsageError)) {
      return { valid: false, fault: `threw ${error instanceof Error ? error.stack : error}` };
    }
    const said = error.message;
    const fault = badSentence(said, `${text}\n${set.join("\n")}`);
    return { valid: false, said, ...(fault && { fault }) };
  }
}

/** Where a spec holds something that is no number, text or switch. */
function unsound(value: unknown, path: string): string | undefined {
  if (typeof value === "number") {
    return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  }
  if (value === null || value === undefined) return `${path} is ${value}`;
  if (typeof value !== "object") return undefined;
  for (const [key, part] of Object.entries(value)) {
    if (part === undefined) continue;
    const wrong = unsound(part, `${path}.${key}`);
    if (wrong) return wrong;
  }
  return undefined;
}

/** What is wrong with a message. */
function badSentence(said: string, input: string): string | undefined {
  if (/[\n\r\u2028\u2029]/.test(said)) return "more than one line";
  if (said.length > 600) return `${said.length} characters long`;
  for (const word of [
    "undefined",
    "[object",
    "NaN",
    "Infinity",
    "null",
    " at Object.",
    "Invalid input",
  ]) {
    if (said.includes(word) && !input.includes(word)) return `says ${word}`;
  }
  if (/^\W*$/.test(said)) return "says nothing";
  return undefined;
}

type Draw = () => number;

/** Mulberry32: numbers in [0, 1), the same ones for a seed. */
export function random(seed: number): Draw {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(draw: Draw, list: readonly T[]): T => list[Math.floor(draw() * list.length)]!;
const whole = (draw: Draw, low: number, high: number) =>
  low + Math.floor(draw() * (high - low + 1));
const several = <T>(draw: Draw, low: number, high: number, make: () => T): T[] =>
  Array.from({ length: whole(draw, low, high) }, make);

const NUMBERS = [
  "0",
  "1",
  "-1",
  "3",
  "0.2",
  ".5",
  "5.",
  "1e-3",
  "1e999",
  "1e-400",
  "−10",
  "–2",
  "1 500",
  "1\u00a0000",
  "1\u2009500",
  "1,5",
  "1,500",
  "2 1/2",
  "½",
  "1.2 × 10⁻³",
  "10^6",
  "10^400",
  "007",
  "0x10",
  "NaN",
  "Infinity",
  "++1",
  "1'000",
  "١",
  "99999999999999999999",
  "1_000",
  "30",
];
const UNITS = [
  "",
  "um",
  "µm",
  "nm",
  "mm",
  "Mm",
  "m",
  "MPa",
  "mPa",
  "GPa",
  "kPa",
  "bar",
  "psi",
  "Cel",
  "°C",
  "C",
  "oC",
  "K",
  "h",
  "H",
  "min",
  "s",
  "Ms",
  "ms",
  "d",
  "mA/cm2",
  "mA cm⁻²",
  "MA/cm2",
  "A",
  "C/3",
  "mAh/cm2",
  "mA.h/cm2",
  "mV",
  "V",
  "MV",
  "%",
  "Ohm.cm2",
  "Ω·cm²",
  "GOhm.cm2",
  "mS/cm",
  "S/cm",
  "MPa.m^0.5",
  "deg",
  "1/s",
  "eV",
  "kJ/mol",
  "furlong",
  "h 30",
  "h 30 min",
  "min 30",
  "um um",
  "/",
  "(um",
  "um)",
  "[psi]",
  "10*3",
  "m2/s",
  "cm2",
  "cm^-2",
  "{x}",
  "constructor",
  "__proto__",
  "toString",
  "\u202e",
  "🙂",
];
const WORDS = [
  "Strip",
  "Plate",
  "Hold",
  "Rest",
  "Press",
  "Pulse",
  "Ramp",
  "Cycle",
  "Charge",
  "Discharge",
  "at",
  "for",
  "until",
  "or",
  "under",
  "over",
  "to",
  "by",
  "every",
  "rest",
  "times",
  "3 times:",
  "[",
  "]",
  ";",
  ",",
  "<",
  ">",
  "<=",
  ">=",
  "=",
  "contact",
  "voltage",
  "shortKind",
  "a short",
  "a void",
  "time",
  "capacity",
  "current",
  "cycles",
  "strip",
  "* 3",
  "C/3",
  "1C",
  "each",
  "in steps of",
  "from",
  "constructor",
  "__proto__",
  "60 %",
  "100 times",
  "99999999 times:",
  "1e9 times:",
];
const HOSTILE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -1e-308,
  "",
  " ",
  "x",
  "3 MPa",
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  "\u0000",
  "__proto__",
  ["Rest for 1 s"],
  4294967296,
];
const BYTES = "{}[]\":,\\/\n\t \u0000\u00a0“”‘'#-+.eE0123456789abcxyzNaNµ²\ud800";

const quantity = (draw: Draw) =>
  `${pick(draw, NUMBERS)}${pick(draw, ["", " ", " ", "\u202f"])}${pick(draw, UNITS)}`;

/** A line of words, or an example with words changed. */
function line(draw: Draw): string {
  if (draw() < 0.3) {
    return several(draw, 0, 14, () => (draw() < 0.6 ? pick(draw, WORDS) : quantity(draw))).join(
      " ",
    );
  }
  const words = pick(draw, EXAMPLES).split(" ");
  for (let n = whole(draw, 0, 3); n > 0; n--) {
    const at = whole(draw, 0, words.length);
    const cut = whole(draw, 0, 2);
    words.splice(
      at,
      cut,
      ...(draw() < 0.7 ? [draw() < 0.5 ? pick(draw, WORDS) : quantity(draw)] : []),
    );
  }
  return words.join(" ");
}

type Container = Record<string | number, unknown>;

/** Some object or list inside a document. */
function somewhere(draw: Draw, root: Container): Container {
  let node = root;
  while (draw() < 0.7) {
    const inner = Object.values(node).filter((v) => typeof v === "object" && v !== null);
    if (inner.length === 0) break;
    node = pick(draw, inner) as Container;
  }
  return node;
}

const document = (draw: Draw): Container =>
  structuredClone(pick(draw, GALLERY).scenario) as Container;

function mutated(draw: Draw): string {
  const root = document(draw);
  for (let n = whole(draw, 1, 3); n > 0; n--) {
    const node = somewhere(draw, root);
    const key = pick(draw, [...Object.keys(node), pick(draw, ENTRY_PATHS).split(".").at(-1)!]);
    const what = draw();
    if (what < 0.2) delete node[key];
    else if (what < 0.4) node[key] = structuredClone(pick(draw, HOSTILE));
    else if (what < 0.7) node[key] = quantity(draw);
    else if (what < 0.85) node[key.slice(0, -1) + pick(draw, ["", "x", "s", "E"])] = node[key] ?? 1;
    else node[key] = { [key]: node[key] ?? null };
  }
  return JSON.stringify(root);
}

/** Characters of a text dropped, doubled, changed. */
function scratched(draw: Draw, text: string): string {
  let out = text;
  for (let n = whole(draw, 1, 4); n > 0; n--) {
    const at = whole(draw, 0, out.length);
    const put = draw() < 0.3 ? "" : several(draw, 1, 3, () => pick(draw, [...BYTES])).join("");
    out = out.slice(0, at) + put + out.slice(at + whole(draw, 0, draw() < 0.1 ? 40 : 2));
  }
  return out;
}

const bytes = (draw: Draw): string =>
  String.fromCharCode(...several(draw, 0, 300, () => whole(draw, 0, draw() < 0.9 ? 127 : 65535)));

const DEFAULTS = normalise({ protocol: ["Rest for 1 s"] }) as unknown as Container;
const defaultOf = (path: string): unknown =>
  path.split(".").reduce<unknown>((node, key) => (node as Container | undefined)?.[key], DEFAULTS);

/** A setting of some entry, or of none that there is. */
function setting(draw: Draw): string {
  const known = pick(draw, ENTRY_PATHS);
  if (draw() < 0.5) {
    const text = String(defaultOf(known) ?? "3 um");
    // the same in another spelling, or ten times as much
    return `${known}=${pick(draw, [text, text.replace(" ", ""), text.replace(/\d/, "$&0"), text.replace("u", "µ"), text.replace(".", ",")])}`;
  }
  const path = draw() < 0.85 ? known : scratched(draw, known);
  const values = [
    quantity(draw),
    pick(draw, [
      "true",
      "false",
      "yes",
      "null",
      "[]",
      "{}",
      '["x"]',
      "{",
      ".001",
      "1,5",
      "64",
      "load",
      "gap",
    ]),
    line(draw),
  ];
  return `${path}${draw() < 0.97 ? "=" : ""}${pick(draw, values)}`;
}

const KINDS: Record<string, (draw: Draw) => Omit<Input, "kind">> = {
  gallery: (draw) => ({ text: JSON.stringify(document(draw)), set: [] }),
  mutated: (draw) => ({ text: mutated(draw), set: [] }),
  scratched: (draw) => ({
    text: scratched(draw, JSON.stringify(document(draw), null, 1)),
    set: [],
  }),
  bytes: (draw) => ({ text: bytes(draw), set: [] }),
  nested: (draw) => ({
    text: pick(draw, ["[", '{"a":', "[{"]).repeat(whole(draw, 1, 5000)),
    set: [],
  }),
  protocol: (draw) => ({
    text: JSON.stringify({ protocol: several(draw, 1, 3, () => line(draw)) }),
    set: [],
  }),
  set: (draw) => ({
    text: JSON.stringify(document(draw)),
    set: several(draw, 1, 3, () => setting(draw)),
  }),
};

/** The input of that number. */
export function draw(index: number, seed: number): Input {
  const dice = random(Math.imul(index + 1, 0x9e3779b1) ^ seed);
  const kind = pick(dice, Object.keys(KINDS));
  return { kind, ...KINDS[kind]!(dice) };
}

/** Draws and judges; hands every defect to `found`. Returns how many of each kind were valid and how many were refused. */
export function fuzz(count: number, seed: number, found: (input: Input, verdict: Verdict) => void) {
  const tally: Record<string, { valid: number; refused: number }> = {};
  for (let i = 0; i < count; i++) {
    const input = draw(i, seed);
    const verdict = judge(input);
    tally[input.kind] ??= { valid: 0, refused: 0 };
    tally[input.kind]![verdict.valid ? "valid" : "refused"]++;
    if (verdict.fault) found(input, verdict);
  }
  return tally;
}
