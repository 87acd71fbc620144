// Lithium filaments as trees of straight segments, joined into groups that share one lithium body (issue 5, scheme C).
// A filament grows from a flaw, or as a branch from another one, by segments at its tip; its metal is at the potential
// of the electrode. Groups hold the lithium: volume V per metre of depth, pressure p. Everything that evolves lies in
// one flat block; the rest is derived from it (raster.ts, flank-current.ts, crack-opening.ts, stress-intensity.ts).
// x along the interface, y from it into the pellet [m]. SI; currents here are positive when they plate.

import { alloc, f64s } from "../memory/arena";
import { ScalarSolver } from "../numerics/scalar/solver";
import { VectorSolver } from "../numerics/vector/solver";
import { Material } from "../electrolyte/fracture-properties";
import {
  Doubles,
  Integers,
  FaceX,
  FaceY,
  Line,
  ElectrolyteCells,
  Bytes,
  Nodes,
  addressOf,
  integers,
  doubles,
} from "../memory/fields";

export const MAX_FILAMENTS: i32 = 128;
export const MAX_POINTS: i32 = 8192;
/** Groups that are resolved elastically at one time; the others follow the closed forms. */
export const MAX_UNITS: i32 = 8;
/** Directions of advance that are compared: 5 degrees apart, 80 to either side. */
export const ANGLES: i32 = 33;
/** Terms of the Williams series that are fitted. */
export const FIT_TERMS: i32 = 7;
/** Mean width below which a neck has closed [m]. */
export const NECK: f64 = 10e-9;

/** Counters and facts of the whole, at the front of the state. */
export enum Head {
  filaments,
  points,
  groups,
  /** Segments added since the start. */
  advances,
  /** Filament that reached the counter side, -1 before, and where. */
  shorted,
  shortX,
  /** Filament that started last, -1 before, and the x of its mouth. */
  started,
  startX,
  /** Resistance of the cell beside a metal path [Ohm m2], as last measured. */
  cellOhm,
  /** Share of the current that runs as electrons. */
  electronic,
  /** How often a short has fused, and the charge of its body [C/m] from which the neck is whole again; -Infinity before. */
  fuses,
  bridged,
  COUNT,
}

/** One lithium body. */
export enum Group {
  /** 1: lithium; 0: joined into another body, or a flaw that is still empty. */
  alive,
  /** Whether it hangs on the electrode through contact at a mouth. */
  connected,
  /** Lithium in it, and what it began with [m2]. */
  volume,
  first,
  pressure,
  /** Charge plated on its flanks [C/m] and lithium pressed back to the electrode [m2], since the start. */
  charge,
  extruded,
  /** Width of its mouth [m]. */
  mouth,
  /** Lithium that layers have taken up from it since the start [m2]. */
  eaten,
  /** Opened area per pressure when it was last resolved [m2/Pa], 0 before. */
  opened,
  /** Lithium that its flaws held as they were found, which is not part of `volume` [m2]. */
  hollow,
  COUNT,
}

/** What has become of a tip. */
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

/** One filament. */
export enum Branch {
  group,
  /** Filament it branched from, -1 from a flaw. */
  parent,
  /** Points (index) at its root and its tip. */
  root,
  tip,
  state,
  /** Path from the electrode to its tip, and from its root [m]. */
  reach,
  own,
  /** Segments grown. */
  grown,
  /** Depth beyond the resolved electrolyte [m]. */
  beyond,
  /** Way that infiltration has gone since its last segment [m]. */
  seeped,
  COUNT,
}

export enum Point {
  x,
  y,
  /** Point before it, -1 at a mouth. */
  from,
  /** Root of the time for which layers have reacted with the segment that ends here [s^0.5]. */
  reacted,
  COUNT,
}


@unmanaged
export class Filaments {
  nx: i32;
  ns: i32;
  h: f64;
  material: Material;
  ion: ScalarSolver;
  elastic: VectorSolver;

