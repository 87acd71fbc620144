// Trees of straight segments in the electrolyte. A branch grows from a flaw, or out of another branch, by segments at its
// tip; branches that have met share one body of lithium, of volume V per metre of depth at the pressure p. All that evolves
// lies in one block, which is kept, taken back and written into checkpoints; whatever else filaments need follows from it.
// x along the interface, y from it into the pellet [m].

import { alloc, f64s } from "../memory/arena";
import { Doubles, addressOf } from "../memory/fields";
import { Body, Branch, Head, Point } from "./columns";

/** Most branches, and most bodies. */
export const MAX_FILAMENTS: i32 = 128;
export const MAX_POINTS: i32 = 8192;
/** Mean width below which a neck has closed [m]. */
export const MIN_NECK_WIDTH: f64 = 10e-9;


@unmanaged
export class Tree {
  /** The block of all tables, and its bytes. */
  state: usize;
  stateSize: usize;
  head: Doubles;
  bodies: Doubles;
  branches: Doubles;
  points: Doubles;
  /** Something that follows from it is older than it is. */
  dirty: bool;

  // @ts-ignore: decorator
  @inline count(k: Head): i32 {
    return <i32>this.head[k];
  }
  // @ts-ignore: decorator
  @inline body(g: i32, k: Body): f64 {
    return this.bodies[g * Body.COUNT + k];
  }
  // @ts-ignore: decorator
  @inline setBody(g: i32, k: Body, v: f64): void {
    this.bodies[g * Body.COUNT + k] = v;
  }
  // @ts-ignore: decorator
  @inline branch(q: i32, k: Branch): f64 {
    return this.branches[q * Branch.COUNT + k];
  }
  // @ts-ignore: decorator
  @inline setBranch(q: i32, k: Branch, v: f64): void {
    this.branches[q * Branch.COUNT + k] = v;
  }
  // @ts-ignore: decorator
  @inline point(n: i32, k: Point): f64 {
    return this.points[n * Point.COUNT + k];
  }
}

/** An empty tree. */
export function createTree(): Tree {
  const tree = changetype<Tree>(alloc(offsetof<Tree>()));
  const total = Head.COUNT + MAX_FILAMENTS * (Body.COUNT + Branch.COUNT) + MAX_POINTS * Point.COUNT;
  tree.stateSize = (<usize>total) << 3;
  tree.state = f64s(total);
  tree.head = changetype<Doubles>(tree.state);
  tree.bodies = changetype<Doubles>(addressOf(tree.head) + ((<usize>Head.COUNT) << 3));
  tree.branches = changetype<Doubles>(addressOf(tree.bodies) + ((<usize>(MAX_FILAMENTS * Body.COUNT)) << 3));
  tree.points = changetype<Doubles>(addressOf(tree.branches) + ((<usize>(MAX_FILAMENTS * Branch.COUNT)) << 3));
  return tree;
}

/** Index of a new point after `from` (-1: a mouth), -1 when the table is full. */
export function addPoint(tree: Tree, x: f64, y: f64, from: i32): i32 {
  const n = tree.count(Head.points);
  if (n == MAX_POINTS) return -1;
  tree.points[n * Point.COUNT + Point.x] = x;
  tree.points[n * Point.COUNT + Point.y] = y;
  tree.points[n * Point.COUNT + Point.from] = <f64>from;
  tree.points[n * Point.COUNT + Point.rootAge] = 0.0;
  tree.head[Head.points] = <f64>(n + 1);
  return n;
}

/** Whether there is room for one more flaw. */
export function hasRoom(tree: Tree): bool {
  const bodies = max(tree.count(Head.bodies), tree.count(Head.branches));
  return bodies < MAX_FILAMENTS && tree.count(Head.points) + 2 <= MAX_POINTS;
}

