// What a fit is held against, in one form: numbers, what a sweep has to keep to give the same numbers, and how much each counts.
//
//   voltage curve     voltage at each time; a model that has ended holds its last voltage; what lies within a second of a jump from
//                     one protocol step to the next is left out, where a clock that is a little off would count for more than the model
//   impedance         real and imaginary parts of the whole cell, weighted by 1/|Z|
//   times to short    their logarithms; a model without a short has the time at which it ends

import { ScenarioError } from "../core/errors";
import type { Curve, Shorts } from "../core/measured";
import type { Spectrum } from "../core/spectrum/point";

export interface Target {
  kind: "voltage" | "impedance" | "short";
  /** What the file was taken for. */
  form: string;
  /** By number of the residual: where it stands in a picture, and its value. */
  x: number[];
  values: number[];
  /** Size that one standard deviation is counted in. */
  weights: number[];
  /** Size from which on a ratio says more than a difference: the search begins by comparing asinh(v / size), in which a curve
   * is nearly a straight function of the logarithms of what it hangs on. Empty where the values are logarithms already. */
  floors: number[];
  /** Columns that the sweep keeps; conditions of each of its cases, none of a single one. */
  keep: string[];
  conditions: { path: string; written: string[] }[];
  /** The same numbers of a model, from the kept columns of its cases; null where there are none. */
  predict(rows: readonly (readonly (number | null)[])[]): Float64Array | null;
}

/** Points that a fit looks at; of more every so many. */
const MOST_POINTS = 2000;
/** Least size that a relative deviation is counted from, as a share of the root mean square. */
const FLOOR = 0.02;

/** A standard deviation: of each value, or the same for all [SI]. */
export type Noise = { relative: number } | { absolute: number } | undefined;

export const thinned = <T>(all: readonly T[]): T[] => {
  const stride = Math.ceil(all.length / MOST_POINTS);
  return all.filter((_, k) => k % stride === 0);
};

const sizeOf = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

function weightsOf(values: readonly number[], noise: Noise): number[] {
  if (!noise) return values.map(() => 1);
  if ("absolute" in noise) return values.map(() => noise.absolute);
  const size = sizeOf(values);
  return values.map((v) => noise.relative * Math.max(Math.abs(v), FLOOR * size));
}

export function curveTarget(curve: Curve, noise: Noise): Target {
  const points = thinned(curve.times.map((time, k) => [time, curve.voltages[k]!] as const));
  const values = points.map(([, v]) => v);
  return {
    ...{ kind: "voltage", form: curve.form, x: points.map(([t]) => t), values },
    weights: weightsOf(values, noise),
    floors: values.map(() => FLOOR * sizeOf(values)),
    keep: points.map(([time]) => `voltage@${time} s`),
    conditions: [],
    predict([row]) {
      let last = Number.NaN;
      const voltages = Float64Array.from(row!, (v) => {
        last = v ?? last;
        return last;
      });
      return voltages.every(Number.isFinite) ? voltages : null;
    },
  };
}

/** How far from a jump the clocks of data and model may disagree [s]. */
const CLOCK = 1;

/** Columns that tell the protocol step a little before and after each point of a voltage curve. */
export const stepColumns = ({ x }: Target): string[] =>
  x.flatMap((t) => [Math.max(0, t - CLOCK), t + CLOCK].map((at) => `protocolStep@${at} s`));

/** The curve without the points between two steps, by the values of {@link stepColumns}. */
export function withoutJumps(target: Target, steps: readonly (number | null)[]): Target {
  const stays = target.x.map((t, i) => t < CLOCK || same(steps[2 * i], steps[2 * i + 1]));
  const kept = <T>(all: readonly T[]) => all.filter((_, i) => stays[i]);
  return {
    ...target,
    ...{ x: kept(target.x), values: kept(target.values) },
    ...{ weights: kept(target.weights), keep: kept(target.keep), floors: kept(target.floors) },
  };
}

/** After the end of the run there is no step, and no jump. */
const same = (before: number | null | undefined, after: number | null | undefined) =>
  before === after || before === null || after === null;

/** @param spectrum per area [Ohm m2] */
export function impedanceTarget(spectrum: Spectrum, form: string, noise: Noise): Target {
  const points = thinned(spectrum);
  const values = points.flatMap(({ real, imaginary }) => [real, imaginary]);
  const sizes = points.flatMap(({ real, imaginary }) => {
    const size = Math.hypot(real, imaginary);
    return [size, size];
  });
  const share = noise && "relative" in noise ? noise.relative : 1;
  return {
    ...{ kind: "impedance", form, values },
    x: points.flatMap(({ frequency }) => [frequency, frequency]),
    weights:
      noise && "absolute" in noise ? values.map(() => noise.absolute) : sizes.map((v) => share * v),
    keep: points.flatMap(({ frequency }) => [
      `impedanceReal@${frequency} Hz`,
      `impedanceImaginary@${frequency} Hz`,
    ]),
    conditions: [],
    floors: sizes.map((v) => FLOOR * v),
    predict: ([row]) => (row!.some((v) => v === null) ? null : Float64Array.from(row as number[])),
  };
}

export function shortTarget({ form, settings, times }: Shorts, noise: Noise): Target {
  if (noise && "absolute" in noise) {
    throw new ScenarioError(
      '--noise: times to short are compared by ratio; write it such as "20 %"',
    );
  }
  return {
    ...{ kind: "short", form, x: times.map((_, k) => k + 1), values: times.map(Math.log) },
    weights: times.map(() => noise?.relative ?? 1),
    keep: ["first.short", "time"],
    conditions: settings,
    floors: [],
    predict: (rows) =>
      Float64Array.from(rows, ([short, time]) => Math.log(short ?? time ?? Number.NaN)),
  };
}
