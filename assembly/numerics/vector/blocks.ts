// Inverse nodal blocks for the block-Jacobi smoother, and the bound of its spectrum.
//   K_uu = sum over the node's cells of (L+3M)+c(L... )  with L = lam/4, M = mu/4: L + 3M + H, H = M + c L
//   K_uv = +-(L + M), sign + where the node is the SW or NE corner of the cell
import { overRows } from "../../threads/rows";
import { Level } from "./level";

/** Fills l.inv. `tied`: v of the last row is one unknown; its row then holds 1/K_uu | K_uv/K_uu | 1/Schur. */
export function invertBlocks(l: Level, c: f32, tied: bool): void {
  overRows(invertRows, changetype<usize>(l), <usize>tied, c, l.nx, l.ny + 1);
}

function invertRows(level: usize, k: usize, c: f64, from: i32, to: i32): void {
  const l = changetype<Level>(level),
    s = l.stride,
    tied = k != 0;
  for (let j = from; j < to; j++) {
    const hi = l.coef + <usize>j * 2 * s;
    // Below row 0 there is nothing: the zero row stands in.
    const lo = j > 0 ? hi - 2 * s : l.coef + <usize>l.ny * 2 * s;
    const inv = l.inv + <usize>j * 3 * s;
    blockRow(lo, hi, inv, s, l.len, <f32>c);
    if (j == 0) addSprings(l.spring, inv + 2 * s, l.nx + 1);
    if (tied && j == l.ny) invertTied(l, inv);
    else invertRow(inv, s, l.len);
    maskRow(inv, s, l.fix + <usize>j * (l.nx + 1), l.nx + 1, tied && j == l.ny);
  }
}

// [K_uu, K_uv, K_vv] of one node row from the cell rows below (lo) and above (hi).
function blockRow(lo: usize, hi: usize, out: usize, s: usize, len: usize, c: f32): void {
  const four = f32x4.splat(4),
    one = f32x4.splat(1 + c);
  let pl = f32x4.splat(0),
    pm = pl,
    ph = pl,
    pk = pl;
  for (let i: usize = 0; i < len; i += 16) {
    const la = v128.load(lo + i),
      ma = v128.load(lo + s + i);
    const lb = v128.load(hi + i),
      mb = v128.load(hi + s + i);
    const l0 = v128.shuffle<i32>(pl, la, 3, 4, 5, 6),
      m0 = v128.shuffle<i32>(pm, ma, 3, 4, 5, 6);
    const l1 = v128.shuffle<i32>(ph, lb, 3, 4, 5, 6),
      m1 = v128.shuffle<i32>(pk, mb, 3, 4, 5, 6);
    pl = la;
    pm = ma;
    ph = lb;
    pk = mb;
    const sl = f32x4.add(f32x4.add(la, l0), f32x4.add(lb, l1));
    const sm = f32x4.add(f32x4.add(ma, m0), f32x4.add(mb, m1));
    const d = f32x4.add(f32x4.mul(one, sl), f32x4.mul(four, sm));
    // SW corner of the cell above right, NE corner of the cell below left.
    const same = f32x4.add(f32x4.add(lb, mb), f32x4.add(l0, m0));
    const opposite = f32x4.add(f32x4.add(la, ma), f32x4.add(l1, m1));
    v128.store(out + i, d);
    v128.store(out + s + i, f32x4.sub(same, opposite));
    v128.store(out + 2 * s + i, d);
  }
}

function addSprings(spring: usize, kvv: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const o = (<usize>i) << 2;
    store<f32>(kvv + o, load<f32>(kvv + o) + load<f32>(spring + o));
  }
}

// Zero blocks (nodes without material, pads) invert to zero.
function invertRow(inv: usize, s: usize, len: usize): void {
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < len; i += 16) {
    const a = v128.load(inv + i),
      b = v128.load(inv + s + i),
      d = v128.load(inv + 2 * s + i);
    const det = f32x4.sub(f32x4.mul(a, d), f32x4.mul(b, b));
    const r = v128.and(f32x4.div(one, det), f32x4.gt(det, f32x4.splat(0)));
    v128.store(inv + i, f32x4.mul(d, r));
    v128.store(inv + s + i, f32x4.neg(f32x4.mul(b, r)));
    v128.store(inv + 2 * s + i, f32x4.mul(a, r));
  }
}

// Arrow matrix of the tied row: u_I each with the one V. Keeps 1/K_uu, g = K_uv/K_uu, 1/Schur.
function invertTied(l: Level, inv: usize): void {
  const s = l.stride;
  const fix = l.fix + <usize>l.ny * (l.nx + 1);
  let schur: f64 = 0;
  for (let i = 0; i <= l.nx; i++) {
    const o = inv + ((<usize>i) << 2);
    const a = load<f32>(o),
      b = load<f32>(o + s),
      d = load<f32>(o + 2 * s);
    const free = a > 0 && (load<u8>(fix + i) & 1) == 0;
    const g: f32 = free ? b / a : 0;
    schur += <f64>d - <f64>g * <f64>b;
    store<f32>(o, free ? <f32>1 / a : 0);
    store<f32>(o + s, g);
  }
  const r: f32 = schur > 0 ? <f32>(1 / schur) : 0;
  for (let i = 0; i <= l.nx; i++) store<f32>(inv + 2 * s + ((<usize>i) << 2), r);
}

function maskRow(inv: usize, s: usize, fix: usize, n: i32, tied: bool): void {
  let i = 0;
  while (i < n) {
    if (i + 8 <= n && load<u64>(fix + i) == 0) {
      i += 8;
      continue;
    }
    const m = load<u8>(fix + i);
    const o = inv + ((<usize>i) << 2);
    i++;
    if (m == 0 || tied) continue;
    // The inverse of what is left of the block: 1/K_uu = a - b^2/c of the inverse.
    const a = load<f32>(o),
      b = load<f32>(o + s),
      d = load<f32>(o + 2 * s);
    store<f32>(o, (m & 1) != 0 || d == 0 ? 0 : (m & 2) != 0 ? a - (b * b) / d : a);
    store<f32>(o + 2 * s, (m & 2) != 0 || a == 0 ? 0 : (m & 1) != 0 ? d - (b * b) / a : d);
    store<f32>(o + s, 0);
  }
}

/**
 * Bound of the largest eigenvalue of (block diagonal)^-1 K: the largest over the cells of the same
 * ratio for one cell, whose extreme modes are dilation and pure shear. k = lam/mu over the grid.
 */
export function spectrumBound(kmin: f64, kmax: f64, full: bool): f64 {
  const shear = full ? 24 / (kmin + 9) : 8.0 / 3;
  const dilation = full ? (24 * (kmax + 1)) / (7 * kmax + 15) : (8 * (kmax + 1)) / (2 * kmax + 5);
  return max(shear, dilation);
}
