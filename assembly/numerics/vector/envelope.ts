// Envelope Cholesky in f64 for the coarsest levels: unknowns c per node along the short side of a grid,
// plus one last unknown (the tied row) whose row of the factor is full. Unused unknowns keep a zero row
// and solve to zero; so do pivots lost to rounding (parts that hang on nothing).
import { alloc, f64s, i32s, get, geti, set, seti } from "../../memory/arena";


@unmanaged export class Envelope {
  n: i32; // unknowns
  size: i32; // entries
  begin: usize; // i32[n+1]: row i of the factor is a[begin[i]..begin[i+1])
  first: usize; // i32[n]: column of its first entry
  a: usize; // f64[size]
  x: usize; // f64[n]: right-hand side, then solution

  clear(): void {
    memory.fill(this.a, 0, (<usize>this.size) << 3);
  }

  /** K(i, j) += v for the lower triangle; other entries and negative indices are ignored. */
  add(i: i32, j: i32, v: f64): void {
    if (j < 0 || j > i) return;
    const k = geti(this.begin, i) + j - geti(this.first, i);
    set(this.a, k, get(this.a, k) + v);
  }

  /** Replaces K by its factor; diagonals are stored inverted. */
  factor(): void {
    for (let i = 0; i < this.n; i++) this.factorRow(i);
  }

  solve(): void {
    const n = this.n,
      x = this.x;
    for (let i = 0; i < n; i++) {
      const b = geti(this.begin, i),
        m = geti(this.begin, i + 1) - b - 1,
        f = geti(this.first, i);
      const s = get(x, i) - dot(this.a + ((<usize>b) << 3), x + ((<usize>f) << 3), m);
      set(x, i, s * get(this.a, b + m));
    }
    for (let i = n - 1; i >= 0; i--) {
      const b = geti(this.begin, i),
        m = geti(this.begin, i + 1) - b - 1,
        f = geti(this.first, i);
      const s = get(x, i) * get(this.a, b + m);
      set(x, i, s);
      subtract(x + ((<usize>f) << 3), this.a + ((<usize>b) << 3), s, m);
    }
  }

  private factorRow(i: i32): void {
    const a = this.a,
      fi = geti(this.first, i),
      bi = geti(this.begin, i);
    let d = get(a, bi + i - fi);
    const whole = d;
    for (let j = fi; j < i; j++) {
      const fj = geti(this.first, j),
        bj = geti(this.begin, j),
        k = max(fi, fj);
      let s = get(a, bi + j - fi) - dot(a + ((<usize>(bi + k - fi)) << 3), a + ((<usize>(bj + k - fj)) << 3), j - k);
      s *= get(a, bj + j - fj);
      set(a, bi + j - fi, s);
      d -= s * s;
    }
    set(a, bi + i - fi, d > 1e-9 * whole ? 1 / Math.sqrt(d) : 0);
  }
}

/** Sum of the products of n doubles at two addresses. */
export function dot(a: usize, b: usize, n: i32): f64 {
  let s = f64x2.splat(0),
    t = s;
  let k = 0;
  for (; k + 4 <= n; k += 4, a += 32, b += 32) {
    s = f64x2.add(s, f64x2.mul(v128.load(a), v128.load(b)));
    t = f64x2.add(t, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
  }
  s = f64x2.add(s, t);
  let r = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
  for (; k < n; k++, a += 8, b += 8) r += load<f64>(a) * load<f64>(b);
  return r;
}

// x -= s a.
function subtract(x: usize, a: usize, s: f64, n: i32): void {
  const w = f64x2.splat(s);
  let k = 0;
  for (; k + 2 <= n; k += 2, x += 16, a += 16) v128.store(x, f64x2.sub(v128.load(x), f64x2.mul(w, v128.load(a))));
  if (k < n) store<f64>(x, load<f64>(x) - s * load<f64>(a));
}

/** Room for a grid of `nodes` nodes, `short` of them along the short side, c unknowns each. */
export function createEnvelope(nodes: i32, short: i32, c: i32): Envelope {
  const e = changetype<Envelope>(alloc(offsetof<Envelope>()));
  e.n = c * nodes + 1;
  e.begin = i32s(e.n + 1);
  e.first = i32s(e.n);
  let size = 0;
  for (let i = 0; i < e.n; i++) {
    const first = i == e.n - 1 ? 0 : max(0, c * (i / c - short - 1));
    seti(e.first, i, first);
    seti(e.begin, i, size);
    size += i - first + 1;
  }
  seti(e.begin, e.n, size);
  e.size = size;
  e.a = f64s(size);
  e.x = f64s(e.n);
  return e;
}
