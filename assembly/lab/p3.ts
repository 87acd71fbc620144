// Standard problem P3: conduction through the unit square between 60 insulating discs.
//   div(grad u) = 0 outside the discs, no flux through them and through the sides, and either
//   (a) u = 0 at y = 0, u = 1 at y = 1, or (b) floating: unit current in at y = 1, out at y = 0, evenly over the open cells.
// n x n cells; a cell belongs to a disc when its centre lies strictly inside; the plates of (a) act at half a cell.
import { get, set } from "../memory/arena";
import { uniform } from "../numerics/random";
import { ScalarSolver } from "../numerics/scalar/solver";

export const P3_DISCS: i32 = 60;
const SEED: u64 = 1;
/** Radii fall in equal steps: 43.5 % of the area. */
const LARGEST: f64 = 0.06,
  SMALLEST: f64 = 0.035;
/** Between discs, and between a disc and the edge: two cells of 128. */
const GAP: f64 = 2.0 / 128.0;

/** Writes x, y, radius of each disc: centres are drawn until the next disc, the largest first, fits between the others. */
export function drawP3(discs: usize): void {
  let draw: u64 = 0;
  for (let k = 0; k < P3_DISCS; k++) {
    const r = LARGEST - ((LARGEST - SMALLEST) * k) / (P3_DISCS - 1),
      edge = r + GAP;
    let x: f64, y: f64;
    do {
      x = edge + (1.0 - 2.0 * edge) * uniform(SEED, 2 * draw);
      y = edge + (1.0 - 2.0 * edge) * uniform(SEED, 2 * draw + 1);
      draw += 1;
    } while (!fits(discs, k, x, y, r));
    set(discs, 3 * k, x);
    set(discs, 3 * k + 1, y);
    set(discs, 3 * k + 2, r);
  }
}

/** Whether a disc keeps the gap to the first `count`. */
function fits(discs: usize, count: i32, x: f64, y: f64, r: f64): bool {
  for (let k = 0; k < count; k++) {
    const dx = x - get(discs, 3 * k),
      dy = y - get(discs, 3 * k + 1),
      far = r + get(discs, 3 * k + 2) + GAP;
    if (dx * dx + dy * dy < far * far) return false;
  }
  return true;
}

/** mask[n * n] = 1 outside the discs, 0 inside. */
function raster(discs: usize, n: i32, mask: usize): void {
  for (let k = 0; k < n * n; k++) set(mask, k, 1.0);
  for (let k = 0; k < P3_DISCS; k++) {
    const x = get(discs, 3 * k),
      y = get(discs, 3 * k + 1),
      r = get(discs, 3 * k + 2);
    const i0 = <i32>((x - r) * n),
      i1 = <i32>((x + r) * n) + 1,
      j0 = <i32>((y - r) * n),
      j1 = <i32>((y + r) * n) + 1;
    for (let j = max(j0, 0); j < min(j1, n); j++) {
      for (let i = max(i0, 0); i < min(i1, n); i++) {
        const dx = (<f64>i + 0.5) / n - x,
          dy = (<f64>j + 0.5) / n - y;
        if (dx * dx + dy * dy < r * r) set(mask, j * n + i, 0.0);
      }
    }
  }
}

/** Fills tx, ty, c, f of an n x n solver with P3 and its u with 0; returns the cells outside the discs. */
export function fillP3(s: ScalarSolver, discs: usize, floating: bool): i32 {
  const n = s.nx,
    mask = s.u;
  raster(discs, n, mask);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i <= n; i++) {
      const k = j * n + i;
      set(s.tx, k + j, i > 0 && i < n ? get(mask, k - 1) * get(mask, k) : 0.0);
    }
  }
  for (let k = n; k < n * n; k++) set(s.ty, k, get(mask, k - n) * get(mask, k));
  memory.fill(s.c, 0, (<usize>(n * n)) << 3);
  memory.fill(s.f, 0, (<usize>(n * n)) << 3);
  const top = n * n - n;
  let below = 0.0,
    above = 0.0,
    open = 0.0;
  for (let i = 0; i < n; i++) {
    below += get(mask, i);
    above += get(mask, top + i);
  }
  for (let i = 0; i < n; i++) {
    const plate0 = floating ? 0.0 : 2.0 * get(mask, i),
      plate1 = floating ? 0.0 : 2.0 * get(mask, top + i);
    set(s.ty, i, plate0);
    set(s.ty, n * n + i, plate1);
    set(s.f, i, floating ? -get(mask, i) / below : 0.0);
    set(s.f, top + i, floating ? get(mask, top + i) / above : plate1);
  }
  for (let k = 0; k < n * n; k++) open += get(mask, k);
  memory.fill(s.u, 0, (<usize>(n * n)) << 3);
  return <i32>open;
}

/** Sum of T (u - u_nb)^2 over the faces: the power, or twice the energy. */
function power(s: ScalarSolver): f64 {
  const n = s.nx;
  let sum = 0.0;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const k = j * n + i,
        u = get(s.u, k);
      const dx = i > 0 ? u - get(s.u, k - 1) : 0.0,
        dy = j > 0 ? u - get(s.u, k - n) : u;
      sum += get(s.tx, k + j) * dx * dx + get(s.ty, k) * dy * dy;
      if (j == n - 1) sum += get(s.ty, k + n) * u * u;
    }
  }
  return sum;
}

/** Effective conductance between bottom and top, from 2 f.u - u.A u at its maximum: of second order in the error of u. */
export function conductanceP3(s: ScalarSolver, floating: bool): f64 {
  const n = s.nx;
  let drive = 0.0,
    plate = 0.0;
  for (let k = 0; k < n * n; k++) drive += get(s.f, k) * get(s.u, k);
  for (let i = 0; i < n; i++) plate += get(s.ty, n * n + i);
  const most = 2.0 * drive - power(s);
  return floating ? 1.0 / most : plate - most;
}
