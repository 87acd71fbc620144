// What the numbers of the gallery hang on: data/bands.json, which `npm run bands` computes. Every constant that is chosen or fitted
// (core/tables, `status`) and the hardness of the lithium are taken 30 % down and up, one at a time. A band holds all that comes
// of it; the constant that moves the result furthest decides.

import computed from "../data/bands.json";
import { GALLERY } from "./gallery";
import { normalise, type Scenario } from "./scenario";
import { toDisplay } from "./units";

/** Results at the end of a run, and the times of what happens in it; below `least` (SI) a result is rounding, not physics. */
export const RESULTS = {
  contactFraction: { label: "contact", si: "1", least: 1e-9 },
  voidVolume: { label: "void volume", si: "m", least: 1e-13 },
  voltage: { label: "voltage", si: "V", least: 1e-9 },
  dischargeCapacity: { label: "discharge capacity", si: "C/m2", least: 1e-3 },
  "filament-started": { label: "first filament", si: "s", least: 0 },
  short: { label: "short", si: "s", least: 0 },
} as const;
export type Result = keyof typeof RESULTS;

/** SI; a time is null where it is not reached, a capacity where there is no cathode. */
export interface Band {
  value: number | null;
  least: number;
  most: number | null;
  /** Path of the constant; null where none moves it. */
  decides: string | null;
}

export interface Bands {
  /** What was changed, as it stood. */
  constants: Readonly<Record<string, unknown>>;
  results: Readonly<Partial<Record<Result, Band>>>;
}

/** Share by which each constant was changed. */
export const { change: CHANGE, kernel: KERNEL } = computed;
const ALL: Readonly<Record<string, Bands>> = computed.scenarios;

/** The bands of a gallery scenario. */
export const bandsOf = (name: string): Bands | undefined => ALL[name];

/** Without what changes no more than the draw and the look of it. */
const essence = ({ seed: _, mesh, view: __, output: ___, ...rest }: Scenario) =>
  JSON.stringify({ ...rest, mesh: { ...mesh, columns: 0 } });

/** The bands of the scenario when it is one of the gallery, on any grid and with any seed. */
export function bandsFor(scenario: Scenario): Bands | undefined {
  const own = GALLERY.find((one) => (one.scenario as Scenario).title === scenario.title);
  if (!own || essence(normalise(own.scenario)) !== essence(scenario)) return undefined;
  return bandsOf(own.name);
}

function words(result: Result, given: number | null): string {
  if (given === null) return "none";
  const value = Math.abs(given) < RESULTS[result].least ? 0 : given;
  return result === "contactFraction"
    ? `${Number((100 * value).toPrecision(2))} %`
    : toDisplay(value, RESULTS[result].si, 2);
}

/** "8 % to 30 %" */
const between = (result: Result, { least, most }: Band): string =>
  `${words(result, least)} to ${words(result, most)}`;

/** The constant that decides; null where none moves the result in the digits that are shown. */
const decisive = (result: Result, { least, most, decides }: Band): string | null =>
  words(result, least) === words(result, most) ? null : decides;

/** Names that their key does not give. */
const NAMES: Readonly<Record<string, string>> = {
  "physics.taylor": "Taylor constant",
  "electrolyte.grains.spread": "spread of the grains",
};

/** "physics.transportLength" -> "transport length" */
const nameOf = (path: string): string =>
  NAMES[path] ??
  path
    .split(".")
    .at(-1)!
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** The result that a gallery scenario is about: the first filament where there are any, else the contact, where it moves. */
function mainOf({ results }: Bands): Result {
  if (results["filament-started"]) return "filament-started";
  const { least, most } = results.contactFraction!;
  const opens = results.voidVolume!.most! > RESULTS.voidVolume.least;
  return most! - least > 0.02 || !opens ? "contactFraction" : "voidVolume";
}

/** What the main result of a scenario of the gallery hangs on, in a sentence; empty for any other, and where no contact is
 * lost and no void opens: such a scenario is about something else. */
export function hangsOn(scenario: Scenario): string {
  const bands = bandsFor(scenario);
  if (!bands) return "";
  const result = mainOf(bands);
  const band = bands.results[result]!;
  if (result === "contactFraction" && words(result, band.least) === "100 %") return "";
  const { label } = RESULTS[result];
  const subject = `${label[0]!.toUpperCase()}${label.slice(1)} ${words(result, band.value)}`;
  const decides = decisive(result, band);
  if (decides === null) return `${subject}, whatever the constants that are chosen.`;
  return `${subject}, ${between(result, band)} when constants that are chosen change by ${100 * CHANGE} %: the ${nameOf(decides)} decides.`;
}

/** All bands as a table of docs/model.md. */
export function bandTable(): string {
  const rows = GALLERY.flatMap(({ name }) =>
    Object.entries(bandsOf(name)?.results ?? {}).map(([key, band]) => {
      const result = key as Result;
      const constant = decisive(result, band);
      const decides = constant === null ? "" : `\`${constant}\``;
      return `| \`${name}\` | ${RESULTS[result].label} | ${words(result, band.value)} | ${between(result, band)} | ${decides} |`;
    }),
  );
  return ["| scenario | result | is | band | decides |", "|---|---|---|---|---|", ...rows].join(
    "\n",
  );
}
