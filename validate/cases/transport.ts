// Potential and kinetics of the section against closed forms: series resistances, asinh, constriction, stress shift.

import { FARADAY, GAS_CONSTANT } from "../../core/constants";
import type { RunSpec } from "../../core/runspec";
import { curve, type Figure, type Point, steps } from "../../plots/figure";
import { Field, Out } from "../../sim/kernel";
import type { Case, Measured } from "../check";
import { type Changes, Section } from "../section";

const { PI, asinh, log, sin } = Math;
const THIN = { cell: { pellet: "50 um" } } satisfies Changes["scenario"];

/** H/kappa, R_ct, R_ip and Z_c of a run at its reference temperature [Ohm m2]. */
export function resistances(spec: RunSpec) {
  const { electrolyte: se } = spec;
  const transfer = se.chargeTransferResistance.value;
  const film = se.interphaseResistance.value;
  return {
    ohmic: spec.cell.pellet / se.ionicConductivity.value,
    transfer,
    film,
    counter: transfer + film,
  };
}

/** Omega/F [m3/C] of the lithium in data/materials. */
const STRIP_VOLUME = 13.0e-6 / FARADAY;
const CURRENTS = steps(1e-2, 1e3, 26, true);

/** Voltage [mV] against current density [mA/cm2]. */
async function voltages(wasm: BufferSource): Promise<Point[]> {
  const s = await Section.create(wasm, { scenario: THIN });
  return CURRENTS.map((j) => {
    s.control(j);
    return [j / 10, 1e3 * s.out(Out.voltage)] as const;
  });
}

/** Voltage over its closed form less one. */
async function seriesError(wasm: BufferSource, j: number, exact: boolean): Promise<number> {
  const s = await Section.create(wasm, { scenario: THIN });
  const { ohmic, transfer, film, counter } = resistances(s.spec);
  const thermal = (2 * GAS_CONSTANT * s.spec.temperature) / FARADAY;
  const kinetic = exact ? thermal * asinh((j * transfer) / thermal) : j * transfer;
  s.control(j);
  return s.out(Out.voltage) / (j * (ohmic + film + counter) + kinetic) - 1;
}

/** Worst relative error of the charge-transfer overpotential over five decades of current, both signs. */
async function kineticError(wasm: BufferSource): Promise<Measured> {
  const s = await Section.create(wasm, { scenario: THIN });
  const { transfer } = resistances(s.spec);
  const thermal = (2 * GAS_CONSTANT * s.spec.temperature) / FARADAY;
  let worst = 0;
  const points: Point[] = [];
  for (const size of CURRENTS) {
    for (const j of [-size, size]) {
      s.control(j);
      const exact = thermal * asinh((j * transfer) / thermal);
      worst = Math.max(worst, Math.abs(s.out(Out.etaKinetics) / exact - 1));
    }
    points.push([size / 10, 1e3 * s.out(Out.etaKinetics)]);
  }
  return { value: worst, series: [{ name: "this build", points, dots: true }] };
}

/** Constriction of the section with contact over the share f of half a period, in units of W/kappa of that half;
 * `transfer` is the charge-transfer resistance [Ohm m2]. */
export async function sectionConstriction(
  wasm: BufferSource,
  columns: number,
  f: number,
  transfer: number,
): Promise<number> {
  const s = await Section.create(wasm, {
    scenario: {
      cell: { width: "50 um", lithium: "20 um", electrolyte: "100 um", pellet: "200 um" },
      mesh: { columns },
      interface: {
        siteSpacing: "0 um",
        sinkAmplitude: 0,
        defects: [{ at: "0 um", width: `${100 * (1 - f)} um`, height: "15 um" }],
      },
    },
    run: ({ electrolyte }) => {
      electrolyte.chargeTransferResistance.value = transfer;
      electrolyte.interphaseResistance.value = 0;
    },
  });
  if (Math.abs(s.covered - f) > 1e-9) throw new Error(`contact is ${s.covered}, not ${f}`);
  s.control(1e-3);
  const { width } = s.spec.cell;
  const kappa = s.spec.electrolyte.ionicConductivity.value;
  return (s.out(Out.etaConstriction) / 1e-3) * (kappa / width);
}

/** Equipotential contact, half a period as the unit of length. */
export const equipotential = (f: number) => (2 / PI) * log(1 / sin((PI * f) / 2));

/** Uniform current through the contact. */
export function uniformFlux(f: number): number {
  let sum = 0;
  for (let n = 20_000; n > 0; n--) sum += (sin(n * PI * f) / (n * PI * f)) ** 2 / n;
  return (2 / PI) * sum;
}

export const constrictionFigure: Figure = {
  id: "constriction",
  title: "Constriction resistance against contact",
  x: { label: "contact fraction", range: [0, 1] },
  y: { label: "resistance, units of half the period over conductivity", range: [0, 1.5] },
  published: [
    curve("equipotential contact (Z = 0)", steps(0.05, 1, 60), equipotential),
    curve("uniform current (Z large)", steps(0.05, 1, 60), uniformFlux),
  ],
};

/** Z far below, and far above, cell size over conductivity [Ohm m2]. */
export const TINY = 1e-11;
export const HUGE = 0.1;

/** The first-order error of the edge singularity taken out. */
async function extrapolated(wasm: BufferSource, f: number): Promise<number> {
  const coarse = await sectionConstriction(wasm, 128, f, TINY);
  return 2 * (await sectionConstriction(wasm, 256, f, TINY)) - coarse;
}

