// Discrete divergence, its transpose and the cell-centre strains of nodal fields, h = 1.
import { overRows } from "../../threads/rows";
import { VectorSystem } from "./system";

/** out[nx*ny] = net outflow of each cell. */
export function divergenceOf(v: VectorSystem, out: usize): void {
  overRows(divergenceRows, changetype<usize>(v), out, 0, v.nx, v.ny);
}

function divergenceRows(system: usize, out: usize, _: f64, from: i32, to: i32): void {
  const v = changetype<VectorSystem>(system),
    nx = v.nx,
    up = (<usize>(nx + 1)) << 3;
  for (let j = from; j < to; j++) {
    let x = v.ux + <usize>j * up,
      y = v.uy + <usize>j * up,
      o = out + ((<usize>(j * nx)) << 3);
    for (let i = 0; i < nx; i++) {
      const e = load<f64>(x, 8) - load<f64>(x) + (load<f64>(x + up, 8) - load<f64>(x + up));
      const n = load<f64>(y + up) - load<f64>(y) + (load<f64>(y + up, 8) - load<f64>(y, 8));
      store<f64>(o, 0.5 * (e + n));
      x += 8;
      y += 8;
      o += 8;
    }
  }
}

/** f += s B^T p, B = divergence: node row by node row, what the cells below it push, then those above. */
export function addPressureTo(v: VectorSystem, p: usize, s: f64): void {
  overRows(pressureRows, changetype<usize>(v), p, 0.5 * s, v.nx, v.ny + 1);
}

function pressureRows(system: usize, cells: usize, half: f64, from: i32, to: i32): void {
  const v = changetype<VectorSystem>(system),
    row = (<usize>v.nx) << 3,
    up = row + 8;
  for (let j = from; j < to; j++) {
    const x = v.fx + <usize>j * up,
      y = v.fy + <usize>j * up,
      q = cells + <usize>j * row;
    if (j > 0) push(x, y, q - row, v.nx, half, half);
    if (j < v.ny) push(x, y, q, v.nx, half, -half);
  }
}

// Loads of a row of cells with pressures at q on a row of nodes: half p outwards along x, `along` p along y.
// @ts-ignore: decorator
@inline function push(x: usize, y: usize, q: usize, n: i32, half: f64, along: f64): void {
  for (const end = q + ((<usize>n) << 3); q < end; q += 8, x += 8, y += 8) {
    const p = load<f64>(q),
      t = half * p,
      w = along * p;
    store<f64>(x, load<f64>(x) - t);
    store<f64>(x, load<f64>(x, 8) + t, 8);
    store<f64>(y, load<f64>(y) + w);
    store<f64>(y, load<f64>(y, 8) + w, 8);
  }
}

/** Strains of the cells in rows [from, to) times h. */
export function strainOf(v: VectorSystem, exx: usize, eyy: usize, exy: usize, from: i32, to: i32): void {
  const nx = v.nx,
    up = (<usize>(nx + 1)) << 3;
  for (let j = from; j < to; j++) {
    let x = v.ux + <usize>j * up,
      y = v.uy + <usize>j * up,
      o = (<usize>(j * nx)) << 3;
    for (let i = 0; i < nx; i++) {
      const u0 = load<f64>(x),
        u1 = load<f64>(x, 8),
        u2 = load<f64>(x + up),
        u3 = load<f64>(x + up, 8);
      const v0 = load<f64>(y),
        v1 = load<f64>(y, 8),
        v2 = load<f64>(y + up),
        v3 = load<f64>(y + up, 8);
      store<f64>(exx + o, 0.5 * (u1 - u0 + (u3 - u2)));
      store<f64>(eyy + o, 0.5 * (v2 - v0 + (v3 - v1)));
      store<f64>(exy + o, 0.25 * (u2 - u0 + (u3 - u1) + (v1 - v0) + (v3 - v2)));
      x += 8;
      y += 8;
      o += 8;
    }
  }
}
