// The electrolyte as it is: density, grains, flaws, pores, layers. Off unless asked for.

import * as z from "zod/mini";
import { ScenarioError } from "./errors";
import {
  flagField,
  numberField,
  optionalQuantity,
  quantityField,
  requiredQuantity,
  section,
  sectionField,
} from "./fields";
import type { ElectrolyteProperties, Microstructure } from "./runspec";
import type { Scenario } from "./scenario";
import { quote } from "./suggest";
import { parse, toDisplay } from "./units";

const length = (min: number, max: number) => ({ si: "m", min, max }) as const;
const angle = { min: -80, max: 80 };
const at = requiredQuantity(length(0, 2e-3), { description: "Position along the interface" });
const depth = (description: string) => requiredQuantity(length(0, 2e-3), { description });

const MODEL = "docs/model.md";
const HU = "after [@hu2025]; rule ours";

/** Most grains and pores the kernel keeps, and most entries of a list. */
const MOST = 4096;
const MOST_DRAWN = 250;
const MOST_LAYERS = 32;
/** Boundaries that a straight line meets per grain size (assembly/electrolyte/microstructure.ts). */
const CROSSINGS = 1.08;

const drawn = <T extends z.core.$ZodType>(
  item: T,
  what: string,
  example: string,
  most = MOST_DRAWN,
) =>
  z._default(
    z
      .array(item, { error: ({ input }) => `${quote(input)} is not a list; write ${example}` })
      .check(
        z.maxLength(most, { error: `there are too many entries; use at most ${most}` }),
        z.meta({ description: what }),
      ),
    [] as never,
  );

const flaw = section(
  {
    at,
    length: requiredQuantity(length(1e-8, 1e-3), { description: "Length along its axis" }),
    tilt: numberField(angle, 0, { description: "Angle from straight down, degrees" }),
    depth: quantityField(length(0, 2e-3), "0 um", {
      description: "Depth of its upper end; 0 um = open to the interface",
    }),
  },
  "A thin crack in the electrolyte, there from the start.",
);

const boundary = section(
  {
    from: at,
    fromDepth: depth("Depth of that end"),
    to: requiredQuantity(length(0, 2e-3), { description: "Position of the other end" }),
    toDepth: depth("Depth of the other end"),
  },
  "A straight grain boundary.",
);

const pore = section(
  {
    at,
    depth: depth("Depth of its centre"),
    diameter: requiredQuantity(length(1e-8, 1e-3), { description: "Diameter" }),
  },
  "A round hole in the electrolyte.",
);

/** Values a layer may have of its own. */
const LAYER_VALUES = {
  ionicConductivity: { si: "S/m", min: 1e-16, max: 1e4 },
  electronicConductivity: { si: "S/m", min: 1e-16, max: 1e4 },
  youngsModulus: { si: "Pa", min: 1e6, max: 1e12 },
  fractureToughness: { si: "Pa.m^0.5", min: 1e3, max: 1e8 },
  grainBoundaryToughness: { si: "Pa.m^0.5", min: 1e3, max: 1e8 },
} as const;

const own = { description: "Its own; left out = that of the electrolyte" };

const layer = section(
  {
    thickness: requiredQuantity(length(1e-9, 1e-2), { description: "Thickness" }),
    ionicConductivity: optionalQuantity(LAYER_VALUES.ionicConductivity, own),
    electronicConductivity: optionalQuantity(LAYER_VALUES.electronicConductivity, own),
    youngsModulus: optionalQuantity(LAYER_VALUES.youngsModulus, own),
    poissonRatio: optionalQuantity({ si: "1", min: 0, max: 0.49 }, own),
    fractureToughness: optionalQuantity(LAYER_VALUES.fractureToughness, own),
    grainBoundaryToughness: optionalQuantity(LAYER_VALUES.grainBoundaryToughness, own),
    lithiumConsumption: numberField({ min: 0, max: 10 }, 0, {
      description: "Volume of lithium that a volume of it takes up from a filament",
      status: "illustrative",
      source: "[@ye2021]",
    }),
    lithiumReaction: quantityField({ si: "m2/s", min: 0, max: 1e-10 }, "1e-14 m2/s", {
      description:
        "How fast it does: beside a filament a zone of sqrt(2 D t) has reacted, D this rate; 0 = never",
      status: "illustrative",
      source: MODEL,
    }),
  },
  "One layer of the electrolyte; its values follow temperature as those of the electrolyte do.",
);

