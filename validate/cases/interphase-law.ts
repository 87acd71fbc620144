// The growth law of the interphase, eqs. (5.1) to (5.6), against its closed form: reaction and passivation in series, shares of
// contact, coatings, held platens, conditioning by plating, the counter electrode.

import { FARADAY } from "../../core/constants";
import { fromGallery } from "../../core/gallery";
import { resolveRun } from "../../core/resolve";
import type { RunSpec } from "../../core/runspec";
import type { ScenarioInput } from "../../core/scenario";
import { curve, type Figure, type Point, steps } from "../../plots/figure";
import { Out } from "../../sim/kernel";
import type { WasmBytes } from "../../sim/module";
import { Simulation } from "../../sim/simulation";
import type { Case } from "../check";
import { Section } from "../section";
import { coatingShare } from "./leakage";

/** [C/m2], [A/m2] */
const UAH_PER_CM2 = 36;
const UA_PER_CM2 = 1e-2;
const HOUR = 3600;
/** A reaction so fast that it is no limit [A/m2]. */
const FAST = 1e9;

interface Law {
  /** [uAh/cm2/h^0.5], [uA/cm2] */
  k: number;
  r?: number;
}

/** Constants of the growth in the run. */
function withLaw({ electrolyte }: RunSpec, { k, r }: Law): void {
  electrolyte.interphaseGrowth.value = (k * UAH_PER_CM2) / Math.sqrt(HOUR);
  electrolyte.interphaseReaction.value = r === undefined ? FAST : r * UA_PER_CM2;
}

/** A small even section with an interphase that grows, bare at the start. */
export function bare(wasm: BufferSource, law: Law, scenario: Partial<ScenarioInput> = {}) {
  const { interface: face, physics, ...rest } = scenario;
  return Section.create(wasm, {
    scenario: {
      cell: { width: "20 um", lithium: "10 um", electrolyte: "10 um" },
      mesh: { columns: 16 },
      numerics: { maxTimeStep: "10 min" },
      interface: { sinkAmplitude: 0, siteSpacing: "0 um", interphaseThickness: "0 nm", ...face },
      physics: { interphaseGrowth: true, ...physics },
      ...rest,
    },
    run: (spec) => withLaw(spec, law),
  });
}

/** Rests until `hours` after the start, in steps of at most `longest` hours. */
export function restUntil(s: Section, hours: number, longest = Number.POSITIVE_INFINITY): void {
  const end = hours * HOUR;
  while (s.out(Out.time) < end * (1 - 1e-12)) {
    s.step(Math.min(longest * HOUR, end - s.out(Out.time)));
  }
}

/** Charge eaten [uAh/cm2] after each of the hours. */
async function eaten(
  wasm: BufferSource,
  law: Law,
  hours: readonly number[],
  scenario?: Partial<ScenarioInput>,
): Promise<number[]> {
  const s = await bare(wasm, law, scenario);
  return hours.map((time) => {
    restUntil(s, time);
    return s.out(Out.interphaseCharge) / UAH_PER_CM2;
  });
}

/** Root of p^2 + (k^2/r) p = k^2 t. */
const closed = ({ k, r = Number.POSITIVE_INFINITY }: Law, hours: number) => {
  const half = (k * k) / (2 * r);
  return (k * k * hours) / (half + Math.sqrt(half * half + k * k * hours));
};

/** Largest relative difference. */
const worst = (got: readonly number[], target: readonly number[]) =>
  Math.max(...got.map((value, i) => Math.abs(value / target[i]! - 1)));

const BARE = "bare lithium at rest, 25 Cel";
const THREE = [1, 10, 100] as const;

const LIMITED = [10, 1, 0.1] as const;
const growth: Figure = {
  id: "interphase-reaction",
  title: "Charge eaten at rest by how fast the interphase reacts",
  x: { label: "time / h", log: true, range: [0.3, 110] },
  y: { label: "charge / uAh/cm2", log: true, range: [0.03, 30] },
  published: [10, 1, 0.1].map((r) =>
    curve(
      `closed form, k = 2, r = ${r} uA/cm2`,
      steps(-0.5, 2, 20).map((x) => 10 ** x),
      (t) => closed({ k: 2, r }, t),
    ),
  ),
};

