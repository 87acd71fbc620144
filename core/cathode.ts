// The composite cathode: its part of the scenario, and what follows from it in SI: effective conductivities by composition,
// capacity, the current of a C-rate.
//
//   Q = phi active L c_max F,   1C = Q (x_0 - x_100) / 1 h

import { MEASURED, measuredConductivities } from "./composites";
import { FARADAY } from "./constants";
import { ScenarioError } from "./errors";
import { choiceField, fieldsOf, sectionField, textField } from "./fields";
import type { ResolvedMaterials } from "./materials";
import { slopes } from "./pchip";
import type { FullCell } from "./protocol/flatten";
import type { ProtocolStep, RunSpec } from "./runspec";
import type { Scenario } from "./scenario";
import { type Si, siValues } from "./si";
import { quote } from "./suggest";
import {
  CATHODE,
  CATHODE_COATING,
  CATHODE_INTERPHASES,
  CATHODE_MESH,
  CATHODE_MODELS,
} from "./tables/cathode";
import type { CathodeProperties, CatholyteProperties } from "./tables/properties";
import { toDisplay } from "./units";

export const cathodeSection = sectionField(
  {
    model: choiceField(CATHODE_MODELS, "none", {
      description:
        "What stands opposite the lithium: none = a counter electrode as interface.counterResistance says; a composite cathode as one particle (lumped), along its depth (line) or particle by particle in a plane (section)",
    }),
    material: textField("NCM811", {
      description: "Name of an active material in data/materials, or of one in materials.files",
    }),
    catholyte: textField("", {
      description:
        "Name of another electrolyte in the composite and in the layer before it, of data/materials; left out = that of the pellet",
    }),
    ...fieldsOf(CATHODE),
    coating: sectionField(fieldsOf(CATHODE_COATING), "A coating of the particles."),
    mesh: sectionField(fieldsOf(CATHODE_MESH), "Grid of the section; the other models need none."),
    interphase: choiceField(CATHODE_INTERPHASES, "none", {
      description:
        "What grows on the particles while the cell stands: none, as on bare particles in argyrodite, or as under LiNbO3",
      status: "calibrated",
      source: "after Jung et al. 2019, via a digest",
    }),
  },
  "A composite cathode: then the cell is a full one.",
);

/** A cathode in SI. */
export interface Cathode extends Si<typeof CATHODE> {
  /** Places in CATHODE_MODELS and CATHODE_INTERPHASES. */
  model: number;
  interphase: number;
  /** Of the composite, at 25 Cel [S/m]. */
  ionicConductivity: number;
  electronicConductivity: number;
  coating: Si<typeof CATHODE_COATING>;
  /** Of the section: square cells of side h [m], the first `margin` rows electrolyte before the electrode. */
  grid?: CathodeGrid;
  properties: CathodeProperties;
  /** Electrolyte of the composite, where it is not that of the pellet. */
  catholyte?: CatholyteProperties;
  /** Knots of the open-circuit voltage [V] and of the change of volume [1] over the lithium content: [x, value, slope]. */
  openCircuitVoltage: Knot[];
  volumeChange: Knot[];
  /** Charge that empties the window from as built to 4.2 V [C/m2]. */
  nominalCapacity: number;
}

export interface CathodeGrid {
  columns: number;
  rows: number;
  margin: number;
  h: number;
}

export type Knot = [x: number, value: number, slope: number];

/** Ionic conductivity of the pellet of the electrolyte of those composites, Li6PS5Cl [S/m], the same digest. */
const PELLET_OF_THE_MEASURED = 0.233;

/** Share of active material in the solids. */
const solidsShare = ({ share, porosity }: { share: number; porosity: number }) =>
  share / (1 - porosity);

/** Names of the active material, and of an electrolyte of its own, of a scenario with a cathode. */
export function cathodeNames({ cathode }: Pick<Scenario, "cathode">): {
  cathode?: string;
  catholyte?: string;
} {
  if (cathode.model === "none") return {};
  const { material, catholyte } = cathode;
  return { cathode: material, ...(catholyte !== "" && { catholyte }) };
}

