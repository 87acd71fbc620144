// The electrolyte of a scenario in SI, and what of it cannot be.

import { CROSSINGS, MAX_GRAINS, MAX_PORES } from "./constants";
import { resolveBoundary, resolveFlaw, resolvePore } from "./drawn";
import { ScenarioError } from "./errors";
import type { ElectrolyteLayer, Microstructure } from "./runspec";
import type { Scenario } from "./scenario";
import { siValues } from "./si";
import { FLAWS, GRAINS, LAYER, OVER_MATERIAL, PELLET, PORES } from "./tables/electrolyte";
import { constantProperty, type ElectrolyteProperties } from "./tables/properties";
import { limitToDisplay, parse } from "./units";

type Written = Scenario["electrolyte"];

/** The section in SI. `width`, `height` [m] are those of the resolved electrolyte. Throws ScenarioError. */
export function resolveMicrostructure(
  scenario: Scenario,
  width: number,
  height: number,
  material: ElectrolyteProperties,
): Microstructure {
  const written = scenario.electrolyte;
  const { boundaryToughness, ...grains } = siValues(GRAINS, written.grains);
  const pores = siValues(PORES, written.pores);
  const area = (size: number) => width * (height + 4 * size);
  checkGrains(grains, written.grains, area(grains.size), material);
  checkPores(pores, written, area);
  return {
    depth: parse(scenario.cell.electrolyte, "m"),
    ...siValues(PELLET, written),
    grains: {
      ...grains,
      boundaryToughness:
        boundaryToughness === undefined
          ? material.grainBoundaryToughness
          : constantProperty(boundaryToughness),
      list: written.grains.list.map((one, k) =>
        resolveBoundary(one, { width }, `electrolyte.grains.list[${k}]`),
      ),
    },
    flaws: {
      ...siValues(FLAWS, written.flaws),
      list: written.flaws.list.map((one, k) =>
        resolveFlaw(one, { width }, `electrolyte.flaws.list[${k}]`),
      ),
    },
    pores: {
      ...pores,
      list: written.pores.list.map((one, k) =>
        resolvePore(one, { width }, `electrolyte.pores.list[${k}]`),
      ),
    },
    layers: resolveLayers(written.layers, material),
  };
}

/** How many discs of that diameter have the area. */
const count = (area: number, diameter: number) => area / (0.25 * Math.PI * diameter ** 2);

function checkGrains(
  { size, boundaryResistance }: { size: number; boundaryResistance: number },
  written: Written["grains"],
  area: number,
  material: ElectrolyteProperties,
): void {
  if (size === 0) return;
  if (count(area, size) > MAX_GRAINS) {
    throw new ScenarioError(
      `"${written.size}" makes more than ${MAX_GRAINS} grains in this section; use larger grains or a smaller section`,
      "electrolyte.grains.size",
    );
  }
  const most = (0.9 * size) / (CROSSINGS * material.ionicConductivity.value);
  if (boundaryResistance > most) {
    throw new ScenarioError(
      `"${written.boundaryResistance}" on every boundary is more than the whole electrolyte resists; use at most ${limitToDisplay(most, "Ohm.m2")}, or larger grains`,
      "electrolyte.grains.boundaryResistance",
    );
  }
}

function checkPores(
  { on, diameter }: { on: boolean; diameter: number },
  { density, pores }: Written,
  area: (size: number) => number,
): void {
  const typical = diameter * Math.sqrt((1 - density) / 0.1);
  if (on && (1 - density) * count(area(typical), typical) > 0.8 * MAX_PORES) {
    throw new ScenarioError(
      `"${pores.diameter}" makes more than ${MAX_PORES} pores in this section; use larger pores or a smaller section`,
      "electrolyte.pores.diameter",
    );
  }
}

/** Layers from the interface down. */
export const resolveLayers = (
  written: Written["layers"],
  material: ElectrolyteProperties,
): ElectrolyteLayer[] => written.map((layer) => resolveLayer(layer, material));

/** A layer's own values over those of the material; 1 where it has none. */
function resolveLayer(
  written: Written["layers"][number],
  material: ElectrolyteProperties,
): ElectrolyteLayer {
  const own = siValues(LAYER, written);
  const ratios = OVER_MATERIAL.map((key) => {
    const value = own[key];
    return [key, value === undefined ? 1 : value / material[key].value];
  });
  return { ...own, ...Object.fromEntries(ratios) };
}
