// The scenario: everything a run is, as a person writes it. Every entry has a default except the
// protocol; quantities are texts with UCUM units; unknown keys are refused.

import * as z from "zod/mini";
import { cathodeSection } from "./cathode";
import { defect } from "./drawn";
import { editsField } from "./edits";
import { electrolyteSection } from "./electrolyte";
import { pathText, ScenarioError } from "./errors";
import { choiceField, fieldsOf, section, sectionField, sentence, textField } from "./fields";
import { OBSERVABLES, type ObservableKey } from "./observables";
import { PLATENS } from "./platen";
import { MAX_LINES } from "./profiles";
import { parseLine } from "./protocol";
import { entryPaths } from "./schema-paths";
import { quote } from "./suggest";
import {
  CAMERA,
  CELL,
  CONDITIONS,
  INTERFACE,
  MESH,
  NUMERICS,
  OUTPUT,
  PROBE,
  RUN,
} from "./tables/cell";
import {
  CATHODE_FIELD_NAMES,
  type CathodeFieldName,
  FIELD_NAMES,
  type FieldName,
  ofCathode,
  picture,
} from "./tables/fields";
import { IMPEDANCE } from "./tables/impedance";
import { PHYSICS } from "./tables/physics";
import { parse } from "./units";

export const SCHEMA_VERSION = 1;
/** What a hand may move while a run goes on. */
export const CONTROLS = ["pressure", "current", "temperature"] as const;
export type ControlName = (typeof CONTROLS)[number];

const conditions = fieldsOf(CONDITIONS);

const SERIES = OBSERVABLES.map(({ key }) => key) as [ObservableKey, ...ObservableKey[]];
const limit = (which: string) =>
  z
    .string({
      error: ({ input }) =>
        `${input === undefined ? "is missing" : `${quote(input)} is not a text with a unit`}; write it such as "5 MPa"`,
    })
    .check(z.meta({ description: `The ${which} end, in the unit of the layer` }));

interface View {
  layer: FieldName | CathodeFieldName;
  cathodeLayer: CathodeFieldName;
  limits?: { low: string; high: string } | undefined;
}

/** The layers of section and cathode that the page opens with. */
export function layersOf({
  layer,
  cathodeLayer,
}: Omit<View, "limits">): [FieldName, CathodeFieldName] {
  return ofCathode(layer) ? ["lithium", layer] : [layer, cathodeLayer];
}

/** Ends of the colours of a view [SI]; undefined where they follow the field. Throws ScenarioError. */
export function limitsOf(view: View): [number, number] | undefined {
  if (!view.limits) return undefined;
  const { low, high } = view.limits;
  const { unit, overMean } = picture(layersOf(view)[0]);
  const ends: [number, number] = [
    parse(low, overMean ? "1" : unit),
    parse(high, overMean ? "1" : unit),
  ];
  if (ends[0] < ends[1]) return ends;
  throw new ScenarioError(
    `limits from ${quote(low)} to ${quote(high)} leave no room; put the lower one first`,
  );
}

const step = z
  .string({
    error: ({ input }) => `${quote(input)} is not a step; write a text such as "Rest for 10 min"`,
  })
  .check(z.maxLength(10_000, { error: "this step is too long; keep it below 10000 characters" }));

const profile = z
  .array(z.string({ error: ({ input }) => `${quote(input)} is not a line; write it in quotes` }), {
    error: ({ input }) =>
      `${quote(input)} is not a list of lines; write ["time / s, current / mA/cm2", "0, 0", "600, 0.5"]`,
  })
  .check(
    z.maxLength(MAX_LINES, { error: `the profile is too long; use at most ${MAX_LINES} lines` }),
  );

