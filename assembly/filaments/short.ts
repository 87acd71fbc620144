// A metal path to the counter side, eqs. (10.14) and (10.15): its resistance R_s beside that of the cell, R_cell,
//   R_s = rho L / (w b),   w = V_g / L_g  mean width,   b  width out of the plane, which a section cannot know: a parameter
// carries the share x_e = R_cell / (R_cell + R_s) of the current as electrons; the rest plates and strips. The short is soft
// while R_s > R_cell / 10, hard below. It heals when stripping leaves its neck thinner than MIN_NECK_WIDTH. R_cell is the
// area-specific resistance of the section over the electrode's area.
//
// The path fuses when its current I_s = V / R_s heats it to the melting point. Thermally a thin strip of width b is a cylinder
// of diameter b / 2 (the conformal map of a slit), and one of length L standing in a half space gives off (Incropera et al.,
// Fundamentals of Heat and Mass Transfer, shape factor 2 pi L / ln(4 L / D))
//   G = 2 pi k L / ln(1 + 8 L / b)   [W/K],   dT = R_s I_s^2 / G = V^2 / (R_s G)
// within b^2 / alpha, less than a millisecond. The 1 keeps G finite for paths wider than long; conduction along the metal is
// left out. For 60 nm x 10 um over 60 um 2.5 mA give 1.2 K and 25 mA 120 K (illustrative: an order of magnitude). A neck as
// long as the path is wide melts and runs off, w b of lithium, which stays in the body; the path is open until plating has
// given the crack faces as much again (illustrative).

import { MIN_NECK_WIDTH, bodyLength, Tree } from "./tree";
import { Conditions } from "./conditions";
import { alloc } from "../memory/arena";
import { Head, Branch, Body } from "./columns";

/** Resistivity of lithium [Ohm m] and its melting point [K]. */
const LITHIUM_RESISTIVITY: f64 = 9.3e-8;
const LITHIUM_MELTING_POINT: f64 = 453.65;
/** Thermal conductivity of an argyrodite, about [W/(m K)]. */
const THERMAL_CONDUCTIVITY: f64 = 0.5;
const HARD_SHORT_RATIO: f64 = 0.1;


@unmanaged
export class Short {
  conditions: Conditions;
  tree: Tree;
  /** Width of a metal path out of the plane [m]. */
  width: f64;
  /** Area of the electrode [m2]. */
  area: f64;
}

/** A short without a path. */
export function createShort(conditions: Conditions, tree: Tree): Short {
  const short = changetype<Short>(alloc(offsetof<Short>()));
  short.conditions = conditions;
  short.tree = tree;
  return short;
}

/** Whether a branch reaches the counter side and no neck is missing in it. */
export function pathJoined(short: Short): bool {
  const tree = short.tree;
  const q = tree.count(Head.shorted);
  return q >= 0 && tree.body(<i32>tree.branch(q, Branch.body), Body.plated) >= tree.head[Head.bridged];
}

// @ts-ignore: decorator
@inline function pathLength(short: Short): f64 {
  const q = short.tree.count(Head.shorted);
  return short.tree.branch(q, Branch.path) + short.tree.branch(q, Branch.beyond);
}

// @ts-ignore: decorator
@inline function pathWidth(short: Short): f64 {
  const g = <i32>short.tree.branch(short.tree.count(Head.shorted), Branch.body);
  return short.tree.body(g, Body.volume) / bodyLength(short.tree, g);
}

/** Resistance of the metal path [Ohm]; infinite without one. */
export function shortResistance(short: Short): f64 {
  const tree = short.tree;
  if (!pathJoined(short)) return Infinity;
  const g = <i32>tree.branch(tree.count(Head.shorted), Branch.body),
    width = pathWidth(short);
  if (tree.body(g, Body.connected) == 0 || width < MIN_NECK_WIDTH) return Infinity;
  return (LITHIUM_RESISTIVITY * pathLength(short)) / (width * short.width);
}

/** Opens the path where the voltage [V] across it melts it at the temperature [K]; true when it does. */
export function fusePath(short: Short, volts: f64, temperature: f64): bool {
  const tree = short.tree;
  const path = shortResistance(short);
  if (!(path < Infinity)) return false;
  const L = pathLength(short),
    G = (2.0 * Math.PI * THERMAL_CONDUCTIVITY * L) / Math.log(1.0 + (8.0 * L) / short.width);
  if (temperature + (volts * volts) / (path * G) < LITHIUM_MELTING_POINT) return false;
  const charge = tree.body(<i32>tree.branch(tree.count(Head.shorted), Branch.body), Body.plated);
  tree.head[Head.bridged] = charge + (pathWidth(short) * short.width) / short.conditions.volumePerCharge;
  tree.head[Head.fuses] += 1.0;
  return true;
}

/** Share of the current that runs through the metal path as electrons [1]; kept in the state. */
export function electronicShare(short: Short): f64 {
  const tree = short.tree;
  const cell = tree.head[Head.cellOhm] / short.area,
    path = shortResistance(short);
  const share = path < Infinity && cell > 0 ? cell / (cell + path) : 0.0;
  tree.head[Head.electronic] = share;
  return share;
}

/** Kind of the short: 0 none, 1 soft, 2 hard. */
export function shortKind(short: Short): i32 {
  const path = shortResistance(short);
  if (!(path < Infinity)) return 0;
  return path > (HARD_SHORT_RATIO * short.tree.head[Head.cellOhm]) / short.area ? 1 : 2;
}
