// The row kernels: unit-stride sweeps of n bytes over rows of planes, a_k couplings, x_k values.
import { add, evens, ld, mad, mul, odds, splat, st, sub, total, zipHigh, zipLow } from "./simd";

/** out = sum of 4 products */
export function gather4<T>(
  out: usize,
  a0: usize,
  x0: usize,
  a1: usize,
  x1: usize,
  a2: usize,
  x2: usize,
  a3: usize,
  x3: usize,
  n: usize,
): void {
  for (let o: usize = 0; o < n; o += 16) {
    const s = mad<T>(ld(a1 + o), ld(x1 + o), mul<T>(ld(a0 + o), ld(x0 + o)));
    const t = mad<T>(ld(a3 + o), ld(x3 + o), mul<T>(ld(a2 + o), ld(x2 + o)));
    st(out + o, add<T>(s, t));
  }
}

/** out += sum of 4 products */
export function gatherAdd4<T>(
  out: usize,
  a0: usize,
  x0: usize,
  a1: usize,
  x1: usize,
  a2: usize,
  x2: usize,
  a3: usize,
  x3: usize,
  n: usize,
): void {
  for (let o: usize = 0; o < n; o += 16) {
    const s = mad<T>(ld(a1 + o), ld(x1 + o), mul<T>(ld(a0 + o), ld(x0 + o)));
    const t = mad<T>(ld(a3 + o), ld(x3 + o), mul<T>(ld(a2 + o), ld(x2 + o)));
    st(out + o, add<T>(ld(out + o), add<T>(s, t)));
  }
}

/** out += sum of 2 products */
export function gatherAdd2<T>(out: usize, a0: usize, x0: usize, a1: usize, x1: usize, n: usize): void {
  for (let o: usize = 0; o < n; o += 16) {
    const s = mad<T>(ld(a1 + o), ld(x1 + o), mul<T>(ld(a0 + o), ld(x0 + o)));
    st(out + o, add<T>(ld(out + o), s));
  }
}

/** out = sum of 8 products */
export function gather8<T>(
  out: usize,
  a0: usize,
  x0: usize,
  a1: usize,
  x1: usize,
  a2: usize,
  x2: usize,
  a3: usize,
  x3: usize,
  a4: usize,
  x4: usize,
  a5: usize,
  x5: usize,
  a6: usize,
  x6: usize,
  a7: usize,
  x7: usize,
  n: usize,
): void {
  for (let o: usize = 0; o < n; o += 16) {
    let s = mad<T>(ld(a1 + o), ld(x1 + o), mul<T>(ld(a0 + o), ld(x0 + o)));
    let t = mad<T>(ld(a3 + o), ld(x3 + o), mul<T>(ld(a2 + o), ld(x2 + o)));
    s = mad<T>(ld(a4 + o), ld(x4 + o), s);
    t = mad<T>(ld(a5 + o), ld(x5 + o), t);
    s = mad<T>(ld(a6 + o), ld(x6 + o), s);
    t = mad<T>(ld(a7 + o), ld(x7 + o), t);
    st(out + o, add<T>(s, t));
  }
}

/** out = id (f + sum of 4 products) */
export function relax4<T>(
  out: usize,
  id: usize,
  f: usize,
  a0: usize,
  x0: usize,
  a1: usize,
  x1: usize,
  a2: usize,
  x2: usize,
  a3: usize,
  x3: usize,
  n: usize,
): void {
  for (let o: usize = 0; o < n; o += 16) {
    let s = mad<T>(ld(a0 + o), ld(x0 + o), ld(f + o));
    let t = mul<T>(ld(a1 + o), ld(x1 + o));
    s = mad<T>(ld(a2 + o), ld(x2 + o), s);
    t = mad<T>(ld(a3 + o), ld(x3 + o), t);
    st(out + o, mul<T>(ld(id + o), add<T>(s, t)));
  }
}

/** out = id (f + sum of 8 products) */
export function relax8<T>(
  out: usize,
  id: usize,
  f: usize,
  a0: usize,
  x0: usize,
  a1: usize,
  x1: usize,
  a2: usize,
  x2: usize,
  a3: usize,
  x3: usize,
  a4: usize,
  x4: usize,
  a5: usize,
  x5: usize,
  a6: usize,
  x6: usize,
  a7: usize,
  x7: usize,
  n: usize,
): void {
  for (let o: usize = 0; o < n; o += 16) {
    let s = mad<T>(ld(a0 + o), ld(x0 + o), ld(f + o));
    let t = mul<T>(ld(a1 + o), ld(x1 + o));
    s = mad<T>(ld(a2 + o), ld(x2 + o), s);
    t = mad<T>(ld(a3 + o), ld(x3 + o), t);
    s = mad<T>(ld(a4 + o), ld(x4 + o), s);
    t = mad<T>(ld(a5 + o), ld(x5 + o), t);
    s = mad<T>(ld(a6 + o), ld(x6 + o), s);
    t = mad<T>(ld(a7 + o), ld(x7 + o), t);
    st(out + o, mul<T>(ld(id + o), add<T>(s, t)));
  }
}

/** out = a x */
export function scale<T>(out: usize, a: usize, x: usize, n: usize): void {
  for (let o: usize = 0; o < n; o += 16) st(out + o, mul<T>(ld(a + o), ld(x + o)));
}

