// Electrons through a coating and an electrolyte (A9): the share of the drop of the lithium potential that the coating
// takes, f = (L_c/s_c) / (L_c/s_c + L_s/s_s) from Wagner's transport at constant partial conductivities; and three layers.

import { Out, Param, Picture } from "../../sim/kernel";
import type { Case } from "../check";
import { Section } from "../section";

const WAGNER = "Wagner transport; [@kimura2024]";
const VOLTS = 0.01;

/** Coating [nm], electrolyte [um], share. */
const LADDER = [
  [10, 100, 1 / 11],
  [50, 100, 1 / 3],
  [100, 100, 1 / 2],
  [10, 50, 1 / 6],
  [10, 20, 1 / 3],
  [20, 100, 1 / 6],
  [200, 100, 2 / 3],
] as const;

async function held(wasm: BufferSource, scenario: object): Promise<Section> {
  const s = await Section.create(wasm, {
    scenario: { mesh: { columns: 16 }, physics: { leakage: true }, ...scenario },
  });
  s.kernel.setParam(Param.voltageControl, 1);
  s.kernel.setParam(Param.voltage, VOLTS);
  s.control(0);
  return s;
}

interface Coating {
  /** Thickness of coating and electrolyte. */
  nm: number;
  um: number;
  /** Electronic conductivity of the coating on an electrolyte of 1e-11 [S/cm]. */
  conductivity: number;
}

/** Share of the electronic drop in a coating. */
export async function coatingShare(
  wasm: BufferSource,
  { nm, um, conductivity }: Coating,
): Promise<number> {
  const s = await held(wasm, {
    cell: { width: "32 um", electrolyte: "16 um", pellet: `${um + 1e-3 * nm} um` },
    materials: { overrides: { "Li6PS5Cl.electronicConductivity": "1e-11 S/cm" } },
    electrolyte: {
      layers: [{ thickness: `${nm} nm`, electronicConductivity: `${conductivity} S/cm` }],
    },
  });
  return (s.out(Out.leakageCurrent) * nm * 1e-9) / (100 * conductivity) / VOLTS;
}

async function ladderError(wasm: BufferSource): Promise<number> {
  let worst = 0;
  for (const [coating, electrolyte, f] of LADDER) {
    const share = await coatingShare(wasm, { nm: coating, um: electrolyte, conductivity: 1e-14 });
    worst = Math.max(worst, Math.abs(share / f - 1));
  }
  return worst;
}

/** Largest error of psi - phi at the centres of cells in three layers, over the voltage: one row beside each contact. */
async function threeLayerError(wasm: BufferSource): Promise<number> {
  const s = await held(wasm, {
    cell: { width: "32 um", electrolyte: "96 um", pellet: "96 um" },
    electrolyte: {
      layers: [
        { thickness: "30 um", electronicConductivity: "1e-8 S/cm", ionicConductivity: "1 mS/cm" },
        { thickness: "20 um", electronicConductivity: "3e-7 S/cm", ionicConductivity: "12 mS/cm" },
      ],
    },
  });
  const ends = [30e-6, 50e-6, 96e-6];
  const until = (depth: number, perLength: readonly number[]) =>
    ends.reduce((sum, end, k) => {
      const inside = Math.min(depth, end) - (ends[k - 1] ?? 0);
      return sum + Math.max(0, inside) * perLength[k]!;
    }, 0);
  const electron = [1e6, 1 / 3e-5, 1 / 6.3e-7];
  const ion = [10, 1 / 1.2, 5];
  const whole = until(96e-6, electron);
  const face = VOLTS - s.out(Out.etaKinetics) - s.out(Out.etaInterphase);
  const local = s.kernel.picture(Picture.localPotential);
  let worst = 0;
  for (const row of [14, 15, 24, 25, 47]) {
    const depth = (row + 0.5) * 2e-6;
    const psi = VOLTS * (1 - until(depth, electron) / whole);
    const exact = psi - (face - s.out(Out.current) * until(depth, ion));
    const got = local[(s.kernel.rows.lithium + row) * 16 + 8]!;
    worst = Math.max(worst, Math.abs(got - exact) / VOLTS);
  }
  return worst;
}

const cases: readonly Case[] = [
  {
    id: "ladder-coating",
    topic: "A9",
    kind: "analytic",
    quantity: "share of the drop of lithium potential in a coating, worst relative error of seven",
    source: WAGNER,
    conditions: "10 to 200 nm of 1e-14 S/cm on 20 to 100 um of 1e-11 S/cm, cells of 2 um",
    target: { value: 0, absolute: 1e-6 },
    run: ladderError,
  },
  {
    id: "ladder-three",
    topic: "A9",
    kind: "analytic",
    quantity: "local lithium potential beside the contacts of three layers, error over the voltage",
    source: WAGNER,
    conditions: "ions 1, 12, 2 mS/cm and electrons 1e-8, 3e-7, 6.3e-9 S/cm in 30, 20, 46 um",
    target: { value: 0, absolute: 1e-6 },
    run: threeLayerError,
  },
];
export default cases;
