// Operator-dependent interpolation weights (Dendy), from the conductances s = -(A_uu + A_vv) between
// the corners of each finer cell, six planes: south, north, west, east edge, diagonals SW-NE and SE-NW.
// A side whose direct edge is ten times weaker than the opposite one is cut off: no coarse grid may
// bridge a slot. Rows of a coarse row J: a (node 2I+1 of row 2J: weight of the west end), b (node 2I of
// row 2J+1: weight of the south end), c0..c3 (node 2I+1 of row 2J+1: SW, SE, NW, NE).
import { RigidLevel, at } from "./level";

const CUT: f32 = 0.1;

/** Conductances of one finer grid: plane k at s + k*plane, entry (i, j) at j*row + i. */
@unmanaged export class Conductances {
  nx: i32;
  ny: i32;
  row: i32; // entries
  plane: usize; // bytes; 0 where one plane serves all
  diagonal: f32; // factor of planes 4 and 5
  s: usize;
}

// @ts-ignore: decorator
@inline function g(q: Conductances, k: i32, i: i32, j: i32): f32 {
  if (i < 0 || j < 0 || i >= q.nx || j >= q.ny) return 0;
  const v = load<f32>(q.s + <usize>k * q.plane + ((<usize>(j * q.row + i)) << 2));
  return k > 3 ? q.diagonal * v : v;
}

function share(a: f32, b: f32, da: f32, db: f32): f32 {
  const most = CUT * max(da, db);
  const x: f32 = da < most || a < 0 ? 0 : a,
    y: f32 = db < most || b < 0 ? 0 : b;
  return x + y > 0 ? x / (x + y) : 0.5;
}

/** Fills l.weights from the conductances q of the finer grid. */
export function fillWeights(l: RigidLevel, q: Conductances): void {
  const s = l.stride;
  for (let j = 0; j <= l.ny; j++) {
    const w = l.weights + <usize>j * 6 * s;
    const J = min(2 * j, q.ny);
    for (let i = 0; i < l.nx; i++) {
      const x = 2 * i;
      const dw = g(q, 0, x, J) + g(q, 1, x, J - 1),
        de = g(q, 0, x + 1, J) + g(q, 1, x + 1, J - 1);
      const west = dw + g(q, 5, x, J) + g(q, 4, x, J - 1),
        east = de + g(q, 4, x + 1, J) + g(q, 5, x + 1, J - 1);
      // An odd last column sits on the last coarse one.
      store<f32>(w + ((<usize>i) << 2), x + 1 == q.nx ? 0 : share(west, east, dw, de));
    }
    if (j == l.ny) continue;
    const y = 2 * j;
    for (let i = 0; i <= l.nx; i++) {
      const x = min(2 * i, q.nx);
      const ds = g(q, 3, x - 1, y) + g(q, 2, x, y),
        dn = g(q, 3, x - 1, y + 1) + g(q, 2, x, y + 1);
      const south = ds + g(q, 4, x - 1, y) + g(q, 5, x, y),
        north = dn + g(q, 5, x - 1, y + 1) + g(q, 4, x, y + 1);
      store<f32>(w + s + ((<usize>i) << 2), y + 1 == q.ny ? 0 : share(south, north, ds, dn));
    }
  }
  for (let j = 0; j < l.ny; j++) {
    const w = l.weights + <usize>j * 6 * s,
      up = w + 6 * s;
    for (let i = 0; i < l.nx; i++) centre(q, w, up, s, i, 2 * i, 2 * j);
  }
}

function centre(q: Conductances, w: usize, up: usize, s: usize, i: i32, x: i32, y: i32): void {
  const a0 = at(w, i),
    a1 = at(up, i),
    b0 = at(w + s, i),
    b1 = at(w + s, i + 1);
  const gw = g(q, 1, x, y) + g(q, 0, x, y + 1),
    ge = g(q, 1, x + 1, y) + g(q, 0, x + 1, y + 1);
  const gs = g(q, 3, x, y) + g(q, 2, x + 1, y),
    gn = g(q, 3, x, y + 1) + g(q, 2, x + 1, y + 1);
  let t0: f32 = 0,
    t1: f32 = 0,
    t2: f32 = 0,
    t3: f32 = 0;
  const oddX = x + 1 == q.nx,
    oddY = y + 1 == q.ny;
  if (oddX && oddY) t3 = 1;
  else if (oddX) {
    t1 = b1;
    t3 = 1 - b1;
  } else if (oddY) {
    t2 = a1;
    t3 = 1 - a1;
  } else {
    t0 = max<f32>(0, g(q, 4, x, y) + gw * b0 + gs * a0);
    t1 = max<f32>(0, g(q, 5, x + 1, y) + ge * b1 + gs * (1 - a0));
    t2 = max<f32>(0, g(q, 5, x, y + 1) + gw * (1 - b0) + gn * a1);
    t3 = max<f32>(0, g(q, 4, x + 1, y + 1) + ge * (1 - b1) + gn * (1 - a1));
  }
  const sum = t0 + t1 + t2 + t3,
    r: f32 = sum > 0 ? 1 / sum : 0;
  const o = w + ((<usize>i) << 2);
  store<f32>(o + 2 * s, sum > 0 ? t0 * r : 0.25);
  store<f32>(o + 3 * s, sum > 0 ? t1 * r : 0.25);
  store<f32>(o + 4 * s, sum > 0 ? t2 * r : 0.25);
  store<f32>(o + 5 * s, sum > 0 ? t3 * r : 0.25);
}
