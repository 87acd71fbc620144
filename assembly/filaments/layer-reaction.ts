// Lithium that layers take up from the filaments in them, eq. (10.7) (Ye & Li, Nature 593 (2021) 218; the law is ours,
// illustrative). Beside both crack faces of a segment the layer reacts as far as diffusion through the reacted zone lets it:
//   s(t) = sqrt(2 D t),   lithium per length and depth 2 c s,   c the layer's consumption, t the age of the reaction
// so that a body whose metal is whole loses over a step
//   e = sum over segments of u (sqrt(t + dt) - sqrt(t)),   u = 2 sum over layers of l_k c_k sqrt(2 D_k)
// A film thinner than MIN_NECK_WIDTH parts, and reacts by the share V / (V + V_0) only, V_0 = MIN_NECK_WIDTH L. Implicit:
// with T the volume before the reaction,
//   V + e V / (V + V_0) = T
// has one positive root, so no step takes more than there is. Layers below the resolved electrolyte take nothing up.

import { Layer } from "../abi";
import { MIN_NECK_WIDTH, Tree, MAX_FILAMENTS } from "./tree";
import { layer } from "../electrolyte/layers";
import { Conditions } from "./conditions";
import { Doubles, doubles } from "../memory/fields";
import { alloc } from "../memory/arena";
import { Point, Head, Branch, Body } from "./columns";


@unmanaged
export class LayerReaction {
  conditions: Conditions;
  tree: Tree;
  /** Lithium that layers would take from each body in the present step if its metal stayed whole [m2]. */
  maxReaction: Doubles;
  /** Lengths of the bodies in that step [m]. */
  length: Doubles;
}

/** Room for the uptake of MAX_FILAMENTS bodies. */
export function createLayerReaction(conditions: Conditions, tree: Tree): LayerReaction {
  const reaction = changetype<LayerReaction>(alloc(offsetof<LayerReaction>()));
  reaction.conditions = conditions;
  reaction.tree = tree;
  reaction.maxReaction = doubles<Doubles>(MAX_FILAMENTS);
  reaction.length = doubles<Doubles>(MAX_FILAMENTS);
  return reaction;
}

/** Uptake u of the segment that ends at point n [m2/s^0.5]. */
function segmentUptake(reaction: LayerReaction, n: i32): f64 {
  const tree = reaction.tree;
  const L = reaction.conditions.material.layers,
    from = <i32>tree.point(n, Point.from);
  const dx = tree.point(n, Point.x) - tree.point(from, Point.x),
    y0 = tree.point(from, Point.y),
    y1 = tree.point(n, Point.y);
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
    // A segment along x lies in one layer.
    const share = inside ? 1.0 : part > 0 ? part / (low - high) : 0.0;
    if (c > 0) sum += 2.0 * length * share * c * Math.sqrt(2.0 * layer(L, k, Layer.reaction));
    top = bottom;
  }
  return sum;
}

function anyLayerReacts(reaction: LayerReaction): bool {
  const L = reaction.conditions.material.layers;
  for (let k = 0; k < L.count; k++) if (layer(L, k, Layer.consumption) * layer(L, k, Layer.reaction) > 0) return true;
  return false;
}

/** Updates the length of every body [m], and its largest uptake e over dt [m2]; before the step, in which no body grows. */
export function updateMaxReaction(reaction: LayerReaction, dt: f64): void {
  const tree = reaction.tree;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    reaction.maxReaction[g] = 0.0;
    reaction.length[g] = 0.0;
  }
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    const g = <i32>tree.branch(q, Branch.body);
    reaction.length[g] += tree.branch(q, Branch.length);
  }
  if (!anyLayerReacts(reaction)) return;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    const g = <i32>tree.branch(q, Branch.body),
      root = <i32>tree.branch(q, Branch.root);
    for (let p = <i32>tree.branch(q, Branch.tip); p != root; p = <i32>tree.point(p, Point.from)) {
      const r = tree.point(p, Point.rootAge),
        u = segmentUptake(reaction, p);
      if (u > 0) reaction.maxReaction[g] += u * (Math.sqrt(r * r + dt) - r);
    }
  }
}

/** Lithium that layers take from body g over the step [m2], T its volume before the reaction [m2]. */
export function reactedVolume(reaction: LayerReaction, g: i32, T: f64): f64 {
  const e = reaction.maxReaction[g];
  if (e == 0 || T <= 0) return 0.0;
  const V0 = MIN_NECK_WIDTH * reaction.length[g],
    x = remainingVolume(T, e, V0);
  return (e * x) / (x + V0);
}

/** Slope of reactedVolume in T [1], in [0, 1). */
export function reactedSlope(reaction: LayerReaction, g: i32, T: f64): f64 {
  const e = reaction.maxReaction[g];
  if (e == 0 || T <= 0) return 0.0;
  const V0 = MIN_NECK_WIDTH * reaction.length[g],
    x = remainingVolume(T, e, V0) + V0;
  return (e * V0) / (x * x + e * V0);
}

/** Positive root V of V + e V / (V + V0) = T [m2]. */
function remainingVolume(T: f64, e: f64, V0: f64): f64 {
  const b = V0 + e - T,
    root = Math.sqrt(b * b + 4.0 * T * V0);
  return b > 0 ? (2.0 * T * V0) / (b + root) : 0.5 * (root - b);
}

/** Books the lithium that layers have taken from body g over dt [m2], and lets its reactions age by that share of dt. */
export function bookReaction(reaction: LayerReaction, g: i32, dt: f64, eaten: f64): void {
  const tree = reaction.tree;
  if (eaten == 0) return;
  const share = eaten / reaction.maxReaction[g];
  tree.setBody(g, Body.reacted, tree.body(g, Body.reacted) + eaten);
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    if (<i32>tree.branch(q, Branch.body) != g) continue;
    for (
      let p = <i32>tree.branch(q, Branch.tip);
      p != <i32>tree.branch(q, Branch.root);
      p = <i32>tree.point(p, Point.from)
    ) {
      const r = tree.point(p, Point.rootAge);
      tree.points[p * Point.COUNT + Point.rootAge] = r + share * (Math.sqrt(r * r + dt) - r);
    }
  }
}
