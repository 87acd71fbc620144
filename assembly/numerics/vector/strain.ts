// Discrete divergence, its transpose and the cell-centre strains of nodal fields, h = 1.
import { VectorSystem } from "./system";

export function divergenceOf(v: VectorSystem, out: usize): void {
  const nx = v.nx,
    up = (<usize>(nx + 1)) << 3;
  for (let j = 0; j < v.ny; j++) {
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

export function addPressureTo(v: VectorSystem, p: usize, s: f64): void {
  const nx = v.nx,
    up = (<usize>(nx + 1)) << 3,
    half = 0.5 * s;
  for (let j = 0; j < v.ny; j++) {
    let x = v.fx + <usize>j * up,
      y = v.fy + <usize>j * up,
      q = p + ((<usize>(j * nx)) << 3);
    for (let i = 0; i < nx; i++) {
      const t = half * load<f64>(q);
      store<f64>(x, load<f64>(x) - t);
      store<f64>(x, load<f64>(x, 8) + t, 8);
      store<f64>(x + up, load<f64>(x + up) - t);
      store<f64>(x + up, load<f64>(x + up, 8) + t, 8);
      store<f64>(y, load<f64>(y) - t);
      store<f64>(y, load<f64>(y, 8) - t, 8);
      store<f64>(y + up, load<f64>(y + up) + t);
      store<f64>(y + up, load<f64>(y + up, 8) + t, 8);
      x += 8;
      y += 8;
      q += 8;
    }
  }
}

export function strainOf(v: VectorSystem, exx: usize, eyy: usize, exy: usize): void {
  const nx = v.nx,
    up = (<usize>(nx + 1)) << 3;
  for (let j = 0; j < v.ny; j++) {
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
