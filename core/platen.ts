// What holds the platen. A load presses with what it weighs, less what a compliant fixture loses as lithium leaves; a gap
// is a frame that does not move, and the pressure in it is what the layers of the cell are squeezed by:
//   dP/du = 1 / (H_Li / M_Li + H_se / M_se),   M = E (1 - nu) / ((1 + nu)(1 - 2 nu))   (confined: no room sideways)
// About 20 MPa per micrometre for the default cell. The counter electrode counts as stiff.

import type { ElectrolyteProperties, LithiumProperties } from "./tables/properties";

export const PLATENS = ["load", "gap"] as const;

interface Elastic {
  youngsModulus: { value: number };
  poissonRatio: { value: number };
}

function confinedModulus({ youngsModulus: { value: E }, poissonRatio: { value: nu } }: Elastic) {
  return (E * (1 - nu)) / ((1 + nu) * (1 - 2 * nu));
}

/** Pressure lost per length that the lithium under a held platen grows thinner [Pa/m]; thicknesses in m. */
export function gapStiffness(
  thickness: { lithium: number; electrolyte: number },
  lithium: LithiumProperties,
  electrolyte: ElectrolyteProperties,
): number {
  const compliance =
    thickness.lithium / confinedModulus(lithium) +
    thickness.electrolyte / confinedModulus(electrolyte);
  return 1 / compliance;
}
