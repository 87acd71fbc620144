// Particles that shrink on charge let go of the electrolyte and do not find it again, eq. (19.9), per cycle
//   d theta = -k s theta exp(-P/P*),   s = swing of the volume / 2.5 %
// and continuously as half of it each way, d theta / theta = -(k / (2 * 2.5 %)) exp(-P/P*) |d(dV/V)|. k fitted to the 10.4 % of
// the surface that NMC532 in Li2S-P2S5 lost in 50 cycles under 2 MPa, after [@shi2020], via a digest; P* is a guess: one paper
// has one pressure. Pressing to PRESSING and more gives back a share of what is lost, after the same.

import { Param } from "../abi";
import { Section } from "../section";
import { valueAt } from "./curve";

const LOSS: f64 = 2.7e-3;
const SWING: f64 = 0.025;
const HOLDING_PRESSURE: f64 = 10e6;
const PRESSING: f64 = 100e6;
const REGAINED: f64 = 0.6;

/** Loses contact as the lithium content goes from `before` to `after` [1]. */
export function loseContact(m: Section, before: f64, after: f64): void {
  if (m.p(Param.cathodeContactLoss) == 0) return;
  const c = m.cathode,
    way = Math.abs(valueAt(c.volume, after) - valueAt(c.volume, before));
  c.state.contact *= Math.exp((-LOSS * way * Math.exp(-m.lithium.platen.pressure / HOLDING_PRESSURE)) / (2.0 * SWING));
}

/** Gives back a part of the contact when the stack pressure comes from `before` to `after` [Pa]. */
export function press(m: Section, before: f64, after: f64): void {
  if (m.p(Param.cathodeModel) == 0 || before >= PRESSING || after < PRESSING) return;
  const state = m.cathode.state;
  state.contact += REGAINED * (m.p(Param.cathodeContact) - state.contact);
}
