// The scenario: everything a run is, as a person writes it. Every entry has a default except the
// protocol; quantities are texts with UCUM units; unknown keys are refused.

import * as z from "zod/mini";
import { pathText, ScenarioError } from "./errors";
import {
  choiceField,
  numberField,
  optionalQuantity,
  quantityField,
  requiredQuantity,
  section,
  sectionField,
  textField,
} from "./fields";
import { electrolyteSection } from "./microstructure";
import { physicsSection } from "./physics";
import { PLATENS } from "./platen";
import { parseLine } from "./protocol";
import { RANGES } from "./ranges";
import { quote } from "./suggest";

export const SCHEMA_VERSION = 1;

/** Pictures the page can show: the fields of a frame. */
export const LAYERS = [
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
] as const;

const length = (min: number, max: number) => ({ si: "m", min, max }) as const;
const time = (min: number, max: number) => ({ si: "s", min, max }) as const;

const defect = section(
  {
    at: requiredQuantity(length(0, 2e-3), { description: "Position along the interface" }),
    width: requiredQuantity(length(1e-8, 1e-3), { description: "Width along the interface" }),
    height: requiredQuantity(length(1e-8, 1e-3), { description: "Height into the lithium" }),
  },
  "A half-elliptic hole in the lithium, there from the start.",
);

const step = z
  .string({
    error: ({ input }) => `${quote(input)} is not a step; write a text such as "Rest for 10 min"`,
  })
  .check(z.maxLength(10_000, { error: "this step is too long; keep it below 10000 characters" }));

const scenarioSchema = section(
  {
    $schema: z.optional(
      z.string().check(z.meta({ description: "For editors: where the JSON Schema is" })),
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
    seed: numberField({ min: 0, max: 4294967295, integer: true }, 1, {
      description: "Seed of every random field: the same seed gives the same bits",
    }),
    cell: sectionField(
      {
        width: quantityField(length(2e-6, 2e-3), "100 um", {
          description: "Width of the section; its sides are mirrors",
        }),
        lithium: quantityField(length(1e-6, 1e-3), "30 um", {
          description:
            "Resolved lithium above the interface; rounded to whole multiples of 8 cells",
        }),
        electrolyte: quantityField(length(1e-6, 1e-3), "50 um", {
          description: "Resolved electrolyte below the interface; rounded likewise",
        }),
        pellet: quantityField(length(1e-6, 1e-2), "1 mm", {
          description:
            "Whole thickness of the electrolyte; what is not resolved is a series resistance",
        }),
        reservoir: quantityField(length(0, 1e-2), "200 um", {
          description: "Lithium above the resolved window, moved by the platen as a rigid column",
        }),
      },
      "Geometry of the section.",
    ),
    materials: sectionField(
      {
        electrolyte: textField("Li6PS5Cl", {
          description: "Name of an electrolyte in data/materials",
        }),
        lithium: textField("lithium", { description: "Name of a metal in data/materials" }),
        overrides: z._default(
          z
            .record(
              z.string(),
              z.string({
                error: ({ input }) =>
                  `${quote(input)} is not a text; write a value with its unit, such as "1 mS/cm"`,
              }),
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
        siteSpacing: quantityField(length(0, 1e-2), "20 um", {
          description:
            "Mean distance of void nucleation sites; 0 um = none. It sets the size of voids (height about a fifth)",
          status: "illustrative",
          source: "docs/model.md",
        }),
        sinkAmplitude: numberField({ min: 0, max: 2 }, 0.3, {
          description: "Lognormal amplitude of the vacancy-sink strength along the interface",
          status: "illustrative",
          source: "docs/model.md",
        }),
        kineticsAmplitude: numberField({ min: 0, max: 2 }, 0, {
          description: "Lognormal amplitude of the charge-transfer resistance along the interface",
          status: "illustrative",
          source: "docs/model.md",
        }),
        correlation: quantityField(length(1e-7, 1e-2), "15 um", {
          description: "Correlation length of both random fields, about a lithium grain",
          status: "illustrative",
          source: "docs/model.md",
        }),
        counterResistance: optionalQuantity(
          { si: "Ohm.m2", min: 0, max: 10 },
          {
            description:
              "Resistance of the counter electrode; left out = that of the working one at the temperature of the moment",
          },
        ),
      },
      "The contact between lithium and electrolyte.",
    ),
    electrolyte: electrolyteSection,
    conditions: sectionField(
      {
        temperature: quantityField(RANGES.temperature, "25 Cel", {
          description: "Temperature of the whole section",
        }),
        platen: choiceField(PLATENS, "load", {
          description:
            "What holds the platen: load keeps the pressure; gap holds the platen where it is once the pressure is reached, and the pressure follows the elastic layers of the cell",
        }),
        stackStiffness: quantityField({ si: "Pa/m", min: 0, max: 1e14 }, "0 MPa/um", {
          description:
            "Stack pressure that a load loses per micrometre that the platen comes down; 0 = a dead weight",
        }),
        stackPressure: quantityField(RANGES.pressure, "3 MPa", {
          description: "Mean pressure of the platen on the lithium",
        }),
      },
      "What the cell is held at; a protocol step may change both.",
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
    mesh: sectionField(
      {
        columns: numberField({ min: 16, max: 1024, integer: true }, 128, {
          description:
            "Cells along the interface; cells are square, so this sets their size. Multiples of 16 solve fastest",
        }),
      },
      "Resolution.",
    ),
    physics: physicsSection,
    numerics: sectionField(
      {
        tolerance: numberField({ min: 1e-10, max: 1e-1 }, 1e-3, {
          description: "Relative tolerance of the flow solve",
        }),
        maxTimeStep: quantityField(time(1e-3, 3600), "30 s", {
          description: "Largest time step at 1 mA/cm2; scales as one over the current density",
        }),
      },
      "How hard the solver tries.",
    ),
    output: sectionField(
      {
        frameEvery: quantityField(time(0, 3.2e7), "2 min", {
          description: "Time between stored pictures; 0 s = every time step",
        }),
        recordEvery: quantityField(time(0, 3.2e7), "0 s", {
          description: "Time between rows of the time series; 0 s = every time step",
        }),
      },
      "What is kept.",
    ),
    view: z.optional(
      section(
        {
          layer: choiceField(LAYERS, "lithium", { description: "Layer the page opens with" }),
          probe: z.optional(
            section(
              {
                x: requiredQuantity(length(0, 2e-3), { description: "Along the interface" }),
                y: requiredQuantity(
                  { si: "m", min: -1e-3, max: 1e-3 },
                  { description: "Above the interface; negative in the electrolyte" },
                ),
              },
              "Point whose values the page shows first.",
            ),
          ),
        },
        "How the page opens this scenario; no influence on the run.",
      ),
    ),
  },
  "A Voidscope scenario.",
);

export { scenarioSchema };

/** What a person may write. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
/** The same with every default filled in. */
export type Scenario = z.output<typeof scenarioSchema>;

/** Fills in every default and checks everything that one entry alone can get wrong. Throws ScenarioError. */
export function normalise(input: unknown): Scenario {
  const result = scenarioSchema.safeParse(input);
  if (!result.success) {
    const { message, path } = result.error.issues[0]!;
    throw new ScenarioError(message, pathText(path));
  }
  result.data.protocol.forEach(parseLine);
  return result.data;
}
