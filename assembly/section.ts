// The section and everything that lives on it. Frame fixed to the electrolyte surface y = 0, a grid line.
//
//        platen, rigid reservoir column above it
//   row nl-1 +--+--+--+--+   lithium cells, row 0 touches the interface
//            |  phi, p   |   Q1 velocities on the nodes, fluxes on the faces
//   row 0    +--+--+--+--+
//   y = 0    ============   interface faces: gap g, contact a, current j (one per column)
//   row 0    +--+--+--+--+   electrolyte cells, row 0 touches the interface; y points into the pellet
//            |   u, V    |
//   row ns-1 +--+--+--+--+   rest of the pellet and counter electrode: a series resistance
//
// x sides are mirrors. All values SI, per metre of depth. Currents are positive when they strip.

import { f64s, alloc, get } from "./memory/arena";
import {
  Doubles,
  doubles,
  ElectrolyteCells,
  FaceX,
  FaceY,
  Floats,
  floats,
  Integers,
  integers,
  Line,
  LithiumCells,
  LithiumNodes,
  Nodes,
} from "./memory/fields";
import { Out, Param, Prop } from "./abi";
import { Microstructure, createMicrostructure } from "./electrolyte/microstructure";
import { Filaments, Head } from "./filaments/tree";
import { ScalarSolver, createScalar } from "./numerics/scalar/solver";
import { VectorSolver, createVector } from "./numerics/vector/solver";

/** Weight of the stiffness of an empty cell. */
export const VOID_WEIGHT: f64 = 1e-6;
export const MAX_DEFECTS: i32 = 256;
export const MAX_SITES: i32 = 1024;
export const VISCOSITY_BINS: i32 = 8192;


@unmanaged
export class Model {
  nx: i32;
  nl: i32;
  ns: i32;
  h: f64;
  params: Doubles;
  props: Doubles;
  out: Doubles;

  /** Evolving state, one block: phi | pressure | gap | open | film | sei | wallPressure | lost | tally. */
  state: usize;
  stateSize: usize;
  /** Copies of the state and of the warm starts, for a step that must be taken back. */
  saved: usize;
  savedStarts: usize;
  savedOut: usize;
  phi: LithiumCells;
  gap: Line;
  open: Line;
  film: Line;
  sei: Line;
  pressure: LithiumCells;
  wallPressure: Line;
  /** Share of each column that cannot be contact any more: debris, area not recovered. */
  lost: Line;
  /** tally[...]: platen travel, charge, ledger sums; see Tally. */
  tally: Doubles;

  // Lines along the interface, one value per column.
  sink: Line;
  kinetics: Line;
  site: Line;
  contact: Line;
  current: Line;
  slope: Line;
  rank: Line;
  source: Line;
  supply: Line;
  room: Line;
  lift: Line;
  uptake: Line;
  label: Line;
  triA: Line;
  triB: Line;
  triD: Line;
  triX: Line;
  /** From the interface to the centre of the cell below it [Ohm m2]. */
  wallOhm: Line;

  // Lines along the interface, one value per node.
  nodeLaw: Nodes;
  nodeLimit: Nodes;
  /** That of the flow whose velocities are kept. */
  keptLimit: Nodes;
  nodeLength: Nodes;
  nodeHold: Nodes;
  nodeForce: Nodes;

  // Lithium cells and faces.
  fluxX: FaceX;
  fluxY: FaceY;
  work: LithiumCells;
  work2: LithiumCells;
  strainXX: LithiumCells;
  strainYY: LithiumCells;
  strainXY: LithiumCells;
  viscosity: LithiumCells;
  nodeWorkX: LithiumNodes;
  nodeWorkY: LithiumNodes;
  startX: LithiumNodes;
  startY: LithiumNodes;
  voidLabel: Integers;
  /** First and last column and row of each open void, i32 x 4. */
  voidBox: Integers;
  stack: Integers;
  /** Capillary pressure -gamma kappa (1 - phi) of the voids [Pa], and factor of the creep stress around them. */
  suction: LithiumCells;
  /** Force of the capillary pressure on the bare wall [N/m], which the contact carries besides the load. */
  wallPull: f64;
  hardness: LithiumCells;
  /** Middle of the void that middleOfVoid was asked for [m]. */
  middleX: f64;
  middleY: f64;

  // Electrolyte cells.
  sXX: ElectrolyteCells;
  sYY: ElectrolyteCells;
  sXY: ElectrolyteCells;
  jMag: ElectrolyteCells;

  viscosityTable: Doubles;
  defects: Doubles;
  defectCount: i32;
  sites: Doubles;
  siteCount: i32;
  picture: Floats;
  pictureWork: Doubles;

  micro: Microstructure;
  /** Null in runs without; their kept state, potential seen by the wall, table of points handed out. */
  filaments: Filaments | null;
  savedFilaments: usize;
  faced: Line;
  filamentTable: Doubles;
  ion: ScalarSolver;
  projection: ScalarSolver;
  flow: VectorSolver;
  elastic: VectorSolver;

