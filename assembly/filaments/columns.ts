// Columns of the tables of filaments, for the kernel and for those who read its memory.

/** Counters and facts of all filaments. */
export enum Head {
  branches,
  points,
  bodies,
  /** Segments added since the start. */
  advances,
  /** Branch that reached the counter side, -1 before, and the x of its tip [m]. */
  shorted,
  shortX,
  /** Branch that started last, -1 before, and the x of its mouth [m]. */
  started,
  startX,
  /** Resistance of the cell beside a metal path [Ohm m2], as last measured. */
  cellOhm,
  /** Share of the current that runs as electrons. */
  electronic,
  /** Number of times that a short has fused, and the charge plated on its body from which the neck is whole again [C/m]. */
  fuses,
  bridged,
  COUNT,
}

/** One lithium body. */
export enum Body {
  /** 1: lithium; 0: joined into another body, or a flaw that is still empty. */
  alive,
  /** 1: connected to the electrode through contact at a mouth. */
  connected,
  /** Lithium in it, and what it began with [m2]. */
  volume,
  initialVolume,
  pressure,
  /** Charge plated on its crack faces [C/m] and lithium pressed back to the electrode [m2], since the start. */
  plated,
  extruded,
  /** Width of its mouth [m]. */
  mouth,
  /** Lithium that layers have taken up from it since the start [m2]. */
  reacted,
  /** Opened area per pressure when it was last resolved [m2/Pa]; 0 before. */
  lastCompliance,
  /** Lithium that its flaws held as they were found, which is not part of `volume` [m2]. */
  flawVolume,
  COUNT,
}

/** State of a tip. */
export enum Tip {
  alive,
  surfaced,
  joined,
  through,
  /** Below the resolved electrolyte. */
  deep,
  /** Of a flaw inside that no lithium has reached. */
  empty,
}

/** One branch: a path of segments from a flaw or another branch to its tip. */
export enum Branch {
  body,
  /** Branch it has branched from, -1: a flaw. */
  parent,
  /** Points (index) of its root and its tip. */
  root,
  tip,
  state,
  /** Length from the electrode to its tip, and from its root [m]. */
  path,
  length,
  /** Number of segments grown. */
  segments,
  /** Depth beyond the resolved electrolyte [m]. */
  beyond,
  /** Distance that infiltration has gone since its last segment [m]. */
  infiltrated,
  COUNT,
}

export enum Point {
  x,
  y,
  /** Point before it, -1 at a mouth. */
  from,
  /** Root of the age of the reaction of layers with the segment that ends here [s^0.5]. */
  rootAge,
  COUNT,
}

/** Local frame of a tip. */
export enum Frame {
  /** Unit vector of the path over the last two cells. */
  tangentX,
  tangentY,
  /** Front of the tip's cell along it. */
  frontX,
  frontY,
  /** Unit vector up the potential around the tip. */
  fieldX,
  fieldY,
  /** 1: stress intensities follow the resolved bodies; 0: the closed form at the body's own pressure. */
  resolved,
  COUNT,
}

/** Points of the branches as they are handed out, from root to tip; one row a point. */
export enum Row {
  branch,
  body,
  parent,
  x,
  y,
  /** Mean width of the lithium in its body [m]. */
  width,
  /** 1: it has grown; 0: a flaw as it was. */
  grown,
  /** 1: cut off from the electrode. */
  dead,
  /** Place among all points by age: a point is younger than all with a lower number. */
  order,
  COUNT,
}
