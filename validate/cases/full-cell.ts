// The composite cathode lumped and along its depth, and the full cell: closed forms, balances, what ageing was fitted to, and what
// the voltage of a cell says of its lithium.

import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import type { Figure, Point } from "../../plots/figure";
import { layOut } from "../../sim/kernel-setup";
import type { WasmBytes } from "../../sim/module";
import { Simulation } from "../../sim/simulation";
import type { Case } from "../check";

type Cathode = Partial<NonNullable<ScenarioInput["cathode"]>>;

/** The cathode of a scenario, apart from its lithium. */
async function electrode(wasm: BufferSource, cathode: Cathode, more: Partial<ScenarioInput> = {}) {
  const spec = resolveRun({
    protocol: ["Rest for 1 s"],
    mesh: { columns: 16 },
    cathode: { model: "lumped", ...cathode },
    ...more,
  });
  const { kernel } = await layOut(spec, wasm as WasmBytes);
  const k = kernel.exports;
  return { k, oneC: spec.cathode!.nominalCapacity / 3600 };
}

/** State of charge at which the lithium content of NCM811 is x. */
const chargeAt = (x: number) => (0.942 - x) / (0.942 - 0.2657);

/** Difference of lumped and line over a discharge, each 5 % [mV]. */
async function apart(wasm: BufferSource, rate: number): Promise<Point[]> {
  const same = {
    charge: 1,
    thickness: "50 um",
    ionicConductivity: "0.03 S/m",
    electronicConductivity: "0.1 S/m",
  };
  const one = await electrode(wasm, same);
  const line = await electrode(wasm, { ...same, model: "line" });
  const i = rate * one.oneC;
  const points: Point[] = [];
  for (let k = 1; k <= 18; k++) {
    for (const { k: kernel } of [one, line]) kernel.electrodeAdvance(i, 3600 / rate / 360, 18);
    points.push([5 * k, 1000 * (one.k.electrodeVoltage(i) - line.k.electrodeVoltage(i))]);
  }
  return points;
}

const lumped: Figure = {
  id: "cathode-lumped",
  title: "Voltage of a cathode as one particle less that along its depth",
  x: { label: "discharged / %", range: [0, 100] },
  y: { label: "difference / mV" },
  published: [],
};

/** What the films of a resting cathode multiply the resistance of charge transfer by in 40.6 h. */
async function rested(wasm: BufferSource, interphase: "bare" | "coated"): Promise<number> {
  const { k } = await electrode(
    wasm,
    {
      interphase,
      charge: chargeAt(0.5),
      ionicConductivity: "1e4 S/m",
      electronicConductivity: "1e4 S/m",
    },
    { materials: { overrides: { "NCM811.particleDiffusivity": "1e-9 m2/s" } } },
  );
  const slope = () => {
    k.electrodeVoltage(0);
    return k.electrodeSlope();
  };
  const before = slope();
  k.electrodeAdvance(0, 4060 * 3.6, 10);
  return slope() / before;
}

/** Voltage of the cell after 1.8 mA.h/cm2 in at 0.5 and out at 1 mA/cm2, under that pressure [V]. */
async function discharged(wasm: BufferSource, stackPressure: string): Promise<number> {
  const spec = resolveRun({
    cell: { pellet: "50 um" },
    conditions: { stackPressure },
    cathode: {
      model: "lumped",
      ionicConductivity: "0.0176 S/m",
      electronicConductivity: "0.02 S/m",
    },
    protocol: [
      "Charge at 0.5 mA/cm2 until 1.8 mA.h/cm2",
      "Discharge at 1 mA/cm2 until 1.8 mA.h/cm2",
    ],
  });
  const run = await Simulation.create(spec, wasm as WasmBytes);
  while (run.advance());
  return run.observables.cellVoltage;
}

/** What the cell says of its contact: the lithium has kept 0.17 of it at 3 MPa, 0.97 at 7 MPa. */
const contact = ([stackPressure, value]: readonly [string, number]): Case => ({
  id: `full-cell-${stackPressure.replace(" ", "-").toLowerCase()}`,
  topic: "A22",
  kind: "numerical",
  quantity: "voltage of the cell at the end of a discharge, V",
  source: "prototype of the same closures, lumped",
  conditions: `${stackPressure}, 1.8 mA.h/cm2 charged at 0.5, discharged at 1 mA/cm2, NCM811, 60 um, pellet of 50 um`,
  target: { value, absolute: 0.003 },
  long: true,
  run: (wasm) => discharged(wasm, stackPressure),
});