const reaction: Case = {
  id: "interphase-reaction",
  topic: "A8",
  kind: "analytic",
  quantity: "charge after 1, 10 and 100 h, worst of three reactions, relative",
  source: "root of p^2 + (k^2/r) p = k^2 t: linear, then a square root; docs/model.md",
  conditions: `${BARE}, k = 2 uAh/cm2/h^0.5, r = 10, 1 and 0.1 uA/cm2`,
  target: { value: 0, absolute: 1e-3 },
  picture: { figure: growth },
  async run(wasm) {
    const target = [
      [1.81, 6.128, 19.801],
      [0.828, 4.633, 18.1],
      [0.1, 0.976, 8.284],
    ];
    const got = await Promise.all(LIMITED.map((r) => eaten(wasm, { k: 2, r }, THREE)));
    // the table above has three decimals
    const value = Math.max(
      ...got.flatMap((row, i) => row.map((q, n) => Math.abs(q - target[i]![n]!))),
    );
    const series = LIMITED.map((r, i) => ({
      name: `this build, r = ${r}`,
      points: THREE.map((t, n): Point => [t, got[i]![n]!]),
      dots: true,
    }));
    return { value, series };
  },
};

const exact: Case = {
  id: "interphase-steps",
  topic: "A8",
  kind: "analytic",
  quantity: "charge in 100 h, in steps as long as they may be or of 10 min, largest relative error",
  source: "19.60400 uAh/cm2, root of p^2 + (k^2/r) p = k^2 t",
  conditions: `${BARE}, k = 2 uAh/cm2/h^0.5, r = 5 uA/cm2`,
  target: { value: 0, absolute: 1e-12 },
  async run(wasm) {
    const law = { k: 2, r: 5 };
    const charges = [];
    for (const longest of [Number.POSITIVE_INFINITY, 1 / 6]) {
      const s = await bare(wasm, law);
      restUntil(s, 100, longest);
      charges.push(s.out(Out.interphaseCharge) / UAH_PER_CM2);
    }
    return worst(charges, [closed(law, 100), closed(law, 100)]);
  },
};

const mixed: Case = {
  id: "interphase-type-2",
  topic: "A8",
  kind: "analytic",
  quantity: "charge after 1, 10 and 100 h, worst, uAh/cm2",
  source: "4.72, 34.83, 163.96: linear below 80, docs/model.md",
  conditions: `${BARE}, k = 20 uAh/cm2/h^0.5, r = 5 uA/cm2: mixed-conducting (LGPS)`,
  target: { value: 0, absolute: 5e-3 },
  async run(wasm) {
    const target = [4.72, 34.83, 163.96];
    const got = await eaten(wasm, { k: 20, r: 5 }, THREE, { materials: {} });
    return Math.max(...got.map((q, i) => Math.abs(q - target[i]!)));
  },
};

const half: Case = {
  id: "interphase-half-contact",
  topic: "A8",
  kind: "analytic",
  quantity: "charge in 100 h at a contact of one half, uAh/cm2",
  source: "dq/dt = a k^2 / 2q: k sqrt(a t)",
  conditions: `${BARE}, k = 2 uAh/cm2/h^0.5; a foil only pressed on, at the pressure of half contact`,
  target: { value: 14.142, relative: 1e-3 },
  async run(wasm) {
    const pressure = 12 * Math.log(2) ** (1 / 2.6);
    const [q] = await eaten(wasm, { k: 2 }, [100], {
      conditions: { stackPressure: `${pressure} MPa` },
      physics: { pressureContact: true },
    });
    return q!;
  },
};

const parted: Case = {
  id: "interphase-parted",
  topic: "A8",
  kind: "analytic",
  quantity: "charge after 10 h in contact, 10 h apart and 10 h in contact, uAh/cm2",
  source: "k sqrt(20 h) = 8.944; 10.954 if it grew all the time",
  conditions: `${BARE}, k = 2 uAh/cm2/h^0.5; a pressed foil, apart at 1 kPa`,
  target: { value: 8.944, relative: 0.01 },
  async run(wasm) {
    const s = await bare(
      wasm,
      { k: 2 },
      {
        conditions: { stackPressure: "60 MPa" },
        physics: { pressureContact: true },
      },
    );
    restUntil(s, 10);
    s.press(1e3);
    restUntil(s, 20);
    s.press(60e6);
    restUntil(s, 30);
    return s.out(Out.interphaseCharge) / UAH_PER_CM2;
  },
};