  // What they live in; set before the start, and again when the temperature changes.
  kappa: f64;
  /** Interface resistance of the flanks [Ohm m2]. */
  ohm: f64;
  /** Omega / F [m3/C]. */
  volumePerCharge: f64;
  /** E and nu of the electrolyte. */
  youngs: f64;
  poisson: f64;
  /** Pressure of the flat electrode [Pa]: the reference of the flanks. */
  pressure: f64;
  /** Creep of lithium edot = A sigma^n [1/(s Pa^n)]. */
  creepRate: f64;
  creepExponent: f64;
  /** Weight chi of the field's direction against fracture alone, score of a second direction that branches. */
  following: f64;
  branching: f64;
  /** Length of a segment [m]. */
  segment: f64;
  /** One call of grow ends after so many segments, but not before the time `least` [s]. */
  most: i32;
  least: f64;
  /** Electrolyte below the resolved one [m]. */
  rest: f64;
  /** Width of a metal path out of the plane [m] and area of the electrode [m2]. */
  shortWidth: f64;
  area: f64;

  /** Filaments that started in the last grow. */
  starts: i32;

  // State, one block.
  state: usize;
  stateSize: usize;
  head: Doubles;
  groups: Doubles;
  lines: Doubles;
  points: Doubles;

  /** Something below is older than the state. */
  dirty: bool;

  // Raster: owner of each cell (group + 1, 0 electrolyte), the metal cells, share of a staircase that counts as flank.
  owner: Integers;
  cells: Integers;
  cellCount: i32;
  weight: Doubles;
  walk: Integers;

  // Feed.
  baseX: FaceX;
  baseY: FaceY;
  /** Conductance of the flat contact [S/m] and its source [A/m], per column; zero where it is not. */
  top: Line;
  topSource: Line;
  /** 1 where a column lets the metal above reach a mouth. */
  topMetal: Line;
  /** Whether `drive` is the counter side's voltage above the metal [V] instead of the current [A/m]. */
  held: bool;
  drive: f64;
  /** Conductance of the counter side by column [S/m], weights of the rank-one term. */
  ones: Line;
  /** Potential of the metal in the frame of ion.u [V]. */
  metal: f64;
  /** Voltage of the counter side above the metal at the last solve [V]. */
  volts: f64;
  /** Conductance of the flanks [S/m], pressure at the last solve [Pa] and current then [A/m], per group. */
  conductance: Doubles;
  base: Doubles;
  flank: Doubles;
  /** Current of the columns of the contact at the last solve [A/m], their charge over the last grow [C/m]. */
  topCurrent: Line;
  topCharge: Line;
  /** Conductance of contact and flanks together [S/m]. */
  tie: f64;
  /** Per unit: potential, f64[cells], and top current, f64[nx], per pressure; flank currents per pressure, groups x units. */
  unitPsi: Doubles;
  unitTop: Doubles;
  response: Doubles;
  /** Lithium pressed back to the electrode over the last grow, by column [m2]. */
  returned: Line;
  /** Integral of (p - base) over time since the last solve, per unit, and of `rise` behind them [Pa s]. */
  lean: Doubles;

  // Opening.
  baseLam: ElectrolyteCells;
  baseMu: ElectrolyteCells;
  /** u8[nodes] supports as they are without metal. */
  baseFix: Bytes;
  /** Loads on the nodes of the interface [N/m], into the pellet. */
  nodeForce: Nodes;
  unitX: Doubles;
  unitY: Doubles;
  loadX: Doubles;
  loadY: Doubles;
  /** Group of each unit, -1 free; unit of each group, -1. */
  unitGroup: Integers;
  groupUnit: Integers;
  /** Opened area per pressure, units^2, and under the loads, units. */
  openings: Doubles;
  openingLoad: Doubles;
  /** D_g and d_g of units that follow the closed form, else 1. */
  unitScale: Doubles;
  unitFelt: Doubles;
  /** Solver iterations and set-ups of the last refresh. */
  iterations: i32;

