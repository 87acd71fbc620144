// Impedance of a symmetric cell whose foils have only been pressed on, against stack pressure, and its hysteresis on release:
// [@doux2020], figure 4c. The closure of assembly/interface/pressed-contact.ts has two
// constants, fitted to the points from 5 to 25 MPa on loading; the release is not fitted.

import { type Figure, steps } from "../../plots/figure";
import { Out } from "../../sim/kernel";
import type { Case } from "../check";
import { Section } from "../section";

const SOURCE = "[@doux2020], figure 4c";
/** Disc of 12.7 mm [m2]. */
const AREA = 1.267e-4;
const PROBE = 1e-3;
/** [MPa, Ohm] */
const LOADING = [
  [5, 110],
  [10, 50],
  [15, 40],
  [20, 35],
  [25, 32],
] as const;
/** Back at 5 MPa after 25 MPa [Ohm]. */
const RELEASED = 50;

/** A cell of two pressed foils and 1 mm of electrolyte; its impedance [Ohm] at each pressure [MPa] in turn. */
async function impedances(wasm: BufferSource, pressures: readonly number[]): Promise<number[]> {
  const s = await Section.create(wasm, {
    scenario: {
      cell: { width: "20 um", lithium: "10 um", electrolyte: "10 um" },
      mesh: { columns: 16 },
      conditions: { stackPressure: "0.5 MPa" },
      materials: { overrides: { "Li6PS5Cl.ionicConductivity": "2.5 mS/cm" } },
      physics: { pressureContact: true },
    },
  });
  return pressures.map((P) => {
    s.press(P * 1e6);
    s.control(PROBE);
    const pellet = s.out(Out.etaPellet) + s.out(Out.etaElectrolyte);
    const face = s.out(Out.etaKinetics) + s.out(Out.etaInterphase) + s.out(Out.etaConstriction);
    return (pellet + 2 * face) / PROBE / AREA;
  });
}

const UP = steps(1, 25, 49);
const DOWN = steps(25, 1, 49);

const figure: Figure = {
  id: "pressing",
  title: "Impedance of a symmetric cell against stack pressure",
  x: { label: "stack pressure / MPa" },
  y: { label: "impedance / Ohm", log: true, range: [20, 3000] },
  published: [
    {
      name: "Doux et al. 2020, on loading (bars: 25 %)",
      marks: LOADING.map(([P, R]) => [P, R, 0.75 * R, 1.25 * R] as const),
    },
    { name: "back at 5 MPa", marks: [[5, RELEASED, 0.75 * RELEASED, 1.25 * RELEASED]] },
    {
      name: "more than 500 Ohm at 1 MPa",
      band: [
        [0.6, 500, 3000],
        [1.4, 500, 3000],
      ],
    },
  ],
};

const CELL =
  "12.7 mm disc, 1 mm of Li6PS5Cl at 2.5 mS/cm (32 Ohm measured at 25 MPa leave no less), 5 Ohm.cm2 of full contact, pressureContact";

const cases: readonly Case[] = [
  {
    id: "doux-loading",
    topic: "C4",
    kind: "experimental",
    quantity: "worst relative deviation of the impedance at 5, 10, 15, 20, 25 MPa on loading, 1",
    source: SOURCE,
    conditions: `${CELL}; two constants fitted to these five`,
    target: { atMost: 0.25 },
    picture: { figure },
    async run(wasm) {
      const got = await impedances(
        wasm,
        LOADING.map(([P]) => P),
      );
      const path = await impedances(wasm, [...UP, ...DOWN]);
      const series = [
        { name: "loading", points: UP.map((P, k) => [P, path[k]!] as const) },
        {
          name: "release from 25 MPa",
          points: DOWN.map((P, k) => [P, path[UP.length + k]!] as const),
        },
      ];
      return { value: Math.max(...got.map((R, k) => Math.abs(R / LOADING[k]![1] - 1))), series };
    },
  },
  {
    id: "doux-1mpa",
    topic: "C4",
    kind: "experimental",
    quantity: "impedance at 1 MPa on loading, Ohm",
    source: SOURCE,
    conditions: CELL,
    target: { atLeast: 500 },
    run: async (wasm) => (await impedances(wasm, [1]))[0]!,
  },
  {
    id: "doux-release",
    topic: "C4",
    kind: "experimental",
    quantity: "impedance back at 5 MPa after 25 MPa, Ohm",
    source: SOURCE,
    conditions: `${CELL}; not fitted`,
    target: { value: RELEASED, relative: 0.25 },
    run: async (wasm) => (await impedances(wasm, [25, 5]))[1]!,
  },
  {
    id: "doux-hysteresis",
    topic: "C4",
    kind: "experimental",
    quantity: "impedance at 5 MPa before 25 MPa over that after, 1",
    source: SOURCE,
    conditions: `${CELL}; not fitted`,
    target: { value: 2.2, relative: 0.25 },
    async run(wasm) {
      const [before, , after] = await impedances(wasm, [5, 25, 5]);
      return before! / after!;
    },
  },
];
export default cases;
