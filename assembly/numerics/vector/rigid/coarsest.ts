// Direct solve on the coarsest rigid level: dense-row envelope Cholesky in f64, as ../coarsest.ts.
import { alloc, f64s, get, i32s, set } from "../../../memory/arena";
import { Envelope, createEnvelope } from "../envelope";
import { RigidLevel, at, cellMatrix, heightOf } from "./level";


@unmanaged export class RigidCoarsest {
  env: Envelope;
  eq: usize; // i32[3*nodes]: unknown of (node, component), -1 if prescribed
  m: usize; // f64[12*12]: one cell

  setup(l: RigidLevel, tied: bool): void {
    const e = this.env,
      w = l.nx + 1,
      wide = l.nx > l.ny;
    for (let j = 0; j <= l.ny; j++) {
      for (let i = 0; i < w; i++) {
        const o = wide ? i * (l.ny + 1) + j : j * w + i;
        const fix: i32 = load<u8>(l.fix + j * w + i);
        for (let c = 0; c < 3; c++) {
          const last = tied && j == l.ny;
          let n = last && c == 1 ? e.n - 1 : 3 * o + c;
          if ((fix & (1 << c)) != 0 || (last && c == 2)) n = -1;
          store<i32>(this.eq + ((<usize>(3 * (j * w + i) + c)) << 2), n);
        }
      }
    }
    e.clear();
    for (let j = 0; j < l.ny; j++) for (let i = 0; i < l.nx; i++) this.assemble(l, i, j);
    e.factor();
  }

  solve(l: RigidLevel): void {
    const e = this.env,
      w = l.nx + 1,
      x = e.x;
    memory.fill(x, 0, (<usize>e.n) << 3);
    for (let j = 0; j <= l.ny; j++) {
      for (let c = 0; c < 3; c++) {
        const row = l.rhs + (<usize>j * 3 + c) * l.stride;
        for (let i = 0; i < w; i++) {
          const n = this.number(j * w + i, c);
          if (n >= 0) store<f64>(x + ((<usize>n) << 3), load<f64>(x + ((<usize>n) << 3)) + <f64>at(row, i));
        }
      }
    }
    e.solve();
    for (let j = 0; j <= l.ny; j++) {
      for (let c = 0; c < 3; c++) {
        const row = l.x + (<usize>j * 3 + c) * l.stride;
        for (let i = 0; i < w; i++) {
          const n = this.number(j * w + i, c);
          store<f32>(row + ((<usize>i) << 2), n < 0 ? 0 : <f32>load<f64>(x + ((<usize>n) << 3)));
        }
      }
    }
  }

  // @ts-ignore: decorator
  @inline private number(node: i32, c: i32): i32 {
    return load<i32>(this.eq + ((<usize>(3 * node + c)) << 2));
  }

  private assemble(l: RigidLevel, i: i32, j: i32): void {
    fillCell(this.m, cellMatrix(l, i, j), <f64>at(l.west, i) - <f64>at(l.east, i), heightOf(l, j));
    for (let p = 0; p < 12; p++) {
      const np = this.corner(l, i, j, p);
      for (let q = 0; q < 12; q++) this.env.add(np, this.corner(l, i, j, q), get(this.m, 12 * p + q));
    }
    if (j > 0 || !l.sprung) return;
    for (let p = 0; p < 4; p++) {
      for (let q = 0; q < 4; q++) {
        const g = load<f32>(l.ground + ((<usize>i) << 6) + ((<usize>(4 * p + q)) << 2));
        this.env.add(
          this.corner(l, i, 0, 3 * (p >> 1) + 1 + (p & 1)),
          this.corner(l, i, 0, 3 * (q >> 1) + 1 + (q & 1)),
          g,
        );
      }
    }
  }

  private corner(l: RigidLevel, i: i32, j: i32, p: i32): i32 {
    const k = p / 3;
    return this.number((j + (k >> 1)) * (l.nx + 1) + i + (k & 1), p % 3);
  }
}

// The symmetric 12x12 matrix of a cell, dx wide and dy high: the blocks at k between different corners, and
// K_aa = - sum_b K_ab R_ab. Once more for the stiffest corner, with K_ab = - sum_c R_ac^T K_cb, so that the
// rigid motions stay free to the last bit of f64.
function fillCell(m: usize, k: usize, dx: f64, dy: f64): void {
  let e = k;
  for (let a = 0; a < 3; a++) {
    for (let b = a + 1; b < 4; b++) {
      for (let r = 0; r < 9; r++, e += 16) {
        const p = 3 * a + r / 3,
          q = 3 * b + (r % 3),
          v = <f64>load<f32>(e);
        set(m, 12 * p + q, v);
        set(m, 12 * q + p, v);
      }
    }
  }
  let stiff = 0,
    most: f64 = -1;
  for (let a = 0; a < 4; a++) {
    for (let p = 3 * a; p < 3 * a + 3; p++) {
      // By symmetry from the columns of a: rows of K_aa.
      balance(m, a, p, dx, dy);
    }
    const o = 39 * a;
    set(m, o + 12, get(m, o + 1));
    set(m, o + 24, get(m, o + 2));
    set(m, o + 25, get(m, o + 14));
    if (get(m, o) + get(m, o + 13) > most) {
      most = get(m, o) + get(m, o + 13);
      stiff = a;
    }
  }
  for (let q = 0; q < 12; q++) {
    if (q / 3 == stiff) continue;
    balance(m, stiff, q, dx, dy);
    for (let p = 3 * stiff; p < 3 * stiff + 3; p++) set(m, 12 * p + q, get(m, 12 * q + p));
  }
  for (let q = 3 * stiff; q < 3 * stiff + 3; q++) balance(m, stiff, q, dx, dy);
}

// Entries of row p in the columns of corner a from those of the other corners: no force under a rigid motion.
function balance(m: usize, a: i32, p: i32, dx: f64, dy: f64): void {
  let u: f64 = 0,
    v: f64 = 0,
    t: f64 = 0;
  for (let b = 0; b < 4; b++) {
    if (b == a) continue;
    const X = dx * <f64>((b & 1) - (a & 1)),
      Y = dy * <f64>((b >> 1) - (a >> 1)),
      o = 12 * p + 3 * b;
    u -= get(m, o);
    v -= get(m, o + 1);
    t += Y * get(m, o) - X * get(m, o + 1) - get(m, o + 2);
  }
  set(m, 12 * p + 3 * a, u);
  set(m, 12 * p + 3 * a + 1, v);
  set(m, 12 * p + 3 * a + 2, t);
}

export function createRigidCoarsest(l: RigidLevel): RigidCoarsest {
  const c = changetype<RigidCoarsest>(alloc(offsetof<RigidCoarsest>()));
  c.env = createEnvelope((l.nx + 1) * (l.ny + 1), min(l.nx, l.ny) + 1, 3);
  c.eq = i32s(3 * (l.nx + 1) * (l.ny + 1));
  c.m = f64s(144);
  return c;
}
