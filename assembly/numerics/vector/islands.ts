// Solid islands: pieces of material inside a void that hang on nothing. They carry no load, but their
// rigid motions are nearly free and slow every iterative solver; softening them to the weight of the
// void costs nothing in accuracy.
import { get, set } from "../../memory/arena";
import { VectorSystem } from "./system";

/**
 * Multiplies lam and mu by `weight` in every solid cell (mu > solid) that is not connected through cell
 * faces to a supported node (prescribed, on a spring, or on the tied row). seen: u8[cells], stack:
 * i32[cells], both work space. Returns the number of cells softened.
 */
export function softenIslands(v: VectorSystem, solid: f64, weight: f64, seen: usize, stack: usize): i32 {
  const nx = v.nx,
    ny = v.ny,
    cells = nx * ny;
  memory.fill(seen, 0, cells);
  let depth = 0;
  for (let c = 0; c < cells; c++) {
    if (load<u8>(seen + c) != 0 || !(get(v.mu, c) > solid) || !supported(v, c)) continue;
    depth = visit(seen, stack, depth, c);
    while (depth > 0) {
      const k = load<i32>(stack + ((<usize>--depth) << 2)),
        i = k % nx;
      if (i > 0 && open(v, seen, solid, k - 1)) depth = visit(seen, stack, depth, k - 1);
      if (i < nx - 1 && open(v, seen, solid, k + 1)) depth = visit(seen, stack, depth, k + 1);
      if (k >= nx && open(v, seen, solid, k - nx)) depth = visit(seen, stack, depth, k - nx);
      if (k < cells - nx && open(v, seen, solid, k + nx)) depth = visit(seen, stack, depth, k + nx);
    }
  }
  let n = 0;
  for (let c = 0; c < cells; c++) {
    if (load<u8>(seen + c) != 0 || !(get(v.mu, c) > solid)) continue;
    set(v.lam, c, get(v.lam, c) * weight);
    set(v.mu, c, get(v.mu, c) * weight);
    n++;
  }
  return n;
}

function supported(v: VectorSystem, c: i32): bool {
  const w = v.nx + 1,
    i = c % v.nx,
    j = c / v.nx;
  if (v.tiedTop && j == v.ny - 1) return true;
  if (j == 0 && (get(v.springY, i) > 0 || get(v.springY, i + 1) > 0)) return true;
  const n = j * w + i;
  return (held(v, n) | held(v, n + 1) | held(v, n + w) | held(v, n + w + 1)) != 0;
}

function held(v: VectorSystem, n: i32): i32 {
  return load<u8>(v.fixX + n) | load<u8>(v.fixY + n);
}

function open(v: VectorSystem, seen: usize, solid: f64, k: i32): bool {
  return load<u8>(seen + k) == 0 && get(v.mu, k) > solid;
}

function visit(seen: usize, stack: usize, depth: i32, k: i32): i32 {
  store<u8>(seen + k, 1);
  store<i32>(stack + ((<usize>depth) << 2), k);
  return depth + 1;
}
