// Set-up of the preconditioner: coefficients scaled to order one, masks, springs, averaged levels.
import { get } from "../../memory/arena";
import { overRows } from "../../threads/rows";
import { invertBlocks, spectrumBound } from "./blocks";
import { Cg } from "./cg";
import { reconsider } from "./choice";
import { Level, coarsen } from "./level";
import { RigidCycle } from "./rigid/cycle";
import { STEPS, chebyshev } from "./smooth";
import { VectorSystem } from "./system";

// Springs stiffer than this many times the stiffest cell act as prescribed in single precision.
const STIFFEST: f64 = 1e9;

/** Builds what the cycle needs of v; `rigid`: the robust hierarchy, if there is room for one. */
export function prepare(v: VectorSystem, g: Cg, rigid: RigidCycle | null): void {
  const l = g.finest,
    w = g.cycle,
    nx = v.nx;
  overRows(extremesOfRows, changetype<usize>(v), changetype<usize>(l), 0, nx, v.ny);
  let hi = 0.0,
    low: f64 = 1e300,
    k0: f64 = 1e300,
    k1 = 0.0;
  for (let j = 0; j < v.ny; j++) {
    const row = l.inv + <usize>j * 3 * l.stride;
    hi = Math.max(hi, load<f64>(row));
    low = Math.min(low, load<f64>(row, 8));
    k0 = Math.min(k0, load<f64>(row + l.stride));
    k1 = Math.max(k1, load<f64>(row + 2 * l.stride));
  }
  chebyshev(w.cheb, STEPS, spectrumBound(k0, k1, v.full));
  w.third = v.full ? <f32>(1.0 / 3) : 0;
  w.tied = v.tiedTop;

  const unit = hi > 0 ? 0.25 / hi : 1;
  overRows(narrowRows, changetype<usize>(v), changetype<usize>(l), unit, nx, v.ny);
  masks(v, l);
  for (let i = 0; i <= nx; i++) {
    store<f32>(l.spring + ((<usize>i) << 2), <f32>Math.min(get(v.springY, i) / hi, STIFFEST));
  }
  invertBlocks(l, w.third, w.tied);
  reconsider(v, low, hi);
  w.rigid = v.robust ? rigid : null;
  if (w.rigid !== null) {
    w.rigid!.setup(l, w.third, w.tied);
    return;
  }
  let c: Level = l;
  while (c.coarse !== null) {
    coarsen(c);
    c = c.coarse!;
    invertBlocks(c, w.third, w.tied);
  }
  w.coarsest.setup(c, w.third, w.tied);
}

// Of each row of cells the largest and least lam + 2 mu and the least and largest lam / mu, in the rows of l.inv, which is
// still to be filled.
function extremesOfRows(system: usize, level: usize, _: f64, from: i32, to: i32): void {
  const v = changetype<VectorSystem>(system),
    l = changetype<Level>(level),
    two = f64x2.splat(2),
    pairs = (<usize>(v.nx & ~1)) << 3;
  for (let j = from; j < to; j++) {
    const at = (<usize>(j * v.nx)) << 3;
    let top = f64x2.splat(0),
      kmin = f64x2.splat(1e300),
      kmax = top,
      least = kmin;
    for (let i = at; i < at + pairs; i += 16) {
      const a = v128.load(v.lam + i),
        b = v128.load(v.mu + i);
      const k = f64x2.div(a, b);
      // pmin and pmax keep the first operand when the quotient is NaN (cells without material).
      kmin = f64x2.pmin(kmin, k);
      kmax = f64x2.pmax(kmax, k);
      const modulus = f64x2.add(a, f64x2.mul(two, b));
      top = f64x2.pmax(top, modulus);
      least = f64x2.pmin(least, modulus);
    }
    let hi = Math.max(f64x2.extract_lane(top, 0), f64x2.extract_lane(top, 1)),
      low = Math.min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1)),
      k0 = Math.min(f64x2.extract_lane(kmin, 0), f64x2.extract_lane(kmin, 1)),
      k1 = Math.max(f64x2.extract_lane(kmax, 0), f64x2.extract_lane(kmax, 1));
    if ((v.nx & 1) != 0) {
      const a = load<f64>(v.lam + at + pairs),
        b = load<f64>(v.mu + at + pairs);
      hi = Math.max(hi, a + 2 * b);
      low = Math.min(low, a + 2 * b);
      if (b > 0) {
        k0 = Math.min(k0, a / b);
        k1 = Math.max(k1, a / b);
      }
    }
    const row = l.inv + <usize>j * 3 * l.stride;
    store<f64>(row, hi);
    store<f64>(row, low, 8);
    store<f64>(row + l.stride, k0);
    store<f64>(row + 2 * l.stride, k1);
  }
}

// Coefficients of the finest level, `unit` times those of the system.
function narrowRows(system: usize, level: usize, unit: f64, from: i32, to: i32): void {
  const v = changetype<VectorSystem>(system),
    l = changetype<Level>(level);
  for (let j = from; j < to; j++) {
    const at = (<usize>(j * v.nx)) << 3;
    const single = l.coef + <usize>j * 2 * l.stride;
    narrow(v.lam + at, single, v.nx, unit);
    narrow(v.mu + at, single + l.stride, v.nx, unit);
  }
}

function narrow(a: usize, out: usize, n: i32, s: f64): void {
  const w = f64x2.splat(s);
  const end = (<usize>n) << 3,
    even = end & ~15;
  let i: usize = 0;
  for (; i < even; i += 16)
    v128.store64_lane(out + (i >> 1), f32x4.demote_f64x2_zero(f64x2.mul(w, v128.load(a + i))), 0);
  if (i < end) store<f32>(out + (i >> 1), <f32>(s * load<f64>(a + i)));
}

function masks(v: VectorSystem, l: Level): void {
  const n = (v.nx + 1) * (v.ny + 1);
  let i = 0;
  for (; i + 16 <= n; i += 16) {
    v128.store(l.fix + i, v128.or(v128.load(v.fixX + i), i8x16.shl(v128.load(v.fixY + i), 1)));
  }
  for (; i < n; i++) store<u8>(l.fix + i, load<u8>(v.fixX + i) | (load<u8>(v.fixY + i) << 1));
  if (v.tiedTop) for (let k = n - v.nx - 1; k < n; k++) store<u8>(l.fix + k, load<u8>(l.fix + k) & 1);
}
