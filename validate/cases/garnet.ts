// The same lithium on garnet (LLZO of data/materials): what experiments and models say of it beside argyrodite.

import type { ScenarioInput } from "../../core/scenario";
import type { Figure, Point } from "../../plots/figure";
import { Out } from "../../sim/kernel";
import type { Case, Measured } from "../check";
import { runThrough, Section } from "../section";
import { sensitivity } from "./mechanisms";
import { critical, factor } from "./stripping";

const GARNET: Partial<ScenarioInput> = { materials: { electrolyte: "LLZO" } };
/** Next to no stack pressure [MPa]. */
const LOOSE = 0.1;
const KRAUSKOPF = "[@krauskopf2019]";
const WANG = "[@wang2019], as quoted by [@roy2021]";

/** Contact after 1 mAh/cm2 at j [mA/cm2] under P [MPa]. */
async function contact(wasm: BufferSource, j: number, P: number): Promise<number> {
  const run = await runThrough(wasm, {
    ...GARNET,
    mesh: { columns: 64 },
    conditions: { stackPressure: `${P} MPa` },
    protocol: [`Strip at ${j} mA/cm2 until 1 mA.h/cm2`],
  });
  return run.observables.contactFraction;
}

/** Least pressure [MPa] that keeps more than 90 % of the contact through 1 mAh/cm2 at j [mA/cm2], within 5 %. */
async function pressureFor(wasm: BufferSource, j: number): Promise<number> {
  let [low, high] = [0.2, 20];
  while (high / low > 1.05) {
    const P = Number(Math.sqrt(low * high).toPrecision(4));
    if ((await contact(wasm, j, P)) > 0.9) high = P;
    else low = P;
  }
  return Math.sqrt(low * high);
}

/** Interface resistance [Ohm cm2] of a foil pressed on with P [MPa]. */
async function pressed(wasm: BufferSource, P: number): Promise<number> {
  const s = await Section.create(wasm, {
    scenario: {
      ...GARNET,
      mesh: { columns: 16 },
      cell: { width: "20 um", lithium: "10 um", electrolyte: "10 um" },
      conditions: { stackPressure: `${P} MPa` },
      physics: { pressureContact: true },
    },
  });
  s.control(1);
  return 1e4 * (s.out(Out.etaKinetics) + s.out(Out.etaInterphase) + s.out(Out.etaConstriction));
}

const figure: Figure = {
  id: "garnet",
  title: "Critical stripping current on garnet against stack pressure",
  x: { label: "stack pressure / MPa", log: true },
  y: { label: "critical current / mA/cm2", log: true },
  published: [
    { name: "about 0.1 without pressure (factor 3)", marks: [[LOOSE, 0.1, 0.1 / 3, 0.3]] },
    { name: "2 MPa for 0.4 mA/cm2", marks: [[2, 0.4]] },
  ],
};

const needFigure: Figure = {
  id: "garnet-pressure",
  title: "Stack pressure that keeps nine tenths of the contact on garnet",
  x: { label: "current density / mA/cm2", range: [0, 0.5] },
  y: { label: "stack pressure / MPa", range: [0, 6] },
  published: [
    {
      name: "Wang, Choudhury & Sakamoto 2019 (bar: factor 1.5)",
      marks: [[0.4, 2, 2 / 1.5, 3]],
    },
    { name: "unstable at about 0 MPa", marks: [[0.1, 0]] },
  ],
};

const sensitivityFigure: Figure = {
  id: "sensitivity",
  title: "How contact answers to pressure and to current",
  x: { label: "factor on 3 MPa or on 1 mA/cm2", range: [0.8, 1.25] },
  y: { label: "contact fraction after 0.5 mAh/cm2" },
  published: [],
};

/** Contact after 0.5 mAh/cm2 against a factor on pressure, or on current. */
async function answers(wasm: BufferSource, electrolyte: string) {
  const factors = [1 / 1.2, 1, 1.2];
  const after = async (P: number, j: number) => {
    const run = await runThrough(wasm, {
      materials: { electrolyte },
      mesh: { columns: 64 },
      conditions: { stackPressure: `${P} MPa` },
      protocol: [`Strip at ${j} mA/cm2 until 0.5 mA.h/cm2`],
    });
    return run.observables.contactFraction;
  };
  const [pressure, current]: [Point[], Point[]] = [[], []];
  for (const f of factors) {
    pressure.push([f, await after(3 * f, 1)]);
    current.push([f, await after(3, f)]);
  }
  return [
    { name: `${electrolyte}: pressure`, points: pressure },
    { name: `${electrolyte}: current`, points: current },
  ];
}