/** The cathode of a scenario; undefined where there is none. Throws ScenarioError. */
export function resolveCathode(
  { cathode, interface: face, cell }: Scenario,
  { cathode: active, catholyte }: Pick<ResolvedMaterials, "cathode" | "catholyte">,
): Cathode | undefined {
  if (cathode.model === "none" || !active) return undefined;
  if (face.counterResistance !== undefined) {
    throw new ScenarioError(
      `${quote(face.counterResistance)} has no place beside a cathode, which is the counter electrode; leave it out`,
      "interface.counterResistance",
    );
  }
  if (cell.lithiumFree) {
    throw new ScenarioError(
      "a cell without lithium has no cathode here yet; leave out one of cell.lithiumFree and cathode.model",
      "cathode.model",
    );
  }
  const values = siValues(CATHODE, cathode);
  if (values.layer > 0 && !catholyte) {
    throw new ScenarioError(
      `${quote(cathode.layer)} is a layer of the catholyte, and the cathode has none of its own; name one in cathode.catholyte, such as Li3YCl6`,
      "cathode.layer",
    );
  }
  const solids = checkComposition(cathode);
  const measured = measuredConductivities(solids, cathode.carbon);
  const { properties, curves } = active;
  const ions = catholyte
    ? (measured.ions * catholyte.ionicConductivity.value) / PELLET_OF_THE_MEASURED
    : measured.ions;
  const { maximumConcentration, lithiumAsBuilt, lithiumCharged } = properties;
  const capacity =
    values.share * values.active * values.thickness * maximumConcentration.value * FARADAY;
  return {
    ...values,
    model: CATHODE_MODELS.indexOf(cathode.model),
    interphase: CATHODE_INTERPHASES.indexOf(cathode.interphase),
    ionicConductivity: values.ionicConductivity ?? ions,
    electronicConductivity: values.electronicConductivity ?? measured.electrons,
    coating: siValues(CATHODE_COATING, cathode.coating),
    ...(cathode.model === "section" && { grid: gridOf(cathode) }),
    properties,
    ...(catholyte && { catholyte }),
    openCircuitVoltage: knots(curves.openCircuitVoltage.points),
    volumeChange: knots(curves.volumeChange.points.map(([x, percent]) => [x, percent / 100])),
    nominalCapacity: capacity * (lithiumAsBuilt.value - lithiumCharged.value),
  };
}

/** Share of active material in the solids, checked where a conductivity follows from it. */
function checkComposition(cathode: Scenario["cathode"]): number {
  const { share, porosity } = cathode;
  if (share + porosity >= 0.99) {
    throw new ScenarioError(
      `${share} and a porosity of ${porosity} leave no room for electrolyte; use less of both than 0.99`,
      "cathode.share",
    );
  }
  const solids = solidsShare(cathode);
  const given = cathode.ionicConductivity && cathode.electronicConductivity;
  const [low, high] = [MEASURED[0]![0], MEASURED.at(-1)![0]];
  if (given || (solids >= low && solids <= high)) return Math.min(high, Math.max(low, solids));
  const [which, ends] =
    solids < low
      ? ["too little for electrons to percolate", "cathode.electronicConductivity"]
      : ["too much for ions to percolate", "cathode.ionicConductivity"];
  throw new ScenarioError(
    `${share} is ${Math.round(100 * solids)} % of the solids, ${which}; use a share from ${(low * (1 - porosity)).toPrecision(2)} to ${(high * (1 - porosity)).toPrecision(2)}, or give ${ends} and its counterpart`,
    "cathode.share",
  );
}

/** Rows of electrolyte before the section of a cathode, over its columns: as wide a way as a current takes to spread (chosen). */
const MARGIN = 1 / 16;
const MOST_ROWS = 1024;
/** Cells across a particle at least, share of discs from which a plane of electrolyte falls apart (chosen), and the kernel's table. */
const LEAST_CELLS = 5;
const CLOSING_SHARE = 0.55;
const MOST_PARTICLES = 1000;

