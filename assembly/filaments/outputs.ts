// What is told of the filaments of a section: outputs, the table of their points, their books.

import { Out } from "../abi";
import { Section } from "../section";
import { shortKind, shortResistance } from "./short";
import { bodyLength } from "./tree";
import { Head, Body, Branch, Point, Row } from "./columns";

/** Share of the lithium books that does not add up: bodies against their charge, outflow and what layers took [m2]. */
export function filamentDefect(m: Section): f64 {
  const f = m.filaments!;
  let sum = 0.0;
  for (let g = 0, n = f.tree.count(Head.bodies); g < n; g++) {
    const gone = f.tree.body(g, Body.extruded) + f.tree.body(g, Body.reacted);
    sum += Math.abs(
      f.tree.body(g, Body.volume) -
        f.tree.body(g, Body.initialVolume) -
        f.conditions.volumePerCharge * f.tree.body(g, Body.plated) +
        gone,
    );
  }
  return sum;
}

/** Counts, lengths and the short, into the outputs. */
export function observeFilaments(m: Section): void {
  const f = m.filaments!,
    W = m.h * <f64>m.nx;
  let count = 0,
    long = 0.0,
    deep = 0.0,
    volume = 0.0,
    dead = 0.0,
    eaten = 0.0,
    pressure = 0.0;
  for (let q = 0, n = f.tree.count(Head.branches); q < n; q++) {
    if (f.tree.branch(q, Branch.segments) == 0) continue;
    count++;
    const beyond = f.tree.branch(q, Branch.beyond);
    long = Math.max(long, f.tree.branch(q, Branch.path) + beyond);
    deep = Math.max(deep, f.tree.point(<i32>f.tree.branch(q, Branch.tip), Point.y) + beyond);
  }
  for (let g = 0, n = f.tree.count(Head.bodies); g < n; g++) {
    if (f.tree.body(g, Body.alive) == 0) continue;
    volume += f.tree.body(g, Body.volume);
    eaten += f.tree.body(g, Body.reacted);
    pressure = Math.max(pressure, f.tree.body(g, Body.pressure));
    if (f.tree.body(g, Body.connected) == 0) dead += Math.max(0.0, f.tree.body(g, Body.volume));
  }
  m.put(Out.filamentCount, <f64>count);
  m.put(Out.filamentLength, long);
  m.put(Out.filamentDepth, deep);
  m.put(Out.filamentVolume, volume / W);
  m.put(Out.filamentDead, dead / W);
  m.put(Out.filamentEaten, eaten / W);
  m.put(Out.filamentPressure, pressure);
  m.put(Out.filamentStarts, <f64>f.starts);
  m.put(Out.filamentSite, f.tree.head[Head.startX]);
  const path = shortResistance(f.short);
  m.put(Out.shortKind, <f64>shortKind(f.short));
  m.put(Out.shortResistance, path < Infinity ? path * f.short.area : 0.0);
  m.put(Out.shortShare, f.tree.head[Head.electronic]);
  m.put(Out.shortSite, f.tree.head[Head.shortX]);
  m.put(Out.shortFuses, f.tree.head[Head.fuses]);
}

/** Writes the points of every filament from its root to its tip; see Row. Returns their number. */
export function writeFilaments(m: Section): i32 {
  const f = m.filaments!,
    out = m.filamentTable;
  let rows = 0;
  for (let q = 0, n = f.tree.count(Head.branches); q < n; q++) {
    const g = <i32>f.tree.branch(q, Branch.body),
      root = <i32>f.tree.branch(q, Branch.root),
      length = bodyLength(f.tree, g);
    const width = length > 0 ? f.tree.body(g, Body.volume) / length : 0.0;
    let count = 1;
    for (let p = <i32>f.tree.branch(q, Branch.tip); p != root; p = <i32>f.tree.point(p, Point.from)) count++;
    let p = <i32>f.tree.branch(q, Branch.tip);
    for (let k = count - 1; k >= 0; k--) {
      const at = (rows + k) * Row.COUNT;
      out[at + Row.branch] = <f64>q;
      out[at + Row.body] = <f64>g;
      out[at + Row.parent] = f.tree.branch(q, Branch.parent);
      out[at + Row.x] = f.tree.point(p, Point.x);
      out[at + Row.y] = f.tree.point(p, Point.y);
      out[at + Row.width] = width;
      out[at + Row.grown] = f.tree.branch(q, Branch.segments) > 0 ? 1.0 : 0.0;
      out[at + Row.dead] = f.tree.body(g, Body.alive) != 0 && f.tree.body(g, Body.connected) == 0 ? 1.0 : 0.0;
      out[at + Row.order] = <f64>p;
      p = <i32>f.tree.point(p, Point.from);
    }
    rows += count;
  }
  return rows;
}
