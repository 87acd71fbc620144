// Interphase on the counter electrode, eq. (5.3): the law of the working side, eqs. (5.1) and (5.5), in one value, since a full
// contact is alike everywhere. It is that of a symmetric cell: a counter electrode with a resistance of its own
// (interface.counterResistance) is another one and keeps it. Its film adds to the counter side what it has gained,
//   R_counter = R_counter(standard film) + R(p_c, chi_c) - R(standard film)
// The lithium that it takes is not of this section; its books are its own. Here too: the electrolyte that both films eat is
// taken off the rest of the pellet.

import { Out, Param, Prop } from "../abi";
import { setCounterSide } from "../electrolyte/conduction";
import { property } from "../properties";
import { Section, Tally } from "../section";
import { changes, conditioned, eatenSinceStart, filmOhm, gain, startCharge } from "./interphase";

/** Whether the counter electrode is one like the working side. */
function alike(m: Section): bool {
  return property(m, Prop.counterResistance) < 0;
}

/** Sets the film at the start. */
export function start(m: Section): void {
  const counter = m.wall.counter;
  counter.passivating = startCharge(m);
  counter.conditioned = m.p(Param.conditioning);
  counter.eaten = 0.0;
  resist(m);
}

/** Keeps the resistance of the counter side with the standard film [Ohm m2], and adds what the present one has more. */
export function coefficients(m: Section): void {
  const electrolyte = m.electrolyte;
  m.wall.counter.standardOhm = electrolyte.counterOhm;
  m.wall.counter.pelletOhm = electrolyte.pelletOhm;
  resist(m);
}

/** Sets the resistances of the counter side and of what is left of the pellet below the section [Ohm m2]. */
function resist(m: Section): void {
  if (!changes(m)) return;
  const counter = m.wall.counter,
    electrolyte = m.electrolyte;
  if (alike(m)) {
    electrolyte.counterOhm =
      counter.standardOhm + (filmOhm(m, counter.passivating, counter.conditioned) - m.wall.interphase.standardOhm);
  }
  electrolyte.pelletOhm = Math.max(0.0, counter.pelletOhm - electrolyteEaten(m) / electrolyte.kappaTotal);
}

/** Electrolyte that the films on both sides have eaten since the start [m]. */
function electrolyteEaten(m: Section): f64 {
  const gained = alike(m) ? m.wall.counter.passivating - startCharge(m) : 0.0;
  return property(m, Prop.electrolytePerCharge) * (eatenSinceStart(m) + gained);
}

/** Grows and conditions the film over dt [s]. */
export function advance(m: Section, dt: f64): void {
  if (!changes(m)) return;
  const counter = m.wall.counter;
  if (alike(m)) {
    counter.gain = gain(m, counter.passivating, 1.0, 0.0, dt);
    counter.passivating += counter.gain;
    counter.conditioned = conditioned(m, counter.conditioned, Math.max(0.0, m.tally[Tally.control]), dt);
  }
}

/** Lets the conductance of the counter side follow its film and what has been eaten; after the currents of a step are booked. */
export function follow(m: Section): void {
  if (!changes(m)) return;
  resist(m);
  setCounterSide(m);
}

/** Books the lithium that the last step took at the counter electrode [m]. */
export function book(m: Section): void {
  const counter = m.wall.counter;
  if (m.p(Param.interphaseGrowth) == 0) return;
  counter.eaten += counter.gain * m.wall.kinetics.stripVolume;
}

/** Puts the lithium that the film of the counter electrode has taken, and the electrolyte that both have [m]. */
export function observe(m: Section): void {
  m.put(Out.counterLithiumEaten, m.wall.counter.eaten);
  m.put(Out.electrolyteEaten, electrolyteEaten(m));
}
