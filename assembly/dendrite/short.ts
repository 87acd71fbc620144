// A metal path to the counter side (section 6 of the scheme): its resistance R_s beside that of the cell, R_cell,
//   R_s = rho L / (w b),   w = V_g / L_g  mean width,   b  width out of the plane [knob: a section cannot know it]
// carries the share x_e = R_cell / (R_cell + R_s) of the current as electrons; what is left plates and strips. Soft while
// R_s > R_cell / 10, hard below. It heals when stripping leaves its neck thinner than NECK. Areas: R_cell is the
// area-specific resistance of the section over the electrode's area.

import { get, set } from "../memory";
import { Filaments, Group, Head, Line, NECK, groupLength } from "./filament";

/** Resistivity of lithium [Ohm m]. */
const LITHIUM: f64 = 9.3e-8;
const HARD: f64 = 0.1;

/** Resistance of the metal path [Ohm]; infinite without one. */
export function shortResistance(f: Filaments): f64 {
  const q = f.count(Head.shorted);
  if (q < 0) return Infinity;
  const g = <i32>f.line(q, Line.group), width = f.group(g, Group.volume) / groupLength(f, g);
  if (f.group(g, Group.connected) == 0 || width < NECK) return Infinity;
  return (LITHIUM * (f.line(q, Line.reach) + f.line(q, Line.beyond))) / (width * f.shortWidth);
}

/** Share of the current that the metal carries now, kept in the state. */
export function electronicShare(f: Filaments): f64 {
  const cell = get(f.head, Head.cellOhm) / f.area, path = shortResistance(f);
  const share = path < Infinity && cell > 0 ? cell / (cell + path) : 0.0;
  set(f.head, Head.electronic, share);
  return share;
}

/** 0 none, 1 soft, 2 hard. */
export function shortKind(f: Filaments): i32 {
  const path = shortResistance(f);
  if (!(path < Infinity)) return 0;
  return path > (HARD * get(f.head, Head.cellOhm)) / f.area ? 1 : 2;
}
