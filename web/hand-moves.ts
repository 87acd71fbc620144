// Controls that a hand has moved, as edits of the scenario: in the units that people read.
import type { EditPath } from "../core/edits";
import type { Controls } from "../sim/types";

const ZERO_CELSIUS = 273.15;

/** A number without the dust of a change of unit. */
const clean = (value: number) => Number(value.toPrecision(12));

export function editsOf(controls: Controls): [EditPath, string][] {
  const { currentDensity, stackPressure, temperature } = controls;
  const edits: [EditPath, string][] = [];
  if (stackPressure !== undefined) {
    edits.push(["conditions.stackPressure", `${clean(stackPressure / 1e6)} MPa`]);
  }
  if (temperature !== undefined) {
    const celsius = Number((temperature - ZERO_CELSIUS).toFixed(9));
    edits.push(["conditions.temperature", `${celsius} Cel`]);
  }
  if (currentDensity !== undefined) edits.push(["current", `${clean(currentDensity / 10)} mA/cm2`]);
  return edits;
}
