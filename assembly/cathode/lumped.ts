// The cathode as one particle, eqs. (19.1) to (19.5): all of its surface carries the same current, j = -i / (a L),
//   x' = -(3/R) j / (F c_max),   q' = -30 D/R^2 q - 45/(2 R^2) j / (F c_max)       quartic profile [@subramanian2005]
//   xs = x + (8R/35) q - (R/35D) j / (F c_max),   eta_ohm = i (L/3) (1/sigma_i + 1/sigma_e)
// with the gradient q implicit in time. The third is exact where the reaction is even.

import { Param } from "../abi";
import { Section } from "../section";
import { slopeAt, valueAt } from "./curve";
import { filmResistance } from "./films";
import { twiceExchange } from "./surface";

/** Moves lithium at the current density i [A/m2] for dt [s]. */
export function advance(m: Section, i: f64, dt: f64): void {
  const c = m.cathode,
    state = c.state,
    R2 = c.radius * c.radius,
    flux = -i / (c.surface * c.density);
  state.lithium += (i * dt) / c.capacity;
  state.gradient = (state.gradient - (22.5 / R2) * flux * dt) / (1.0 + (30.0 * c.diffusivity * dt) / R2);
}

/** Splits what the cathode takes at the current density i [A/m2]. */
export function polarise(m: Section, i: f64): void {
  const c = m.cathode,
    state = c.state,
    eta = c.eta,
    R = c.radius,
    j = -i / c.surface,
    perFlux = R / (35.0 * c.diffusivity * c.density),
    rise = (8.0 / 35.0) * R * state.gradient - perFlux * j,
    xs = state.lithium + rise,
    exchange = twiceExchange(c, xs),
    y = -j / exchange,
    film = filmResistance(m) / state.contact,
    ohm = (m.p(Param.cathodeThickness) / 3.0) * (1.0 / c.ionic + 1.0 / c.electronic);
  eta.diffusion = valueAt(c.voltage, state.lithium) - valueAt(c.voltage, xs);
  eta.kinetics = c.thermal2 * Math.asinh(y);
  eta.film = -j * film;
  eta.ohmic = i * ohm;
  eta.slope =
    ohm + (film + c.thermal2 / (exchange * Math.sqrt(1.0 + y * y)) - slopeAt(c.voltage, xs) * perFlux) / c.surface;
  const middle = xs + 8.75 * rise - 3.0 * R * state.gradient;
  eta.surface = xs;
  eta.least = Math.min(xs, middle);
  eta.most = Math.max(xs, middle);
}