  // Tips: local frame, sample of the fit, stress intensities per unit and under the loads, toughness by direction.
  tips: Doubles;
  intensityI: Doubles;
  intensityII: Doubles;
  toughness: Doubles;
  angleTable: Doubles;
  sample: Integers;
  /** Rows of the basis (3), normal matrix, two right-hand sides; stress of a cell; point of a tip in its cell [m]. */
  fitWork: Doubles;
  stress: Doubles;
  place: Doubles;

  // Balance: pressures under trial, dense work.
  trial: Doubles;
  current: Doubles;
  outflow: Doubles;
  outflowSlope: Doubles;
  appetite: Doubles;
  dense: Doubles;
  denseRight: Doubles;
  /** Groups without a unit: what their volume misses at the pressures under trial, and its slope in their own. */
  miss: Doubles;
  missSlope: Doubles;
  /** Pressure by which they have lifted the potential since the last solve [Pa]. */
  rise: f64;
  /** Last step of the balance [s]. */
  lastStep: f64;
  /** Tip that is about to advance, -1; its direction (index) and ratio, and a second direction or -1. */
  eventTip: i32;
  eventRatio: f64;

  // @ts-ignore: decorator
  @inline count(k: Head): i32 {
    return <i32>this.head[k];
  }
  // @ts-ignore: decorator
  @inline group(g: i32, k: Group): f64 {
    return this.groups[g * Group.COUNT + k];
  }
  // @ts-ignore: decorator
  @inline setGroup(g: i32, k: Group, v: f64): void {
    this.groups[g * Group.COUNT + k] = v;
  }
  // @ts-ignore: decorator
  @inline line(q: i32, k: Branch): f64 {
    return this.lines[q * Branch.COUNT + k];
  }
  // @ts-ignore: decorator
  @inline setLine(q: i32, k: Branch, v: f64): void {
    this.lines[q * Branch.COUNT + k] = v;
  }
  // @ts-ignore: decorator
  @inline point(n: i32, k: Point): f64 {
    return this.points[n * Point.COUNT + k];
  }
  /** Whether contact and flanks have a given current to carry, and can. */
  // @ts-ignore: decorator
  @inline given(): bool {
    return !this.held && this.tie > 0;
  }
  /** Plane-strain stiffness E' [Pa]. */
  // @ts-ignore: decorator
  @inline stiffness(): f64 {
    return this.youngs / (1.0 - this.poisson * this.poisson);
  }
}

/** Columns of the derived table of tips. */
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
  /** 1: intensities hold for the units; 0: closed form with the group's own pressure. */
  resolved,
  COUNT,
}