const held: Case = {
  id: "interphase-held",
  topic: "A8",
  kind: "analytic",
  quantity: "pressure left between held platens, MPa",
  source:
    "stiffness of the cell times what is eaten (86.9 nm) less what the surface rises (42.4 nm)",
  conditions: "100 h at rest from 3 MPa, platen gap, interphase of 2 Ohm cm2 at the start, k = 2",
  target: { value: 1.91, relative: 0.02 },
  async run(wasm) {
    const s = await Section.create(wasm, {
      scenario: {
        cell: { width: "20 um" },
        mesh: { columns: 16 },
        numerics: { maxTimeStep: "2 min" },
        interface: { sinkAmplitude: 0, siteSpacing: "0 um" },
        conditions: { platen: "gap", stackPressure: "3 MPa" },
        physics: { interphaseGrowth: true },
      },
    });
    restUntil(s, 100);
    return s.out(Out.stackPressure) / 1e6;
  },
};

/** Share 1 - chi that is left as found after plating the charges [uAh/cm2] at a current [mA/cm2]. */
async function leftAsFound(wasm: BufferSource, current: number, charges: readonly number[]) {
  const s = await bare(
    wasm,
    { k: 0 },
    {
      interface: { conditioning: 0, interphaseThickness: "20 nm" },
      physics: { interphaseGrowth: false },
    },
  );
  s.control(-10 * current);
  return charges.map((q) => {
    const end = (q * UAH_PER_CM2) / (10 * current);
    while (s.out(Out.time) < end * (1 - 1e-12)) s.step(end - s.out(Out.time));
    return { left: 1 - s.out(Out.interphaseConditioning), ohm: s.out(Out.filmResistance) };
  });
}

const CHARGES = [2, 5, 10, 20, 50] as const;
const CONDITIONED = [
  [2.5, [0.36, 0.08, 0.006, 0, 0]],
  [0.5, [0.74, 0.47, 0.22, 0.05, 0.001]],
  [0.05, [0.87, 0.7, 0.49, 0.24, 0.03]],
  [0.01, [0.88, 0.73, 0.53, 0.28, 0.04]],
] as const;

const conditioning: Figure = {
  id: "conditioning",
  title: "Resistance of the interphase against the charge plated",
  x: { label: "charge / uAh/cm2", range: [0, 52] },
  y: { label: "resistance over its minimum", range: [0.8, 5.2] },
  published: CONDITIONED.map(([j]) =>
    curve(
      `closed form, ${j} mA/cm2`,
      steps(0, 50, 50),
      (q) => 5 ** Math.exp((-q * (1 + j / 0.35)) / 16),
    ),
  ),
};

const conditioned: Case = {
  id: "conditioning",
  topic: "A8",
  kind: "analytic",
  quantity: "share not conditioned, worst of 20",
  source: "order of [@narayanan2022], figure 1d of [@dandena2025]; law and numbers ours",
  conditions: "plating 2 to 50 uAh/cm2 at 2.5, 0.5, 0.05 and 0.01 mA/cm2, interphase as found",
  target: { value: 0, absolute: 0.006 },
  picture: { figure: conditioning },
  async run(wasm) {
    const rows = [];
    for (const [current] of CONDITIONED) rows.push(await leftAsFound(wasm, current, CHARGES));
    const value = Math.max(
      ...rows.flatMap((row, i) =>
        row.map(({ left }, n) => Math.abs(left - CONDITIONED[i]![1][n]!)),
      ),
    );
    const least = rows[0]!.at(-1)!.ohm;
    const series = rows.map((row, i) => ({
      name: `this build, ${CONDITIONED[i]![0]} mA/cm2`,
      points: row.map(({ ohm }, n): Point => [CHARGES[n]!, ohm / least]),
      dots: true,
    }));
    return { value, series };
  },
};

const MINIMUM =
  "order of [@narayanan2022], figure 1d of [@dandena2025]: one minimum for all currents";

const early: Case = {
  id: "conditioning-early",
  topic: "A8",
  kind: "experimental",
  quantity: "resistance over its minimum after 5 uAh/cm2 at 2.5 mA/cm2, 1",
  source: `${MINIMUM}, at 2.5 mA/cm2 almost as soon as plating begins`,
  conditions: "plating, interphase as found; law and numbers ours",
  target: { atMost: 1.15 },
  async run(wasm) {
    const [at, least] = await leftAsFound(wasm, 2.5, [5, 200]);
    return at!.ohm / least!.ohm;
  },
};

const late: Case = {
  id: "conditioning-late",
  topic: "A8",
  kind: "experimental",
  quantity: "largest resistance of four currents over the least after 50 uAh/cm2, 1",
  source: `${MINIMUM}, differences gone by about 50 uAh/cm2`,
  conditions:
    "plating at 2.5, 0.5, 0.05 and 0.01 mA/cm2, interphase as found; law and numbers ours",
  target: { atMost: 1.08 },
  async run(wasm) {
    const ohms = [];
    for (const [current] of CONDITIONED) {
      const [at] = await leftAsFound(wasm, current, [50]);
      ohms.push(at!.ohm);
    }
    return Math.max(...ohms) / Math.min(...ohms);
  },
};

