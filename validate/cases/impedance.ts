// Impedance of the section (A20): closed form of a flat one, a direct complex solve over voids, the slope of the run's voltage, and
// what Kramers-Kronig, circuit and capacitance read off the spectra.

import { FARADAY } from "../../core/constants";
import { fromGallery } from "../../core/gallery";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { analyse } from "../../core/spectrum/analysis";
import { decades, type Spectrum } from "../../core/spectrum/point";
import type { Figure, Point } from "../../plots/figure";
import {
  contactFromFit,
  measureImpedance,
  perSquareCentimetre,
  workingSide,
} from "../../sim/impedance";
import { Field, Out, Param } from "../../sim/kernel";
import type { WasmBytes } from "../../sim/module";
import { Simulation } from "../../sim/simulation";
import type { Case } from "../check";
import { Section } from "../section";

const EPS0 = 8.8541878128e-12;
const SWEEP = decades(1e6, 1e-2, 8);
type Columns = readonly (readonly [from: number, to: number])[];

/** A section of 1 um cells, 128 wide and 64 deep, with voids over columns, `high` metres high. */
async function voids(
  wasm: BufferSource,
  columns: Columns,
  high = 1e-6,
  more: Partial<ScenarioInput> = {},
): Promise<Section> {
  const s = await Section.create(wasm, {
    scenario: {
      cell: { width: "128 um", lithium: "16 um", electrolyte: "64 um" },
      interface: { siteSpacing: "0 um", sinkAmplitude: 0 },
      mesh: { columns: 128 },
      ...more,
    },
  });
  for (const [from, to] of columns) {
    for (let i = from; i < to; i++) {
      s.line(Field.open)[i] = 1;
      s.lithium[i] = 1 - high / s.spec.grid.h;
    }
  }
  s.control(0);
  return s;
}

/** (i omega)^alpha */
const power = (omega: number, alpha: number): [number, number] => [
  omega ** alpha * Math.cos((alpha * Math.PI) / 2),
  omega ** alpha * Math.sin((alpha * Math.PI) / 2),
];
const inverse = ([re, im]: readonly [number, number]): [number, number] => [
  re / (re * re + im * im),
  -im / (re * re + im * im),
];

/** H / kappa* and twice charge transfer and interphase [Ohm m2], the defaults. */
function flat(frequency: number): [number, number] {
  const omega = 2 * Math.PI * frequency;
  const bulk = inverse([0.2, omega * EPS0 * 30]).map((v) => 1e-3 * v);
  const [qRe, qIm] = power(omega, 0.9);
  const transfer = inverse([1 / 3e-4 + qRe, qIm]);
  const [fRe, fIm] = power((omega * EPS0 * 20) / 1e-4, 0.9);
  const film = inverse([1 + fRe, fIm]).map((v) => 2e-4 * v);
  return [0, 1].map((k) => bulk[k]! + 2 * (transfer[k]! + film[k]!)) as [number, number];
}

async function flatMiss(wasm: BufferSource): Promise<number> {
  const points = measureImpedance((await voids(wasm, [])).kernel, SWEEP);
  return Math.max(
    ...points.map(({ frequency, real, imaginary }) => {
      const [re, im] = flat(frequency);
      return Math.hypot(real - re, imaginary - im) / Math.hypot(re, im);
    }),
  );
}

const ONE: Columns = [[32, 96]];
const FOUR: Columns = [
  [2, 32],
  [36, 50],
  [60, 98],
  [104, 118],
];
/** Direct sparse complex solves of the same section [Hz, Ohm cm2]. */
const DIRECT = [
  [1e6, 51.0117, -1.6338],
  [1e5, 55.5146, -4.6542],
  [1e4, 61.2387, -3.5202],
  [1e3, 69.9546, -6.434],
  [1e2, 75.5867, -1.4327],
  [1e-2, 75.9548, -0.0004],
] as const;

const nyquist = (points: Spectrum): Point[] =>
  points.map(({ real, imaginary }) => [real, -imaginary] as const);

const figure: Figure = {
  id: "impedance",
  title: "Impedance over voids that leave a quarter of the contact",
  x: { label: "Z' / Ohm cm2" },
  y: { label: "-Z'' / Ohm cm2" },
  published: [
    { name: "direct complex solves", marks: DIRECT.map(([, re, im]) => [re, -im] as const) },
  ],
};

