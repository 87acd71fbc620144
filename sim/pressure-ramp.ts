// Pressing over a time: the stack pressure follows a straight line from where the step found it.

import type { ProtocolStep } from "../core/runspec";

/** Time steps that a ramp is cut into; the pressure in force is that at the end of each. */
const PIECES = 50;
/** ... but none shorter than this [s]. */
const SHORTEST = 1e-3;

/** Pressure for the time step that begins `elapsed` [s] into the protocol step, from the pressure at its start [Pa];
 * undefined when the step is no ramp, or one that takes no time. */
export function rampedPressure(
  { pressure, rampTime }: ProtocolStep,
  from: number,
  elapsed: number,
): number | undefined {
  if (pressure === undefined || !rampTime) return undefined;
  const share = Math.min(1, elapsed / rampTime + 1 / PIECES);
  return from + (pressure - from) * share;
}

/** Longest time step that a ramp allows `elapsed` [s] into the protocol step [s]. */
export function rampRoom({ kind, rampTime }: ProtocolStep, elapsed: number): number {
  if (rampTime === undefined) return Number.POSITIVE_INFINITY;
  const left = kind === "press" ? rampTime - elapsed : Number.POSITIVE_INFINITY;
  return elapsed < rampTime ? Math.min(left, Math.max(rampTime / PIECES, SHORTEST)) : left;
}