/** The grid of a section. Throws ScenarioError where its particles do not fit it. */
function gridOf(cathode: Scenario["cathode"]): CathodeGrid {
  const { width, columns } = siValues(CATHODE_MESH, cathode.mesh);
  const { thickness, particle, share } = siValues(CATHODE, cathode);
  const h = width / columns;
  const margin = Math.round(columns * MARGIN);
  const rows = margin + Math.ceil(thickness / h - 1e-9);
  const um = (value: number) => toDisplay(value, "m", 3);
  const refuse = (entry: string, why: string) => {
    throw new ScenarioError(why, `cathode.${entry}`);
  };
  if (share > CLOSING_SHARE) {
    refuse(
      "share",
      `${share} of discs leave no way for ions between them in a plane; use at most ${CLOSING_SHARE}, or the model "line"`,
    );
  }
  if (particle < LEAST_CELLS * h) {
    refuse(
      "mesh.columns",
      `${columns} columns make cells of ${um(h)}, too coarse for particles of ${quote(cathode.particle)}; use at least ${Math.ceil((LEAST_CELLS * width) / particle)}, or a smaller cathode.mesh.width`,
    );
  }
  if (particle > 0.5 * Math.min(width, thickness)) {
    refuse(
      "particle",
      `${quote(cathode.particle)} does not fit a section of ${um(width)} x ${um(thickness)} twice; use smaller particles, or a larger cathode.mesh.width and cathode.thickness`,
    );
  }
  if (rows > MOST_ROWS) {
    refuse(
      "thickness",
      `${quote(cathode.thickness)} is ${rows} rows of ${um(h)} cells; use at most ${um(MOST_ROWS * h * (1 - MARGIN))}, or fewer cathode.mesh.columns`,
    );
  }
  const count = (share * width * thickness) / (0.25 * Math.PI * particle ** 2);
  if (count > MOST_PARTICLES) {
    refuse(
      "mesh.width",
      `${quote(cathode.mesh.width)} holds ${Math.round(count)} particles; use a smaller width, so that there are at most ${MOST_PARTICLES}`,
    );
  }
  return { columns, rows, margin, h };
}

const knots = (points: readonly (readonly [number, number])[]): Knot[] => {
  const d = slopes(points);
  return points.map(([x, value], k) => [x, value, d[k]!]);
};

/** What the protocol has to know: the current of 1C, and the voltages that the table holds, to a hundredth of a volt. */
export function fullCell({ nominalCapacity, openCircuitVoltage }: Cathode): FullCell {
  const most = Math.round(100 * openCircuitVoltage[0]![1]) / 100;
  return { oneC: nominalCapacity / 3600, least: LEAST_VOLTAGE, most };
}

/** Share of active material in the solids below which electrons miss particles [1], by their diameter; after Bielefeld. */
export const percolation = (particle: number): number =>
  0.01 * (7.83 * Math.log(particle * 1e6) + 36.67);

/** Below it no cathode of these works [V] (chosen). */
const LEAST_VOLTAGE = 1;

/** How far below that share a composition is worth a word (chosen: about the spread of the fit). */
const PERCOLATION_MARGIN = 0.05;
/** Drop of ions over a third of the cathode [V], and reaction lengths, past which the lumped model is no longer one (chosen). */
const MOST_DROP = 0.05;
const MOST_LENGTHS = 2;

/** Where the model of the cathode no longer holds, a sentence each. */
export function cathodeRemarks({ cathode, protocol, scenario }: RunSpec): string[] {
  if (!cathode) return [];
  const said: string[] = [];
  const solids = solidsShare(cathode);
  const least = percolation(cathode.particle);
  const given = scenario.cathode.electronicConductivity !== undefined;
  if (!given && cathode.carbon === 0 && solids < least - PERCOLATION_MARGIN) {
    said.push(
      `cathode.share: ${Math.round(100 * solids)} % of the solids is less than the ${Math.round(100 * least)} % at which electrons reach all particles of ${scenario.cathode.particle} [@bielefeld2019]; lower cathode.active, or add cathode.carbon.`,
    );
  }
  if (cathode.model === CATHODE_MODELS.indexOf("lumped"))
    said.push(...lumpedRemarks(cathode, protocol));
  return said;
}

function lumpedRemarks(cathode: Cathode, protocol: readonly ProtocolStep[]): string[] {
  const lengths = cathode.thickness / reactionLength(cathode);
  const j = Math.max(
    0,
    ...protocol.map(({ control }) =>
      control.mode === "current" ? Math.abs(control.currentDensity) : 0,
    ),
  );
  const drop = (j * cathode.thickness) / (3 * cathode.ionicConductivity);
  if (lengths <= MOST_LENGTHS && drop <= MOST_DROP) return [];
  const why =
    lengths > MOST_LENGTHS
      ? `the cathode is ${lengths.toPrecision(2)} reaction lengths thick`
      : `ions lose ${Math.round(1000 * drop)} mV on their way`;
  return [
    `cathode.model: ${why}, so that it does not react evenly as "lumped" takes it; use "line".`,
  ];
}

/** Depth over which the reaction falls off at 25 Cel and small currents [m]. */
export function reactionLength(cathode: Cathode): number {
  const { ionicConductivity, electronicConductivity, share, active, particle, properties } =
    cathode;
  const area = (6 * share * active) / particle;
  const perVolt = (area * properties.cathodeExchange.value) / 0.025693;
  return 1 / Math.sqrt((1 / ionicConductivity + 1 / electronicConductivity) * perVolt);
}