/** out += x */
export function accumulate<T>(out: usize, x: usize, n: usize): void {
  for (let o: usize = 0; o < n; o += 16) st(out + o, add<T>(ld(out + o), ld(x + o)));
}

/** out = id (r + sum of 4 products); returns r.out */
export function relax4dot<T>(
  out: usize,
  id: usize,
  r: usize,
  a0: usize,
  x0: usize,
  a1: usize,
  x1: usize,
  a2: usize,
  x2: usize,
  a3: usize,
  x3: usize,
  n: usize,
): f64 {
  let dot = splat<T>(0.0);
  for (let o: usize = 0; o < n; o += 16) {
    const v = ld(r + o);
    let s = mad<T>(ld(a0 + o), ld(x0 + o), v);
    let t = mul<T>(ld(a1 + o), ld(x1 + o));
    s = mad<T>(ld(a2 + o), ld(x2 + o), s);
    t = mad<T>(ld(a3 + o), ld(x3 + o), t);
    s = mul<T>(ld(id + o), add<T>(s, t));
    st(out + o, s);
    dot = mad<T>(v, s, dot);
  }
  return total<T>(dot);
}

/** out = x0 + id (sum of a_k (x_k - x0) over 3 others - slack x0): the value without residual */
export function eliminate<T>(
  out: usize,
  id: usize,
  slack: usize,
  x0: usize,
  a1: usize,
  x1: usize,
  a2: usize,
  x2: usize,
  a3: usize,
  x3: usize,
  n: usize,
): void {
  for (let o: usize = 0; o < n; o += 16) {
    const x = ld(x0 + o);
    let s = mul<T>(ld(a1 + o), sub<T>(ld(x1 + o), x));
    const t = mad<T>(ld(a3 + o), sub<T>(ld(x3 + o), x), mul<T>(ld(a2 + o), sub<T>(ld(x2 + o), x)));
    s = sub<T>(add<T>(s, t), mul<T>(ld(slack + o), x));
    st(out + o, mad<T>(ld(id + o), s, x));
  }
}

/** out = slack p + sum of a_k (p - x_k); returns p.out */
export function apply<T>(
  out: usize,
  p: usize,
  slack: usize,
  a0: usize,
  x0: usize,
  a1: usize,
  x1: usize,
  a2: usize,
  x2: usize,
  a3: usize,
  x3: usize,
  n: usize,
): f64 {
  let dot = splat<T>(0.0);
  for (let o: usize = 0; o < n; o += 16) {
    const v = ld(p + o);
    let s = mad<T>(ld(a0 + o), sub<T>(v, ld(x0 + o)), mul<T>(ld(slack + o), v));
    let t = mul<T>(ld(a1 + o), sub<T>(v, ld(x1 + o)));
    s = mad<T>(ld(a2 + o), sub<T>(v, ld(x2 + o)), s);
    t = mad<T>(ld(a3 + o), sub<T>(v, ld(x3 + o)), t);
    s = add<T>(s, t);
    st(out + o, s);
    dot = mad<T>(v, s, dot);
  }
  return total<T>(dot);
}

/** r -= alpha q, u = id r; returns r.r */
export function descend<T>(r: usize, q: usize, id: usize, u: usize, alpha: f64, n: usize): f64 {
  const a = splat<T>(-alpha);
  let dot = splat<T>(0.0);
  for (let o: usize = 0; o < n; o += 16) {
    const v = mad<T>(a, ld(q + o), ld(r + o));
    st(r + o, v);
    st(u + o, mul<T>(ld(id + o), v));
    dot = mad<T>(v, v, dot);
  }
  return total<T>(dot);
}

/** u = id r; returns r.r */
export function smooth<T>(r: usize, id: usize, u: usize, n: usize): f64 {
  let dot = splat<T>(0.0);
  for (let o: usize = 0; o < n; o += 16) {
    const v = ld(r + o);
    st(u + o, mul<T>(ld(id + o), v));
    dot = mad<T>(v, v, dot);
  }
  return total<T>(dot);
}

/** x += alpha p, then p = z + beta p */
export function turn<T>(x: usize, p: usize, z: usize, alpha: f64, beta: f64, n: usize): void {
  const a = splat<T>(alpha),
    b = splat<T>(beta);
  for (let o: usize = 0; o < n; o += 16) {
    const v = ld(p + o);
    st(x + o, mad<T>(a, v, ld(x + o)));
    st(p + o, mad<T>(b, v, ld(z + o)));
  }
}

/** x += alpha p */
export function advance<T>(x: usize, p: usize, alpha: f64, n: usize): void {
  const a = splat<T>(alpha);
  for (let o: usize = 0; o < n; o += 16) st(x + o, mad<T>(a, ld(p + o), ld(x + o)));
}

/** Splits a row of 2n bytes into its even and odd elements. */
export function split<T>(row: usize, even: usize, odd: usize, n: usize): void {
  for (let o: usize = 0; o < n; o += 16) {
    const a = ld(row + 2 * o),
      b = ld(row + 2 * o + 16);
    st(even + o, evens<T>(a, b));
    st(odd + o, odds<T>(a, b));
  }
}

/** Joins even and odd elements to a row of n bytes. */
export function join<T>(row: usize, even: usize, odd: usize, n: usize): void {
  for (let o: usize = 0; o < n; o += 32) {
    const a = ld(even + (o >> 1)),
      b = ld(odd + (o >> 1));
    st(row + o, zipLow<T>(a, b));
    st(row + o + 16, zipHigh<T>(a, b));
  }
}