export const electrolyteSection = sectionField(
  {
    density: numberField({ min: 0.7, max: 0.999 }, 0.9, {
      description:
        "Relative density of the pellet. It sets flaws and pores; conductivities stay those of the material, which are measured on a pellet",
      status: "illustrative",
      source: HU,
    }),
    grains: sectionField(
      {
        size: quantityField(length(0, 1e-3), "0 um", {
          description: "Diameter of a circle of a grain's mean area; 0 um = one grain",
        }),
        spread: numberField({ min: 0, max: 0.6 }, 0.2, {
          description: "Lognormal spread of grain diameters",
          status: "illustrative",
          source: MODEL,
        }),
        boundaryResistance: quantityField({ si: "Ohm.m2", min: 0, max: 1 }, "0 Ohm.cm2", {
          description:
            "Ionic resistance of a grain boundary at the reference temperature; grains conduct better by what it costs, so that the pellet's total stays the material's",
          status: "illustrative",
          source: MODEL,
        }),
        electronicResistance: quantityField({ si: "Ohm.m2", min: 0, max: 1e12 }, "0 Ohm.cm2", {
          description: "Resistance of a grain boundary to electrons",
          status: "illustrative",
          source: MODEL,
        }),
        boundaryToughness: optionalQuantity(LAYER_VALUES.grainBoundaryToughness, {
          description: "Toughness within 0.4 um of a boundary; left out = that of the material",
        }),
        list: drawn(
          boundary,
          "Boundaries drawn by hand",
          '[{ "from": "20 um", "fromDepth": "0 um", "to": "30 um", "toDepth": "50 um" }]',
        ),
      },
      "Grains: a weighted Voronoi tessellation from the seed.",
    ),
    flaws: sectionField(
      {
        spacing: quantityField(length(0, 1e-2), "0 um", {
          description:
            "Mean distance of surface flaws at 90 % density; 0 um = none. Their number goes with the square root of porosity",
          status: "illustrative",
          source: HU,
        }),
        median: quantityField(length(1e-8, 1e-3), "2.5 um", {
          description:
            "Median length at 90 % density; lengths go with porosity and lie within 0.4 to 4 medians",
          status: "illustrative",
          source: HU,
        }),
        spread: numberField({ min: 0, max: 2 }, 0.6, {
          description: "Lognormal spread of lengths",
          status: "illustrative",
          source: MODEL,
        }),
        tilt: numberField({ min: 0, max: 80 }, 17, {
          description: "Largest angle from straight down either way, degrees",
          status: "illustrative",
          source: MODEL,
        }),
        mouth: quantityField(length(1e-9, 1e-4), "20 nm", {
          description: "Width of a flaw's mouth, through which lithium creeps back",
          status: "illustrative",
          source: MODEL,
        }),
        insideSpacing: quantityField(length(0, 1e-2), "0 um", {
          description:
            "Mean distance of flaws inside the pellet at 90 % density, empty and at any angle; 0 um = none. A filament that meets one goes on from its ends",
          status: "illustrative",
          source: MODEL,
        }),
        list: drawn(flaw, "Flaws drawn by hand", '[{ "at": "50 um", "length": "5 um" }]'),
      },
      "Cracks of the surface that lithium can be pressed into.",
    ),
    pores: sectionField(
      {
        on: flagField(false, {
          description:
            "Pores in the section, as large a share of it as the density leaves; they conduct nothing, and the interface has no contact on them",
          status: "illustrative",
          source: MODEL,
        }),
        diameter: quantityField(length(1e-8, 1e-3), "2 um", {
          description: "Median diameter at 90 % density; goes with the square root of porosity",
          status: "illustrative",
          source: MODEL,
        }),
        list: drawn(
          pore,
          "Pores drawn by hand",
          '[{ "at": "50 um", "depth": "10 um", "diameter": "3 um" }]',
        ),
      },
      "Holes in the electrolyte.",
    ),
    roughness: quantityField(length(0, 1e-4), "0 um", {
      description:
        "Standard deviation of the surface's height; a flaw that starts in a valley reaches deeper by it",
      status: "illustrative",
      source: MODEL,
    }),
    layers: drawn(
      layer,
      "Layers from the interface down; what lies below is the electrolyte of materials",
      '[{ "thickness": "20 um", "ionicConductivity": "5 mS/cm" }]',
      MOST_LAYERS,
    ),
  },
  "The electrolyte as it is: grains, flaws, pores, layers. Everything is off unless asked for.",
);

