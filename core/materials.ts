// Materials: one file each, in data/materials or the user's own, one sourced value per property.
// Here they are checked, overridden by a scenario, and converted to SI.

import * as z from "zod/mini";
import cobaltate from "../data/materials/LCO.json";
import cellOxide from "../data/materials/LGM50.json";
import thiogermanate from "../data/materials/LGPS.json";
import halide from "../data/materials/Li3YCl6.json";
import bromide from "../data/materials/Li6PS5Br.json";
import chloride from "../data/materials/Li6PS5Cl.json";
import iodide from "../data/materials/Li6PS5I.json";
import garnet from "../data/materials/LLZO.json";
import lithium from "../data/materials/lithium.json";
import oxide83 from "../data/materials/NCM83.json";
import oxide622 from "../data/materials/NCM622.json";
import oxide811 from "../data/materials/NCM811.json";
import { BIBLIOGRAPHY, cite, citedKeys } from "./bibliography";
import { MAX_KNOTS } from "./constants";
import { pathText, ScenarioError } from "./errors";
import { section } from "./fields";
import { type Range, within } from "./ranges";
import type { Property } from "./runspec";
import type { Scenario } from "./scenario";
import { hint, list, quote } from "./suggest";
import {
  CATHODE_MATERIAL,
  CATHOLYTE,
  type CathodeProperties,
  type CatholyteProperties,
  constantProperty,
  ELECTROLYTE,
  type ElectrolyteProperties,
  LITHIUM,
  type LithiumProperties,
  type PropertyEntry,
} from "./tables/properties";
import { parse, quantityText } from "./units";

const SLOTS = {
  lithium: LITHIUM,
  electrolyte: ELECTROLYTE,
  cathode: CATHODE_MATERIAL,
  catholyte: CATHOLYTE,
} as const;
type Kind = keyof typeof SLOTS;

/** A wrong value, or a missing one, in words. */
const wrong = (is: string, remedy: string) => ({
  error: ({ input }: { input?: unknown }) =>
    `${input === undefined ? "is missing" : `${quote(input)} ${is}`}; ${remedy}`,
});

const text = z
  .string(wrong("is not a text", "write it in quotes"))
  .check(z.minLength(1, { error: "is empty; write a few words" }));

const number = z.number(wrong("is not a finite number", "write one such as 2.5"));

const choice = <const T extends readonly string[]>(choices: T) =>
  z.enum(choices, wrong("is unknown", `use ${list(choices, "or")}`));

const KINDS = ["measured", "fitted", "assumed", "review"] as const;

const sourced = section(
  {
    value: number,
    unit: text,
    kind: choice(KINDS),
    /** Publications of data/bibliography.json as [@key]. */
    source: text,
    where: text,
    /** Low and high, in `unit`. */
    uncertainty: z.optional(
      z
        .tuple([number, number], wrong("is not a pair", "write [low, high]"))
        .check(
          z.refine(([low, high]) => low <= high, { error: "low stands first, as in [0.9, 2.5]" }),
        ),
    ),
    temperature: z.optional(
      section(
        {
          law: choice(["arrhenius", "arrhenius-over-T"]),
          /** Negative for what falls with temperature, such as a resistance. */
          activationEnergy: text,
          reference: text,
        },
        "How the value follows temperature.",
      ),
    ),
    note: z.optional(text),
  },
  "A value with its source.",
);

const curve = section(
  {
    /** Lithium content and value, in rising lithium: [[0.27, 4.2], ...]. */
    points: z
      .array(z.tuple([number, number], wrong("is not a pair", "write [lithium content, value]")))
      .check(
        z.minLength(2, { error: "has too few points; give at least two" }),
        z.maxLength(MAX_KNOTS, { error: `has too many points; use at most ${MAX_KNOTS}` }),
        z.refine((points) => points.every(([x], k) => k === 0 || x > points[k - 1]![0]), {
          error: "is not in rising lithium content; sort its points",
        }),
      ),
    kind: choice(KINDS),
    source: text,
    where: text,
  },
  "A value over the lithium content, with its source.",
);

const curves = section(
  {
    /** [V] against lithium. */
    openCircuitVoltage: curve,
    /** Of the active material against x = 1 [%]. */
    volumeChange: curve,
  },
  "What follows the lithium content.",
);

const materialSchema = section(
  {
    name: text,
    kind: choice(["lithium", "electrolyte", "cathode", "catholyte"]),
    title: text,
    caveat: text,
    properties: z.record(
      z.string(),
      sourced,
      wrong("is not a list of values by name", 'write {"ionicConductivity": { "value": 2, ... }}'),
    ),
    /** Of a cathode. */
    curves: z.optional(curves),
  },
  "A material.",
);

