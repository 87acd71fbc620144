// A piecewise cubic from its knots [x, value, slope], straight beyond its ends:
//   y = u^2 ((1 + 2 t) y0 + t h d0) + t^2 ((1 + 2 u) y1 - u h d1),   t = (x - x0)/h,  u = 1 - t.
import { Doubles } from "../memory/fields";


@unmanaged
export class Cubic {
  knots: Doubles;
  count: i32;
  /** of the last evaluation: value and slope */
  value: f64;
  slope: f64;

  /** Evaluates at x. */
  at(x: f64): void {
    const k = this.knots,
      last = 3 * (this.count - 1);
    let low = 0,
      high = this.count - 1;
    if (x <= k[0] || x >= k[last]) {
      const end = x <= k[0] ? 0 : last;
      this.value = k[end + 1] + k[end + 2] * (x - k[end]);
      this.slope = k[end + 2];
      return;
    }
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (k[3 * middle] > x) high = middle;
      else low = middle;
    }
    const a = 3 * low,
      h = k[a + 3] - k[a],
      t = (x - k[a]) / h,
      u = 1.0 - t;
    const y0 = k[a + 1],
      y1 = k[a + 4],
      d0 = k[a + 2],
      d1 = k[a + 5];
    this.value = u * u * ((1.0 + 2.0 * t) * y0 + t * h * d0) + t * t * ((1.0 + 2.0 * u) * y1 - u * h * d1);
    this.slope = (6.0 * t * u * (y1 - y0)) / h + u * (u - 2.0 * t) * d0 + t * (t - 2.0 * u) * d1;
  }
}
