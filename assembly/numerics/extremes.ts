// Least and largest of doubles in a row, two at a time; what is no number is passed over.

/** Least of count values; infinite for none. */
export function lowest(p: usize, count: i32): f64 {
  let v = f64x2.splat(Infinity),
    i = 0;
  for (; i + 2 <= count; i += 2) v = f64x2.pmin(v, v128.load(p + ((<usize>i) << 3)));
  const least = Math.min(f64x2.extract_lane(v, 0), f64x2.extract_lane(v, 1));
  return i < count ? Math.min(least, load<f64>(p + ((<usize>i) << 3))) : least;
}

/** Largest of count values, at least 0. */
export function highest(p: usize, count: i32): f64 {
  let v = f64x2.splat(0.0),
    i = 0;
  for (; i + 2 <= count; i += 2) v = f64x2.pmax(v, v128.load(p + ((<usize>i) << 3)));
  const most = Math.max(f64x2.extract_lane(v, 0), f64x2.extract_lane(v, 1));
  return i < count ? Math.max(most, load<f64>(p + ((<usize>i) << 3))) : most;
}
