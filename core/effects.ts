// Entries that do nothing in a scenario because what they act on is off. What cannot be meant is refused; what is merely
// idle is remarked.

import { ScenarioError } from "./errors";
import type { ProtocolStep } from "./runspec";
import { layersOf, normalise, type Scenario } from "./scenario";
import { parse } from "./units";

interface Dependence {
  entries: readonly string[];
  /** Whether they have something to act on. */
  acts: (scenario: Scenario) => boolean;
  needs: string;
}

const above = (text: string) => parse(text, "m") > 0;
const drawsFlaws = ({ electrolyte: { flaws } }: Scenario) =>
  above(flaws.spacing) || above(flaws.insideSpacing);
const hasFlaws = (scenario: Scenario) =>
  drawsFlaws(scenario) || scenario.electrolyte.flaws.list.length > 0;
const hasGrains = ({ electrolyte: { grains } }: Scenario) =>
  above(grains.size) || grains.list.length > 0;

const DEPENDENCES: readonly Dependence[] = [
  {
    entries: ["filamentFollowing", "filamentBranching", "shortWidth", "cellArea", "shortFuses"].map(
      (key) => `physics.${key}`,
    ),
    acts: ({ physics }) => physics.filaments,
    needs: "physics.filaments",
  },
  {
    entries: ["physics.contactPressure", "physics.contactExponent"],
    acts: ({ physics }) => physics.pressureContact,
    needs: "physics.pressureContact",
  },
  {
    entries: ["physics.interphaseRenewal"],
    acts: ({ physics }) => physics.interphaseGrowth,
    needs: "physics.interphaseGrowth",
  },
  {
    entries: ["physics.conditioningRest"],
    acts: (scenario) => scenario.interface.conditioning < 1,
    needs: "an interface.conditioning below 1",
  },
  {
    entries: ["spread", "lostArcs", "mesh.columns", "mesh.width"].map((key) => `cathode.${key}`),
    acts: ({ cathode }) => cathode.model === "section",
    needs: 'the cathode.model "section"',
  },
  {
    entries: ["cell.collectorCapacitance"],
    acts: ({ cell }) => cell.lithiumFree,
    needs: "cell.lithiumFree",
  },
  {
    entries: ["physics.nucleationThreshold"],
    acts: ({ physics }) => physics.leakage,
    needs: "physics.leakage",
  },
  {
    entries: ["physics.taylor"],
    acts: ({ physics }) => physics.vacancySinks,
    needs: "physics.vacancySinks",
  },
  {
    entries: ["physics.contactAngle"],
    acts: ({ physics }) => physics.capillarity || parse(physics.surfaceMobility, "m2/s") > 0,
    needs: "a physics.surfaceMobility or physics.capillarity",
  },
  {
    entries: ["physics.siteStrength"],
    acts: (scenario) => above(scenario.interface.siteSpacing),
    needs: "an interface.siteSpacing",
  },
  {
    entries: ["interface.correlation"],
    acts: (scenario) =>
      scenario.interface.sinkAmplitude > 0 || scenario.interface.kineticsAmplitude > 0,
    needs: "an interface.sinkAmplitude or interface.kineticsAmplitude",
  },
  {
    entries: ["electrolyte.grains.spread"],
    acts: ({ electrolyte }) => above(electrolyte.grains.size),
    needs: "an electrolyte.grains.size",
  },
  {
    entries: ["boundaryResistance", "electronicResistance", "boundaryToughness"].map(
      (key) => `electrolyte.grains.${key}`,
    ),
    acts: hasGrains,
    needs: "an electrolyte.grains.size or electrolyte.grains.list",
  },
  {
    entries: ["electrolyte.flaws.median", "electrolyte.flaws.spread"],
    acts: drawsFlaws,
    needs: "an electrolyte.flaws.spacing or electrolyte.flaws.insideSpacing",
  },
  {
    entries: ["electrolyte.flaws.tilt", "electrolyte.flaws.mouth", "electrolyte.roughness"],
    acts: hasFlaws,
    needs: "an electrolyte.flaws.spacing or electrolyte.flaws.list",
  },
  {
    entries: ["electrolyte.pores.diameter"],
    acts: ({ electrolyte }) => electrolyte.pores.on,
    needs: "electrolyte.pores.on",
  },
  {
    entries: ["electrolyte.density"],
    acts: (scenario) =>
      drawsFlaws(scenario) || scenario.electrolyte.pores.on || scenario.physics.infiltration,
    needs: "electrolyte.pores.on, physics.infiltration or an electrolyte.flaws.spacing",
  },
];