const COATINGS = [
  ["10 nm", "1e-12 S/cm", 18.87],
  ["1 nm", "1e-14 S/cm", 11.47],
  ["10 nm", "1e-14 S/cm", 1.698],
] as const;

const coated: Case = {
  id: "interphase-coated",
  topic: "A8",
  kind: "analytic",
  quantity: "charge in 100 h under three coatings, worst, relative",
  source:
    "p^2 + k^2 rho p = k^2 t, rho = L_c / (sigma_e dU), dU = 1.71 V: 18.87, 11.47, 1.698 uAh/cm2",
  conditions: `${BARE}, k = 2 uAh/cm2/h^0.5; 10 nm of 1e-12, 1 nm and 10 nm of 1e-14 S/cm`,
  target: { value: 0, absolute: 1e-3 },
  async run(wasm) {
    const got = [];
    for (const [thickness, electronicConductivity] of COATINGS) {
      const layers = [{ thickness, electronicConductivity, coating: true }];
      const [q] = await eaten(wasm, { k: 2 }, [100], { electrolyte: { layers } });
      got.push(q!);
    }
    return worst(
      got,
      COATINGS.map(([, , q]) => q),
    );
  },
};

const symmetric: Case = {
  id: "interphase-symmetric",
  topic: "A8",
  kind: "analytic",
  quantity: "lithium eaten at the counter electrode over that at the working one, less 1",
  source: "a symmetric cell at rest is symmetric",
  conditions: "100 h at rest, symmetric cell, interphase of 2 Ohm cm2 at the start",
  target: { value: 0, absolute: 1e-9 },
  async run(wasm) {
    const s = await bare(wasm, { k: 2, r: 100 }, { interface: { interphaseThickness: "20 nm" } });
    restUntil(s, 100);
    return s.out(Out.counterLithiumEaten) / s.out(Out.lithiumEaten) - 1;
  },
};

const thickness: Case = {
  id: "interphase-nm",
  topic: "A8",
  kind: "analytic",
  quantity: "thickness per charge of lithium that the platen lost, nm per uAh/cm2",
  source: "about 9 nm, section 4.1 of [@dandena2025]; 9.10 by molar volumes",
  conditions: `${BARE}, 100 h; thickness as observed, charge from the ledger of lithium`,
  target: { value: 9.1, relative: 1e-6 },
  async run(wasm) {
    const s = await bare(wasm, { k: 2 });
    restUntil(s, 100);
    const charge = (s.out(Out.lithiumEaten) * FARADAY) / s.spec.lithium.molarVolume.value;
    return (s.out(Out.interphaseThickness) * 1e9) / (charge / UAH_PER_CM2);
  },
};

const PULSE = 5;
const titrations: Figure = {
  id: "titration",
  title: "Charge eaten by the interphase on a bare collector",
  x: { label: "(time / h)^1/2", range: [0, 27] },
  y: { label: "charge / uAh/cm2", range: [0, 55] },
  published: [curve("q = k t^1/2, k = 2 uAh/cm2/h^0.5", steps(0, 26, 2), (t) => 2 * t)],
};

/** Starts [h] of the pulses and the end of the last rest of a titration. */
async function titrated(wasm: BufferSource, times: number): Promise<number[]> {
  const spec = resolveRun({
    protocol: [`Titrate ${PULSE} uA.h/cm2 at 0.1 mA/cm2 until voltage > 50 mV, ${times} times`],
    mesh: { columns: 16 },
    cell: { width: "20 um", lithium: "10 um", electrolyte: "10 um", lithiumFree: true },
    physics: { interphaseGrowth: true },
  });
  withLaw(spec, { k: 2 });
  const run = await Simulation.create(spec, wasm as WasmBytes);
  const found = [];
  let going = true;
  while (going) {
    going = run.advance();
    const { protocolStep, time } = run.observables;
    if (run.stepEnded && protocolStep % 2 === 1) found.push(time / HOUR);
  }
  return found;
}

/** Charge that is eaten beyond the metal before 50 mV are reached [uAh/cm2]. */
const STORE = 0.05e-3 / 3.6e-3;

