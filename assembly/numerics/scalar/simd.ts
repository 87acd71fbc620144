// Row kernels are written once for f32 and f64: T picks the lanes, offsets are in bytes.

// @ts-ignore: decorator
@inline export function ld(p: usize): v128 {
  return v128.load(p);
}
// @ts-ignore: decorator
@inline export function st(p: usize, v: v128): void {
  v128.store(p, v);
}
// @ts-ignore: decorator
@inline export function mul<T>(a: v128, b: v128): v128 {
  return v128.mul<T>(a, b);
}
// @ts-ignore: decorator
@inline export function add<T>(a: v128, b: v128): v128 {
  return v128.add<T>(a, b);
}
// @ts-ignore: decorator
@inline export function sub<T>(a: v128, b: v128): v128 {
  return v128.sub<T>(a, b);
}
/** a b + c */
// @ts-ignore: decorator
@inline export function mad<T>(a: v128, b: v128, c: v128): v128 {
  return v128.add<T>(v128.mul<T>(a, b), c);
}
// @ts-ignore: decorator
@inline export function splat<T>(x: f64): v128 {
  return v128.splat<T>(<T>x);
}

/** 1/x where x > 0, else 0 (cells without any coupling, padding). */
// @ts-ignore: decorator
@inline export function invert<T>(x: v128): v128 {
  const some = v128.gt<T>(x, splat<T>(0.0));
  return v128.and(v128.div<T>(splat<T>(1.0), x), some);
}

/** Elements 0, 2, ... of the pair (a, b). */
// @ts-ignore: decorator
@inline export function evens<T>(a: v128, b: v128): v128 {
  if (sizeof<T>() == 4) return v128.shuffle<i32>(a, b, 0, 2, 4, 6);
  return v128.shuffle<i64>(a, b, 0, 2);
}

/** Elements 1, 3, ... of the pair (a, b). */
// @ts-ignore: decorator
@inline export function odds<T>(a: v128, b: v128): v128 {
  if (sizeof<T>() == 4) return v128.shuffle<i32>(a, b, 1, 3, 5, 7);
  return v128.shuffle<i64>(a, b, 1, 3);
}

/** First half of a0 b0 a1 b1 ... */
// @ts-ignore: decorator
@inline export function zipLow<T>(a: v128, b: v128): v128 {
  if (sizeof<T>() == 4) return v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  return v128.shuffle<i64>(a, b, 0, 2);
}

/** Second half of a0 b0 a1 b1 ... */
// @ts-ignore: decorator
@inline export function zipHigh<T>(a: v128, b: v128): v128 {
  if (sizeof<T>() == 4) return v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  return v128.shuffle<i64>(a, b, 1, 3);
}

/** Sum of the lanes, in double. */
// @ts-ignore: decorator
@inline export function total<T>(v: v128): f64 {
  if (sizeof<T>() == 4) {
    return (
      <f64>f32x4.extract_lane(v, 0) +
      <f64>f32x4.extract_lane(v, 1) +
      (<f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3))
    );
  }
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** Sums of the lanes of two vectors, as total() gives them, in double. */
// @ts-ignore: decorator
@inline export function totals<T>(a: v128, b: v128): v128 {
  if (sizeof<T>() == 4) {
    const low = v128.shuffle<i32>(a, b, 0, 4, 1, 5),
      high = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    return f64x2.add(
      f64x2.add(f64x2.promote_low_f32x4(low), f64x2.promote_low_f32x4(v128.shuffle<i64>(low, low, 1, 0))),
      f64x2.add(f64x2.promote_low_f32x4(high), f64x2.promote_low_f32x4(v128.shuffle<i64>(high, high, 1, 0))),
    );
  }
  return f64x2.add(v128.shuffle<i64>(a, b, 0, 2), v128.shuffle<i64>(a, b, 1, 3));
}

/** Largest lane. */
// @ts-ignore: decorator
@inline export function highest<T>(v: v128): f64 {
  if (sizeof<T>() == 4) {
    const w = f32x4.pmax(v, v128.shuffle<i64>(v, v, 1, 0));
    return <f64>Mathf.max(f32x4.extract_lane(w, 0), f32x4.extract_lane(w, 1));
  }
  return Math.max(f64x2.extract_lane(v, 0), f64x2.extract_lane(v, 1));
}
