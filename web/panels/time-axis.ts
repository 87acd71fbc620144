// The axes of charts against time.
import { tick } from "../format";
import type { Trace } from "./traces";

/** Steps of the time axis [s] that read well in seconds, minutes and hours. */
export const increments = [
  1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18000, 36000, 86400, 180000, 360000,
  720000, 1.8e6, 3.6e6, 7.2e6, 1.8e7, 3.6e7, 7.2e7, 1.8e8, 3.6e8,
];

/** Axis label: "90 s", "12 min", "2.5 h"; "2 h 20 min" where a tenth of an hour is not enough. */
export function clockTick(seconds: number): string {
  if (seconds === 0) return "0";
  if (seconds < 120) return `${tick(seconds)} s`;
  return seconds < 7200
    ? inParts(seconds, 60, "min", 1, "s")
    : inParts(seconds, 3600, "h", 60, "min");
}

function inParts(seconds: number, large: number, name: string, small: number, rest: string) {
  const count = Math.round(seconds / small);
  const [whole, left] = [Math.floor((count * small) / large), count % (large / small)];
  return left % 6 === 0
    ? `${tick((count * small) / large)} ${name}`
    : `${whole} ${name} ${left} ${rest}`;
}

export function rangeOfTrace(
  trace: Trace,
  low: number | null,
  high: number | null,
): [number, number] {
  const [a, b] = [low ?? 0, high ?? 0];
  if (trace.bounds) {
    const [bottom, top] = trace.bounds;
    return [Math.max(bottom, Math.floor(Math.min(a, top - trace.span) / 10) * 10), top];
  }
  if (trace.afloat) {
    const room = Math.max(0, trace.span - (b - a)) / 2 + 0.06 * (b - a);
    return [a - room, b + room];
  }
  const top = Math.max(b, Math.min(a, 0) + trace.span);
  return [Math.min(0, 1.08 * a), Math.max(0, 1.08 * top)];
}
