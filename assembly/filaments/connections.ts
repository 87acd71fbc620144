// Which bodies the electrode feeds: through contact at a mouth, by a neck that is open or that plating would open. A body whose
// neck closes while it loses lithium is dead lithium.

import { contactPotential } from "./flank-current";
import { MIN_NECK_WIDTH, bodyLength } from "./tree";
import { Doubles } from "../memory/fields";
import { Body, Head, Branch, Point } from "./columns";
import { LithiumBalance } from "./lithium-balance";

/** Column of the mouth through which body g touches the electrode, or -1. */
export function mouthColumn(balance: LithiumBalance, g: i32): i32 {
  const tree = balance.tree,
    conditions = balance.conditions;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    const root = <i32>tree.branch(q, Branch.root);
    if (<i32>tree.branch(q, Branch.body) != g || tree.branch(q, Branch.parent) >= 0 || tree.point(root, Point.y) > 0)
      continue;
    const i = max(0, min(conditions.nx - 1, <i32>Math.floor(tree.point(root, Point.x) / conditions.h)));
    if (balance.flanks.contactMetal[i] != 0) return i;
  }
  return -1;
}

/** Whether the neck of body g is closed: thinner than MIN_NECK_WIDTH, or a flaw with less than half of what it had. */
function neckClosed(balance: LithiumBalance, g: i32): bool {
  const tree = balance.tree;
  let grown = false;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    if (<i32>tree.branch(q, Branch.body) == g && tree.branch(q, Branch.segments) > 0) grown = true;
  }
  return (
    tree.body(g, Body.volume) <=
    (grown ? MIN_NECK_WIDTH * bodyLength(tree, g) : 0.5 * Math.max(0.0, tree.body(g, Body.initialVolume)))
  );
}

/** Cuts off the bodies that lose lithium and whose neck has closed, which leaves dead lithium; true when there was one. */
export function disconnectBodies(balance: LithiumBalance): bool {
  const tree = balance.tree;
  let any = false;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    if (tree.body(g, Body.connected) == 0 || !(balance.current[g] > 0) || !neckClosed(balance, g)) continue;
    tree.setBody(g, Body.connected, 0.0);
    any = true;
  }
  return any;
}

/** Updates which bodies are connected: through contact at a mouth, by a neck that is open or that plating would open. */
export function updateConnections(balance: LithiumBalance): void {
  const tree = balance.tree,
    flanks = balance.flanks,
    conditions = balance.conditions;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    const i = tree.body(g, Body.alive) != 0 ? mouthColumn(balance, g) : -1;
    let on = i >= 0;
    if (on && neckClosed(balance, g)) {
      const above = contactPotential(flanks, changetype<Doubles>(flanks.ion.u), i) - flanks.metalPotential;
      on = conditions.volumePerCharge * (tree.body(g, Body.pressure) - conditions.pressure) <= above;
    }
    tree.setBody(g, Body.connected, on ? 1.0 : 0.0);
  }
}
