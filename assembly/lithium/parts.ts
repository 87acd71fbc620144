// What the lithium carries: fields on its cells, faces and nodes, its voids, its creep law and its platen.

import { State } from "../memory/state";
import { Doubles, FaceX, FaceY, Integers, LithiumCells, LithiumNodes, doubles, integers } from "../memory/fields";
import { create } from "../memory/arena";

export const VISCOSITY_BINS: i32 = 8192;
/** Weight of the stiffness of an empty cell. */
export const VOID_WEIGHT: f64 = 1e-6;
/** Defects drawn before the start, at most. */
export const MAX_DEFECTS: i32 = 256;

/** Resolved voids (voids.ts). */
@unmanaged
export class Voids {
  /** Number of the void that a cell belongs to, 0 where lithium is. */
  label: Integers;
  /** First and last column and row of each open void, four integers each. */
  box: Integers;
  /** Cells still to be visited while voids are labelled. */
  stack: Integers;
  /** How many voids the last labelling of all found. */
  count: i32;
  /** Whether several voids act in the stage at hand (voids-together.ts), on work arrays: fractions before and after it, and how
   * many voids have a cell in common. */
  together: bool;
  before: LithiumCells;
  after: LithiumCells;
  holders: LithiumCells;
  /** Middle of the void that middleOfVoid was asked for [m]. */
  middleX: f64;
  middleY: f64;
  /** Half ellipses that are voids at the start: place, width, height [m]. */
  defects: Doubles;
  defectCount: i32;
}

/** Creep of lithium: A (s/S0)^N by dislocations and A1 s by diffusion, tabulated as a viscosity (rheology.ts). */
@unmanaged
export class Creep {
  /** [1/s], exponent, stress [Pa]. */
  A: f64;
  N: f64;
  S0: f64;
  /** [1/(Pa s)] */
  A1: f64;
  table: Doubles;
  /** A, N, S0 and A1 of the table. */
  tabulated: Doubles;
}

/** The surface of the void at hand, on work arrays (void-shape.ts). */
@unmanaged
export class VoidSurface {
  /** Smoothed share of lithium, curvature times h, and |grad phi| h or what a cell gains. */
  smooth: LithiumCells;
  curvature: LithiumCells;
  weight: LithiumCells;
}

/** The pass of the flow solve at hand, on work arrays (flow.ts). */
@unmanaged
export class FlowPass {
  /** Velocities at its start [m/s]. */
  startX: LithiumNodes;
  startY: LithiumNodes;
  /** Residual [N/m]. */
  residualX: LithiumNodes;
  residualY: LithiumNodes;
}

/** The platen that holds the stack together (platen.ts). */
@unmanaged
export class Platen {
  /** Stack pressure, and the highest there has been [Pa] (state). */
  pressure: f64;
  highest: f64;
  /** Distance of a platen that does not touch, times the stiffness of the stack [Pa] (state). */
  standOff: f64;
  /** Speed at which it came down in the last step [m/s] (state). */
  velocity: f64;
  /** Spring over this step [Pa s/m], and the pressure of a platen that stood still over it [Pa]. */
  spring: f64;
  load: f64;
}

/** The lithium of a section. */
@unmanaged
export class Lithium {
  /** Share of each cell that is lithium, and its pressure [Pa] (state). */
  phi: LithiumCells;
  pressure: LithiumCells;
  /** Shares before they were last carried on. */
  before: LithiumCells;
  /** Lithium through the faces [m2/s], positive to the right and towards the platen. */
  fluxX: FaceX;
  fluxY: FaceY;
  /** Strain rates times h [m/s], and bulk viscosity [Pa s]. */
  strainXX: LithiumCells;
  strainYY: LithiumCells;
  strainXY: LithiumCells;
  viscosity: LithiumCells;
  /** Capillary pressure -gamma kappa (1 - phi) of the voids [Pa], and factor of the creep stress around them. */
  suction: LithiumCells;
  hardness: LithiumCells;
  /** Volume rate that the flow solve would have made or lost before the projection, and that it still would [m2/s]. */
  projected: f64;
  left: f64;
  /** Linear iterations and passes of the flow solve in this step. */
  flowIterations: f64;
  flowPasses: f64;
  voids: Voids;
  surface: VoidSurface;
  pass: FlowPass;
  creep: Creep;
  platen: Platen;
}

/** Fields of nx x nl cells; what evolves is registered with the state. */
export function createLithium(state: State, nx: i32, nl: i32): Lithium {
  const cells = nx * nl;
  const lithium = create<Lithium>();
  lithium.phi = state.doubles<LithiumCells>(cells);
  lithium.pressure = state.doubles<LithiumCells>(cells);
  lithium.before = doubles<LithiumCells>(cells);
  lithium.fluxX = doubles<FaceX>((nx + 1) * nl);
  lithium.fluxY = doubles<FaceY>(nx * (nl + 1));
  lithium.strainXX = doubles<LithiumCells>(cells);
  lithium.strainYY = doubles<LithiumCells>(cells);
  lithium.strainXY = doubles<LithiumCells>(cells);
  lithium.viscosity = doubles<LithiumCells>(cells);
  lithium.suction = doubles<LithiumCells>(cells);
  lithium.hardness = doubles<LithiumCells>(cells);
  const voids = (lithium.voids = create<Voids>());
  voids.label = integers(cells);
  voids.box = integers(4 * nx);
  voids.stack = integers(cells);
  voids.defects = doubles<Doubles>(3 * MAX_DEFECTS);
  lithium.surface = create<VoidSurface>();
  lithium.pass = create<FlowPass>();
  lithium.creep = create<Creep>();
  lithium.creep.table = doubles<Doubles>(2 * VISCOSITY_BINS);
  lithium.creep.tabulated = doubles<Doubles>(4);
  lithium.platen = create<Platen>();
  state.register(changetype<usize>(lithium.platen), offsetof<Platen>());
  return lithium;
}