const valueAt = (document: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);

/** Paths of the entries that do nothing in the scenario, whatever they are. */
export const idlePaths = (scenario: Scenario): string[] =>
  DEPENDENCES.flatMap(({ entries, acts }) => (acts(scenario) ? [] : entries));

/** What was set in the scenario and does nothing in it, a sentence each. */
export function idleEntries(scenario: Scenario): string[] {
  const defaults = normalise({ protocol: ["Rest for 1 s"] });
  const idle = DEPENDENCES.filter(({ acts }) => !acts(scenario)).flatMap(({ entries, needs }) =>
    entries
      .filter((path) => valueAt(scenario, path) !== valueAt(defaults, path))
      .map((path) => `${path} does nothing here: it needs ${needs}.`),
  );
  if (
    scenario.electrolyte.layers.some(({ coating }) => coating) &&
    !scenario.physics.interphaseGrowth
  ) {
    idle.push("electrolyte.layers: coating does nothing here: it needs physics.interphaseGrowth.");
  }
  const eats = scenario.electrolyte.layers.some((layer) => layer.lithiumConsumption > 0);
  if (eats && !scenario.physics.filaments) {
    idle.push(
      "electrolyte.layers: lithiumConsumption does nothing here: it needs physics.filaments.",
    );
  }
  const { view, cathode } = scenario;
  const shown = view && layersOf(view)[1];
  if (shown && shown !== "cathodeLithium" && !["line", "section"].includes(cathode.model)) {
    const path = shown === view.layer ? "view.layer" : "view.cathodeLayer";
    idle.push(`${path}: ${shown} shows nothing here: it needs cathode.model "line" or "section".`);
  }
  return idle;
}

/** Throws ScenarioError when filaments are asked for and have nothing to start from. */
export function checkFlaws({ electrolyte, physics }: Scenario): void {
  const { spacing, list } = electrolyte.flaws;
  if (!physics.filaments || above(spacing) || list.length > 0) return;
  throw new ScenarioError(
    'true does nothing without flaws, from which filaments start; set electrolyte.flaws.spacing, such as "10 um", or electrolyte.flaws.list',
    "physics.filaments",
  );
}

/** Throws ScenarioError when a wall without lithium is asked for what only a foil can do. */
export function checkCollector(
  { cell, conditions, physics, ...scenario }: Scenario,
  protocol: readonly ProtocolStep[],
): void {
  if (!cell.lithiumFree) return;
  const held = protocol.find(
    ({ control, follows }) => control.mode === "voltage" || follows?.voltage !== undefined,
  );
  const wrong = [
    [
      conditions.platen === "gap" || parse(conditions.stackStiffness, "Pa/m") > 0,
      "conditions.platen",
      'only a load presses on a collector; use platen "load" without a stackStiffness',
    ],
    [physics.filaments, "physics.filaments", "filaments grow from a foil; leave them out"],
    [physics.infiltration, "physics.infiltration", "lithium is pressed from a foil; leave it out"],
    [
      scenario.interface.defects.length > 0,
      "interface.defects",
      "holes are in a foil; leave them out",
    ],
    [
      held !== undefined,
      "protocol",
      `"${held?.description}" holds the voltage, which here only a current can move; use Plate, Strip, Rest or Titrate`,
    ],
  ] as const;
  for (const [is, path, why] of wrong) {
    if (is) throw new ScenarioError(`cell.lithiumFree is set, and ${why}`, path);
  }
}
