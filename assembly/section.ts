// The section and everything that lives on it. Frame fixed to the electrolyte surface y = 0, a grid line.
//
//        platen, rigid reservoir column above it
//   row nl-1 +--+--+--+--+   lithium cells, row 0 touches the interface
//            |  phi, p   |   Q1 velocities on the nodes, fluxes on the faces
//   row 0    +--+--+--+--+
//   y = 0    ============   interface faces: gap g, contact a, current j (one per column)
//   row 0    +--+--+--+--+   electrolyte cells, row 0 touches the interface; y points into the pellet
//            |   u, V    |
//   row ns-1 +--+--+--+--+   rest of the pellet and counter electrode: a series resistance, or a composite cathode (cathode/)
//
// x sides are mirrors. All values SI, per metre of depth. Currents are positive when they strip.

import { Scratch, createScratch } from "./memory/scratch";
import { create, get } from "./memory/arena";
import { Doubles, doubles, Floats, floats } from "./memory/fields";
import { State, createState } from "./memory/state";
import { Out, Param, Prop } from "./abi";
import { Cathode, createCathode } from "./cathode/parts";
import { Wall, createWall } from "./interface/parts";
import { Lithium, createLithium } from "./lithium/parts";
import { Electrolyte, createElectrolyte } from "./electrolyte/parts";
import { Microstructure, createMicrostructure } from "./electrolyte/microstructure";
import { ScalarSolver, createScalar } from "./numerics/scalar/solver";
import { VectorSolver, createVector } from "./numerics/vector/solver";
import { Filaments } from "./filaments/filaments";
import { Head } from "./filaments/columns";


@unmanaged
export class Section {
  nx: i32;
  nl: i32;
  ns: i32;
  h: f64;
  /** Tables of abi.ts: parameters and properties are the driver's to write, outputs the kernel's. */
  params: Doubles;
  props: Doubles;
  out: Doubles;
  state: State;
  scratch: Scratch;
  /** Sums since the start of the run; see Tally (state). */
  tally: Doubles;
  wall: Wall;
  lithium: Lithium;
  electrolyte: Electrolyte;
  cathode: Cathode;
  micro: Microstructure;
  /** Null in runs without. */
  filaments: Filaments | null;
  filamentTable: Doubles;
  savedFilaments: usize;
  ion: ScalarSolver;
  projection: ScalarSolver;
  flow: VectorSolver;
  elastic: VectorSolver;
  /** Length of the step that was tried last [s]. */
  attempted: f64;
  /** The picture composed last, nx x (nl + ns), row 0 at the platen (pictures.ts). */
  picture: Floats;

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
  /** Lithium eaten by the interphase [m2]. */
  eaten,
  /** Lithium taken out by hand less what was put in [m2]. */
  taken,
  /** Lithium taken out by hand with flaws that it was plated into [m2]. */
  erased,
  /** Volume the projection kept the flow solve from making or losing, and what it left of that [m2]. */
  projected,
  left,
  /** Total lithium moved through the interface line, gross [m2]. */
  moved,
  reservoir,
  previousDt,
  freeVolume,
  freeRate,
  xFirst,
  control,
  /** Current density that the control asked for, electrons in a short included [A/m2]. */
  applied,
  /** Whether lithium deposits inside the electrolyte. */
  nucleated,
  /** Depth of the deepest infiltration [m]. */
  infiltrated,
  /** Charge stripped from the flanks of filaments, and carried by electrons [C/m]; lithium pressed back from them [m2]. */
  flank,
  electronic,
  returned,
  /** How often the stop of the last flow had to be made ten times softer, and flows until a stiffer one is tried. */
  softness,
  stiffer,
  COUNT,
}

export function createSection(nx: i32, nl: i32, ns: i32): Section {
  const m = create<Section>();
  m.nx = nx;
  m.nl = nl;
  m.ns = ns;
  const nodes = (nx + 1) * (nl + 1);
  m.params = doubles<Doubles>(Param.COUNT);
  m.props = doubles<Doubles>(4 * Prop.COUNT);
  m.out = doubles<Doubles>(Out.COUNT);
  const state = (m.state = createState());
  m.tally = state.doubles<Doubles>(Tally.COUNT);
  m.wall = createWall(state, nx);
  m.lithium = createLithium(state, nx, nl);
  m.electrolyte = createElectrolyte(nx, nx * ns);
  m.scratch = createScratch(nx, nx * nl, nodes);
  m.micro = createMicrostructure(nx, ns);
  m.ion = createScalar(nx, ns);
  m.projection = createScalar(nx, nl);
  m.flow = createVector(nx, nl);
  m.elastic = createVector(nx, ns);
  state.register(m.flow.ux, (<usize>nodes) << 3);
  state.register(m.flow.uy, (<usize>nodes) << 3);
  state.register(m.ion.u, (<usize>(nx * ns)) << 3);
  state.register(changetype<usize>(m.out), (<usize>Out.COUNT) << 3);
  m.cathode = createCathode(state);
  m.picture = floats(nx * (nl + ns));
  return m;
}

/** Keeps the present state, so that takeBack can return to it. */
export function keep(m: Section): void {
  m.state.keep();
  if (m.filaments !== null) memory.copy(m.savedFilaments, m.filaments!.tree.state, m.filaments!.tree.stateSize);
}

/** Returns to the state of the last keep. */
export function takeBack(m: Section): void {
  m.state.takeBack();
  if (m.filaments === null) return;
  const tree = m.filaments!.tree;
  // what hangs on the geometry stays as good as it was where no segment was added
  if (tree.head[Head.points] != get(m.savedFilaments, Head.points)) tree.dirty = true;
  memory.copy(tree.state, m.savedFilaments, tree.stateSize);
}
