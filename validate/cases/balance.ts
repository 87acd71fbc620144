// Lithium and its speed: the balance read off the fields, the limits of the void closure, the advection.

import { FARADAY, GAS_CONSTANT } from "../../core/constants";
import { curve, type Figure, type Point, steps } from "../../plots/figure";
import { Field, Out } from "../../sim/kernel";
import type { Case, Measured } from "../check";
import { runThrough, Section } from "../section";

/** Lithium missing from the section, cells and gaps [m2]. */
function missing(s: Section): number {
  const { h } = s.spec.grid;
  const open = s.line(Field.open);
  const gaps = s.line(Field.gap).reduce((sum, g, i) => sum + (open[i] ? 0 : g), 0);
  return s.lithium.reduce((sum, c) => sum + (1 - c), 0) * h * h + gaps * h;
}

/** Worst lithium defect of a time step over what moved in it: strip, plate and rest with voids. */
async function stepDefect(wasm: BufferSource): Promise<number> {
  const s = await Section.create(wasm, {
    scenario: {
      cell: { width: "40 um", lithium: "16 um", electrolyte: "16 um" },
      mesh: { columns: 48 },
      interface: { defects: [{ at: "12 um", width: "6 um", height: "2 um" }] },
    },
  });
  const { width } = s.spec.cell;
  const perCharge = s.spec.lithium.molarVolume.value / FARADAY;
  let worst = 0;
  for (const [j, duration] of [
    [10, 1200],
    [-10, 900],
    [0, 1800],
  ] as const) {
    s.control(j);
    const end = s.out(Out.time) + duration;
    while (s.out(Out.time) < end * (1 - 1e-12)) {
      const before = [missing(s), s.out(Out.reservoir)] as const;
      const dt = s.step(end - s.out(Out.time));
      const gone = missing(s) - before[0];
      const fed = (before[1] - s.out(Out.reservoir)) * width;
      const taken = j * dt * width * perCharge;
      // at rest less than a hundredth of a cell may move, which the reservoir resolves to 1e-10 of that
      const scale = Math.max(Math.abs(taken), Math.abs(fed), 1e-2 * s.spec.grid.h ** 2);
      worst = Math.max(worst, Math.abs(gone - taken + fed) / scale);
    }
  }
  return worst;
}

const CYCLE = {
  protocol: [
    "Strip at 1 mA/cm2 until 0.5 mA.h/cm2",
    "Plate at 1 mA/cm2 until 0.5 mA.h/cm2",
    "Rest for 1 h",
  ],
};

const defectFigure: Figure = {
  id: "balance",
  title: "Defects of the ledgers through strip, plate and rest",
  x: { label: "time / h" },
  y: { label: "relative defect", log: true, range: [1e-17, 1e-8] },
  published: [
    {
      name: "allowed for lithium",
      band: [
        [0, 1e-17, 1e-9],
        [2, 1e-17, 1e-9],
      ],
    },
  ],
};

/** Largest defect of a ledger over a whole run. */
const runDefect =
  (which: "lithiumDefect" | "chargeDefect") =>
  async (wasm: BufferSource): Promise<Measured> => {
    const points: Point[] = [];
    await runThrough(wasm, CYCLE, ({ observables: o }) => {
      points.push([o.time / 3600, o[which]]);
    });
    const name = which === "lithiumDefect" ? "lithium" : "charge";
    // what is exactly zero has no place on a logarithmic axis
    const shown = points.map(([t, d]) => [t, Math.max(d, 1e-17)] as const);
    return { value: Math.max(...points.map(([, d]) => d)), series: [{ name, points: shown }] };
  };

const growthFigure: Figure = {
  id: "void-growth",
  title: "Growth of the void volume under rigid lithium",
  x: { label: "current over what the sinks of the contact can follow", range: [0, 5.5] },
  y: { label: "growth over j Omega/F", range: [-0.2, 1] },
  published: [curve("1 - K (P/f)^2 / (j Omega/F)", steps(0.85, 5.5, 60), (x) => 1 - 1 / x)],
};

/** Growth rate of the void volume over v_inf = j Omega/F when rigid lithium stands on the share f of the interface,
 * at `times` the critical current of full contact; even sinks or none, no nucleation sites. */
