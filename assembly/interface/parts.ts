// What the interface carries: the fields, state and coefficients of each physics that acts on its faces (one value a column)
// or its nodes (one more). State evolves and is kept with the step; the rest is renewed from it.

import { State } from "../memory/state";
import { Doubles, Line, Nodes, doubles } from "../memory/fields";
import { create } from "../memory/arena";

/** Places of nucleation at most, and voids drawn before the start. */
export const MAX_SITES: i32 = 1024;

/** Real contact: gaps under the resolution of the grid, columns open to a resolved void. */
@unmanaged
export class Contact {
  /** Gap between lithium and electrolyte [m], negative where lithium is to give way (state). */
  gap: Line;
  /** 1 where a resolved void lies on the column (state). */
  open: Line;
  /** Lithium that crept along the floor of a void [m] (state). */
  film: Line;
  /** Share of each column that cannot be contact any more: debris, area not recovered (state). */
  lost: Line;
  /** Share of the face in contact, 0..1. */
  area: Line;
  /** Share of the surfaces that touch (pressed-contact.ts), a factor of every contact. */
  pressed: f64;
}

/** Charge transfer at the faces. */
@unmanaged
export class Kinetics {
  /** Current density of each face [A/m2], positive strips, and its slope over the potential of the metal [S/m2]. */
  current: Line;
  slope: Line;
  /** Potential that each face sees [V]. */
  faced: Line;
  /** Slope times the width of a column, as the last solve had it [S/m]. */
  conductance: Line;
  /** Charge-transfer resistance over its mean (a lognormal field). */
  factor: Line;
  /** Resistance from the face to the centre of the cell below it [Ohm m2]. */
  halfCell: Line;
  /** Exchange current density [A/m2] and 2RT/F [V]. */
  exchange: f64;
  thermal2: f64;
  /** Lithium per charge [m3/C]. */
  stripVolume: f64;
}

/** Control of the cell in a solve of the potential, and the wall as a whole in it (potential.ts). */
@unmanaged
export class Circuit {
  /** Whether the voltage is given, not the current. */
  held: bool;
  /** Potential of the metal that is asked for where the voltage is given [V]. */
  given: f64;
  /** Current asked for [A/m]; with filaments at a given voltage that voltage. */
  asked: f64;
  /** Potential of the metal in the frame of the solve [V]. */
  metal: f64;
  /** Sum of the conductances of the faces [S/m], and of their sources [A/m], as linearised. */
  conductance: f64;
  source: f64;
}

/** The interphase between lithium and electrolyte (interphase.ts). */
@unmanaged
export class Interphase {
  /** Charge that passivates and charge eaten in all [C/m2], and how far each film is conditioned, 0..1 (state). */
  passivating: Line;
  eaten: Line;
  conditioned: Line;
  /** Resistance behind each face in full contact [Ohm m2]. */
  resistance: Line;
  /** Thickness as last observed [m]. */
  thickness: Line;
  /** Speeds at which it takes lithium up, and at which its surface rises beyond the mean of the contact [m/s]. */
  uptake: Line;
  rise: Line;
  /** Mean speed at which its surface rises [m/s]. */
  lift: f64;
  /** Growth constant [C/(m2 s^0.5)], reaction [A/m2], slowness of electrons through the coating [m2/A]. */
  rate: f64;
  reaction: f64;
  coating: f64;
  /** Charge that conditions [C/m2], current that halves it [A/m2]. */
  conditioningCharge: f64;
  conditioningCurrent: f64;
  /** Of the film that the material's resistance is of: that resistance [Ohm m2], its charge [C/m2], resistance per charge. */
  standardOhm: f64;
  standardCharge: f64;
  ohmPerCharge: f64;
  /** Conductivity of the conditioned film over that of the film as found. */
  contrast: f64;
  /** Resistance at the start [Ohm m2]. */
  initial: f64;
}

/** The interphase on the counter electrode (counter-interphase.ts). */
@unmanaged
export class CounterInterphase {
  /** Charge that passivates [C/m2], how far it is conditioned, lithium taken since the start [m] (state). */
  passivating: f64;
  conditioned: f64;
  eaten: f64;
  /** Charge gained in the last step [C/m2]. */
  gain: f64;
  /** Resistances of the counter side with the standard film, and of the pellet below the section when nothing is eaten [Ohm m2]. */
  standardOhm: f64;
  pelletOhm: f64;
}

/** Lithium on a wall that is a current collector (current-collector.ts). */
@unmanaged
export class Collector {
  /** Metal, negative where its store has been eaten into [C/m2] (state). */
  inventory: f64;
}

