// A flaw taken out by hand while a run goes on: its crack is sound electrolyte again, and the lithium that was plated into it is gone.
// As much as its books hold is booked as taken, eq. (13.1): per metre of depth
//   V - V_0 + eaten by layers  =  (Omega/F) plated - crept back                                                   (10.17)
// What it was found with came with it and goes with it. One that a filament has grown from, or that has joined another, is part of a
// crack that stays.

import { removeRow } from "../memory/fields";
import { Body, Branch, Head, Point } from "./columns";
import { isStill } from "./displaced-flaw";
import { Filaments } from "./filaments";
import { MAX_RESOLVED } from "./resolved-bodies";
import { Tree } from "./tree";

/** Branch of the flaw with its upper end exactly at (x, y) [m]; -1 where it is not among them. */
function branchFrom(tree: Tree, x: f64, y: f64): i32 {
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    const root = <i32>tree.branch(q, Branch.root);
    if (tree.branch(q, Branch.parent) >= 0 || tree.point(root, Point.x) != x || tree.point(root, Point.y) != y)
      continue;
    return q;
  }
  return -1;
}

/** Whether a filament has grown from the flaw of the material with its upper end at (x, y) [m], or it has joined another. */
export function holdsFlaw(f: Filaments, x: f64, y: f64): bool {
  const q = branchFrom(f.tree, x, y);
  return q >= 0 && !isStill(f, q);
}

/** Lithium that is taken out [m2] with the flaw of the material with its upper end at (x, y) [m], which nothing holds. */
export function eraseFlaw(f: Filaments, x: f64, y: f64): f64 {
  const tree = f.tree,
    q = branchFrom(tree, x, y);
  f.flaws -= 1;
  if (q < 0) return 0.0;
  const g = <i32>tree.branch(q, Branch.body),
    taken = tree.body(g, Body.volume) - tree.body(g, Body.initialVolume) + tree.body(g, Body.reacted),
    tip = <i32>tree.branch(q, Branch.tip),
    root = <i32>tree.branch(q, Branch.root);
  removeBranch(tree, q);
  // the one behind first: the other keeps its number
  removePoint(tree, max(tip, root));
  removePoint(tree, min(tip, root));
  removeBody(f, g);
  tree.dirty = true;
  return taken;
}

/** An index after row k has been taken out of its table. */
// @ts-ignore: decorator
@inline function movedUp(index: f64, k: i32): f64 {
  return index > <f64>k ? index - 1.0 : index;
}

function removeBranch(tree: Tree, k: i32): void {
  const left = tree.count(Head.branches) - 1;
  removeRow(tree.branches, k, left, Branch.COUNT);
  tree.head[Head.branches] = <f64>left;
  for (let q = 0; q < left; q++) tree.setBranch(q, Branch.parent, movedUp(tree.branch(q, Branch.parent), k));
  tree.head[Head.shorted] = movedUp(tree.head[Head.shorted], k);
  tree.head[Head.started] = movedUp(tree.head[Head.started], k);
}

function removePoint(tree: Tree, k: i32): void {
  const left = tree.count(Head.points) - 1;
  removeRow(tree.points, k, left, Point.COUNT);
  tree.head[Head.points] = <f64>left;
  for (let n = 0; n < left; n++) {
    const at = n * Point.COUNT + Point.from;
    tree.points[at] = movedUp(tree.points[at], k);
  }
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    tree.setBranch(q, Branch.root, movedUp(tree.branch(q, Branch.root), k));
    tree.setBranch(q, Branch.tip, movedUp(tree.branch(q, Branch.tip), k));
  }
}

/** Takes body k out; those that are resolved keep their slots, and with them the start of their solves. */
function removeBody(f: Filaments, k: i32): void {
  const tree = f.tree,
    resolved = f.resolved,
    left = tree.count(Head.bodies) - 1;
  removeRow(tree.bodies, k, left, Body.COUNT);
  tree.head[Head.bodies] = <f64>left;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++)
    tree.setBranch(q, Branch.body, movedUp(tree.branch(q, Branch.body), k));
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const g = resolved.body[s];
    if (g >= k) resolved.body[s] = g == k ? -1 : g - 1;
  }
}