const RADIANS = Math.PI / 180;

/** The section in SI. `width`, `height` [m] are those of the resolved electrolyte. Throws ScenarioError. */
export function resolveMicrostructure(
  scenario: Scenario,
  width: number,
  height: number,
  material: ElectrolyteProperties,
): Microstructure {
  const { density, grains, flaws, pores, roughness, layers } = scenario.electrolyte;
  const m = (text: string) => parse(text, "m");
  const inside = (text: string, path: string) => {
    if (m(text) > width) {
      throw new ScenarioError(
        `"${text}" is outside the section; use 0 um to ${toDisplay(width, "m")}`,
        `electrolyte.${path}`,
      );
    }
    return m(text);
  };

  const size = m(grains.size);
  const count = (one: number) => (width * (height + 4 * one)) / (0.25 * Math.PI * one ** 2);
  if (size > 0 && count(size) > MOST) {
    throw new ScenarioError(
      `"${grains.size}" makes more than ${MOST} grains in this section; use larger grains or a smaller section`,
      "electrolyte.grains.size",
    );
  }
  const boundaryResistance = parse(grains.boundaryResistance, "Ohm.m2");
  const most = (0.9 * size) / (CROSSINGS * material.ionicConductivity.value);
  if (size > 0 && boundaryResistance > most) {
    throw new ScenarioError(
      `"${grains.boundaryResistance}" on every boundary is more than the whole electrolyte resists; use at most ${toDisplay(most, "Ohm.m2")}, or larger grains`,
      "electrolyte.grains.boundaryResistance",
    );
  }
  const diameter = m(pores.diameter);
  const typical = diameter * Math.sqrt((1 - density) / 0.1);
  if (pores.on && (1 - density) * count(typical) > 0.8 * MOST) {
    throw new ScenarioError(
      `"${pores.diameter}" makes more than ${MOST} pores in this section; use larger pores or a smaller section`,
      "electrolyte.pores.diameter",
    );
  }
  const mouth = m(flaws.mouth);
  return {
    depth: m(scenario.cell.electrolyte),
    density,
    roughness: m(roughness),
    grains: {
      size,
      spread: grains.spread,
      boundaryResistance,
      electronicResistance: parse(grains.electronicResistance, "Ohm.m2"),
      boundaryToughness: grains.boundaryToughness
        ? { ...constant, value: parse(grains.boundaryToughness, "Pa.m^0.5") }
        : material.grainBoundaryToughness,
      list: grains.list.map((line, k) => ({
        from: inside(line.from, `grains.list[${k}].from`),
        fromDepth: m(line.fromDepth),
        to: inside(line.to, `grains.list[${k}].to`),
        toDepth: m(line.toDepth),
      })),
    },
    flaws: {
      spacing: m(flaws.spacing),
      median: m(flaws.median),
      spread: flaws.spread,
      tilt: flaws.tilt * RADIANS,
      mouth,
      insideSpacing: m(flaws.insideSpacing),
      list: flaws.list.map((one, k) => ({
        at: inside(one.at, `flaws.list[${k}].at`),
        depth: m(one.depth),
        length: m(one.length),
        tilt: one.tilt * RADIANS,
      })),
    },
    pores: {
      on: pores.on,
      diameter,
      list: pores.list.map((one, k) => ({
        at: inside(one.at, `pores.list[${k}].at`),
        depth: m(one.depth),
        diameter: m(one.diameter),
      })),
    },
    layers: layers.map((one) => {
      const ratio = (key: keyof typeof LAYER_VALUES) =>
        one[key] === undefined ? 1 : parse(one[key], LAYER_VALUES[key].si) / material[key].value;
      return {
        thickness: m(one.thickness),
        ionicConductivity: ratio("ionicConductivity"),
        electronicConductivity: ratio("electronicConductivity"),
        youngsModulus: ratio("youngsModulus"),
        fractureToughness: ratio("fractureToughness"),
        grainBoundaryToughness: ratio("grainBoundaryToughness"),
        ...(one.poissonRatio !== undefined && { poissonRatio: parse(one.poissonRatio, "1") }),
        lithiumConsumption: one.lithiumConsumption,
        lithiumReaction: parse(one.lithiumReaction, "m2/s"),
      };
    }),
  };
}

const constant = { law: "constant", activationEnergy: 0, reference: 298.15 } as const;
