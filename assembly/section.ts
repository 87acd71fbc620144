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

import { f64s, alloc, get, set } from "./memory/arena";
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
  params: usize;
  props: usize;
  out: usize;

  /** Evolving state, one block: phi | pressure | gap | open | film | sei | wallPressure | lost | tally. */
  state: usize;
  stateSize: usize;
  /** Copies of the state and of the warm starts, for a step that must be taken back. */
  saved: usize;
  savedStarts: usize;
  savedOut: usize;
  phi: usize;
  gap: usize;
  open: usize;
  film: usize;
  sei: usize;
  pressure: usize;
  wallPressure: usize;
  /** Share of each column that cannot be contact any more: debris, area not recovered. */
  lost: usize;
  /** tally[...]: platen travel, charge, ledger sums; see Tally. */
  tally: usize;

  // Lines along the interface, one value per column.
  sink: usize;
  kinetics: usize;
  site: usize;
  contact: usize;
  current: usize;
  slope: usize;
  rank: usize;
  source: usize;
  supply: usize;
  room: usize;
  lift: usize;
  uptake: usize;
  label: usize;
  triA: usize;
  triB: usize;
  triD: usize;
  triX: usize;
  /** From the interface to the centre of the cell below it [Ohm m2]. */
  wallOhm: usize;

  // Lines along the interface, one value per node.
  nodeLaw: usize;
  nodeLimit: usize;
  /** That of the flow whose velocities are kept. */
  keptLimit: usize;
  nodeLength: usize;
  nodeHold: usize;
  nodeForce: usize;

  // Lithium cells and faces.
  fluxX: usize;
  fluxY: usize;
  work: usize;
  work2: usize;
  strainXX: usize;
  strainYY: usize;
  strainXY: usize;
  viscosity: usize;
  nodeWorkX: usize;
  nodeWorkY: usize;
  startX: usize;
  startY: usize;
  voidLabel: usize;
  /** First and last column and row of each open void, i32 x 4. */
  voidBox: usize;
  stack: usize;
  /** Capillary pressure -gamma kappa (1 - phi) of the voids [Pa], and factor of the creep stress around them. */
  suction: usize;
  /** Force of the capillary pressure on the bare wall [N/m], which the contact carries besides the load. */
  wallPull: f64;
  hardness: usize;
  /** Middle of the void that middleOfVoid was asked for [m]. */
  middleX: f64;
  middleY: f64;

  // Electrolyte cells.
  sXX: usize;
  sYY: usize;
  sXY: usize;
  jMag: usize;

  viscosityTable: usize;
  defects: usize;
  defectCount: i32;
  sites: usize;
  siteCount: i32;
  picture: usize;
  pictureWork: usize;

  micro: Microstructure;
  /** Null in runs without; their kept state, potential seen by the wall, table of points handed out. */
  filaments: Filaments | null;
  savedFilaments: usize;
  faced: usize;
  filamentTable: usize;
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
    return get(this.params, k);
  }
  // @ts-ignore: decorator
  @inline put(k: Out, v: f64): void {
    set(this.out, k, v);
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
  m.params = f64s(Param.COUNT);
  m.props = f64s(4 * Prop.COUNT);
  m.out = f64s(Out.COUNT);
  const doubles = 2 * li + 6 * nx + Tally.COUNT;
  m.stateSize = (<usize>doubles) << 3;
  m.state = f64s(doubles);
  m.phi = m.state;
  m.pressure = m.phi + ((<usize>li) << 3);
  m.gap = m.pressure + ((<usize>li) << 3);
  m.open = m.gap + ((<usize>nx) << 3);
  m.film = m.open + ((<usize>nx) << 3);
  m.sei = m.film + ((<usize>nx) << 3);
  m.wallPressure = m.sei + ((<usize>nx) << 3);
  m.lost = m.wallPressure + ((<usize>nx) << 3);
  m.tally = m.lost + ((<usize>nx) << 3);
  m.saved = f64s(doubles);
  m.savedStarts = f64s(2 * nodes + se);
  m.savedOut = f64s(Out.COUNT);

  m.sink = f64s(nx);
  m.kinetics = f64s(nx);
  m.site = f64s(nx);
  m.contact = f64s(nx);
  m.current = f64s(nx);
  m.slope = f64s(nx);
  m.rank = f64s(nx);
  m.source = f64s(nx);
  m.supply = f64s(nx);
  m.room = f64s(nx);
  m.lift = f64s(nx);
  m.uptake = f64s(nx);
  m.label = f64s(nx);
  m.triA = f64s(nx);
  m.triB = f64s(nx);
  m.triD = f64s(nx);
  m.triX = f64s(nx);
  m.wallOhm = f64s(nx);

  m.nodeLaw = f64s(nx + 1);
  m.nodeLimit = f64s(nx + 1);
  m.keptLimit = f64s(nx + 1);
  m.nodeLength = f64s(nx + 1);
  m.nodeHold = f64s(nx + 1);
  m.nodeForce = f64s(nx + 1);

  m.fluxX = f64s((nx + 1) * nl);
  m.fluxY = f64s(nx * (nl + 1));
  m.work = f64s(li);
  m.work2 = f64s(li);
  m.strainXX = f64s(li);
  m.strainYY = f64s(li);
  m.strainXY = f64s(li);
  m.viscosity = f64s(li);
  m.nodeWorkX = f64s(nodes);
  m.nodeWorkY = f64s(nodes);
  m.startX = f64s(nodes);
  m.startY = f64s(nodes);
  m.voidLabel = alloc((<usize>li) << 2);
  m.voidBox = alloc((<usize>nx) << 4);
  m.stack = alloc((<usize>li) << 2);
  m.suction = f64s(li);
  m.hardness = f64s(li);

  m.sXX = f64s(se);
  m.sYY = f64s(se);
  m.sXY = f64s(se);
  m.jMag = f64s(se);

  m.viscosityTable = f64s(2 * VISCOSITY_BINS);
  m.defects = f64s(3 * MAX_DEFECTS);
  m.sites = f64s(MAX_SITES);
  m.picture = alloc((<usize>(li + se)) << 2);
  m.pictureWork = f64s(li > se ? li : se);

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
  memory.copy(m.keptLimit, m.nodeLimit, (<usize>(m.nx + 1)) << 3);
  memory.copy(m.savedStarts, m.flow.ux, nodes);
  memory.copy(m.savedStarts + nodes, m.flow.uy, nodes);
  memory.copy(m.savedStarts + 2 * nodes, m.ion.u, (<usize>(m.nx * m.ns)) << 3);
  memory.copy(m.savedOut, m.out, (<usize>Out.COUNT) << 3);
  if (m.filaments !== null) memory.copy(m.savedFilaments, m.filaments!.state, m.filaments!.stateSize);
}

/** Returns to the state of the last keep. */
export function takeBack(m: Model): void {
  const nodes = (<usize>((m.nx + 1) * (m.nl + 1))) << 3;
  memory.copy(m.state, m.saved, m.stateSize);
  memory.copy(m.nodeLimit, m.keptLimit, (<usize>(m.nx + 1)) << 3);
  memory.copy(m.flow.ux, m.savedStarts, nodes);
  memory.copy(m.flow.uy, m.savedStarts + nodes, nodes);
  memory.copy(m.ion.u, m.savedStarts + 2 * nodes, (<usize>(m.nx * m.ns)) << 3);
  memory.copy(m.out, m.savedOut, (<usize>Out.COUNT) << 3);
  set(m.params, Param.stackPressure, get(m.out, Out.stackPressure));
  if (m.filaments === null) return;
  const f = m.filaments!;
  // what hangs on the geometry stays as good as it was where no segment was added
  if (f.dirty || f.head[Head.points] != get(m.savedFilaments, Head.points)) f.dirty = true;
  memory.copy(f.state, m.savedFilaments, f.stateSize);
}
