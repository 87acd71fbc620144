// What a run computes, as hashes: the observables of every accepted step (f64, to the bit), its events, and the fields and
// pictures of its end. A change that is meant to change no number must leave them as they are.
import { createHash } from "node:crypto";
import { GALLERY } from "../../core/gallery";
import type { ScenarioInput } from "../../core/scenario";
import type { FieldName, Observables } from "../../sim/types";
import { fieldSizes, openRun } from "../support/run";
import { listed } from "./scenarios";

/** Steps after which a run is left: every kind of change shows long before. */
const MOST_STEPS = 1500;
const RANDOM = {
  plain: 5,
  switched: 8,
  surfaced: 7,
  textured: 7,
  filaments: 8,
  buried: 7,
} as const;
const PICTURES: FieldName[] = [
  "lithium",
  "potential",
  "currentDensity",
  "hydrostatic",
  "vonMises",
  "vacancies",
  "risk",
  "riskToughness",
  "riskStress",
  "riskPressure",
  "riskFocusing",
  "riskLeakage",
  "riskVoidEdge",
  "localPotential",
];

export interface Fingerprint {
  steps: number;
  end: string;
  series: string;
  events: string;
  fields: string;
  pictures: string;
  risk: string;
  vacancies: string;
  filaments: string;
}

/** The gallery, then random scenarios of every kind of list 1. */
export function scenarios(): [string, ScenarioInput][] {
  const gallery = GALLERY.map(({ name, scenario }): [string, ScenarioInput] => [
    name,
    scenario as ScenarioInput,
  ]);
  const random = Object.entries(RANDOM).flatMap(([kind, n]) =>
    listed(n, 1, kind as keyof typeof RANDOM).map((scenario, k): [string, ScenarioInput] => [
      `${kind}-${k}`,
      scenario,
    ]),
  );
  return [...gallery, ...random];
}

const hash = () => createHash("sha256");
const short = (h: ReturnType<typeof hash>) => h.digest("hex").slice(0, 16);

/** The observables `keys`, named and to the bit. */
function bits(o: Observables, keys: readonly string[]): string {
  const all = o as unknown as Record<string, unknown>;
  return keys
    .map((key) => {
      const v = all[key];
      if (typeof v !== "number") return `${key}=${v}`;
      return `${key}=${Buffer.from(new Float64Array([v]).buffer).toString("hex")}`;
    })
    .join("\n");
}

/** Runs the scenario on the kernel; `keys` names the observables that count, so that new ones may be added. */
export async function fingerprint(
  input: ScenarioInput,
  wasm: Uint8Array<ArrayBuffer>,
  keys: readonly string[],
): Promise<Fingerprint> {
  const { run, kernel: k } = await openRun(input, wasm);
  const series = hash();
  series.update(bits(run.observables, keys));
  let calls = 0;
  let steps = -1;
  while (calls++ < MOST_STEPS && run.advance()) {
    if (run.steps !== steps) series.update(bits(run.observables, keys));
    steps = run.steps;
  }
  series.update(bits(run.observables, keys));
  const fields = hash();
  for (const [which, n] of fieldSizes(k))
    fields.update(new Uint8Array(Float64Array.from(k.field(which, n)).buffer));
  const filaments = hash().update(
    JSON.stringify(run.frame([]).filaments, (_, v) => (v instanceof Float64Array ? [...v] : v)),
  );
  const events = hash().update(
    run.events.map((e) => `${e.time} ${e.kind} ${e.message} ${e.site}`).join("\n"),
  );
  const picture = (name: FieldName) => new Uint8Array(run.frame([name]).fields[name]!.buffer);
  const pictures = hash();
  for (const name of PICTURES)
    if (name !== "risk" && name !== "vacancies") pictures.update(picture(name));
  return {
    steps: run.steps,
    end: run.endReason,
    series: short(series),
    events: short(events),
    fields: short(fields),
    filaments: short(filaments),
    pictures: short(pictures),
    vacancies: short(hash().update(picture("vacancies"))),
    risk: short(hash().update(picture("risk"))),
  };
}
