// The range of the colours: calm. It widens at once, narrows only when the field has shrunk clearly,
// and ends on round numbers, so that colours do not flicker while the run goes on.
import { nanometres, quantities, toDisplay } from "../format";
import type { Layer } from "./layers";
import { roundSteps } from "./round-numbers";

export function highest(values: Float32Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > most) most = value;
  return most;
}

export type Range = [number, number];

/** Largest share of cells whose values may lie outside the colours: the singular corners of voids. */
const outside = 0.002;
const samples = 4000;
/** Least span of the colours, in display units: a thousandth of a millivolt, a megapascal or a micrometre is nothing, a nanometre of a
 * film a first layer of it. */
const leastOf = ({ quantity }: Layer): number => (quantity === nanometres ? 1 : 1e-3);
/** A field that varies by less than that share of itself is even. */
const EVEN = 0.2;

/** [low, high] in display units; the one before where it still fits. `held`: the ends that the scenario asks for [SI]. */
export function rangeOf(
  layer: Layer,
  values: Float32Array,
  before: Range | undefined,
  held: Range | null = null,
): Range {
  const ends = held ?? layer.range;
  if (ends) {
    const [low, high] = ends.map((end) => toDisplay(layer.quantity, end)) as Range;
    return before ?? [layer.logarithmic ? Math.max(low, 1e-3 * high) : low, high];
  }
  const sorted = sample(values);
  if (sorted.length === 0) return before ?? [0, 1];
  const cut = Math.floor(outside * sorted.length);
  let low = toDisplay(layer.quantity, sorted[cut]!);
  let high = toDisplay(layer.quantity, sorted[sorted.length - 1 - cut]!);
  if (layer.diverging) {
    high = Math.max(Math.abs(low), Math.abs(high));
    low = -high;
  } else if (low > 0 && (low < 0.5 * high || isEven(layer, low, high))) low = 0;
  if (high - low < 1e-6 * Math.abs(high)) high = low + 0.01 * Math.abs(low);
  high = Math.max(high, low + leastOf(layer));
  if (
    before &&
    low >= before[0] &&
    high <= before[1] &&
    high - low > 0.5 * (before[1] - before[0])
  ) {
    return before;
  }
  return round(low, high);
}

/** It hardly varies, and its colours say so; of a potential differences alone count. */
const isEven = ({ quantity }: Layer, low: number, high: number): boolean =>
  quantity !== quantities.voltage && high - low < EVEN * high;

/** Widened to whole steps, at most six of them. */
function round(low: number, high: number): Range {
  for (const step of roundSteps((high - low) / 6)) {
    const [bottom, top] = [Math.floor(low / step + 1e-6), Math.ceil(high / step - 1e-6)];
    if (top - bottom <= 6) return [bottom * step, top * step];
  }
  return [low, high];
}

/** Where a value lies between the ends of the colours, 0 to 1 within them. */
export function placeOf(
  { logarithmic, overMean }: Layer,
  [low, high]: Range,
  value: number,
): number {
  if (logarithmic) return Math.log(value / low) / Math.log(high / low);
  if (!overMean || high <= 1) return (value - low) / (high - low);
  return value < 1 ? (0.5 * (value - low)) / (1 - low) : 0.5 + (0.5 * (value - 1)) / (high - 1);
}

/** 1 and 3 of every decade between the ends. */
function decades([low, high]: Range): number[] {
  const [from, to] = [low, high].map((end) => Math.log10(end)) as Range;
  const all = Array.from({ length: Math.ceil(to) - Math.floor(from) + 1 }, (_, k) => {
    const one = 10 ** (Math.floor(from) + k);
    return [one, 3 * one].map((value) => Number(value.toPrecision(1)));
  });
  return all.flat().filter((value) => value >= low && value <= high);
}

/** Marks on a colour bar: round numbers, both ends among them on one that is not logarithmic. */
export function marks([low, high]: Range, logarithmic = false): number[] {
  // a range that still is that of another layer may begin at zero
  if (logarithmic && low > 0) return decades([low, high]);
  const whole = (x: number) => Math.abs(x - Math.round(x)) < 1e-6;
  for (const step of roundSteps((high - low) / 6.001)) {
    const count = Math.round((high - low) / step);
    if (whole(low / step) && whole(high / step)) {
      return Array.from({ length: count + 1 }, (_, i) => (Math.round(low / step) + i) * step);
    }
  }
  return [low, high];
}

function sample(values: Float32Array): Float32Array {
  const stride = Math.max(1, Math.floor(values.length / samples));
  const found = new Float32Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i]!;
    if (Number.isFinite(value)) found[count++] = value;
  }
  return found.subarray(0, count).sort();
}
