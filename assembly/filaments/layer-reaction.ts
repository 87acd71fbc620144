// Lithium that layers take up from the filaments in them (Ye & Li, Nature 593 (2021) 218; the law is ours, illustrative).
// Beside both flanks of a segment the layer reacts, as far as diffusion through what has reacted lets it:
//   s(t) = sqrt(2 D t),   lithium per length and depth 2 c s,   c the layer's consumption, t the age of the reaction
// so that a body whose metal is whole loses over a step
//   e = sum over segments of u (sqrt(t + dt) - sqrt(t)),   u = 2 sum over layers of l_k c_k sqrt(2 D_k)
// A film that thins to NECK parts and reacts by the share V / (V + V_0) only, V_0 = NECK L. Implicit, with T what the body
// would hold without the reaction,
//   V + e V / (V + V_0) = T
// has one positive root: no step takes more than there is. Layers below the resolved electrolyte take nothing up.

import { Layer } from "../abi";
import { Filaments, Group, Head, Branch, NECK, Point, groupLength } from "./tree";
import { layer } from "../electrolyte/layers";

/** u of the segment that ends at point n [m2/s^0.5]. */
function uptake(f: Filaments, n: i32): f64 {
  const L = f.material.layers,
    from = <i32>f.point(n, Point.from);
  const dx = f.point(n, Point.x) - f.point(from, Point.x),
    y0 = f.point(from, Point.y),
    y1 = f.point(n, Point.y);
  const high = Math.min(y0, y1),
    low = Math.max(y0, y1),
    length = Math.sqrt(dx * dx + (y1 - y0) * (y1 - y0));
  let sum = 0.0,
    top = 0.0;
  for (let k = 0; k < L.count; k++) {
    const bottom = top + layer(L, k, Layer.thickness),
      c = layer(L, k, Layer.consumption);
    const part = Math.min(bottom, low) - Math.max(top, high),
      inside = high >= top && low < bottom;
    // a level segment lies in one layer
    const share = inside ? 1.0 : part > 0 ? part / (low - high) : 0.0;
    if (c > 0) sum += 2.0 * length * share * c * Math.sqrt(2.0 * layer(L, k, Layer.reaction));
    top = bottom;
  }
  return sum;
}

function consuming(f: Filaments): bool {
  const L = f.material.layers;
  for (let k = 0; k < L.count; k++) if (layer(L, k, Layer.consumption) * layer(L, k, Layer.reaction) > 0) return true;
  return false;
}

/** e of every body over dt [m2]. */
export function fillAppetite(f: Filaments, dt: f64): void {
  for (let g = 0, n = f.count(Head.groups); g < n; g++) f.appetite[g] = 0.0;
  if (!consuming(f)) return;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    const g = <i32>f.line(q, Branch.group),
      root = <i32>f.line(q, Branch.root);
    for (let p = <i32>f.line(q, Branch.tip); p != root; p = <i32>f.point(p, Point.from)) {
      const r = f.point(p, Point.reacted),
        u = uptake(f, p);
      if (u > 0) f.appetite[g] = f.appetite[g] + u * (Math.sqrt(r * r + dt) - r);
    }
  }
}

/** Lithium taken over the step of fillAppetite from body g, which would hold T without [m2]. */
export function taken(f: Filaments, g: i32, T: f64): f64 {
  const e = f.appetite[g];
  if (e == 0 || T <= 0) return 0.0;
  const x = left(T, e, NECK * groupLength(f, g));
  return (e * x) / (x + NECK * groupLength(f, g));
}

/** Slope of that in T, in [0, 1). */
export function takenSlope(f: Filaments, g: i32, T: f64): f64 {
  const e = f.appetite[g];
  if (e == 0 || T <= 0) return 0.0;
  const V0 = NECK * groupLength(f, g),
    x = left(T, e, V0) + V0;
  return (e * V0) / (x * x + e * V0);
}

/** Positive root V of V + e V / (V + V0) = T. */
function left(T: f64, e: f64, V0: f64): f64 {
  const b = V0 + e - T,
    root = Math.sqrt(b * b + 4.0 * T * V0);
  return b > 0 ? (2.0 * T * V0) / (b + root) : 0.5 * (root - b);
}

/** Books what has been taken from body g over dt, and lets its reactions grow older by as much. */
export function react(f: Filaments, g: i32, dt: f64, eaten: f64): void {
  if (eaten == 0) return;
  const share = eaten / f.appetite[g];
  f.setGroup(g, Group.eaten, f.group(g, Group.eaten) + eaten);
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (<i32>f.line(q, Branch.group) != g) continue;
    for (let p = <i32>f.line(q, Branch.tip); p != <i32>f.line(q, Branch.root); p = <i32>f.point(p, Point.from)) {
      const r = f.point(p, Point.reacted);
      f.points[p * Point.COUNT + Point.reacted] = r + share * (Math.sqrt(r * r + dt) - r);
    }
  }
}