const cases: readonly Case[] = [
  {
    id: "cathode-line-resistance",
    topic: "A21",
    kind: "analytic",
    quantity: "differential resistance at rest, Ohm cm2",
    source: "transmission line between an ionic and an electronic rail, docs/model.md 19",
    conditions:
      "60 um, sigma 0.0358 and 0.02257 S/m, particles of 5 um, 42 %, i0 0.15 A/m2, no diffusion, 25 Cel",
    target: { value: 71.008, relative: 5e-4 },
    async run(wasm) {
      const { k } = await electrode(
        wasm,
        {
          model: "line",
          charge: chargeAt(0.5),
          ionicConductivity: "0.0358 S/m",
          electronicConductivity: "0.02257 S/m",
        },
        { materials: { overrides: { "NCM811.particleDiffusivity": "1e-9 m2/s" } } },
      );
      k.electrodeVoltage(0);
      return 1e4 * k.electrodeSlope();
    },
  },
  {
    id: "cathode-lumped-line",
    topic: "A21",
    kind: "numerical",
    quantity: "largest difference in voltage from 5 to 90 % of a discharge, mV",
    source: "porous electrode along its depth, the same surface, conductivities and steps",
    conditions: "0.5C, 1C and 2C, NCM811, 50 um, sigma_i 0.03 S/m, sigma_e 0.1 S/m, D 4e-15 m2/s",
    target: { atMost: 1 },
    picture: { figure: lumped },
    async run(wasm) {
      const series = [];
      for (const rate of [0.5, 1, 2])
        series.push({ name: `${rate}C`, points: await apart(wasm, rate) });
      const all = series.flatMap(({ points }) => points.map(([, d]) => Math.abs(d)));
      return { value: Math.max(...all), series };
    },
  },
  ...(
    [
      ["bare", 663 / 274, "bare particles in argyrodite, 25 Cel"],
      ["coated", 240 / 219, "particles under LiNbO3 in argyrodite, 25 Cel"],
    ] as const
  ).map(
    ([interphase, value, conditions]): Case => ({
      id: `cathode-film-${interphase}`,
      topic: "C21",
      kind: "experimental",
      quantity: "resistance of the surface after 40.6 h at rest over that at the start",
      source: "after Jung et al. 2019, via a digest; the law is fitted to it",
      conditions,
      target: { value, relative: 0.01 },
      run: (wasm) => rested(wasm, interphase),
    }),
  ),
  {
    id: "full-cell-sum",
    topic: "A22",
    kind: "numerical",
    quantity: "largest miss of the parts of the overpotential from the voltage, V",
    source: "eq. (19.1)",
    conditions: "charge at 1C, hold, rest, discharge at 2C, rest; 10 um of NCM811, 16 columns",
    target: { atMost: 1e-12 },
    async run(wasm) {
      const spec = resolveRun({
        mesh: { columns: 16 },
        cathode: { model: "line", thickness: "10 um", interphase: "bare" },
        protocol: [
          "Charge at 1C until 4.2 V",
          "Hold at 4.2 V until C/5",
          "Rest for 10 min",
          "Discharge at 2C until 3.4 V",
          "Rest for 10 min",
        ],
      });
      const run = await Simulation.create(spec, wasm as WasmBytes);
      let worst = 0;
      do {
        const o = run.observables;
        const anode =
          o.etaPellet + o.etaElectrolyte + o.etaConstriction + o.etaKinetics + o.etaInterphase;
        worst = Math.max(worst, Math.abs(o.voltage - anode - o.etaCathode));
        worst = Math.max(worst, Math.abs(o.cellVoltage + o.voltage - o.openCircuitVoltage));
      } while (run.advance());
      return worst;
    },
  },
  ...(
    [
      ["3 MPa", 3.4226],
      ["7 MPa", 3.4471],
    ] as const
  ).map(contact),
];
export default cases;
