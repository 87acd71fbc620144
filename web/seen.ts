// What of the section a person has chosen to see, as the view of a scenario: a link opens with it.

import type { RunSpec } from "../core/runspec";
import type { Scenario, ScenarioInput } from "../core/scenario";
import { layersOf, normalise } from "../core/scenario";
import type { CathodeFieldName, FieldName } from "../sim/types";
import type { Cell, View } from "./view/camera";

/** Null where it is as the scenario opens. */
export interface Seen {
  layer: FieldName | null;
  cathodeLayer: CathodeFieldName | null;
  camera: View | null;
  probe: Cell | null;
}

/** The scenario that opens so; no influence on its run. */
export function seenAs(
  scenario: Scenario,
  { layer, cathodeLayer, camera, probe }: Seen,
  grid: RunSpec["grid"],
): Scenario {
  if (!layer && !cathodeLayer && !camera && !probe) return scenario;
  const { h, lithiumRows } = grid;
  const um = (cells: number) => `${Number((cells * h * 1e6).toFixed(3))} um`;
  // a scenario sees a micrometre at least
  const span = (cells: number) => um(Math.max(1e-6 / h, cells));
  const { view = {} } = scenario as ScenarioInput;
  const { limits, ...others } = view;
  const opens = scenario.view && layersOf(scenario.view);
  const asked = {
    ...others,
    // limits are of the layer that the scenario opens with
    ...(!layer && limits && { limits }),
    layer: layer ?? opens?.[0],
    cathodeLayer: cathodeLayer ?? opens?.[1],
    ...(camera && {
      camera: {
        ...{ x: um(camera.column), y: um(lithiumRows - camera.row) },
        ...{ width: span(camera.width), height: span(camera.height) },
      },
    }),
    ...(probe && { probe: { x: um(probe.column + 0.5), y: um(lithiumRows - probe.row - 0.5) } }),
  };
  return { ...scenario, view: normalise({ protocol: scenario.protocol, view: asked }).view };
}