  // Temperature-dependent coefficients, refreshed by applyTemperature.
  /** Ionic conductivity of the bulk, between boundaries and pores, and of the pellet as a whole [S/m]. */
  kappa: f64;
  kappaTotal: f64;
  /** Ionic resistance of a grain boundary [Ohm m2]. */
  boundaryOhm: f64;
  sigmaElectron: f64;
  exchange: f64;
  thermal2: f64;
  seiOhm: f64;
  /** R_SEI over that at its reference temperature. */
  seiFactor: f64;
  counterOhm: f64;
  pelletOhm: f64;
  seiRate: f64;
  stripVolume: f64;
  creepA: f64;
  creepN: f64;
  creepS0: f64;
  creepA1: f64;
  sinkK: f64;
  mobility: f64;
  sinkSpacing: f64;
  /** Speed below which the sink law is smoothed [m/s]. */
  slowest: f64;
  /** Volume rate that the flow solve would have made or lost before the projection, and that it still would [m2/s]. */
  projected: f64;
  left: f64;
  /** Spring of the platen over this step [Pa s/m]. */
  platenSpring: f64;
  /** Pressure of a platen that stood still over this step [Pa]. */
  platenLoad: f64;
  /** Share of the surfaces that touch (interface/pressed-contact.ts), a factor of every contact. */
  pressed: f64;
  /** Stiffness of the wall's stop in this step [Pa s/m]. */
  stiffness: f64;

  // @ts-ignore: decorator
  @inline p(k: Param): f64 {
    return this.params[k];
  }
  // @ts-ignore: decorator
  @inline put(k: Out, v: f64): void {
    this.out[k] = v;
  }
}

/** Sums since the start of the run, part of the state. */
export enum Tally {
  time,
  phiMetal,
  /** Lithium volume per depth in the window at the start [m2]. */
  initialVolume,
  /** Lithium volume that came in through the platen plane, net [m2]. */
  fed,
  /** Charge that the control asked for, that left the interface and that reached the counter side [C/m]. */
  asked,
  stripped,
  delivered,
  /** Gross charge [C/m], the scale of the defects. */
  gross,
  /** Lithium eaten by the SEI [m2]. */
  eaten,
  /** Volume the projection kept the flow solve from making or losing, and what it left of that [m2]. */
  projected,
  left,
  /** Total lithium moved through the interface line, gross [m2]. */
  moved,
  reservoir,
  platenVelocity,
  previousDt,
  freeVolume,
  freeRate,
  xFirst,
  control,
  /** Whether lithium deposits inside the electrolyte. */
  nucleated,
  /** Depth of the deepest infiltration [m]. */
  infiltrated,
  /** Highest stack pressure that interface/pressed-contact.ts has seen [Pa]. */
  highestPressure,
  /** Distance of a platen that does not touch, times its stiffness [Pa]. */
  standOff,
  /** Charge stripped from the flanks of filaments, and carried by electrons [C/m]; lithium pressed back from them [m2]. */
  flank,
  electronic,
  returned,
  COUNT,
}