/** Rest potential of a section pressed 1 MPa above the reference, everywhere [V]. */
async function pressedPotential(wasm: BufferSource): Promise<Measured> {
  const s = await Section.create(wasm, { scenario: { physics: { stressPotential: true } } });
  const at = (excess: number) => {
    s.line(Field.wallPressure).fill(s.kernel.outputs[Out.stackPressure]! + excess);
    s.control(0);
    return s.out(Out.voltage);
  };
  const points = [-3, -1, 1, 3, 5, 10].map((P) => [P, 1e3 * at(P * 1e6)] as const);
  return { value: at(1e6), series: [{ name: "this build", points, dots: true }] };
}

/** Argyrodite and lithium of data/materials: R_ct [Ohm m2], and all in series [Ohm m2]. */
const TRANSFER = 3e-4;
const SERIES = 50e-6 / 0.2 + 2e-4 + 5e-4;
const THERMAL = (2 * GAS_CONSTANT * 298.15) / FARADAY;
const kinetic = (j: number) => 1e3 * THERMAL * asinh((10 * j * TRANSFER) / THERMAL);

const voltageFigure: Figure = {
  id: "series",
  title: "Voltage against current density, perfect contact",
  x: { label: "current density / mA/cm2", log: true },
  y: { label: "voltage / mV", log: true },
  published: [
    curve(
      "j (H/kappa + R_ip + Z_c) + (2RT/F) asinh(j/2 j0)",
      steps(1e-3, 100, 80, true),
      (j) => 1e4 * SERIES * j + kinetic(j),
    ),
  ],
};

const kineticFigure: Figure = {
  id: "butler-volmer",
  title: "Charge-transfer overpotential against current density",
  x: { label: "current density / mA/cm2", log: true },
  y: { label: "overpotential / mV", log: true },
  published: [
    curve("(2RT/F) asinh(j/2 j0)", steps(1e-3, 100, 80, true), kinetic),
    curve("linear: j RT/(F j0)", steps(1e-3, 100, 80, true), (j) => 1e4 * TRANSFER * j),
  ],
};

const shiftFigure: Figure = {
  id: "stress-potential",
  title: "Rest potential against pressure",
  x: { label: "pressure above the reference / MPa" },
  y: { label: "rest potential / mV" },
  published: [curve("-p Omega/F", [-3, 10], (P) => -P * 1e9 * STRIP_VOLUME)],
};

const SHARES = [0.25, 0.5, 0.75] as const;
const strips = (f: number) => `contact over ${100 * f} % of the period`;
const round = (value: number) => Number(value.toPrecision(7));

const cases: readonly Case[] = [
  {
    id: "series-linear",
    topic: "A1",
    kind: "analytic",
    quantity: "V / j (H/kappa + R_ct + R_ip + Z_c) - 1 at 1 uA/cm2, 1",
    source: "Ohm's law",
    conditions: "perfect contact, 50 um pellet, 25 Cel",
    target: { value: 0, absolute: 1e-6 },
    run: (wasm) => seriesError(wasm, 0.01, false),
  },
  {
    id: "series-asinh",
    topic: "A1",
    kind: "analytic",
    quantity: "V / closed form - 1 at 10 mA/cm2, 1",
    source: "Ohm's law and Butler-Volmer, alpha = 1/2",
    conditions: "perfect contact, 50 um pellet, 25 Cel",
    target: { value: 0, absolute: 1e-6 },
    picture: { figure: voltageFigure },
    async run(wasm) {
      const points = await voltages(wasm);
      return {
        value: await seriesError(wasm, 100, true),
        series: [{ name: "this build", points, dots: true }],
      };
    },
  },
  {
    id: "butler-volmer",
    topic: "A2",
    kind: "analytic",
    quantity: "worst relative error of the overpotential, 1",
    source: "(2RT/F) asinh(j / 2 j0), j0 = RT / (F R_ct)",
    conditions: "uniform contact, 1 uA/cm2 to 100 mA/cm2, both signs",
    target: { atMost: 1e-8 },
    picture: { figure: kineticFigure },
    run: kineticError,
  },
  ...SHARES.map(
    (f): Case => ({
      id: `section-constriction-${f}`,
      topic: "A3",
      kind: "analytic",
      quantity: "constriction resistance times conductivity over half the period, 1",
      source: "conformal map of periodic strips",
      conditions: `voids of the coupled section, ${strips(f)}, Z -> 0, 256 and 512 cells a period extrapolated`,
      target: { value: round(equipotential(f)), relative: 0.02 },
      picture: { figure: constrictionFigure, x: f, name: "section, Z = 0" },
      run: (wasm) => extrapolated(wasm, f),
    }),
  ),
  ...SHARES.map(
    (f): Case => ({
      id: `section-uniform-flux-${f}`,
      topic: "A3",
      kind: "analytic",
      quantity: "constriction resistance times conductivity over half the period, 1",
      source: "Fourier series of a uniform strip source",
      conditions: `voids of the coupled section, ${strips(f)}, Z -> infinity, 256 cells a period`,
      target: { value: round(uniformFlux(f)), relative: 0.02 },
      picture: { figure: constrictionFigure, x: f, name: "section, Z large" },
      run: (wasm) => sectionConstriction(wasm, 128, f, HUGE),
    }),
  ),
  {
    id: "stress-potential",
    topic: "A15",
    kind: "analytic",
    quantity: "rest potential under 1 MPa above the reference, V",
    source: "-p Omega/F ([@larche1973]); Omega = 13.0 cm3/mol",
    conditions: "the whole interface pressed evenly, no current",
    target: { value: -1e6 * STRIP_VOLUME, relative: 1e-6 },
    picture: { figure: shiftFigure },
    run: pressedPotential,
  },
];
export default cases;
