// Direct solve on the coarsest level: envelope Cholesky in f64, unknowns numbered along the short side.
// Prescribed unknowns keep an identity row; with a tied top row its one v is the last unknown, whose
// row of the factor is full. Pivots lost to rounding (parts that hang on nothing) are dropped.
import { alloc, f64s, i32s, get, geti, set, seti } from "../memory";
import { Level } from "./level";

@unmanaged export class Coarsest {
  n: i32;          // unknowns: 2 per node and the tied one
  size: i32;       // entries of the envelope
  begin: usize;    // i32[n+1]: row i of the factor is a[begin[i]..begin[i+1])
  first: usize;    // i32[n]: column of its first entry
  a: usize;        // f64[size]
  x: usize;        // f64[n]
  eq: usize;       // i32[2*nodes]: unknown of (node, component), -1 if prescribed

  /** Assembles and factors level l; `c` as in forceRow. */
  setup(l: Level, c: f64, tied: bool): void {
    const n = this.n;
    this.number(l, tied);
    memory.fill(this.a, 0, <usize>this.size << 3);
    for (let j = 0; j < l.ny; j++) for (let i = 0; i < l.nx; i++) this.assemble(l, i, j, c);
    for (let i = 0; i <= l.nx; i++) {
      const e = geti(this.eq, 2 * i + 1);
      if (e >= 0) this.add(e, e, load<f32>(l.spring + (<usize>i << 2)));
    }
    for (let i = 0; i < n; i++) this.factorRow(i);
  }

  /** l.x = K^-1 l.rhs. */
  solve(l: Level): void {
    const n = this.n, x = this.x, w = l.nx + 1;
    memory.fill(x, 0, <usize>n << 3);
    for (let j = 0; j <= l.ny; j++) {
      for (let k = 0; k < 2; k++) {
        const row = l.rhs + (<usize>j * 2 + k) * l.stride;
        for (let i = 0; i < w; i++) {
          const e = geti(this.eq, 2 * (j * w + i) + k);
          if (e >= 0) set(x, e, get(x, e) + <f64>load<f32>(row + (<usize>i << 2)));
        }
      }
    }
    for (let i = 0; i < n; i++) {
      const b = geti(this.begin, i), m = geti(this.begin, i + 1) - b - 1, f = geti(this.first, i);
      let s = get(x, i);
      for (let k = 0; k < m; k++) s -= get(this.a, b + k) * get(x, f + k);
      set(x, i, s * get(this.a, b + m));
    }
    for (let i = n - 1; i >= 0; i--) {
      const b = geti(this.begin, i), m = geti(this.begin, i + 1) - b - 1, f = geti(this.first, i);
      const s = get(x, i) * get(this.a, b + m);
      set(x, i, s);
      for (let k = 0; k < m; k++) set(x, f + k, get(x, f + k) - s * get(this.a, b + k));
    }
    for (let j = 0; j <= l.ny; j++) {
      for (let k = 0; k < 2; k++) {
        const row = l.x + (<usize>j * 2 + k) * l.stride;
        for (let i = 0; i < w; i++) {
          const e = geti(this.eq, 2 * (j * w + i) + k);
          store<f32>(row + (<usize>i << 2), e < 0 ? 0 : <f32>get(x, e));
        }
      }
    }
  }

  private number(l: Level, tied: bool): void {
    const w = l.nx + 1, wide = l.nx > l.ny;
    for (let j = 0; j <= l.ny; j++) {
      for (let i = 0; i < w; i++) {
        const o = wide ? i * (l.ny + 1) + j : j * w + i;
        const fix = load<u8>(l.fix + j * w + i);
        const v = tied && j == l.ny ? this.n - 1 : 2 * o + 1;
        seti(this.eq, 2 * (j * w + i), (fix & 1) != 0 ? -1 : 2 * o);
        seti(this.eq, 2 * (j * w + i) + 1, (fix & 2) != 0 ? -1 : v);
      }
    }
  }

  // K_uu = (L+2M) sx sx' + M sy sy' + H sx sy sx' sy',  K_uv = L sx sy' + M sy sx'; s = +-1 by corner.
  private assemble(l: Level, i: i32, j: i32, c: f64): void {
    const o = l.coef + <usize>j * 2 * l.stride + (<usize>i << 2);
    const la = <f64>load<f32>(o), mu = <f64>load<f32>(o + l.stride), h = mu + c * la;
    for (let a = 0; a < 4; a++) {
      const xa = <f64>((a & 1) * 2 - 1), ya = <f64>((a >> 1) * 2 - 1);
      const na = (j + (a >> 1)) * (l.nx + 1) + i + (a & 1);
      for (let b = 0; b < 4; b++) {
        const xb = <f64>((b & 1) * 2 - 1), yb = <f64>((b >> 1) * 2 - 1);
        const nb = (j + (b >> 1)) * (l.nx + 1) + i + (b & 1);
        const xx = xa * xb, yy = ya * yb, hg = h * xx * yy;
        const ua = geti(this.eq, 2 * na), va = geti(this.eq, 2 * na + 1);
        const ub = geti(this.eq, 2 * nb), vb = geti(this.eq, 2 * nb + 1);
        this.add(ua, ub, (la + 2 * mu) * xx + mu * yy + hg);
        this.add(ua, vb, la * xa * yb + mu * ya * xb);
        this.add(va, ub, la * ya * xb + mu * xa * yb);
        this.add(va, vb, (la + 2 * mu) * yy + mu * xx + hg);
      }
    }
  }

  private add(i: i32, j: i32, v: f64): void {
    if (j < 0 || j > i) return;
    const k = geti(this.begin, i) + j - geti(this.first, i);
    set(this.a, k, get(this.a, k) + v);
  }

  // Row i of the factor; the diagonal is stored inverted.
  private factorRow(i: i32): void {
    const a = this.a, fi = geti(this.first, i), bi = geti(this.begin, i);
    let d = get(a, bi + i - fi);
    const whole = d;
    for (let j = fi; j < i; j++) {
      const fj = geti(this.first, j), bj = geti(this.begin, j);
      const from = max(fi, fj);
      let s = get(a, bi + j - fi);
      for (let k = from; k < j; k++) s -= get(a, bi + k - fi) * get(a, bj + k - fj);
      s *= get(a, bj + j - fj);
      set(a, bi + j - fi, s);
      d -= s * s;
    }
    set(a, bi + i - fi, d > 1e-9 * whole ? 1 / Math.sqrt(d) : 0);
  }
}

/** Room for the factor of level l. */
export function createCoarsest(l: Level): Coarsest {
  const c = changetype<Coarsest>(alloc(offsetof<Coarsest>()));
  const nodes = (l.nx + 1) * (l.ny + 1), short = min(l.nx, l.ny) + 1;
  c.n = 2 * nodes + 1;
  c.begin = i32s(c.n + 1);
  c.first = i32s(c.n);
  let size = 0;
  for (let i = 0; i < c.n; i++) {
    const first = i == c.n - 1 ? 0 : max(0, 2 * ((i >> 1) - short - 1));
    seti(c.first, i, first);
    seti(c.begin, i, size);
    size += i - first + 1;
  }
  seti(c.begin, c.n, size);
  c.size = size;
  c.a = f64s(size);
  c.x = f64s(c.n);
  c.eq = i32s(2 * nodes);
  return c;
}
