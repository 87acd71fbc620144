// A metal path to the counter side (section 6 of the scheme): its resistance R_s beside that of the cell, R_cell,
//   R_s = rho L / (w b),   w = V_g / L_g  mean width,   b  width out of the plane [knob: a section cannot know it]
// carries the share x_e = R_cell / (R_cell + R_s) of the current as electrons; what is left plates and strips. Soft while
// R_s > R_cell / 10, hard below. It heals when stripping leaves its neck thinner than NECK. Areas: R_cell is the
// area-specific resistance of the section over the electrode's area.
//
// It fuses when its current I_s = V / R_s heats it to the melting point. To heat, a thin strip of width b is a cylinder of
// diameter b / 2 (the conformal map of a slit), and one of length L standing in a half space gives off (Incropera et al.,
// Fundamentals of Heat and Mass Transfer, shape factor 2 pi L / ln(4 L / D))
//   G = 2 pi k L / ln(1 + 8 L / b)   [W/K],   dT = R_s I_s^2 / G = V^2 / (R_s G)
// within b^2 / alpha, less than a millisecond; the 1 keeps G finite for paths wider than long, and what the metal itself conducts
// away is left out. For 60 nm x 10 um over 60 um 2.5 mA give 1.2 K and 25 mA 120 K (illustrative: an order of magnitude). A neck
// as long as the path is wide runs off, w b of lithium, which stays in the body; the path is open until plating has given the
// flanks as much again (illustrative).

import { Filaments, Group, Head, Branch, NECK, groupLength } from "./tree";

/** Resistivity of lithium [Ohm m] and its melting point [K]. */
const LITHIUM: f64 = 9.3e-8;
const MELTING: f64 = 453.65;
/** Thermal conductivity of an argyrodite, about [W/(m K)]. */
const CONDUCTIVITY: f64 = 0.5;
const HARD: f64 = 0.1;

/** Whether a filament reaches the counter side and no neck is missing in it. */
export function joins(f: Filaments): bool {
  const q = f.count(Head.shorted);
  return q >= 0 && f.group(<i32>f.line(q, Branch.group), Group.charge) >= f.head[Head.bridged];
}

// @ts-ignore: decorator
@inline function pathLength(f: Filaments): f64 {
  const q = f.count(Head.shorted);
  return f.line(q, Branch.reach) + f.line(q, Branch.beyond);
}

// @ts-ignore: decorator
@inline function pathWidth(f: Filaments): f64 {
  const g = <i32>f.line(f.count(Head.shorted), Branch.group);
  return f.group(g, Group.volume) / groupLength(f, g);
}

/** Resistance of the metal path [Ohm]; infinite without one. */
export function shortResistance(f: Filaments): f64 {
  if (!joins(f)) return Infinity;
  const g = <i32>f.line(f.count(Head.shorted), Branch.group),
    width = pathWidth(f);
  if (f.group(g, Group.connected) == 0 || width < NECK) return Infinity;
  return (LITHIUM * pathLength(f)) / (width * f.shortWidth);
}

/** Opens the path where the voltage [V] across it melts it at the temperature [K]; true when it does. */
export function fuse(f: Filaments, volts: f64, temperature: f64): bool {
  const path = shortResistance(f);
  if (!(path < Infinity)) return false;
  const L = pathLength(f),
    G = (2.0 * Math.PI * CONDUCTIVITY * L) / Math.log(1.0 + (8.0 * L) / f.shortWidth);
  if (temperature + (volts * volts) / (path * G) < MELTING) return false;
  const charge = f.group(<i32>f.line(f.count(Head.shorted), Branch.group), Group.charge);
  f.head[Head.bridged] = charge + (pathWidth(f) * f.shortWidth) / f.volumePerCharge;
  f.head[Head.fuses] = f.head[Head.fuses] + 1.0;
  return true;
}

/** Share of the current that the metal carries now, kept in the state. */
export function electronicShare(f: Filaments): f64 {
  const cell = f.head[Head.cellOhm] / f.area,
    path = shortResistance(f);
  const share = path < Infinity && cell > 0 ? cell / (cell + path) : 0.0;
  f.head[Head.electronic] = share;
  return share;
}

/** 0 none, 1 soft, 2 hard. */
export function shortKind(f: Filaments): i32 {
  const path = shortResistance(f);
  if (!(path < Infinity)) return 0;
  return path > (HARD * f.head[Head.cellOhm]) / f.area ? 1 : 2;
}
