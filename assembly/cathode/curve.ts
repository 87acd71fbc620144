// A curve over the lithium content of the active material: the monotone cubic of core/pchip.ts from its knots and slopes,
//   y = u^2 ((1 + 2 t) y0 + t h d0) + t^2 ((1 + 2 u) y1 - u h d1),   t = (x - x0) / h, u = 1 - t,
// straight beyond its ends. The open-circuit voltage U(x) is one, the change of volume another.

import { MAX_KNOTS } from "../abi";
import { create } from "../memory/arena";
import { Doubles, doubles } from "../memory/fields";


@unmanaged
export class Curve {
  x: Doubles;
  value: Doubles;
  slope: Doubles;
  count: i32;
  /** Interval of the last look. */
  last: i32;
}

export function createCurve(): Curve {
  const curve = create<Curve>();
  curve.x = doubles<Doubles>(MAX_KNOTS);
  curve.value = doubles<Doubles>(MAX_KNOTS);
  curve.slope = doubles<Doubles>(MAX_KNOTS);
  return curve;
}

/** Adds a knot behind those there are; false when the table is full. */
export function addKnot(curve: Curve, x: f64, value: f64, slope: f64): bool {
  const k = curve.count;
  if (k == MAX_KNOTS) return false;
  curve.x[k] = x;
  curve.value[k] = value;
  curve.slope[k] = slope;
  curve.count = k + 1;
  return true;
}

/** The first knot of the interval that x lies in. */
function intervalOf(curve: Curve, x: f64): i32 {
  let k = curve.last;
  while (k > 0 && curve.x[k] > x) k--;
  while (k < curve.count - 2 && curve.x[k + 1] <= x) k++;
  curve.last = k;
  return k;
}

/** Value at x. */
export function valueAt(curve: Curve, x: f64): f64 {
  const end = curve.count - 1;
  if (x <= curve.x[0]) return curve.value[0] + curve.slope[0] * (x - curve.x[0]);
  if (x >= curve.x[end]) return curve.value[end] + curve.slope[end] * (x - curve.x[end]);
  const k = intervalOf(curve, x),
    h = curve.x[k + 1] - curve.x[k],
    t = (x - curve.x[k]) / h,
    u = 1.0 - t;
  return (
    u * u * ((1.0 + 2.0 * t) * curve.value[k] + t * h * curve.slope[k]) +
    t * t * ((1.0 + 2.0 * u) * curve.value[k + 1] - u * h * curve.slope[k + 1])
  );
}

/** Slope at x. */
export function slopeAt(curve: Curve, x: f64): f64 {
  const end = curve.count - 1;
  if (x <= curve.x[0]) return curve.slope[0];
  if (x >= curve.x[end]) return curve.slope[end];
  const k = intervalOf(curve, x),
    h = curve.x[k + 1] - curve.x[k],
    t = (x - curve.x[k]) / h,
    u = 1.0 - t;
  return (
    (6.0 * t * u * (curve.value[k + 1] - curve.value[k])) / h +
    u * (1.0 - 3.0 * t) * curve.slope[k] +
    t * (1.0 - 3.0 * u) * curve.slope[k + 1]
  );
}
