// The electrolyte's part of the scenario: sections of tables/electrolyte.ts and lists of what is drawn by hand.

import * as z from "zod/mini";
import { MAX_LAYERS } from "./constants";
import { boundary, flaw, pore } from "./drawn";
import { fieldsOf, section, sectionField } from "./fields";
import { quote } from "./suggest";
import { FLAWS, GRAINS, LAYER, PELLET, PORES } from "./tables/electrolyte";

/** Most entries of a list drawn by hand. */
const MAX_DRAWN = 250;

const drawn = <T extends z.core.$ZodType>(
  item: T,
  what: string,
  example: string,
  most = MAX_DRAWN,
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

const layer = section(
  fieldsOf(LAYER),
  "One layer of the electrolyte; its values follow temperature as those of the electrolyte do.",
);
const { density, roughness } = fieldsOf(PELLET);
export const layersField = drawn(
  layer,
  "Layers from the interface down; what lies below is the electrolyte of materials",
  '[{ "thickness": "20 um", "ionicConductivity": "5 mS/cm" }]',
  MAX_LAYERS,
);

export const electrolyteSection = sectionField(
  {
    density,
    grains: sectionField(
      {
        ...fieldsOf(GRAINS),
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
        ...fieldsOf(FLAWS),
        list: drawn(flaw, "Flaws drawn by hand", '[{ "at": "50 um", "length": "5 um" }]'),
      },
      "Cracks of the surface that lithium can be pressed into.",
    ),
    pores: sectionField(
      {
        ...fieldsOf(PORES),
        list: drawn(
          pore,
          "Pores drawn by hand",
          '[{ "at": "50 um", "depth": "10 um", "diameter": "3 um" }]',
        ),
      },
      "Holes in the electrolyte.",
    ),
    roughness,
    layers: layersField,
  },
  "The electrolyte as it is: grains, flaws, pores, layers. Everything is off unless asked for.",
);