export function createModel(nx: i32, nl: i32, ns: i32): Model {
  const m = changetype<Model>(alloc(offsetof<Model>()));
  m.nx = nx;
  m.nl = nl;
  m.ns = ns;
  const li = nx * nl,
    se = nx * ns,
    nodes = (nx + 1) * (nl + 1);
  m.params = doubles<Doubles>(Param.COUNT);
  m.props = doubles<Doubles>(4 * Prop.COUNT);
  m.out = doubles<Doubles>(Out.COUNT);
  const stateDoubles = 2 * li + 6 * nx + Tally.COUNT;
  m.stateSize = (<usize>stateDoubles) << 3;
  m.state = f64s(stateDoubles);
  m.phi = changetype<LithiumCells>(m.state);
  m.pressure = changetype<LithiumCells>(changetype<usize>(m.phi) + ((<usize>li) << 3));
  m.gap = changetype<Line>(changetype<usize>(m.pressure) + ((<usize>li) << 3));
  m.open = changetype<Line>(changetype<usize>(m.gap) + ((<usize>nx) << 3));
  m.film = changetype<Line>(changetype<usize>(m.open) + ((<usize>nx) << 3));
  m.sei = changetype<Line>(changetype<usize>(m.film) + ((<usize>nx) << 3));
  m.wallPressure = changetype<Line>(changetype<usize>(m.sei) + ((<usize>nx) << 3));
  m.lost = changetype<Line>(changetype<usize>(m.wallPressure) + ((<usize>nx) << 3));
  m.tally = changetype<Doubles>(changetype<usize>(m.lost) + ((<usize>nx) << 3));
  m.saved = f64s(stateDoubles);
  m.savedStarts = f64s(2 * nodes + se);
  m.savedOut = f64s(Out.COUNT);

  m.sink = doubles<Line>(nx);
  m.kinetics = doubles<Line>(nx);
  m.site = doubles<Line>(nx);
  m.contact = doubles<Line>(nx);
  m.current = doubles<Line>(nx);
  m.slope = doubles<Line>(nx);
  m.rank = doubles<Line>(nx);
  m.source = doubles<Line>(nx);
  m.supply = doubles<Line>(nx);
  m.room = doubles<Line>(nx);
  m.lift = doubles<Line>(nx);
  m.uptake = doubles<Line>(nx);
  m.label = doubles<Line>(nx);
  m.triA = doubles<Line>(nx);
  m.triB = doubles<Line>(nx);
  m.triD = doubles<Line>(nx);
  m.triX = doubles<Line>(nx);
  m.wallOhm = doubles<Line>(nx);

  m.nodeLaw = doubles<Nodes>(nx + 1);
  m.nodeLimit = doubles<Nodes>(nx + 1);
  m.keptLimit = doubles<Nodes>(nx + 1);
  m.nodeLength = doubles<Nodes>(nx + 1);
  m.nodeHold = doubles<Nodes>(nx + 1);
  m.nodeForce = doubles<Nodes>(nx + 1);

  m.fluxX = doubles<FaceX>((nx + 1) * nl);
  m.fluxY = doubles<FaceY>(nx * (nl + 1));
  m.work = doubles<LithiumCells>(li);
  m.work2 = doubles<LithiumCells>(li);
  m.strainXX = doubles<LithiumCells>(li);
  m.strainYY = doubles<LithiumCells>(li);
  m.strainXY = doubles<LithiumCells>(li);
  m.viscosity = doubles<LithiumCells>(li);
  m.nodeWorkX = doubles<LithiumNodes>(nodes);
  m.nodeWorkY = doubles<LithiumNodes>(nodes);
  m.startX = doubles<LithiumNodes>(nodes);
  m.startY = doubles<LithiumNodes>(nodes);
  m.voidLabel = integers(li);
  m.voidBox = integers(4 * nx);
  m.stack = integers(li);
  m.suction = doubles<LithiumCells>(li);
  m.hardness = doubles<LithiumCells>(li);

  m.sXX = doubles<ElectrolyteCells>(se);
  m.sYY = doubles<ElectrolyteCells>(se);
  m.sXY = doubles<ElectrolyteCells>(se);
  m.jMag = doubles<ElectrolyteCells>(se);

  m.viscosityTable = doubles<Doubles>(2 * VISCOSITY_BINS);
  m.defects = doubles<Doubles>(3 * MAX_DEFECTS);
  m.sites = doubles<Doubles>(MAX_SITES);
  m.picture = floats(li + se);
  m.pictureWork = doubles<Doubles>(li > se ? li : se);

  m.micro = createMicrostructure(nx, ns);
  m.ion = createScalar(nx, ns);
  m.projection = createScalar(nx, nl);
  m.flow = createVector(nx, nl);
  m.elastic = createVector(nx, ns);
  return m;
}

/** Keeps the present state, so that takeBack can return to it. */
export function keep(m: Model): void {
  const nodes = (<usize>((m.nx + 1) * (m.nl + 1))) << 3;
  memory.copy(m.saved, m.state, m.stateSize);
  memory.copy(changetype<usize>(m.keptLimit), changetype<usize>(m.nodeLimit), (<usize>(m.nx + 1)) << 3);
  memory.copy(m.savedStarts, m.flow.ux, nodes);
  memory.copy(m.savedStarts + nodes, m.flow.uy, nodes);
  memory.copy(m.savedStarts + 2 * nodes, m.ion.u, (<usize>(m.nx * m.ns)) << 3);
  memory.copy(m.savedOut, changetype<usize>(m.out), (<usize>Out.COUNT) << 3);
  if (m.filaments !== null) memory.copy(m.savedFilaments, m.filaments!.state, m.filaments!.stateSize);
}

/** Returns to the state of the last keep. */
export function takeBack(m: Model): void {
  const nodes = (<usize>((m.nx + 1) * (m.nl + 1))) << 3;
  memory.copy(m.state, m.saved, m.stateSize);
  memory.copy(changetype<usize>(m.nodeLimit), changetype<usize>(m.keptLimit), (<usize>(m.nx + 1)) << 3);
  memory.copy(m.flow.ux, m.savedStarts, nodes);
  memory.copy(m.flow.uy, m.savedStarts + nodes, nodes);
  memory.copy(m.ion.u, m.savedStarts + 2 * nodes, (<usize>(m.nx * m.ns)) << 3);
  memory.copy(changetype<usize>(m.out), m.savedOut, (<usize>Out.COUNT) << 3);
  m.params[Param.stackPressure] = m.out[Out.stackPressure];
  if (m.filaments === null) return;
  const f = m.filaments!;
  // what hangs on the geometry stays as good as it was where no segment was added
  if (f.dirty || f.head[Head.points] != get(m.savedFilaments, Head.points)) f.dirty = true;
  memory.copy(f.state, m.savedFilaments, f.stateSize);
}