/** Index of a new body with a mouth of that width [m], -1 when the table is full. */
export function addBody(tree: Tree, mouth: f64): i32 {
  const g = tree.count(Head.bodies);
  if (g == MAX_FILAMENTS) return -1;
  for (let k = 0; k < Body.COUNT; k++) tree.bodies[g * Body.COUNT + k] = 0.0;
  tree.setBody(g, Body.alive, 1.0);
  tree.setBody(g, Body.mouth, mouth);
  tree.head[Head.bodies] = <f64>(g + 1);
  return g;
}

/** Index of a new branch of body g that starts at the point `root`, without a segment yet; -1 when the table is full. */
export function addBranch(tree: Tree, g: i32, parent: i32, root: i32, reach: f64): i32 {
  const q = tree.count(Head.branches);
  if (q == MAX_FILAMENTS) return -1;
  for (let k = 0; k < Branch.COUNT; k++) tree.branches[q * Branch.COUNT + k] = 0.0;
  tree.setBranch(q, Branch.body, <f64>g);
  tree.setBranch(q, Branch.parent, <f64>parent);
  tree.setBranch(q, Branch.root, <f64>root);
  tree.setBranch(q, Branch.tip, <f64>root);
  tree.setBranch(q, Branch.path, reach);
  tree.head[Head.branches] = <f64>(q + 1);
  tree.dirty = true;
  return q;
}

/** Adds a segment from the tip of branch q to (x, y); false when the table is full. */
export function extendBranch(tree: Tree, q: i32, x: f64, y: f64): bool {
  const from = <i32>tree.branch(q, Branch.tip);
  const dx = x - tree.point(from, Point.x),
    dy = y - tree.point(from, Point.y),
    l = Math.sqrt(dx * dx + dy * dy);
  const n = addPoint(tree, x, y, from);
  if (n < 0) return false;
  tree.setBranch(q, Branch.tip, <f64>n);
  tree.setBranch(q, Branch.path, tree.branch(q, Branch.path) + l);
  tree.setBranch(q, Branch.length, tree.branch(q, Branch.length) + l);
  tree.dirty = true;
  return true;
}

/** Length of all branches of body g in the resolved electrolyte [m]. */
export function bodyLength(tree: Tree, g: i32): f64 {
  let sum = 0.0;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    if (<i32>tree.branch(q, Branch.body) == g) sum += tree.branch(q, Branch.length);
  }
  return sum;
}

/** Joins body b into a: its branches, volumes [m2] and books. */
export function mergeBodies(tree: Tree, a: i32, b: i32): void {
  const short = tree.count(Head.shorted),
    own = short >= 0 ? <i32>tree.branch(short, Branch.body) : -1;
  // A neck that has melted goes on missing the same charge.
  if (own == a || own == b) tree.head[Head.bridged] += tree.body(own == a ? b : a, Body.plated);
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    if (<i32>tree.branch(q, Branch.body) == b) tree.setBranch(q, Branch.body, <f64>a);
  }
  tree.setBody(a, Body.volume, tree.body(a, Body.volume) + tree.body(b, Body.volume));
  tree.setBody(a, Body.initialVolume, tree.body(a, Body.initialVolume) + tree.body(b, Body.initialVolume));
  tree.setBody(a, Body.flawVolume, tree.body(a, Body.flawVolume) + tree.body(b, Body.flawVolume));
  tree.setBody(a, Body.plated, tree.body(a, Body.plated) + tree.body(b, Body.plated));
  tree.setBody(a, Body.extruded, tree.body(a, Body.extruded) + tree.body(b, Body.extruded));
  tree.setBody(a, Body.reacted, tree.body(a, Body.reacted) + tree.body(b, Body.reacted));
  tree.setBody(a, Body.lastCompliance, Math.max(tree.body(a, Body.lastCompliance), tree.body(b, Body.lastCompliance)));
  tree.setBody(a, Body.mouth, Math.max(tree.body(a, Body.mouth), tree.body(b, Body.mouth)));
  tree.setBody(a, Body.connected, Math.max(tree.body(a, Body.connected), tree.body(b, Body.connected)));
  for (let k = 0; k < Body.COUNT; k++) tree.setBody(b, k, 0.0);
  tree.dirty = true;
}