const scenarioSchema = section(
  {
    $schema: z.optional(
      z
        .string({
          error: ({ input }) => `${quote(input)} is not a text; write an address, or leave it out`,
        })
        .check(z.meta({ description: "For editors: where the JSON Schema is" })),
    ),
    schemaVersion: z._default(
      z
        .literal(SCHEMA_VERSION, {
          error: ({ input }) =>
            `${quote(input)} is not a version this Voidscope reads; use ${SCHEMA_VERSION}`,
        })
        .check(z.meta({ description: "Version of this format" })),
      SCHEMA_VERSION,
    ),
    title: textField("Untitled", { description: "A few words" }),
    description: textField("", { description: "What this run shows, in one sentence" }),
    ...fieldsOf(RUN),
    cell: sectionField(fieldsOf(CELL), "Geometry of the section."),
    materials: sectionField(
      {
        electrolyte: textField("Li6PS5Cl", {
          description: "Name of an electrolyte in data/materials, or of one in files",
        }),
        lithium: textField("lithium", {
          description: "Name of a metal in data/materials, or of one in files",
        }),
        files: z._default(
          z
            .record(z.string(), z.unknown(), {
              error: ({ input }) =>
                `${quote(input)} is not a list of material files by name; write {"my.json": { "name": "mine", ... }}`,
            })
            .check(
              z.meta({
                description:
                  "Materials of your own by name, each as a file of data/materials is; the terminal fills in files that are named above",
              }),
            ),
          {},
        ),
        overrides: z._default(
          z
            .record(
              z.string(),
              z.string({
                error: ({ input }) =>
                  `${quote(input)} is not a text; write a value with its unit, such as "1 mS/cm"`,
              }),
              {
                error: ({ input }) =>
                  `${quote(input)} is not a list of values by name; write {"Li6PS5Cl.ionicConductivity": "1 mS/cm"}`,
              },
            )
            .check(
              z.meta({
                description:
                  'Values in place of those of the material files, as in {"Li6PS5Cl.ionicConductivity": "1 mS/cm"}; the temperature law stays',
              }),
            ),
          {},
        ),
      },
      "What the cell is made of.",
    ),
    interface: sectionField(
      {
        defects: z._default(
          z
            .array(defect, {
              error: ({ input }) =>
                `${quote(input)} is not a list; write [{ "at": "50 um", "width": "2 um", "height": "1 um" }]`,
            })
            .check(
              z.maxLength(1000, { error: "there are too many defects; use at most 1000" }),
              z.meta({ description: "Holes that are there from the start" }),
            ),
          [],
        ),
        ...fieldsOf(INTERFACE),
      },
      "The contact between lithium and electrolyte.",
    ),
    electrolyte: electrolyteSection,
    cathode: cathodeSection,
    conditions: sectionField(
      {
        temperature: conditions.temperature,
        platen: choiceField(PLATENS, "load", {
          description:
            "What holds the platen: load keeps the pressure; gap holds the platen where it is once the pressure is reached, and the pressure follows the elastic layers of the cell",
        }),
        stackStiffness: conditions.stackStiffness,
        stackPressure: conditions.stackPressure,
      },
      "What the cell is held at; a protocol step may change both.",
    ),
    profiles: z._default(
      z
        .record(z.string(), profile, {
          error: ({ input }) =>
            `${quote(input)} is not a list of profiles by name; write {"drive.csv": ["time / s, current / mA/cm2", "0, 0", "600, 0.5"]}`,
        })
        .check(
          z.meta({
            description:
              "Profiles that steps follow, each the lines of a CSV file by its name; the terminal fills in files that steps name",
          }),
        ),
      {},
    ),
    protocol: z
      .array(step, {
        error: ({ input }) =>
          input === undefined
            ? 'is missing; give at least one step, as in "protocol": ["Strip at 0.2 mA/cm2 for 1 h"]'
            : `${quote(input)} is not a list of steps; write ["Strip at 0.2 mA/cm2 for 1 h"]`,
      })
      .check(
        z.minLength(1, {
          error: 'is empty; give at least one step, such as "Strip at 0.2 mA/cm2 for 1 h"',
        }),
        z.meta({
          description:
            "Steps in order; positive current strips the working electrode. Grammar: docs/scenario.md",
        }),
      ),
    edits: editsField,
    mesh: sectionField(fieldsOf(MESH), "Resolution."),
    physics: sectionField(fieldsOf(PHYSICS), "Closures and switches of the void model."),
    impedance: sectionField(
      fieldsOf(IMPEDANCE),
      "What stores charge, for spectra of the impedance; no influence on the run.",
    ),
    numerics: sectionField(fieldsOf(NUMERICS), "How hard the solver tries."),
    output: sectionField(fieldsOf(OUTPUT), "What is kept."),
    view: z.optional(
      section(
        {
          layer: choiceField([...FIELD_NAMES, ...CATHODE_FIELD_NAMES], "lithium", {
            description:
              "Layer the page opens with; one of the cathode is shown there, below the lithium of the section",
          }),
          cathodeLayer: choiceField(CATHODE_FIELD_NAMES, "cathodeLithium", {
            description: "Layer of the cathode, beside one of the section",
          }),
          camera: z.optional(
            section(fieldsOf(CAMERA), "Part of the section the page shows first."),
          ),
          limits: z.optional(
            section(
              { low: limit("lower"), high: limit("upper") },
              "Ends of the colours of the section's layer, where they should not follow the field.",
            ),
          ),
          series: choiceField(SERIES, "contactFraction", {
            description: "Observable whose curve the page shows first",
          }),
          control: choiceField(CONTROLS, "pressure", {
            description: "Control that the page puts under the picture",
          }),
          probe: z.optional(section(fieldsOf(PROBE), "Point whose values the page shows first.")),
        },
        "How the page opens this scenario; no influence on the run.",
      ).check(sentence(limitsOf)),
    ),
  },
  "A Voidscope scenario.",
);