/** A value with its provenance, as in the file. */
export type SourcedValue = z.output<typeof sourced>;
export type Material = z.output<typeof materialSchema>;

export type Curve = z.output<typeof curve>;

/** A property of a run with where it comes from: what a record cites. */
export interface Citation {
  /** "Li6PS5Cl.ionicConductivity" */
  property: string;
  value: string;
  kind: SourcedValue["kind"] | "scenario";
  source: string;
  where: string;
}

/** Checks one material file; `at` is its path in messages. Throws ScenarioError. */
export function loadMaterial(input: unknown, at = ""): Material {
  const result = materialSchema.safeParse(input);
  if (!result.success) {
    const { path, message } = result.error.issues[0]!;
    throw new ScenarioError(message, pathText(at ? [at, ...path] : path) || "this material file");
  }
  const material = result.data;
  const slots: Record<string, PropertyEntry> = SLOTS[material.kind];
  const place = (key: string) => pathText([...(at ? [at] : []), "properties", key]);
  for (const key of Object.keys(material.properties)) {
    if (!(key in slots)) {
      throw new ScenarioError(
        `${quote(key)} is not a property; ${hint(key, Object.keys(slots))}`,
        place(key),
      );
    }
  }
  for (const key of Object.keys(slots)) {
    const entry = material.properties[key];
    if (!entry) {
      throw new ScenarioError(`${material.name} lacks ${key}; add it with its source`, at);
    }
    located(place(key), () => {
      toProperty(entry, slots[key]!);
      cited(entry.source);
      cited(entry.where);
    });
  }
  if ((material.kind === "cathode") !== (material.curves !== undefined)) {
    const what = material.curves
      ? "has no use for curves; leave them out"
      : "lacks curves; add openCircuitVoltage and volumeChange with their sources";
    throw new ScenarioError(`${material.name} ${what}`, at);
  }
  return material;
}

/** What `act` throws, with the place in front. */
function located<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof ScenarioError ? new ScenarioError(error.message, path) : error;
  }
}

/** The text with its publications written out. Throws ScenarioError for a key that the bibliography has not. */
function cited(source: string): string {
  const strange = citedKeys(source).find((key) => !BIBLIOGRAPHY.some((entry) => entry.key === key));
  if (strange === undefined) return cite(source);
  throw new ScenarioError(
    `${quote(`[@${strange}]`)} is not in the bibliography; write the publication out, as in "A. Author, Journal 1 (2020) 2"`,
  );
}

const ACTIVATION: Range = { si: "J/mol", min: -3e5, max: 3e5 };
const REFERENCE: Range = { si: "K", min: 200, max: 500 };

/** The quantity in SI, inside the range. */
const ranged = (text: string, range: Range) => within(parse(text, range.si), range, text);

const rangeOf = ({ unit, min, max }: PropertyEntry): Range => ({ si: unit, min, max });

function toProperty(entry: SourcedValue, slot: PropertyEntry): Property {
  const value = ranged(quantityText({ value: entry.value, unit: entry.unit }), rangeOf(slot));
  const law = entry.temperature;
  if (!law) return constantProperty(value);
  return {
    value,
    law: law.law,
    activationEnergy: ranged(law.activationEnergy, ACTIVATION),
    reference: ranged(law.reference, REFERENCE),
  };
}

const METALS_AND_ELECTROLYTES = [lithium, chloride, bromide, iodide, thiogermanate, garnet];
const OXIDES = [oxide811, oxide83, oxide622, cobaltate, cellOxide];

const REGISTRY = new Map<string, Material>(
  [...METALS_AND_ELECTROLYTES, ...OXIDES, halide].map((file) => [
    file.name,
    loadMaterial(file, file.name),
  ]),
);

/** Every material that ships with Voidscope. */
export const MATERIALS: readonly Material[] = [...REGISTRY.values()];

const WORDS: Record<Kind, string> = {
  lithium: "a metal",
  electrolyte: "an electrolyte",
  cathode: "a cathode",
  catholyte: "an electrolyte for the cathode alone",
};

/** Where a scenario names a material of that kind. */
const NAMED_AT: Record<Kind, string> = {
  lithium: "materials.lithium",
  electrolyte: "materials.electrolyte",
  cathode: "cathode.material",
  catholyte: "cathode.catholyte",
};

type Files = Scenario["materials"]["files"];