export async function growth(
  wasm: BufferSource,
  f: number,
  times: number,
  sinks = true,
): Promise<number> {
  const gap = 100 * (1 - f);
  const s = await Section.create(wasm, {
    scenario: {
      cell: { width: "50 um", lithium: "20 um", electrolyte: "20 um" },
      mesh: { columns: 64 },
      interface: {
        sinkAmplitude: 0,
        siteSpacing: "0 um",
        defects: f < 1 ? [{ at: "0 um", width: `${gap} um`, height: "12 um" }] : [],
      },
      numerics: { tolerance: 1e-6 },
    },
    run({ lithium, electrolyte, physics }) {
      // without sinks the least current sets the pace: an even one
      if (!sinks) electrolyte.chargeTransferResistance.value = 1;
      // stiff as the kernel allows, 1e13 Pa s
      lithium.creepStress.value = 1e12;
      lithium.diffusionalCreep.value = 1e-30;
      physics.healing = false;
      physics.vacancySinks = sinks;
    },
  });
  if (Math.abs(s.covered - f) > 1e-9) throw new Error(`contact is ${s.covered}, not ${f}`);
  const { current, perCharge } = critical(s);
  const v = times * current * perCharge;
  s.control(times * current);
  // the first steps find the gap that the wall's stop needs: half a minute where it alone carries the lithium
  const settle = sinks ? 1 : 30;
  for (let k = 0; k < 5; k++) s.step(settle);
  const [start, time] = [s.out(Out.voidVolume), s.out(Out.time)];
  for (let k = 0; k < 5; k++) s.step(2 * settle);
  return (s.out(Out.voidVolume) - start) / (s.out(Out.time) - time) / v;
}

/** j_c = P^2 F D_self / (R T alpha_T G b) [A/m2] and Omega/F [m3/C]. */
export function critical(s: Section) {
  const { lithium: li, physics, stackPressure, temperature } = s.spec;
  const perCharge = li.molarVolume.value / FARADAY;
  const taylor = physics.taylor * li.shearModulus.value * li.burgersVector.value;
  const K =
    (li.selfDiffusivity.value * li.molarVolume.value) / (GAS_CONSTANT * temperature * taylor);
  return { K, current: (K * stackPressure ** 2) / perCharge, perCharge };
}

/** A round void carried `cells` cells along x or y by a uniform flow, at Courant number 0.25; relative errors
 * of its area and of its width and height (second moments), and the area that is out of place over the whole. */
export async function carry(wasm: BufferSource, axis: "x" | "y", cells: number) {
  const s = await Section.create(wasm, {
    scenario: {
      cell: { width: "64 um", lithium: "64 um", electrolyte: "8 um" },
      mesh: { columns: 64 },
    },
  });
  const { columns: nx, lithiumRows: nl, h } = s.spec.grid;
  const phi = s.lithium;
  const R = 8;
  const at = axis === "x" ? [16, 32] : [32, 16];
  const disc = (ox: number, oy: number) =>
    Float64Array.from({ length: nx * nl }, (_, k) => {
      let count = 0;
      for (let v = 0; v < 16; v++) {
        for (let u = 0; u < 16; u++) {
          const x = (k % nx) + (u + 0.5) / 16 - ox;
          const y = Math.floor(k / nx) + (v + 0.5) / 16 - oy;
          if (x * x + y * y >= R * R) count++;
        }
      }
      return count / 256;
    });
  phi.set(disc(at[0]!, at[1]!));
  const shift = axis === "x" ? [cells, 0] : [0, cells];
  const target = disc(at[0]! + shift[0]!, at[1]! + shift[1]!);
  const area = () => phi.reduce((sum, c) => sum + 1 - c, 0);
  const before = area();
  const fluxX = s.kernel.field(Field.fluxX, (nx + 1) * nl);
  const fluxY = s.kernel.field(Field.fluxY, nx * (nl + 1));
  if (axis === "x")
    fluxX.forEach((_, k) => {
      fluxX[k] = (k % (nx + 1)) % nx === 0 ? 0 : h * h;
    });
  else fluxY.fill(h * h);
  const courant = 0.25;
  for (let k = 0; k < cells / courant; k++) s.laws.sectionAdvect(courant, k % 2 === 0);
  const spread = (field: Float64Array, along: (k: number) => number) => {
    const mean = field.reduce((sum, c, k) => sum + (1 - c) * along(k), 0) / before;
    return Math.sqrt(
      field.reduce((sum, c, k) => sum + (1 - c) * (along(k) - mean) ** 2, 0) / before,
    );
  };
  const stretch = [(k: number) => k % nx, (k: number) => Math.floor(k / nx)].map(
    (along) => spread(phi, along) / spread(target, along) - 1,
  );
  return {
    area: Math.abs(area() / before - 1),
    shape: Math.max(...stretch.map(Math.abs)),
    misplaced: phi.reduce((sum, c, k) => sum + Math.abs(c - target[k]!), 0) / before,
  };
}