const STRIPPED = "LLZO, 1 mAh/cm2, 64 columns, 25 Cel";

const held: readonly Case[] = [
  {
    id: "garnet-loose",
    topic: "C7",
    kind: "experimental",
    quantity: "contact fraction at 0.1 mA/cm2 next to no pressure, 1",
    source: `${WANG}: unstable`,
    conditions: `${STRIPPED}, ${LOOSE} MPa`,
    target: { atMost: 0.9 },
    run: (wasm) => contact(wasm, 0.1, LOOSE),
  },
  {
    id: "garnet-trend",
    topic: "C7",
    kind: "experimental",
    quantity: "pressure that keeps 90 % of the contact at 0.4 mA/cm2 over that at 0.1 mA/cm2, 1",
    source: `${WANG}: higher currents need pressure`,
    conditions: STRIPPED,
    target: { atLeast: 1.5 },
    picture: { figure: needFigure },
    async run(wasm): Promise<Measured> {
      const points: Point[] = [];
      for (const j of [0.1, 0.2, 0.4]) points.push([j, await pressureFor(wasm, j)]);
      return { value: points[2]![1] / points[0]![1], series: [{ name: "this build", points }] };
    },
  },
];

const missed: readonly Case[] = [
  {
    id: "sensitivity-garnet",
    topic: "B5",
    kind: "numerical",
    quantity:
      "dln(contact)/dln(pressure) over dln(contact)/dln(current), argyrodite's over garnet's, 1",
    source: "[@wang2025]: on garnet both matter, on argyrodite pressure does",
    conditions: "about 3 MPa and 1 mA/cm2, 20 % each way, 0.5 mAh/cm2, 64 columns",
    target: { atLeast: 1.1 },
    reason:
      "The lithium is the same and the sink law does not know the electrolyte: garnet only makes the current focus over a shorter length, which hardly shows below 100 um.",
    picture: { figure: sensitivityFigure },
    async run(wasm): Promise<Measured> {
      const series = [...(await answers(wasm, "Li6PS5Cl")), ...(await answers(wasm, "LLZO"))];
      return { value: (await sensitivity(wasm)) / (await sensitivity(wasm, "LLZO")), series };
    },
  },
  {
    id: "garnet-unpressed",
    topic: "C6",
    kind: "experimental",
    quantity: "contact fraction at 0.033 mA/cm2 next to no pressure, 1",
    source: `${KRAUSKOPF}: stable below about 0.1 mA/cm2, of which this is a third`,
    conditions: `${STRIPPED}, ${LOOSE} MPa`,
    target: { atLeast: 0.9 },
    picture: { figure },
    reason:
      "The sink law goes with the square of the stack pressure and knows no other load: 0.0002 mA/cm2 here. Without pressure the bond to a clean garnet and slower ways of vacancies must carry what is measured, and are not in it.",
    async run(wasm): Promise<Measured> {
      const points: Point[] = [];
      for (const P of [2, 5]) points.push([P, await critical(wasm, P, undefined, GARNET)]);
      return {
        value: await contact(wasm, 0.033, LOOSE),
        series: [{ name: "this build", points }],
      };
    },
  },
  {
    id: "garnet-pressure",
    topic: "C7",
    kind: "experimental",
    quantity: "factor between the pressure for 0.4 mA/cm2 and the measured 2 MPa, 1",
    source: WANG,
    conditions: STRIPPED,
    target: { atMost: 1.5 },
    reason:
      "The one constant of the sink law is fitted to argyrodite cells, where 0.2 mA/cm2 needs 3 MPa; the garnet cells were better by a factor of four in current.",
    run: async (wasm) => factor(await pressureFor(wasm, 0.4), 2),
  },
  {
    id: "garnet-pressed",
    topic: "C6",
    kind: "experimental",
    quantity: "interface resistance at 200 MPa, Ohm cm2",
    source: `${KRAUSKOPF}: tends to 0 at several 100 MPa`,
    conditions: "LLZO, pressureContact",
    target: { atMost: 1 },
    reason:
      "The 5 Ohm.cm2 of the preset are taken as charge transfer, which pressure does not change; the paper reads them as constriction at spots.",
    run: (wasm) => pressed(wasm, 200),
  },
];

export default [...held, ...missed];
