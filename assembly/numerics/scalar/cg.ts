// Conjugate gradients on the black cells, preconditioned by one V-cycle, in the cycle's precision;
// the residual is renewed in double (refresh.ts) whenever it has fallen as far as T can carry it,
// with the search direction kept, so that the count is that of CG in double.
import { coarseCycle } from "./cycle";
import { advanceRows, descendRows, descendSeam, prolongRows, turnRows, turnSeam } from "./fine";
import { totalOf, VEC_P } from "./layout";
import { applyRankOne, followRankOne, prepareRankOne } from "./rankone";
import { refresh } from "./refresh";
import { Strip, sweep } from "./sweep";
import { System } from "./system";

/** How a stretch of iterations ended. */
export const CONVERGED: i32 = 0,
  OUT_OF_ITERATIONS: i32 = 1,
  STALLED: i32 = 2,
  /** The start is not finite; nothing of it is in the work arrays. */
  NOT_FINITE: i32 = 3;

/** A start this many times further off than the right-hand side is large gives the scale instead: its square must fit T. */
const FAR: f64 = 1e6;

/** Iterates from s.u; `count` holds the iterations done and is updated. Returns how it ended. */
export function conjugateGradients<T>(s: System, target: f64, maxit: i32, done: i32): i32 {
  const L = s.fine,
    n = L.width,
    wide = sizeof<T>() == 8;
  const reach: f64 = wide ? 1e-11 : 1e-5;
  prepareRankOne<T>(s);
  let size = s.rhsNorm > 0.0 ? s.rhsNorm : 1.0;
  let norm = refresh<T>(s, 0.0, size);
  if (norm > FAR * size) {
    size = norm;
    norm = refresh<T>(s, 0.0, size);
  }
  s.residualNorm = norm;
  s.iterations = done;
  if (norm <= target) return CONVERGED;
  if (!(norm < Infinity)) return NOT_FINITE;
  for (let J = 0; J < L.mj; J++) {
    memory.fill(L.at(VEC_P, J), 0, n);
    memory.fill(L.at(VEC_P + 1, J), 0, n);
  }
  let alpha = 0.0,
    gamma = 0.0,
    begun = false;
  let goal = nextGoal(norm, target, reach);
  descend<T>(s, 0.0);
  while (true) {
    coarseCycle<T>(s, L.coarser!);
    const product = prolong<T>(s);
    const curvature = turn<T>(s, begun ? alpha : 0.0, begun ? product / gamma : 0.0) + applyRankOne<T>(s);
    gamma = product;
    begun = true;
    s.iterations += 1;
    if (!(curvature > 0.0) || !(product > 0.0)) return STALLED;
    alpha = gamma / curvature;
    const now = Math.sqrt(descend<T>(s, alpha)) * size;
    const over = s.iterations >= maxit;
    if (now > goal && !over) continue;

    sweep(s, L, alpha, 0.0, (p: Strip): void => advanceRows<T>(p.level, p.a, p.from, p.to), null);
    alpha = 0.0;
    followRankOne<T>(s, size * s.unit);
    const fresh = refresh<T>(s, size * s.unit, now);
    s.residualNorm = fresh;
    if (fresh <= target) return CONVERGED;
    if (over) return OUT_OF_ITERATIONS;
    if (!(fresh < 0.1 * norm)) return STALLED;
    begun = false;
    size = now;
    norm = fresh;
    goal = nextGoal(norm, target, reach);
    descend<T>(s, 0.0);
  }
}

/** Down to the first coarse level, r reduced by alpha q on the way; returns the new r . r. */
function descend<T>(s: System, alpha: f64): f64 {
  sweep(
    s,
    s.fine,
    alpha,
    0.0,
    (p: Strip): void => descendRows<T>(p.system, p.level, p.a, p.from, p.to, p.quads.rows),
    (p: Strip): void => descendSeam<T>(p.level, p.a, p.from),
  );
  return totalOf(s.sums, s.fine.mj, 0);
}

/** Up from the first coarse level; returns z . r. */
function prolong<T>(s: System): f64 {
  const rows = (p: Strip): void => prolongRows<T>(p.system, p.level, p.from, p.to, p.quads.rows);
  sweep(s, s.fine, 0.0, 0.0, rows, null);
  return totalOf(s.sums, s.fine.mj, 0);
}

/** p = z + beta p, q = A p, x advanced by alpha of the direction before; returns p . q. */
function turn<T>(s: System, alpha: f64, beta: f64): f64 {
  sweep(
    s,
    s.fine,
    alpha,
    beta,
    (p: Strip): void => turnRows<T>(p.system, p.level, p.a, p.b, p.from, p.to, p.quads.rows),
    (p: Strip): void => turnSeam<T>(p.level, p.a, p.b, p.from),
  );
  return totalOf(s.sums, s.fine.mj, 0);
}

/** Where to renew the residual: equal stretches, none beyond `reach`, to just below target. */
function nextGoal(norm: f64, target: f64, reach: f64): f64 {
  const aim = 0.95 * target,
    stretches = Math.ceil(Math.log(aim / norm) / Math.log(reach));
  if (!(stretches > 1.0)) return aim;
  return norm * Math.pow(aim / norm, 1.0 / stretches);
}