export { scenarioSchema };

/** Every entry by path, as in "conditions.stackPressure". */
export const ENTRY_PATHS: readonly string[] = entryPaths(scenarioSchema);

/** What a person may write. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
/** The same with every default filled in. */
export type Scenario = z.output<typeof scenarioSchema>;

/** Fills in every default and checks everything that one entry alone can get wrong. Throws ScenarioError. */
export function normalise(input: unknown): Scenario {
  const result = scenarioSchema.safeParse(input);
  if (!result.success) {
    const { issues } = result.error;
    // A key in the wrong place explains more than what is missing for it.
    const unknown = issues.find(({ code, path }) => code === "unrecognized_keys" && !path.length);
    const foreign = foreignDocument(input) ?? (unknown && misplacedKey(unknown));
    const { message, path } = unknown ?? issues[0]!;
    throw foreign ? new ScenarioError(foreign) : new ScenarioError(message, pathText(path));
  }
  result.data.protocol.forEach(parseLine);
  return result.data;
}

/** What a document of another tool, or the steps alone, should be. */
function foreignDocument(input: unknown): string | undefined {
  if (Array.isArray(input) && input.length > 0 && input.every((x) => typeof x === "string")) {
    return `a list of steps alone is not a scenario; write {"protocol": ${quote(input)}}`;
  }
  if (typeof input === "object" && input !== null && "Parameterisation" in input) {
    return 'this is a BPX file of parameters, not a scenario; write a scenario with a "protocol" and put values into materials.overrides, as in {"Li6PS5Cl.ionicConductivity": "1 mS/cm"}';
  }
  return undefined;
}

/** Where an unknown key of the top level belongs, if that can be told. */
function misplacedKey(issue: z.core.$ZodIssue): string | undefined {
  const key = (issue as z.core.$ZodIssueUnrecognizedKeys).keys[0]!;
  if (/^(?:experiment|steps|cycling|operating_conditions)$/i.test(key)) {
    return `${quote(key)} is an unknown key; steps stand in "protocol", as in "protocol": ["Strip at 0.2 mA/cm2 for 1 h"]`;
  }
  const parts = (path: string) => path.split(".").length;
  const [owner] = ENTRY_PATHS.filter((path) =>
    path.toLowerCase().endsWith(`.${key.toLowerCase()}`),
  ).sort((a, b) => parts(a) - parts(b));
  return owner && `${quote(key)} is an unknown key; did you mean ${owner}?`;
}
