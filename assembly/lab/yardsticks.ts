// What the bench measures others by: the bandwidth of memory (triad) and one application of each operator in f64,
// the work unit of docs/numerics.md.
import { addSprings, coefRow } from "../numerics/vector/residual";
import { forceRow } from "../numerics/vector/force";
import { ScalarSolver } from "../numerics/scalar/solver";
import { VectorSolver } from "../numerics/vector/solver";

/** a = b + 3 c over n doubles (a multiple of 8). */
export function triad(a: usize, b: usize, c: usize, n: i32): void {
  const three = f64x2.splat(3.0);
  for (let o: usize = 0, end = (<usize>n) << 3; o < end; o += 64) {
    v128.store(a + o, f64x2.add(v128.load(b + o), f64x2.mul(three, v128.load(c + o))));
    v128.store(a + o, f64x2.add(v128.load(b + o, 16), f64x2.mul(three, v128.load(c + o, 16))), 16);
    v128.store(a + o, f64x2.add(v128.load(b + o, 32), f64x2.mul(three, v128.load(c + o, 32))), 32);
    v128.store(a + o, f64x2.add(v128.load(b + o, 48), f64x2.mul(three, v128.load(c + o, 48))), 48);
  }
}

/** out = sum of T (u - u_nb) on the natural arrays of s, the scalar operator without its zero-order term. */
export function applyScalar(s: ScalarSolver, out: usize): void {
  const nx = s.nx,
    row = (<usize>nx) << 3;
  for (let j = 0; j < s.ny; j++) {
    const at = <usize>j * row;
    scalarRow(
      s.u + at,
      s.tx + ((<usize>(j * (nx + 1))) << 3),
      s.ty + at,
      out + at,
      row,
      j > 0 ? row : 0,
      j < s.ny - 1 ? row : 0,
    );
  }
}

// Sides with a conductance of zero may look at any neighbour; at the first and last row that is the cell itself.
function scalarRow(u: usize, tx: usize, ty: usize, out: usize, row: usize, below: usize, above: usize): void {
  for (let o: usize = 0; o < row; o += 16) {
    const p = u + o,
      v = v128.load(p);
    let a = f64x2.mul(v128.load(tx + o), f64x2.sub(v, v128.load(p - 8)));
    let b = f64x2.mul(v128.load(tx + o, 8), f64x2.sub(v, v128.load(p, 8)));
    a = f64x2.add(a, f64x2.mul(v128.load(ty + o), f64x2.sub(v, v128.load(p - below))));
    b = f64x2.add(b, f64x2.mul(v128.load(ty + row + o), f64x2.sub(v, v128.load(p + above))));
    v128.store(out + o, f64x2.add(a, b));
  }
}

/** q = K p on the padded rows of the solver's CG: the vector operator as CG applies it. */
export function applyVector(v: VectorSolver): void {
  const c = v.cg,
    w = c.rows,
    two: usize = 2 * w.stride;
  memory.fill(w.ring, 0, 4 * w.stride);
  for (let j = 0; j <= v.ny; j++) {
    const p = c.p + <usize>j * two,
      q = c.q + <usize>j * two;
    forceRow<f64>(p, p + two, coefRow(v, w, j), w.ring, q, w.stride, w.len, v.full ? 1.0 / 3 : 0);
    if (j == 0) addSprings(v.springY, q + w.stride, p + w.stride, v.nx + 1);
  }
}