/** Room for filaments on the electrolyte of nx x ns cells that the two solvers share. */
export function createFilaments(
  nx: i32,
  ns: i32,
  ion: ScalarSolver,
  elastic: VectorSolver,
  material: Material,
): Filaments {
  const f = changetype<Filaments>(alloc(offsetof<Filaments>()));
  const cells = nx * ns,
    nodes = (nx + 1) * (ns + 1);
  f.nx = nx;
  f.ns = ns;
  f.ion = ion;
  f.elastic = elastic;
  f.material = material;
  const total = Head.COUNT + MAX_FILAMENTS * (Group.COUNT + Branch.COUNT) + MAX_POINTS * Point.COUNT;
  f.stateSize = (<usize>total) << 3;
  f.state = f64s(total);
  f.head = changetype<Doubles>(f.state);
  f.groups = changetype<Doubles>(addressOf(f.head) + ((<usize>Head.COUNT) << 3));
  f.lines = changetype<Doubles>(addressOf(f.groups) + ((<usize>(MAX_FILAMENTS * Group.COUNT)) << 3));
  f.points = changetype<Doubles>(addressOf(f.lines) + ((<usize>(MAX_FILAMENTS * Branch.COUNT)) << 3));

  f.owner = integers(cells);
  f.cells = integers(cells);
  f.walk = integers(2 * (nx + ns) + 8);
  f.weight = doubles<Doubles>(MAX_FILAMENTS);

  f.baseX = doubles<FaceX>((nx + 1) * ns);
  f.baseY = doubles<FaceY>(nx * (ns + 1));
  f.top = doubles<Line>(nx);
  f.topSource = doubles<Line>(nx);
  f.topMetal = doubles<Line>(nx);
  f.ones = doubles<Line>(nx);
  f.conductance = doubles<Doubles>(MAX_FILAMENTS);
  f.base = doubles<Doubles>(MAX_FILAMENTS);
  f.flank = doubles<Doubles>(MAX_FILAMENTS);
  f.topCurrent = doubles<Line>(nx);
  f.topCharge = doubles<Line>(nx);
  f.returned = doubles<Line>(nx);
  f.unitPsi = doubles<Doubles>(MAX_UNITS * cells);
  f.unitTop = doubles<Doubles>(MAX_UNITS * nx);
  f.response = doubles<Doubles>(MAX_FILAMENTS * MAX_UNITS);
  f.lean = doubles<Doubles>(MAX_UNITS + 1);

  f.baseLam = doubles<ElectrolyteCells>(cells);
  f.baseMu = doubles<ElectrolyteCells>(cells);
  f.baseFix = changetype<Bytes>(alloc(nodes));
  f.nodeForce = doubles<Nodes>(nx + 1);
  f.unitX = doubles<Doubles>(MAX_UNITS * nodes);
  f.unitY = doubles<Doubles>(MAX_UNITS * nodes);
  f.loadX = doubles<Doubles>(nodes);
  f.loadY = doubles<Doubles>(nodes);
  f.unitGroup = integers(MAX_UNITS);
  f.groupUnit = integers(MAX_FILAMENTS);
  f.openings = doubles<Doubles>(MAX_UNITS * MAX_UNITS);
  f.openingLoad = doubles<Doubles>(MAX_UNITS);
  f.unitScale = doubles<Doubles>(MAX_UNITS);
  f.unitFelt = doubles<Doubles>(MAX_UNITS);

  f.tips = doubles<Doubles>(MAX_FILAMENTS * Frame.COUNT);
  f.intensityI = doubles<Doubles>(MAX_FILAMENTS * (MAX_UNITS + 1));
  f.intensityII = doubles<Doubles>(MAX_FILAMENTS * (MAX_UNITS + 1));
  f.toughness = doubles<Doubles>(MAX_FILAMENTS * ANGLES);
  f.angleTable = doubles<Doubles>(3 * ANGLES);
  f.sample = integers(cells);
  f.fitWork = doubles<Doubles>(FIT_TERMS * (FIT_TERMS + 5));
  f.stress = doubles<Doubles>(3);
  f.place = doubles<Doubles>(2);

  f.trial = doubles<Doubles>(MAX_FILAMENTS);
  f.current = doubles<Doubles>(MAX_FILAMENTS);
  f.outflow = doubles<Doubles>(MAX_FILAMENTS);
  f.outflowSlope = doubles<Doubles>(MAX_FILAMENTS);
  f.appetite = doubles<Doubles>(MAX_FILAMENTS);
  f.dense = doubles<Doubles>((MAX_UNITS + 1) * (MAX_UNITS + 1));
  f.denseRight = doubles<Doubles>(MAX_UNITS + 1);
  f.miss = doubles<Doubles>(MAX_FILAMENTS);
  f.missSlope = doubles<Doubles>(MAX_FILAMENTS);

  f.following = 0.6;
  f.branching = 0.8;
  f.most = 1 << 30;
  elastic.reserveRobust();
  elastic.auto = true;
  return f;
}

/** Adds a point after `from` (-1: a mouth); its index, -1 when the table is full. */
export function addPoint(f: Filaments, x: f64, y: f64, from: i32): i32 {
  const n = f.count(Head.points);
  if (n == MAX_POINTS) return -1;
  f.points[n * Point.COUNT + Point.x] = x;
  f.points[n * Point.COUNT + Point.y] = y;
  f.points[n * Point.COUNT + Point.from] = <f64>from;
  f.points[n * Point.COUNT + Point.reacted] = 0.0;
  f.head[Head.points] = <f64>(n + 1);
  return n;
}

