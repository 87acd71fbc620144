// Direct solve on the coarsest rigid level: dense-row envelope Cholesky in f64, as ../coarsest.ts.
import { alloc, i32s } from "../../memory";
import { Envelope, createEnvelope } from "../envelope";
import { entry } from "./galerkin";
import { RigidLevel, at, cellMatrix } from "./level";

@unmanaged export class RigidCoarsest {
  env: Envelope;
  eq: usize; // i32[3*nodes]: unknown of (node, component), -1 if prescribed

  setup(l: RigidLevel, tied: bool): void {
    const e = this.env, w = l.nx + 1, wide = l.nx > l.ny;
    for (let j = 0; j <= l.ny; j++) {
      for (let i = 0; i < w; i++) {
        const o = wide ? i * (l.ny + 1) + j : j * w + i;
        const fix: i32 = load<u8>(l.fix + j * w + i);
        for (let c = 0; c < 3; c++) {
          const last = tied && j == l.ny;
          let n = last && c == 1 ? e.n - 1 : 3 * o + c;
          if ((fix & (1 << c)) != 0 || (last && c == 2)) n = -1;
          store<i32>(this.eq + (<usize>(3 * (j * w + i) + c) << 2), n);
        }
      }
    }
    e.clear();
    for (let j = 0; j < l.ny; j++) for (let i = 0; i < l.nx; i++) this.assemble(l, i, j);
    e.factor();
  }

  solve(l: RigidLevel): void {
    const e = this.env, w = l.nx + 1, x = e.x;
    memory.fill(x, 0, <usize>e.n << 3);
    for (let j = 0; j <= l.ny; j++) {
      for (let c = 0; c < 3; c++) {
        const row = l.rhs + (<usize>j * 3 + c) * l.stride;
        for (let i = 0; i < w; i++) {
          const n = this.number(j * w + i, c);
          if (n >= 0) store<f64>(x + (<usize>n << 3), load<f64>(x + (<usize>n << 3)) + <f64>at(row, i));
        }
      }
    }
    e.solve();
    for (let j = 0; j <= l.ny; j++) {
      for (let c = 0; c < 3; c++) {
        const row = l.x + (<usize>j * 3 + c) * l.stride;
        for (let i = 0; i < w; i++) {
          const n = this.number(j * w + i, c);
          store<f32>(row + (<usize>i << 2), n < 0 ? 0 : <f32>load<f64>(x + (<usize>n << 3)));
        }
      }
    }
  }

  // @ts-ignore: decorator
  @inline private number(node: i32, c: i32): i32 {
    return load<i32>(this.eq + (<usize>(3 * node + c) << 2));
  }

  private assemble(l: RigidLevel, i: i32, j: i32): void {
    const k = cellMatrix(l, i, j);
    for (let p = 0; p < 12; p++) {
      const np = this.corner(l, i, j, p);
      for (let q = 0; q < 12; q++) {
        this.env.add(np, this.corner(l, i, j, q), load<f32>(k + (<usize>entry(p, q) << 4)));
      }
    }
  }

  private corner(l: RigidLevel, i: i32, j: i32, p: i32): i32 {
    const k = p / 3;
    return this.number((j + (k >> 1)) * (l.nx + 1) + i + (k & 1), p % 3);
  }
}

export function createRigidCoarsest(l: RigidLevel): RigidCoarsest {
  const c = changetype<RigidCoarsest>(alloc(offsetof<RigidCoarsest>()));
  c.env = createEnvelope((l.nx + 1) * (l.ny + 1), min(l.nx, l.ny) + 1, 3);
  c.eq = i32s(3 * (l.nx + 1) * (l.ny + 1));
  return c;
}
