// Nodal forces of plane strain on Q1 squares, one row of cells at a time:
//   f = K x,  cell energy = 1/2 [lam (exx+eyy)^2 + 2 mu (exx^2+eyy^2) + mu gxy^2] + 1/2 H (hu^2 + hv^2)
// with the mean strains of the cell and the two hourglass amplitudes hu, hv;
// H = (lam+3mu)/12 is exact 2x2 Gauss, H = 3mu/12 puts lam at one point. On squares h drops out.
//
// Layout: a node row is u[S] then v[S]; a cell row is L[S] = lam/4 then M[S] = mu/4; everything
// beyond the grid is zero. "vo" is the byte offset from the first to the second half.

/**
 * Adds cell row J (between node rows xs = J and xn = J+1) and writes the force on node row J to f.
 * `ring` (4 rows) carries the share of cell row J that belongs to node row J+1; zero it before row 0.
 * The last node row is closed by a call with a row of zero coefficients.
 * `c` is 1/3 for full 2x2 Gauss, 0 for one-point lam; len = bytes, a multiple of 16.
 */
export function forceRow<T>(
  xs: usize,
  xn: usize,
  coef: usize,
  ring: usize,
  f: usize,
  vo: usize,
  len: usize,
  c: T,
): void {
  const third = v128.splat<T>(c);
  const y = xs + vo,
    yn = xn + vo,
    mu = coef + vo;
  const r1 = ring + vo,
    r2 = r1 + vo,
    r3 = r2 + vo,
    g = f + vo;
  let pu = v128.splat<T>(<T>0),
    pv = v128.splat<T>(<T>0);
  for (let i: usize = 0; i < len; i += 16) {
    let s0 = v128.load(xs + i),
      s1 = v128.load(xs + i, sizeof<T>());
    let n0 = v128.load(xn + i),
      n1 = v128.load(xn + i, sizeof<T>());
    let a = v128.add<T>(s0, n0),
      b = v128.add<T>(s1, n1);
    const ux = v128.sub<T>(b, a);
    a = v128.sub<T>(n0, s0);
    b = v128.sub<T>(n1, s1);
    const uy = v128.add<T>(b, a);
    let hu = v128.sub<T>(b, a);
    s0 = v128.load(y + i);
    s1 = v128.load(y + i, sizeof<T>());
    n0 = v128.load(yn + i);
    n1 = v128.load(yn + i, sizeof<T>());
    a = v128.add<T>(s0, n0);
    b = v128.add<T>(s1, n1);
    const vx = v128.sub<T>(b, a);
    a = v128.sub<T>(n0, s0);
    b = v128.sub<T>(n1, s1);
    const vy = v128.add<T>(b, a);
    let hv = v128.sub<T>(b, a);

    const l = v128.load(coef + i),
      m = v128.load(mu + i);
    const m2 = v128.add<T>(m, m),
      h = v128.add<T>(m, v128.mul<T>(third, l));
    const p = v128.mul<T>(l, v128.add<T>(ux, vy));
    const sx = v128.add<T>(p, v128.mul<T>(m2, ux));
    const sy = v128.add<T>(p, v128.mul<T>(m2, vy));
    const sxy = v128.mul<T>(m, v128.add<T>(uy, vx));
    hu = v128.mul<T>(h, hu);
    hv = v128.mul<T>(h, hv);

    // T is antisymmetric in x about the node column, S symmetric: force = (T+S)[I-1] + (S-T)[I].
    let t = v128.add<T>(v128.sub<T>(sx, hu), v128.load(ring + i));
    let s = v128.sub<T>(v128.load(r1 + i), sxy);
    const qu = v128.add<T>(t, s);
    v128.store(f + i, v128.add<T>(shift<T>(pu, qu), v128.sub<T>(s, t)));
    pu = qu;
    t = v128.add<T>(v128.sub<T>(sxy, hv), v128.load(r2 + i));
    s = v128.sub<T>(v128.load(r3 + i), sy);
    const qv = v128.add<T>(t, s);
    v128.store(g + i, v128.add<T>(shift<T>(pv, qv), v128.sub<T>(s, t)));
    pv = qv;
    v128.store(ring + i, v128.add<T>(sx, hu));
    v128.store(r1 + i, sxy);
    v128.store(r2 + i, v128.add<T>(sxy, hv));
    v128.store(r3 + i, sy);
  }
}

// The vector one entry to the left of b, whose left neighbour is a.
// @ts-ignore: decorator
@inline function shift<T>(a: v128, b: v128): v128 {
  if (sizeof<T>() == 4) return v128.shuffle<i32>(a, b, 3, 4, 5, 6);
  return v128.shuffle<i64>(a, b, 1, 2);
}