const titration: Case = {
  id: "titration",
  topic: "A8",
  kind: "analytic",
  quantity: "time of each of ten pulses, worst, relative",
  source: "(2n - 1) dq^2/k^2 + 2 dq d/k^2, d = C_ps 50 mV; the method of [@aktekin2023]",
  conditions: "pulses of 5 uAh/cm2 at 0.1 mA/cm2 on a bare collector, k = 2 uAh/cm2/h^0.5",
  target: { value: 0, absolute: 1e-3 },
  picture: { figure: titrations },
  async run(wasm) {
    const times = await titrated(wasm, 10);
    const sum = (n: number) => (n * PULSE + STORE) ** 2 / 4;
    const lasted = (of: (n: number) => number) =>
      times.map((_, n) => of(n + 1) - (n > 0 ? of(n) : 0));
    const value = worst(
      lasted((n) => times[n - 1]!),
      lasted(sum),
    );
    const points = times.map((t, n): Point => [Math.sqrt(t), (n + 1) * PULSE]);
    return { value, series: [{ name: "this build", points, dots: true }] };
  },
};

const slope: Case = {
  id: "titration-slope",
  topic: "A8",
  kind: "analytic",
  quantity: "slope of the charge over the square root of time, uAh/cm2/h^0.5",
  source: "k = 2; linear in [@aktekin2023], figure 20e of [@dandena2025]",
  conditions: "the same, least squares through ten rests",
  target: { value: 2, relative: 1e-3 },
  async run(wasm) {
    const roots = (await titrated(wasm, 10)).map(Math.sqrt);
    const charges = roots.map((_, n) => (n + 1) * PULSE);
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b) / list.length;
    const [x, y] = [mean(roots), mean(charges)];
    const up = roots.reduce((total, r, n) => total + (r - x) * (charges[n]! - y), 0);
    return up / roots.reduce((total, r) => total + (r - x) ** 2, 0);
  },
};

const rising: Case = {
  id: "lgps-voltage",
  topic: "C15",
  kind: "experimental",
  quantity: "resistance after 100 h of cycles over that of the start, without a short",
  source: "[@ye2021], figure 19a of [@dandena2025]: LGPS fails by a voltage that rises",
  conditions: "symmetric cell, LGPS, 0.1 mA/cm2, half cycles of 5 h; the factor is ours",
  target: { atLeast: 5 },
  async run(wasm) {
    const spec = resolveRun(fromGallery("mixed-conducting").scenario);
    const run = await Simulation.create(spec, wasm as WasmBytes);
    const { areaResistance } = run.observables;
    while (run.advance());
    const end = run.observables;
    return end.shortKind === 0 ? end.areaResistance / areaResistance : 0;
  },
};

/** log10 of the ratio of electronic conductivities at which the coating takes the share f, at a ratio of thicknesses. */
const level = (f: number) => (x: number) => x + Math.log10(1 / f - 1);
const SHARES = [0.1, 0.41, 0.46, 0.9] as const;

const shares: Figure = {
  id: "coating-map",
  title: "Share of the lithium potential that drops in a coating",
  x: { label: "log10 of thickness, coating over electrolyte", range: [-5, -1] },
  y: { label: "log10 of electronic conductivity, coating over electrolyte", range: [-6, 0] },
  published: SHARES.map((f) =>
    curve(
      f === 0.46 || f === 0.41
        ? `f = ${f}: protects at ${f === 0.46 ? "3.7" : "4.2"} V`
        : `f = ${f}`,
      steps(-5, -1, 2),
      level(f),
    ),
  ),
};

const map: Case = {
  id: "coating-map",
  topic: "A9",
  kind: "analytic",
  quantity: "share in the coating on four level lines of the map, worst, relative",
  source: "f = 1/(1 + (s_c/s_e)(L_e/L_c)), figure 10d of [@dandena2025] after [@kimura2024]",
  conditions: "100 um of electrolyte of 1e-11 S/cm; coatings of 10 and 100 nm on each level line",
  target: { value: 0, absolute: 1e-5 },
  picture: { figure: shares },
  async run(wasm) {
    let value = 0;
    const points: Point[] = [];
    for (const nm of [10, 100]) {
      for (const f of SHARES) {
        const x = Math.log10(nm / 1e5);
        const y = level(f)(x);
        const got = await coatingShare(wasm, { nm, um: 100, conductivity: 1e-11 * 10 ** y });
        value = Math.max(value, Math.abs(got / f - 1));
        points.push([x, y + Math.log10((1 / got - 1) / (1 / f - 1))]);
      }
    }
    return { value, series: [{ name: "this build", points, dots: true }] };
  },
};

const cases: readonly Case[] = [
  titration,
  slope,
  rising,
  map,
  exact,
  reaction,
  mixed,
  half,
  parted,
  held,
  conditioned,
  early,
  late,
  coated,
  symmetric,
  thickness,
];
export default cases;
