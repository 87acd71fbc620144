// Overshoot of the wall's stop, eq. (4.12): the stop of eq. (4.4) is stiff but not rigid, so that lithium under the pressure sigma stands
// past its room by
//   d = C sigma,   C = T / k = 0.3 nm/MPa,   k the stiffness of the stop over the step [Pa s/m].
// Of d the share dt / T is taken off the room of the next step, T = payback time: at a steady pressure that is what the step
// adds, so that d stands still and the mean speed is exact (an augmented Lagrangian whose multiplier is d). Where the stack
// pressure is set to a lower one, d falls with it at once, and what springs back leaves through the platen line: no later
// stripping finds it. The negative gap -d is lithium in the books (13.1), an entry of its own and no free volume.

import { get } from "../memory/arena";
import { Out } from "../abi";
import { Section, Tally } from "../section";

/** T [s]: what overshoots is paid back over this at least. In steps shorter than SOFT_TIME it is shorter in proportion, and the
 * stop softer: the flow solve does not settle where the lithium moves by micrometres a second and the stop resolves
 * nanometres a second. */
const PAYBACK: f64 = 30.0;
const SOFT_TIME: f64 = 1.0;
/** C [m/Pa]. Under 3 MPa the lithium comes down faster than its room by 2 % of the speed of stripping at 1 mA/cm2. */
const COMPLIANCE: f64 = 3e-16;

/** Time over which an overshoot is paid back in steps of dt [s]. */
export function paybackTime(dt: f64): f64 {
  return Math.max(dt, PAYBACK * Math.min(1.0, dt / SOFT_TIME));
}

/** Stiffness of the stop over a step of dt [Pa s/m]. */
export function stopStiffness(dt: f64): f64 {
  return paybackTime(dt) / COMPLIANCE;
}

/** Lets what overshoots spring back where the stack pressure is set from `before` to `after` [Pa]. */
export function springBack(m: Section, before: f64, after: f64): void {
  const contact = m.wall.contact;
  if (after >= before) return;
  let back = 0.0;
  for (let i = 0; i < m.nx; i++) {
    const d = contact.open[i] == 0 ? Math.max(0.0, -contact.gap[i]) : 0.0,
      rest = d * (after / before);
    if (d == 0) continue;
    contact.gap[i] = -rest;
    back += d - rest;
  }
  m.tally[Tally.fed] = m.tally[Tally.fed] - back * m.h;
  m.tally[Tally.reservoir] = m.tally[Tally.reservoir] + back / <f64>m.nx;
}

/** Overshoot of contact face i under its present pressure [m]: what of a negative gap the next steps take back themselves. */
export function steadyOvershoot(m: Section, i: i32, dt: f64): f64 {
  const law = m.wall.law;
  const a = -get(m.flow.uy, i) - (law.nodeLimit[i] + law.nodeDraw[i]),
    b = -get(m.flow.uy, i + 1) - (law.nodeLimit[i + 1] + law.nodeDraw[i + 1]);
  return 0.5 * (Math.max(0, a) + Math.max(0, b)) * paybackTime(dt);
}

/** Gap of contact column i that is free volume [m]. */
// @ts-ignore: decorator
@inline export function freeGap(m: Section, i: i32): f64 {
  const contact = m.wall.contact;
  return contact.open[i] == 0 ? Math.max(0.0, contact.gap[i]) : 0.0;
}

/** Observes the mean overshoot [m]. */
export function observe(m: Section): void {
  const contact = m.wall.contact;
  let sum = 0.0;
  for (let i = 0; i < m.nx; i++) if (contact.open[i] == 0) sum += Math.max(0.0, -contact.gap[i]);
  m.put(Out.stopOvershoot, sum / <f64>m.nx);
}
