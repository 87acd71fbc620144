// Growth of the interphase at rest: q = k sqrt(t), L = 9.1 nm per uAh/cm2 of lithium eaten, R = L / sigma.
// The three are measured on their own: q by the lithium that the reservoir lost, R by a probe current.

import { FARADAY } from "../../core/constants";
import { curve, type Figure, type Point, steps } from "../../plots/figure";
import { Out } from "../../sim/kernel";
import type { Case } from "../check";
import { Section } from "../section";

/** [C/m2] */
const UAH_PER_CM2 = 36;
const HOUR = 3600;
/** [A/m2] */
const PROBE = 1e-3;

interface Grown {
  /** [s] */
  time: number;
  /** Lithium eaten as charge [C/m2]. */
  charge: number;
  /** [Ohm m2] */
  resistance: number;
  lithiumDefect: number;
  /** k [C/(m2 s^0.5)], sigma [S/m], L/q [m3/C]. */
  rate: number;
  conductivity: number;
  thicknessPerCharge: number;
}

/** Rests for `hours` from a bare interface, in steps as the kernel chooses them. */
export async function growInterphase(wasm: BufferSource, hours: number): Promise<Grown> {
  const s = await Section.create(wasm, {
    scenario: {
      cell: { width: "20 um", lithium: "10 um", electrolyte: "10 um" },
      mesh: { columns: 16 },
      interface: { sinkAmplitude: 0, siteSpacing: "0 um" },
      physics: { interphaseGrowth: true },
    },
    run: ({ electrolyte }) => {
      electrolyte.interphaseResistance.value = 0;
      // so that k alone is seen
      electrolyte.interphaseReaction.value = 1e9;
    },
  });
  const before = s.out(Out.reservoir);
  while (s.out(Out.time) < hours * HOUR * (1 - 1e-12)) s.step(hours * HOUR - s.out(Out.time));
  s.control(PROBE);
  const { electrolyte, lithium } = s.spec;
  const eaten = before - s.out(Out.reservoir) + s.out(Out.voidVolume) - s.out(Out.stopOvershoot);
  return {
    time: s.out(Out.time),
    charge: (eaten * FARADAY) / lithium.molarVolume.value,
    resistance: s.out(Out.etaInterphase) / PROBE,
    lithiumDefect: s.out(Out.lithiumDefect),
    rate: electrolyte.interphaseGrowth.value,
    conductivity: electrolyte.interphaseConductivity.value,
    thicknessPerCharge: electrolyte.interphaseThicknessPerCharge.value,
  };
}

const BARE = "bare lithium at rest for 100 h, 3 MPa, 25 Cel";

const figure: Figure = {
  id: "interphase",
  title: "Lithium eaten by the interphase at rest",
  x: { label: "(time / h)^1/2", range: [0, 10.5] },
  y: { label: "charge / uAh/cm2", range: [0, 22] },
  published: [curve("q = k t^1/2, k = 2 uAh/cm2/h^1/2", steps(0, 10, 2), (t) => 2 * t)],
};

const cases: readonly Case[] = [
  {
    id: "interphase-charge",
    topic: "A8",
    kind: "analytic",
    quantity: "lithium eaten in 100 h, uAh/cm2",
    source: "q = k sqrt(t) ([@aktekin2023]), k = 2 uAh/cm2/h^0.5",
    conditions: BARE,
    target: { value: 20, relative: 0.01 },
    picture: { figure },
    async run(wasm) {
      const points: Point[] = [];
      for (const hours of [1, 4, 16, 36, 64, 100]) {
        const { charge } = await growInterphase(wasm, hours);
        points.push([Math.sqrt(hours), charge / UAH_PER_CM2]);
      }
      return { value: points.at(-1)![1], series: [{ name: "this build", points, dots: true }] };
    },
  },
  {
    id: "interphase-thickness",
    topic: "A8",
    kind: "analytic",
    quantity: "thickness per charge, nm per uAh/cm2",
    source: "8 Li + Li6PS5Cl -> 5 Li2S + Li3P + LiCl by molar volumes",
    conditions: `${BARE}; thickness from a probe current, charge from the reservoir`,
    target: { value: 9.1, relative: 0.01 },
    async run(wasm) {
      const { resistance, conductivity, charge } = await growInterphase(wasm, 100);
      return (resistance * conductivity * 1e9) / (charge / UAH_PER_CM2);
    },
  },
  {
    id: "interphase-resistance",
    topic: "A8",
    kind: "analytic",
    quantity: "interphase resistance, Ohm cm2",
    source: "R = L / sigma, L = 9.1 nm x 20, sigma = 1e-6 S/cm",
    conditions: BARE,
    target: { value: 18.2, relative: 0.01 },
    run: async (wasm) => (await growInterphase(wasm, 100)).resistance * 1e4,
  },
];
export default cases;
