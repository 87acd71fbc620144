// One axis of a picture: from values to pixels, and where its ticks stand.

import type { Axis } from "./figure";

export interface Scale {
  /** Pixel of a value; values beyond the range land on its edge, `inside` tells. */
  at(value: number): number;
  inside(value: number): boolean;
  ticks: readonly number[];
}

/** A scale over what is drawn, from pixel `from` to pixel `to`. */
export function scaleOf(axis: Axis, values: readonly number[], from: number, to: number): Scale {
  const usable = values.filter((v) => Number.isFinite(v) && (!axis.log || v > 0));
  let [low, high] = axis.range ?? [Math.min(...usable), Math.max(...usable)];
  const f = axis.log ? Math.log10 : (v: number) => v;
  if (!axis.range) {
    const room = 0.05 * (f(high) - f(low)) || 0.5;
    // nothing measured here is negative for being drawn with a margin
    const start = !axis.log && low >= 0 && low < 0.4 * high ? 0 : f(low) - room;
    [low, high] = axis.log ? [10 ** (f(low) - room), 10 ** (f(high) + room)] : [start, high + room];
  }
  const span = f(high) - f(low);
  const share = (v: number) => (f(v) - f(low)) / span;
  const inside = (v: number) => (!axis.log || v > 0) && share(v) >= -1e-9 && share(v) <= 1 + 1e-9;
  const ticks = axis.log ? decades(low, high) : even(low, high);
  return {
    at: (v) => from + (to - from) * Math.min(1, Math.max(0, axis.log && v <= 0 ? 0 : share(v))),
    inside,
    ticks: ticks.filter(inside),
  };
}

/** 1-2-5 steps, about six of them. */
function even(low: number, high: number): number[] {
  const rough = (high - low) / 6;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = size * ([1, 2, 5, 10].find((m) => m * size >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, k) => Number(((first + k) * step).toPrecision(10)));
}

/** Powers of ten, with 2 and 5 where few of them fit, thinned where many do. */
function decades(low: number, high: number): number[] {
  const [a, b] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = Math.max(1, Math.round((b - a) / 7));
  const digits = b - a <= 3 ? [1, 2, 5] : [1];
  const values: number[] = [];
  for (let n = a; n <= b; n += every) for (const d of digits) values.push(Number(`${d}e${n}`));
  return values;
}

/** A tick in few characters. */
export function tickText(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size >= 1e4 || size < 1e-3
    ? value.toExponential(Number(value.toPrecision(2)) === Number(value.toPrecision(1)) ? 0 : 1)
    : String(Number(value.toPrecision(6)));
}
