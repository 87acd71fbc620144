// Crameri's colour map batlow: even to the eye, in order for the colour-blind and in grey.

import { rgb } from "../data/colour/batlow.json";

/** Colour at t in 0..1, "#rrggbb". */
export function batlow(t: number): string {
  const k = Math.round(Math.min(1, Math.max(0, t)) * 255);
  return `#${rgb.slice(6 * k, 6 * k + 6)}`;
}
