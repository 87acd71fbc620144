// The platen, eq. (6.3): one degree of freedom, downward speed V, under the mean pressure of the end of the step,
//   P(V) = max(0, P0 - k_s dt (V - V_f - V_i)),   k_s = stiffness of the stack [Pa/m]: 0 a dead weight, that of the cell itself
//   a gap; V_f = speed of the frame: 0 a gap held, otherwise one that is being closed or opened; V_i = speed at which the
//   surface of the interphase, from which the platen's way is counted, rises.
// Implicit, so that a stiff stack does not oscillate: the flow solve sees the spring k_s dt. A platen pushes, it does
// not pull: without pressure it stands off, and P0 < 0 is its distance times k_s.

import { get, set } from "../memory/arena";
import { Out, Param } from "../abi";
import { Section } from "../section";
import { lift } from "../interface/faces";

/** P0: the pressure, or what would be lacking to touch [Pa]. */
function pushOrPull(m: Section): f64 {
  return m.lithium.platen.pressure - m.lithium.platen.standOff;
}

/** Change of pressure over the step just solved [Pa]. */
export function pressureChange(m: Section): f64 {
  const platen = m.lithium.platen;
  const V = -get(m.flow.uy, m.nl * (m.nx + 1));
  return Math.max(0.0, platen.load - platen.spring * V) - m.lithium.platen.pressure;
}

/** Sets the stack pressure [Pa]: a pressure set anew finds the platen on the lithium. */
export function press(m: Section, pressure: f64): void {
  const platen = m.lithium.platen;
  if (pressure != platen.pressure) platen.standOff = 0.0;
  bear(m, pressure);
}

/** The stack is under this pressure now [Pa]. */
function bear(m: Section, pressure: f64): void {
  const platen = m.lithium.platen;
  platen.pressure = pressure;
  platen.highest = Math.max(platen.highest, pressure);
  m.put(Out.stackPressure, pressure);
}

/** Sets spring [Pa s/m] and load [Pa] of the platen for a step of dt [s]. */
export function holdPlaten(m: Section, dt: f64): void {
  const platen = m.lithium.platen;
  platen.spring = m.p(Param.stackStiffness) * dt;
  platen.load = pushOrPull(m) + platen.spring * (m.p(Param.frameSpeed) + lift(m));
}

/** Load of the platen at the downward speed V [N/m]. */
export function platenLoad(m: Section, V: f64): f64 {
  const platen = m.lithium.platen;
  return Math.max(0.0, platen.load - platen.spring * V) * m.h * <f64>m.nx;
}

/** Sets load and spring of the row of nodes under the platen at its present speed. */
export function setPlaten(m: Section): void {
  const platen = m.lithium.platen;
  const flow = m.flow,
    nx = m.nx,
    top = m.nl * (nx + 1),
    P = platen.load;
  const off = P + platen.spring * get(flow.uy, top) <= 0.0 && platen.spring > 0.0;
  flow.springTop = off ? 0.0 : (platen.spring * m.h * <f64>nx) / <f64>(nx + 1);
  const load = off ? 0.0 : P;
  for (let i = 0; i <= nx; i++) {
    set(flow.fy, top + i, -load * m.h * (i == 0 || i == nx ? 0.5 : 1.0));
  }
}

/** Sets the pressure that is left after a step of dt [s] in which the platen has come down by `travel` [m]. */
export function yieldPlaten(m: Section, travel: f64, dt: f64): void {
  const k = m.p(Param.stackStiffness);
  if (k > 0) {
    const P = pushOrPull(m) + k * ((m.p(Param.frameSpeed) + lift(m)) * dt - travel);
    bear(m, Math.max(0.0, P));
    m.lithium.platen.standOff = Math.max(0.0, -P);
  }
}
