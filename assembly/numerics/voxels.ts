// Conduction through part of a cube of n^3 voxels, between two opposite faces:
//   sum over like neighbours (u - u_nb) = 0 in every conducting voxel,  u = 0 and 1 half a voxel below and above,  no flux elsewhere.
// Conjugate gradients with the diagonal. Outside the conducting part u stays zero, so that a product needs no conductances:
//   (A u)_k = mask_k (d_k u_k - sum of the six u around it),   d_k = like neighbours + 2 at a plate.
import { create, geti, i32s, seti } from "../memory/arena";
import { Bytes, Doubles, doubles } from "../memory/fields";

/** One layer of voxels beyond every face, where u = 0: the rows have n + 2 of them. */
@unmanaged
export class Voxels {
  n: i32;
  /** voxels of a row, of a layer, of all, those beyond the faces included */
  row: i32;
  layer: i32;
  all: i32;
  /** 1 where it conducts; written by whoever lays it out */
  conducts: Bytes;
  /** voxels that conduct and are reached from the lower face */
  reached: i32;
  /** whether one of them lies at the upper face */
  through: bool;
  iterations: i32;
  /** sum of d_k and of its inverse, zero outside; solution, residual, direction, product */
  diagonal: Doubles;
  inverse: Doubles;
  u: Doubles;
  r: Doubles;
  p: Doubles;
  q: Doubles;
  queue: usize;
  flags: Bytes;
}

/** Room for n^3 voxels. */
export function createVoxels(n: i32): Voxels {
  const v = create<Voxels>();
  v.n = n;
  v.row = n + 2;
  v.layer = v.row * v.row;
  v.all = v.row * v.layer;
  v.conducts = changetype<Bytes>(i32s((v.all + 3) >> 2));
  v.flags = changetype<Bytes>(i32s((v.all + 3) >> 2));
  v.diagonal = doubles<Doubles>(v.all);
  v.inverse = doubles<Doubles>(v.all);
  v.u = doubles<Doubles>(v.all);
  v.r = doubles<Doubles>(v.all);
  v.p = doubles<Doubles>(v.all);
  v.q = doubles<Doubles>(v.all);
  v.queue = i32s(v.all);
  return v;
}

/** Place of voxel (i, j, k), k counted from the lower face. */
// @ts-ignore: decorator
@inline export function placeOf(v: Voxels, i: i32, j: i32, k: i32): i32 {
  return (k + 1) * v.layer + (j + 1) * v.row + i + 1;
}

/** Flags every conducting voxel that is reached from the lower face through like neighbours; returns how many. */
export function flood(v: Voxels): i32 {
  const n = v.n,
    upper = placeOf(v, 0, 0, n - 1);
  memory.fill(changetype<usize>(v.flags), 0, <usize>v.all);
  let head = 0,
    tail = 0;
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) tail = visit(v, placeOf(v, i, j, 0), tail);
  v.through = false;
  while (head < tail) {
    const at = geti(v.queue, head++);
    if (at >= upper) v.through = true;
    tail = visit(v, at - 1, tail);
    tail = visit(v, at + 1, tail);
    tail = visit(v, at - v.row, tail);
    tail = visit(v, at + v.row, tail);
    tail = visit(v, at - v.layer, tail);
    tail = visit(v, at + v.layer, tail);
  }
  v.reached = tail;
  return tail;
}

// @ts-ignore: decorator
@inline function visit(v: Voxels, at: i32, tail: i32): i32 {
  if (v.conducts[at] == 0 || v.flags[at] != 0) return tail;
  v.flags[at] = 1;
  seti(v.queue, tail, at);
  return tail + 1;
}

/** The operator on the flagged voxels, start and right-hand side; returns the conductance of the upper plate to them. */
function assemble(v: Voxels): f64 {
  const bytes = (<usize>v.all) << 3,
    n = v.n;
  memory.fill(changetype<usize>(v.diagonal), 0, bytes);
  memory.fill(changetype<usize>(v.inverse), 0, bytes);
  memory.fill(changetype<usize>(v.u), 0, bytes);
  memory.fill(changetype<usize>(v.r), 0, bytes);
  memory.fill(changetype<usize>(v.p), 0, bytes);
  memory.fill(changetype<usize>(v.q), 0, bytes);
  let plate = 0.0;
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        const at = placeOf(v, i, j, k);
        if (v.flags[at] == 0) continue;
        const like =
          <i32>v.flags[at - 1] +
          <i32>v.flags[at + 1] +
          <i32>v.flags[at - v.row] +
          <i32>v.flags[at + v.row] +
          <i32>v.flags[at - v.layer] +
          <i32>v.flags[at + v.layer];
        const d = <f64>like + (k == 0 ? 2.0 : 0.0) + (k == n - 1 ? 2.0 : 0.0);
        v.diagonal[at] = d;
        v.inverse[at] = 1.0 / d;
        if (k < n - 1) continue;
        v.r[at] = 2.0;
        plate += 2.0;
      }
    }
  }
  return plate;
}

