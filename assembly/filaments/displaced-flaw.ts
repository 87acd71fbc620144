// A flaw put in another place by hand while a run goes on: its line is shifted, and the lithium in it goes along, so that its books
// stay as they are; pressure and opening follow from the place. One that a filament has grown from, or that has joined another, is
// part of a crack that stands where it is.

import { Find } from "../abi";
import { Flaw } from "../electrolyte/columns";
import { flaw } from "../electrolyte/fracture-properties";
import { Body, Branch, Head, Point, Tip } from "./columns";
import { Filaments } from "./filaments";
import { keepInside } from "./kink-criterion";

/** Distance of its upper end within which a flaw is the one that is meant, in cells. */
const REACH_CELLS: f64 = 1.0;

/** Branch whose flaw has its upper end next to (x, y) [m], -1 where there is none within reach. */
function branchAt(f: Filaments, x: f64, y: f64): i32 {
  const tree = f.tree,
    reach = REACH_CELLS * f.conditions.h;
  let best = -1,
    least = reach * reach;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    if (tree.branch(q, Branch.parent) >= 0) continue;
    const root = <i32>tree.branch(q, Branch.root),
      dx = tree.point(root, Point.x) - x,
      dy = tree.point(root, Point.y) - y,
      far = dx * dx + dy * dy;
    if (far >= least) continue;
    best = q;
    least = far;
  }
  return best;
}

/** Whether branch q is a flaw as it was, by itself. */
export function isStill(f: Filaments, q: i32): bool {
  const tree = f.tree,
    g = <i32>tree.branch(q, Branch.body),
    state = <i32>tree.branch(q, Branch.state);
  if (tree.branch(q, Branch.segments) > 0 || (state != Tip.alive && state != Tip.empty)) return false;
  // infiltration has lengthened it
  if (<i32>tree.point(<i32>tree.branch(q, Branch.tip), Point.from) != <i32>tree.branch(q, Branch.root)) return false;
  for (let k = 0, n = tree.count(Head.branches); k < n; k++) {
    if (k != q && <i32>tree.branch(k, Branch.body) == g) return false;
  }
  return true;
}

/** Whether there is a flaw with its upper end at (x, y), held by the filament that has grown from it, and whether it stays in the
 * resolved electrolyte when that end is at the depth toY [m]. */
export function findFlaw(f: Filaments, x: f64, y: f64, toY: f64): Find {
  const tree = f.tree,
    q = branchAt(f, x, y);
  if (q < 0) return Find.nothing;
  if (!isStill(f, q)) return Find.held;
  const top = tree.point(<i32>tree.branch(q, Branch.root), Point.y),
    end = toY + tree.point(<i32>tree.branch(q, Branch.tip), Point.y) - top;
  return top > 0 && end > (<f64>f.conditions.ns - 1.0) * f.conditions.h ? Find.outside : Find.free;
}

/** Shifts the flaw with its upper end at (x, y) so that it is at (toX, toY) [m]. It is there and can be moved. */
export function moveFlaw(f: Filaments, x: f64, y: f64, toX: f64, toY: f64): void {
  const tree = f.tree,
    material = f.conditions.material,
    q = branchAt(f, x, y),
    root = <i32>tree.branch(q, Branch.root),
    tip = <i32>tree.branch(q, Branch.tip);
  const x0 = tree.point(root, Point.x),
    y0 = tree.point(root, Point.y);
  for (let k = 0; k < material.flawCount; k++) {
    if (flaw(material, k, Flaw.mouth) != x0 || flaw(material, k, Flaw.depth) != y0) continue;
    const at = k * Flaw.COUNT,
      end = toX + flaw(material, k, Flaw.length) * Math.sin(flaw(material, k, Flaw.tilt));
    material.flaws[at + Flaw.mouth] = toX;
    material.flaws[at + Flaw.depth] = toY;
    put(f, tip, keepInside(f.criterion, end, toX), toY + tree.point(tip, Point.y) - y0);
    break;
  }
  put(f, root, toX, toY);
  const dx = tree.point(tip, Point.x) - toX,
    dy = tree.point(tip, Point.y) - toY,
    length = Math.sqrt(dx * dx + dy * dy);
  tree.setBranch(q, Branch.length, length);
  tree.setBranch(q, Branch.path, length);
  // what it was known to open by was that of the place before
  tree.setBody(<i32>tree.branch(q, Branch.body), Body.lastCompliance, 0.0);
  tree.dirty = true;
}

function put(f: Filaments, n: i32, x: f64, y: f64): void {
  f.tree.points[n * Point.COUNT + Point.x] = x;
  f.tree.points[n * Point.COUNT + Point.y] = y;
}