/** A material by name and kind: one that ships, or one of the `files`. Throws ScenarioError. */
export function material(name: string, kind: Kind, files: Files = {}): Material {
  const own = Object.hasOwn(files, name);
  const found = own ? loadMaterial(files[name], `materials.files.${name}`) : REGISTRY.get(name);
  if (found?.kind === kind) return found;
  const names = [
    ...MATERIALS.filter((m) => m.kind === kind).map((m) => m.name),
    ...Object.keys(files).filter((file) => file !== name),
  ];
  throw new ScenarioError(
    found
      ? `${quote(name)} is ${WORDS[found.kind]}; use ${list(names, "or")}`
      : `${quote(name)} is not a known material; ${hint(name, names, "choose among")}, or give a file of yours in materials.files`,
    NAMED_AT[kind],
  );
}

export interface ResolvedMaterials {
  lithium: LithiumProperties;
  electrolyte: ElectrolyteProperties;
  /** Where they are named. */
  cathode?: { properties: CathodeProperties; curves: NonNullable<Material["curves"]> };
  catholyte?: CatholyteProperties;
  citations: Citation[];
}

/** The materials of a scenario in SI, its overrides applied. Throws ScenarioError. */
export function resolveMaterials(
  choice: Scenario["materials"],
  { cathode, catholyte }: { cathode?: string; catholyte?: string } = {},
): ResolvedMaterials {
  const used = (["lithium", "electrolyte"] as const).map((kind) =>
    material(choice[kind], kind, choice.files),
  );
  if (cathode !== undefined) used.push(material(cathode, "cathode", choice.files));
  if (catholyte !== undefined) used.push(material(catholyte, "catholyte", choice.files));
  const twice = used.find(({ name }, k) => used.findIndex((one) => one.name === name) < k);
  if (twice) {
    throw new ScenarioError(
      `both materials are called ${quote(twice.name)}; give the one of yours another name`,
      "materials",
    );
  }
  const values = new Map<string, Property>();
  const citations = new Map<string, Citation>();
  for (const { name, kind, properties } of used) {
    for (const [key, slot] of Object.entries(SLOTS[kind])) {
      const entry = properties[key]!;
      const property = `${name}.${key}`;
      values.set(property, toProperty(entry, slot));
      const { value, unit, kind: how, source, where } = entry;
      const written = unit === "1" ? `${value}` : `${value} ${unit}`;
      citations.set(property, {
        property,
        value: written,
        kind: how,
        source: cite(source),
        where: cite(where),
      });
    }
  }
  for (const [key, { kind, source, where, points }] of Object.entries(used[2]?.curves ?? {})) {
    const property = `${used[2]!.name}.${key}`;
    const value = `${points.length} points over the lithium content`;
    citations.set(property, { property, value, kind, source: cite(source), where: cite(where) });
  }
  for (const [property, text] of Object.entries(choice.overrides)) {
    const path = `materials.overrides.${property}`;
    const old = values.get(property);
    if (!old) {
      throw new ScenarioError(unknownProperty(property, used), path);
    }
    const slot = slotOf(property, used);
    values.set(property, { ...old, value: located(path, () => ranged(text, rangeOf(slot))) });
    citations.set(property, {
      property,
      value: text,
      kind: "scenario",
      source: "this scenario",
      where: path,
    });
  }
  const gather = ({ name, kind }: Material) =>
    Object.fromEntries(Object.keys(SLOTS[kind]).map((key) => [key, values.get(`${name}.${key}`)!]));
  return {
    lithium: gather(used[0]!) as unknown as LithiumProperties,
    electrolyte: gather(used[1]!) as unknown as ElectrolyteProperties,
    ...(used[2] && {
      cathode: {
        properties: gather(used[2]) as unknown as CathodeProperties,
        curves: used[2].curves!,
      },
    }),
    ...(used[3] && { catholyte: gather(used[3]) as unknown as CatholyteProperties }),
    citations: [...citations.values()],
  };
}

function unknownProperty(property: string, used: readonly Material[]): string {
  const owner = used.find(({ name }) => property.startsWith(`${name}.`));
  const names = used.map(({ name }) => name);
  if (!owner) {
    const example = `${names[1]}.ionicConductivity`;
    return `this is not a material of the cell; name ${list(names, "or")}, as in ${quote(example)}`;
  }
  const key = property.slice(owner.name.length + 1);
  const known = Object.keys(SLOTS[owner.kind]);
  return `${quote(key)} is not a property of ${owner.name}; ${hint(key, known, "its properties are")}`;
}

function slotOf(property: string, used: readonly Material[]): PropertyEntry {
  const owner = used.find(({ name }) => property.startsWith(`${name}.`))!;
  return (SLOTS[owner.kind] as Record<string, PropertyEntry>)[
    property.slice(owner.name.length + 1)
  ]!;
}