/** p = r / d + beta p */
function turn(v: Voxels, beta: f64): void {
  const b = f64x2.splat(beta),
    p = changetype<usize>(v.p),
    r = changetype<usize>(v.r),
    d = changetype<usize>(v.inverse);
  for (let o: usize = 0, end = (<usize>v.all) << 3; o < end; o += 16) {
    v128.store(p + o, f64x2.add(f64x2.mul(v128.load(d + o), v128.load(r + o)), f64x2.mul(b, v128.load(p + o))));
  }
}

/** q = A p; returns p . q. */
function apply(v: Voxels): f64 {
  const row = (<usize>v.row) << 3,
    layer = (<usize>v.layer) << 3,
    first = layer + row,
    end = ((<usize>v.all) << 3) - first;
  const p = changetype<usize>(v.p),
    q = changetype<usize>(v.q),
    d = changetype<usize>(v.diagonal),
    zero = f64x2.splat(0.0);
  let sum = zero;
  for (let o = first; o < end; o += 16) {
    const at = p + o,
      own = v128.load(at),
      weight = v128.load(d + o);
    const x = f64x2.add(v128.load(at - 8), v128.load(at + 8)),
      y = f64x2.add(v128.load(at - row), v128.load(at + row)),
      z = f64x2.add(v128.load(at - layer), v128.load(at + layer));
    const flow = f64x2.sub(f64x2.mul(weight, own), f64x2.add(f64x2.add(x, y), z));
    const masked = v128.and(flow, f64x2.gt(weight, zero));
    v128.store(q + o, masked);
    sum = f64x2.add(sum, f64x2.mul(own, masked));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** u += alpha p, r -= alpha q; returns r . r / d. */
function advance(v: Voxels, alpha: f64): f64 {
  const a = f64x2.splat(alpha),
    u = changetype<usize>(v.u),
    p = changetype<usize>(v.p),
    q = changetype<usize>(v.q),
    r = changetype<usize>(v.r),
    d = changetype<usize>(v.inverse);
  let sum = f64x2.splat(0.0);
  for (let o: usize = 0, end = (<usize>v.all) << 3; o < end; o += 16) {
    v128.store(u + o, f64x2.add(v128.load(u + o), f64x2.mul(a, v128.load(p + o))));
    const left = f64x2.sub(v128.load(r + o), f64x2.mul(a, v128.load(q + o)));
    v128.store(r + o, left);
    sum = f64x2.add(sum, f64x2.mul(v128.load(d + o), f64x2.mul(left, left)));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * Conductivity of the cube between its lower and upper face over that of the conducting phase, solved until r . r / d has fallen by
 * rtol^2; 0 where nothing leads through, negative when maxit came first. From 2 f . u - u . A u, of second order in what is left.
 */
export function conductivity(v: Voxels, rtol: f64, maxit: i32): f64 {
  v.iterations = 0;
  flood(v);
  if (!v.through) return 0.0;
  const plate = assemble(v);
  let gamma = advance(v, 0.0),
    beta = 0.0;
  const target = gamma * rtol * rtol;
  while (gamma > target) {
    if (v.iterations == maxit) return -1.0;
    v.iterations += 1;
    turn(v, beta);
    const fresh = advance(v, gamma / apply(v));
    beta = fresh / gamma;
    gamma = fresh;
  }
  let drive = 0.0,
    left = 0.0;
  for (let j = 0; j < v.n; j++) for (let i = 0; i < v.n; i++) drive += 2.0 * v.u[placeOf(v, i, j, v.n - 1)];
  for (let at = 0; at < v.all; at++) left += v.u[at] * v.r[at];
  return (plate - drive - left) / v.n;
}