const EVEN = "even sinks, rigid lithium, 3 MPa, 25 Cel";

const cases: readonly Case[] = [
  {
    id: "lithium-step",
    topic: "A17",
    kind: "numerical",
    quantity: "worst lithium defect of a time step over what moved in it, 1",
    source: "fields, reservoir and Faraday's law, not the ledger",
    conditions: "strip, plate and rest at 1 mA/cm2, 3 MPa, with voids",
    target: { atMost: 1e-10 },
    run: stepDefect,
  },
  {
    id: "lithium-run",
    topic: "A17",
    kind: "numerical",
    quantity: "largest lithium defect of the ledger, 1",
    source: "Faraday's law",
    conditions: `128 columns: ${CYCLE.protocol.join(", ")}`,
    target: { atMost: 1e-9 },
    picture: { figure: defectFigure },
    run: runDefect("lithiumDefect"),
  },
  {
    id: "charge-run",
    topic: "A17",
    kind: "numerical",
    quantity: "largest charge defect of the ledger, 1",
    source: "conservation of charge",
    conditions: `128 columns: ${CYCLE.protocol.join(", ")}`,
    target: { atMost: 1e-8 },
    picture: { figure: defectFigure },
    run: runDefect("chargeDefect"),
  },
  ...(
    [
      [1, 5],
      [0.75, 4],
      [0.5, 8],
    ] as const
  ).map(
    ([f, times]): Case => ({
      id: `void-growth-${f}`,
      topic: "A6",
      kind: "analytic",
      quantity: "growth rate of the void volume over j Omega/F, 1",
      source: "1 - K (P/f)^2 / (j Omega/F), the drift that the sinks allow (docs/model.md)",
      conditions: `contact over ${100 * f} %, ${times} times the critical current of full contact, ${EVEN}`,
      target: { value: Number((1 - 1 / (times * f * f)).toPrecision(6)), relative: 0.03 },
      picture: { figure: growthFigure, x: times * f * f },
      run: (wasm) => growth(wasm, f, times),
    }),
  ),
  {
    id: "stationary-contact",
    topic: "A6",
    kind: "analytic",
    quantity: "growth rate of the void volume over j Omega/F at f = (j_c/j)^1/2, 1",
    source: "K (P/f)^2 = j Omega/F (docs/model.md)",
    conditions: `contact over 50 %, 4 times the critical current of full contact, ${EVEN}`,
    target: { value: 0, absolute: 0.03 },
    picture: { figure: growthFigure, x: 1 },
    run: (wasm) => growth(wasm, 0.5, 4),
  },
  ...(["x", "y"] as const).flatMap((axis): Case[] => [
    {
      id: `carried-area-${axis}`,
      topic: "N2",
      kind: "numerical",
      quantity: "change of the area of a carried void, 1",
      source: "Galilean invariance",
      conditions: `void of 8 cells radius, 20 cells along ${axis}`,
      target: { atMost: 1e-12 },
      run: async (wasm) => (await carry(wasm, axis, 20)).area,
    },
    {
      id: `carried-shape-${axis}`,
      topic: "N2",
      kind: "numerical",
      quantity: "change of the width or height of a carried void, 1",
      source: "Galilean invariance",
      conditions: `void of 8 cells radius, 20 cells along ${axis}`,
      target: { atMost: 0.01 },
      run: async (wasm) => (await carry(wasm, axis, 20)).shape,
    },
  ]),
];
export default cases;
