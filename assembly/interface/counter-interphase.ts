// Interphase on the counter electrode, eq. (5.3): the law of the working side, eq. (5.1), in one value, since a full contact is
// alike everywhere. Its charge is the state, and the resistance of the counter side grows by what it has gained,
//   q(t + dt) = sqrt(q^2 + k^2 dt),   R_counter = R_counter(q_0) + (q - q_0) Lq / sigma_ip
// The lithium that it takes is not of this section; its books are its own.

import { Out, Param, Prop } from "../abi";
import { setCounterSide } from "../electrolyte/conduction";
import { property } from "../properties";
import { Section } from "../section";

/** Sets the charge at the start [C/m2]. */
export function start(m: Section): void {
  const counter = m.wall.counter;
  counter.charge = counter.initial;
  counter.eaten = 0.0;
}

/** Finds the charge at the start [C/m2], and adds what has grown to the resistance of the counter side [Ohm m2]. */
export function coefficients(m: Section): void {
  const counter = m.wall.counter;
  counter.pristineOhm = m.electrolyte.counterOhm;
  counter.initial = property(m, Prop.interphaseResistance) / ohmPerCharge(m);
  if (m.p(Param.counterGrowth) != 0 && counter.charge != 0) resist(m);
}

/** Sets the resistance of the counter side [Ohm m2] from the charge behind its interphase. */
function resist(m: Section): void {
  const counter = m.wall.counter;
  m.electrolyte.counterOhm = counter.pristineOhm + (counter.charge - counter.initial) * ohmPerCharge(m);
}

/** Resistance of the interphase per charge behind it [Ohm m2 per C/m2], Lq / sigma_ip at the temperature. */
function ohmPerCharge(m: Section): f64 {
  return (
    (property(m, Prop.interphaseThicknessPerCharge) * m.wall.interphase.thermalFactor) /
    property(m, Prop.interphaseConductivity)
  );
}

/** Grows the interphase over dt [s], and with it the resistance of the counter side. */
export function advance(m: Section, dt: f64): void {
  if (m.p(Param.counterGrowth) == 0) return;
  const counter = m.wall.counter,
    rate = m.wall.interphase.rate,
    q = counter.charge,
    grown = rate * rate * dt;
  // sqrt(q^2 + k^2 dt) - q without cancellation
  counter.gain = grown == 0 ? 0.0 : grown / (Math.sqrt(q * q + grown) + q);
  counter.charge = q + counter.gain;
  resist(m);
  setCounterSide(m);
}

/** Books the lithium that the last step took at the counter electrode [m]. */
export function book(m: Section): void {
  if (m.p(Param.counterGrowth) == 0) return;
  const counter = m.wall.counter;
  counter.eaten += counter.gain * m.wall.kinetics.stripVolume;
}

/** Puts the lithium that the interphase of the counter electrode has taken [m]. */
export function observe(m: Section): void {
  m.put(Out.counterLithiumEaten, m.wall.counter.eaten);
}
