// Wagner number: how far the electrolyte evens out what kinetics would make uneven. A charge-transfer resistance
// R (1 + eps cos k x) on a deep electrolyte gives, to first order,
//   j = j_0 (1 - eps Wa / (1 + Wa) cos k x),   Wa = kappa R k

import { curve, type Figure, steps } from "../../plots/figure";
import { Field } from "../../sim/kernel";
import type { Case } from "../check";
import { Section } from "../section";

const EPS = 1e-3;
const WIDTH = 50e-6;
const COLUMNS = 64;

/** Amplitude of the current over that of the kinetics. */
async function response(wasm: BufferSource, Wa: number): Promise<number> {
  const s = await Section.create(wasm, {
    scenario: {
      cell: { width: "50 um", lithium: "10 um", electrolyte: "100 um", pellet: "200 um" },
      mesh: { columns: COLUMNS },
    },
    run({ electrolyte: se }) {
      se.interphaseResistance.value = 0;
      se.chargeTransferResistance.value = (Wa * WIDTH) / (Math.PI * se.ionicConductivity.value);
    },
  });
  const wave = (i: number) => Math.cos((Math.PI * (i + 0.5)) / COLUMNS);
  const kinetics = s.line(Field.kinetics);
  kinetics.forEach((_, i) => {
    kinetics[i] = 1 + EPS * wave(i);
  });
  s.control(1e-3);
  const current = s.line(Field.current);
  const amplitude = current.reduce((sum, j, i) => sum + (j / 1e-3 - 1) * wave(i), 0);
  return (-2 * amplitude) / COLUMNS / EPS;
}

const evened = (Wa: number) => Wa / (1 + Wa);

const figure: Figure = {
  id: "wagner",
  title: "Uneven current over uneven kinetics",
  x: { label: "Wagner number kappa R k", log: true },
  y: { label: "amplitude of current over that of kinetics", range: [0, 1.05] },
  published: [curve("Wa / (1 + Wa)", steps(0.02, 50, 80, true), evened)],
};

const cases: readonly Case[] = [0.1, 1, 10].map((Wa) => ({
  id: `wagner-${Wa}`,
  topic: "A19",
  kind: "analytic",
  quantity: "relative amplitude of the current over that of the charge-transfer resistance, 1",
  source: "linear stability of the primary and secondary current distribution ([@wagner1951])",
  conditions: `half a cosine over 50 um, Wa = ${Wa}, ${COLUMNS} columns`,
  target: { value: Number(evened(Wa).toPrecision(6)), relative: 0.01 },
  picture: { figure, x: Wa },
  run: (wasm) => response(wasm, Wa),
}));
export default cases;