async function directMiss(wasm: BufferSource) {
  const { kernel } = await voids(wasm, FOUR);
  const found = perSquareCentimetre(
    measureImpedance(
      kernel,
      DIRECT.map(([f]) => f),
    ),
  );
  const value = Math.max(
    ...found.map(({ real, imaginary }, k) => {
      const [, re, im] = DIRECT[k]!;
      return Math.hypot(real - re, imaginary - im) / Math.hypot(re, im);
    }),
  );
  const sweep = perSquareCentimetre(measureImpedance(kernel, SWEEP));
  const even = perSquareCentimetre(measureImpedance((await voids(wasm, [])).kernel, SWEEP));
  return {
    value,
    series: [
      { name: "four voids, a quarter in contact", points: nyquist(sweep) },
      { name: "full contact", points: nyquist(even) },
    ],
  };
}

/** Frequency at which half of the constriction is bridged above voids d metres high, over 2.1 kappa d / (2 pi eps0 w). */
async function bridged(wasm: BufferSource, d: number): Promise<number> {
  const bare: Partial<ScenarioInput> = {
    impedance: { permittivity: 1 },
    materials: {
      overrides: {
        "Li6PS5Cl.chargeTransferResistance": "1e-4 Ohm.cm2",
        "Li6PS5Cl.interphaseResistance": "1e-4 Ohm.cm2",
      },
    },
  };
  const both = [await voids(wasm, ONE, d, bare), await voids(wasm, [], d, bare)];
  const excess = (frequency: number) => {
    const [at, without] = both.map(({ kernel }) => measureImpedance(kernel, [frequency])[0]!.real);
    return at! - without!;
  };
  const half = excess(1) / 2;
  let [low, high] = [1e3, 1e9];
  for (let k = 0; k < 20; k++) {
    const middle = Math.sqrt(low * high);
    if (excess(middle) > half) low = middle;
    else high = middle;
  }
  return (low * 2 * Math.PI * EPS0 * 64e-6) / (2.1 * 0.2 * d);
}

/** Largest miss of Z(0) from dV/dj under current, at two instants of a strip on a coarse grid. */
async function slopeMiss(wasm: BufferSource): Promise<number> {
  const s = await Section.create(wasm, { scenario: { mesh: { columns: 64 } } });
  s.control(10);
  let worst = 0;
  for (let time = 0, k = 0; k < 2; k++) {
    while (k > 0 && time < 900) time += s.step(30);
    const [Z] = measureImpedance(s.kernel, [0]);
    const voltage = (j: number) => {
      s.control(j);
      return s.out(Out.voltage);
    };
    const slopes = [2e-2, 1e-2].map((d) => (voltage(10 + d) - voltage(10 - d)) / (2 * d));
    s.control(10);
    const slope = (4 * slopes[1]! - slopes[0]!) / 3;
    worst = Math.max(worst, Math.abs(Z!.real / slope - 1));
  }
  return worst;
}

/** Capacitance of charge transfer over voids over that of full contact. */
async function capacitanceRatio(wasm: BufferSource, columns: Columns): Promise<number> {
  const s = await voids(wasm, columns);
  const working = perSquareCentimetre(workingSide(measureImpedance(s.kernel, SWEEP)));
  return contactFromFit(analyse(working).fit, s.spec, s.kernel.param(Param.temperature))!;
}

async function kramersKronigMiss(wasm: BufferSource): Promise<number> {
  const { kernel } = await voids(wasm, FOUR);
  return analyse(perSquareCentimetre(measureImpedance(kernel, SWEEP))).kramersKronig.largest;
}

/** Largest miss of the contact from capacitance at ten instants of strip-3mpa. */
async function contactMiss(wasm: BufferSource): Promise<number> {
  const spec = resolveRun(fromGallery("strip-3mpa").scenario);
  const run = await Simulation.create(spec, wasm as WasmBytes);
  let worst = 0;
  for (let k = 0; k < 10; k++) {
    while (run.observables.time < 400 * k && run.advance());
    const working = perSquareCentimetre(workingSide(run.impedance(SWEEP)));
    const read = contactFromFit(analyse(working).fit, spec, run.observables.temperature)!;
    worst = Math.max(worst, Math.abs(read / run.observables.contactFraction - 1));
  }
  return worst;
}