/** Traction against speed of the lithium on the electrolyte (contact-law.ts). */
@unmanaged
export class ContactLaw {
  /** Pressure that the lithium transmits at each face [Pa] (state). */
  pressure: Line;
  /** Vacancy sinks over their mean (a lognormal field); coefficient of the sink law [m/(s Pa2)]. */
  sink: Line;
  sinkLaw: f64;
  /** Speeds of the faces [m/s]: room that the lithium may move down into, what plating lifts, what healing takes. */
  room: Line;
  lift: Line;
  healing: Line;
  /** Of the wall nodes: coefficient of the sink law, room, length of contact, adhesion. */
  nodeSink: Nodes;
  nodeLimit: Nodes;
  nodeLength: Nodes;
  nodeHold: Nodes;
  /** Share of the stiffness of the stop that is left where the current follows the pressure, and what that takes off the room [m/s]. */
  nodeSoft: Nodes;
  nodeDraw: Nodes;
  /** Force of the wall on its nodes [N/m]. */
  nodeForce: Nodes;
  /** Stiffness of the stop in this step [Pa s/m]; speed below which the sink law is smoothed [m/s]. */
  stiffness: f64;
  slowest: f64;
  /** Force of the capillary pressure on the bare wall [N/m], which the contact carries besides the load. */
  capillaryPull: f64;
}

/** Free volume along the interface (free-volume.ts). */
@unmanaged
export class FreeVolume {
  /** Nucleation sites: their density in each column, their places [m]. */
  site: Line;
  places: Doubles;
  placeCount: i32;
  /** Volume that each open void is owed in this step [m2]. */
  voidTally: Line;
}

/** The interface of a section. */
@unmanaged
export class Wall {
  contact: Contact;
  kinetics: Kinetics;
  circuit: Circuit;
  interphase: Interphase;
  counter: CounterInterphase;
  collector: Collector;
  law: ContactLaw;
  freeVolume: FreeVolume;
}

/** Fields of an interface of nx columns; what evolves is registered with the state. */
export function createWall(state: State, nx: i32): Wall {
  const wall = create<Wall>();
  const contact = (wall.contact = create<Contact>());
  contact.gap = state.doubles<Line>(nx);
  contact.open = state.doubles<Line>(nx);
  contact.film = state.doubles<Line>(nx);
  contact.lost = state.doubles<Line>(nx);
  contact.area = doubles<Line>(nx);
  const kinetics = (wall.kinetics = create<Kinetics>());
  kinetics.current = doubles<Line>(nx);
  kinetics.slope = doubles<Line>(nx);
  kinetics.faced = doubles<Line>(nx);
  kinetics.conductance = doubles<Line>(nx);
  kinetics.factor = doubles<Line>(nx);
  kinetics.halfCell = doubles<Line>(nx);
  wall.circuit = create<Circuit>();
  const interphase = (wall.interphase = create<Interphase>());
  interphase.passivating = state.doubles<Line>(nx);
  interphase.eaten = state.doubles<Line>(nx);
  interphase.conditioned = state.doubles<Line>(nx);
  interphase.resistance = state.doubles<Line>(nx);
  interphase.thickness = doubles<Line>(nx);
  interphase.uptake = doubles<Line>(nx);
  interphase.rise = doubles<Line>(nx);
  const counter = (wall.counter = create<CounterInterphase>());
  state.register(changetype<usize>(counter), offsetof<CounterInterphase>());
  wall.collector = create<Collector>();
  state.register(changetype<usize>(wall.collector), offsetof<Collector>());
  const law = (wall.law = create<ContactLaw>());
  law.pressure = state.doubles<Line>(nx);
  law.sink = doubles<Line>(nx);
  law.room = doubles<Line>(nx);
  law.lift = doubles<Line>(nx);
  law.healing = doubles<Line>(nx);
  law.nodeSink = doubles<Nodes>(nx + 1);
  law.nodeLimit = state.doubles<Nodes>(nx + 1);
  law.nodeLength = doubles<Nodes>(nx + 1);
  law.nodeHold = doubles<Nodes>(nx + 1);
  law.nodeSoft = doubles<Nodes>(nx + 1);
  law.nodeDraw = doubles<Nodes>(nx + 1);
  law.nodeForce = doubles<Nodes>(nx + 1);
  const free = (wall.freeVolume = create<FreeVolume>());
  free.site = doubles<Line>(nx);
  free.places = doubles<Doubles>(MAX_SITES);
  free.voidTally = doubles<Line>(nx);
  return wall;
}
