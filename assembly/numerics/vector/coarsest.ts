// Direct solve on the coarsest level: envelope Cholesky of the averaged operator, in f64.
import { alloc, i32s, geti, seti } from "../../memory/arena";
import { Envelope, createEnvelope } from "./envelope";
import { Level } from "./level";


@unmanaged export class Coarsest {
  env: Envelope;
  eq: usize; // i32[2*nodes]: unknown of (node, component), -1 if prescribed

  /** Assembles and factors level l; `c` as in forceRow. */
  setup(l: Level, c: f64, tied: bool): void {
    this.number(l, tied);
    this.env.clear();
    for (let j = 0; j < l.ny; j++) for (let i = 0; i < l.nx; i++) this.assemble(l, i, j, c);
    for (let i = 0; i <= l.nx; i++) {
      const e = geti(this.eq, 2 * i + 1);
      if (e >= 0) this.env.add(e, e, load<f32>(l.spring + ((<usize>i) << 2)));
    }
    this.env.factor();
  }

  /** l.x = K^-1 l.rhs. */
  solve(l: Level): void {
    const x = this.env.x,
      w = l.nx + 1;
    memory.fill(x, 0, (<usize>this.env.n) << 3);
    for (let j = 0; j <= l.ny; j++) {
      for (let k = 0; k < 2; k++) {
        const row = l.rhs + (<usize>j * 2 + k) * l.stride;
        for (let i = 0; i < w; i++) {
          const e = geti(this.eq, 2 * (j * w + i) + k);
          if (e >= 0)
            store<f64>(
              x + ((<usize>e) << 3),
              load<f64>(x + ((<usize>e) << 3)) + <f64>load<f32>(row + ((<usize>i) << 2)),
            );
        }
      }
    }
    this.env.solve();
    for (let j = 0; j <= l.ny; j++) {
      for (let k = 0; k < 2; k++) {
        const row = l.x + (<usize>j * 2 + k) * l.stride;
        for (let i = 0; i < w; i++) {
          const e = geti(this.eq, 2 * (j * w + i) + k);
          store<f32>(row + ((<usize>i) << 2), e < 0 ? 0 : <f32>load<f64>(x + ((<usize>e) << 3)));
        }
      }
    }
  }

  private number(l: Level, tied: bool): void {
    const w = l.nx + 1,
      wide = l.nx > l.ny;
    for (let j = 0; j <= l.ny; j++) {
      for (let i = 0; i < w; i++) {
        const o = wide ? i * (l.ny + 1) + j : j * w + i;
        const fix = load<u8>(l.fix + j * w + i);
        const v = tied && j == l.ny ? this.env.n - 1 : 2 * o + 1;
        seti(this.eq, 2 * (j * w + i), (fix & 1) != 0 ? -1 : 2 * o);
        seti(this.eq, 2 * (j * w + i) + 1, (fix & 2) != 0 ? -1 : v);
      }
    }
  }

  // K_uu = (L+2M) sx sx' + M sy sy' + H sx sy sx' sy',  K_uv = L sx sy' + M sy sx'; s = +-1 by corner.
  private assemble(l: Level, i: i32, j: i32, c: f64): void {
    const o = l.coef + <usize>j * 2 * l.stride + ((<usize>i) << 2);
    const la = <f64>load<f32>(o),
      mu = <f64>load<f32>(o + l.stride),
      h = mu + c * la;
    for (let a = 0; a < 4; a++) {
      const xa = <f64>((a & 1) * 2 - 1),
        ya = <f64>((a >> 1) * 2 - 1);
      const na = (j + (a >> 1)) * (l.nx + 1) + i + (a & 1);
      for (let b = 0; b < 4; b++) {
        const xb = <f64>((b & 1) * 2 - 1),
          yb = <f64>((b >> 1) * 2 - 1);
        const nb = (j + (b >> 1)) * (l.nx + 1) + i + (b & 1);
        const xx = xa * xb,
          yy = ya * yb,
          hg = h * xx * yy;
        const ua = geti(this.eq, 2 * na),
          va = geti(this.eq, 2 * na + 1);
        const ub = geti(this.eq, 2 * nb),
          vb = geti(this.eq, 2 * nb + 1);
        this.env.add(ua, ub, (la + 2 * mu) * xx + mu * yy + hg);
        this.env.add(ua, vb, la * xa * yb + mu * ya * xb);
        this.env.add(va, ub, la * ya * xb + mu * xa * yb);
        this.env.add(va, vb, (la + 2 * mu) * yy + mu * xx + hg);
      }
    }
  }
}

/** Room for the factor of level l. */
export function createCoarsest(l: Level): Coarsest {
  const c = changetype<Coarsest>(alloc(offsetof<Coarsest>()));
  const nodes = (l.nx + 1) * (l.ny + 1);
  c.env = createEnvelope(nodes, min(l.nx, l.ny) + 1, 2);
  c.eq = i32s(2 * nodes);
  return c;
}