/** R_v from the slopes at rest with and without it, times j_c over P Omega/F. */
async function vacancyDrop(wasm: BufferSource): Promise<number> {
  const slope = async (vacancyPotential: boolean) => {
    const s = await voids(wasm, [], 1e-6, { physics: { vacancyPotential } });
    return { s, ohm: measureImpedance(s.kernel, [0])[0]!.real };
  };
  const { ohm } = await slope(false);
  const { s, ohm: all } = await slope(true);
  const bound = (s.spec.stackPressure * s.spec.lithium.molarVolume.value) / FARADAY;
  return ((all - ohm) * s.out(Out.criticalCurrent)) / bound;
}

const CELL = "128 x 64 cells of 1 um, symmetric cell of 1 mm, 1 MHz to 10 mHz, eight a decade";
const MODEL = "docs/model.md, section 17";
const about = (
  id: string,
  kind: Case["kind"],
  quantity: string,
  source: string,
  conditions: string,
  target: Case["target"],
  run: Case["run"],
): Case => ({ id, topic: "A20", kind, quantity, source, conditions, target, run });

const cases: readonly Case[] = [
  about(
    "impedance-flat",
    "analytic",
    "largest relative miss of the closed form, 1",
    `H/kappa* and the faces in series; ${MODEL}`,
    `full contact, ${CELL}`,
    { atMost: 1e-9 },
    flatMiss,
  ),
  {
    ...about(
      "impedance-direct",
      "numerical",
      "largest relative miss of direct complex solves, 1",
      `sparse direct solves of the same equations, digits as given; ${MODEL}`,
      `four voids of 1 um, a quarter in contact, ${CELL}`,
      { atMost: 1e-5 },
      directMiss,
    ),
    picture: { figure },
  },
  about(
    "impedance-slope",
    "numerical",
    "largest relative miss of Z(0) from dV/dj under 1 mA/cm2, 1",
    "the voltage of the run itself",
    "3 MPa, 64 columns, at the start and after 15 min",
    { atMost: 1e-6 },
    slopeMiss,
  ),
  about(
    "impedance-vacancies",
    "analytic",
    "R_v j_c over P Omega/F, 1",
    "docs/model.md, eqs. (3.7) and (4.3)",
    `full contact at 3 MPa, R_v as the difference of two slopes at rest, which are known to 1e-8; ${CELL}`,
    { value: 1, relative: 1e-6 },
    vacancyDrop,
  ),
  ...[1, 10, 100].map((nm) =>
    about(
      `impedance-bridged-${nm}nm`,
      "numerical",
      "frequency at which half the constriction is bridged, over 2.1 kappa d / (2 pi eps0 w), 1",
      MODEL,
      `gap d of ${nm} nm, void w of 64 um, half in contact, bare interface`,
      { value: 1, relative: 0.05 },
      (wasm) => bridged(wasm, 1e-9 * nm),
    ),
  ),
  about(
    "impedance-kramers-kronig",
    "numerical",
    "largest residual over |Z|, 1",
    "[@schonleber2014]; four relaxations a decade",
    `four voids, ${CELL}`,
    { atMost: 2e-4 },
    kramersKronigMiss,
  ),
  about(
    "impedance-contact-half",
    "numerical",
    "contact from the fitted capacitance, 1",
    "the same fit in numpy to direct complex solves; 0.5 in truth",
    `one void over half of the interface, working side, ${CELL}`,
    { value: 0.504, relative: 0.01 },
    (wasm) => capacitanceRatio(wasm, ONE),
  ),
  about(
    "impedance-contact-quarter",
    "numerical",
    "contact from the fitted capacitance, 1",
    "the same fit in numpy to direct complex solves; 0.25 in truth",
    `four voids over three quarters of the interface, working side, ${CELL}`,
    { value: 0.251, relative: 0.01 },
    (wasm) => capacitanceRatio(wasm, FOUR),
  ),
  about(
    "impedance-contact-run",
    "numerical",
    "largest relative miss of contact from capacitance, 1",
    "the contact of the run itself",
    "scenario strip-3mpa, ten instants an hour, contact 1 to 0.27",
    { atMost: 0.05 },
    contactMiss,
  ),
];

export default cases;