/** Adds a lithium body with a mouth of the given width [m]; its index, -1 when the table is full. */
export function addGroup(f: Filaments, mouth: f64): i32 {
  const g = f.count(Head.groups);
  if (g == MAX_FILAMENTS) return -1;
  for (let k = 0; k < Group.COUNT; k++) f.groups[g * Group.COUNT + k] = 0.0;
  f.setGroup(g, Group.alive, 1.0);
  f.setGroup(g, Group.mouth, mouth);
  f.head[Head.groups] = <f64>(g + 1);
  return g;
}

/** Adds a filament of group g from the point `root` on, without a segment yet; its index, -1 when the table is full. */
export function addFilament(f: Filaments, g: i32, parent: i32, root: i32, reach: f64): i32 {
  const q = f.count(Head.filaments);
  if (q == MAX_FILAMENTS) return -1;
  for (let k = 0; k < Branch.COUNT; k++) f.lines[q * Branch.COUNT + k] = 0.0;
  f.setLine(q, Branch.group, <f64>g);
  f.setLine(q, Branch.parent, <f64>parent);
  f.setLine(q, Branch.root, <f64>root);
  f.setLine(q, Branch.tip, <f64>root);
  f.setLine(q, Branch.reach, reach);
  f.head[Head.filaments] = <f64>(q + 1);
  f.dirty = true;
  return q;
}

/** Puts a segment from the tip of filament q to (x, y); false when the table is full. */
export function extend(f: Filaments, q: i32, x: f64, y: f64): bool {
  const from = <i32>f.line(q, Branch.tip);
  const dx = x - f.point(from, Point.x),
    dy = y - f.point(from, Point.y),
    l = Math.sqrt(dx * dx + dy * dy);
  const n = addPoint(f, x, y, from);
  if (n < 0) return false;
  f.setLine(q, Branch.tip, <f64>n);
  f.setLine(q, Branch.reach, f.line(q, Branch.reach) + l);
  f.setLine(q, Branch.own, f.line(q, Branch.own) + l);
  f.dirty = true;
  return true;
}

/** Length of the resolved filaments of group g [m]. */
export function groupLength(f: Filaments, g: i32): f64 {
  let sum = 0.0;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (<i32>f.line(q, Branch.group) == g) sum += f.line(q, Branch.own);
  }
  return sum;
}

/** Joins group b into a: one lithium body from now on. */
export function merge(f: Filaments, a: i32, b: i32): void {
  const short = f.count(Head.shorted),
    own = short >= 0 ? <i32>f.line(short, Branch.group) : -1;
  // a neck goes on missing what it does
  if (own == a || own == b) f.head[Head.bridged] = f.head[Head.bridged] + f.group(own == a ? b : a, Group.charge);
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (<i32>f.line(q, Branch.group) == b) f.setLine(q, Branch.group, <f64>a);
  }
  f.setGroup(a, Group.volume, f.group(a, Group.volume) + f.group(b, Group.volume));
  f.setGroup(a, Group.first, f.group(a, Group.first) + f.group(b, Group.first));
  f.setGroup(a, Group.hollow, f.group(a, Group.hollow) + f.group(b, Group.hollow));
  f.setGroup(a, Group.charge, f.group(a, Group.charge) + f.group(b, Group.charge));
  f.setGroup(a, Group.extruded, f.group(a, Group.extruded) + f.group(b, Group.extruded));
  f.setGroup(a, Group.eaten, f.group(a, Group.eaten) + f.group(b, Group.eaten));
  f.setGroup(a, Group.opened, Math.max(f.group(a, Group.opened), f.group(b, Group.opened)));
  f.setGroup(a, Group.mouth, Math.max(f.group(a, Group.mouth), f.group(b, Group.mouth)));
  f.setGroup(a, Group.connected, Math.max(f.group(a, Group.connected), f.group(b, Group.connected)));
  for (let k = 0; k < Group.COUNT; k++) f.setGroup(b, k, 0.0);
  f.dirty = true;
}
