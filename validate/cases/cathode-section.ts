// The section of a cathode against a model along its depth, at rest, and where contact is lost.

import {
  BUILT,
  CathodeSection,
  type CathodeSetup,
  CHARGED,
  openCircuit,
} from "../../bench/drivers/cathode-section";
import type { Figure, Point } from "../../plots/figure";
import { CathodeLine } from "../cathode-line";
import type { Case } from "../check";

const OURS = "closures of this model";
const COMMON = "NCM811, 42 % of a section of 51.2 x 48 um, 128 x 128 cells";

interface Pair {
  /** Charge over the window, voltage [V]. */
  section: Point[];
  line: Point[];
}

/** The same electrode as section and as line, at a C-rate over part of the window. */
async function compare(
  kernel: BufferSource,
  rate: number,
  changes: Partial<CathodeSetup> = {},
): Promise<Pair> {
  const s = await CathodeSection.create(kernel, { spread: 0, effectiveIons: 0.03, ...changes });
  const { diffusivity, exchange, electrons, x, h, margin } = s.setup;
  const surface = s.perimeter / (s.width * s.thickness);
  const share = (s.cells * h * h) / (s.width * s.thickness);
  const ions = 0.03;
  const line = new CathodeLine({
    thickness: s.thickness,
    surface,
    radius: (2 * share) / surface,
    diffusivity,
    exchange,
    ions,
    electrons,
    series: (margin * h * s.transport) / ions,
    x,
  });
  const steps = 100;
  const found: Pair = { section: [], line: [] };
  for (let k = 1; k <= steps; k++) {
    s.advance(rate * s.oneC, 3600 / rate / steps);
    line.step(rate * s.oneC, 3600 / rate / steps);
    found.section.push([k, s.voltage]);
    found.line.push([k, line.voltage]);
  }
  return found;
}

/** Largest difference of a pair from 5 % of the discharge on [mV]. */
const apart = ({ section, line }: Pair) =>
  Math.max(...section.slice(4).map(([, v], k) => 1000 * Math.abs(v - line[k + 4]![1])));

/** Voltage at percent of a discharge [V]. */
async function discharge(
  kernel: BufferSource,
  lost: number,
  arcs: number,
  until = 51,
): Promise<Point[]> {
  const s = await CathodeSection.create(kernel, {
    radius: 3.5e-6,
    diffusivity: 1e-15,
    effectiveIons: 0.03,
    lost,
    arcs,
  });
  const points: Point[] = [];
  for (let k = 1; k <= until; k++) {
    s.advance(0.2 * s.oneC, 180);
    points.push([k, s.voltage]);
  }
  return points;
}

/** Extra voltage of `lost` contact at 11, 31 and 51 %, mean [mV]. */
const extra = (whole: readonly Point[], broken: readonly Point[]) =>
  [10, 30, 50].reduce((sum, k) => sum + 1000 * (whole[k]![1] - broken[k]![1]), 0) / 3;

const lines: Figure = {
  id: "cathode-line",
  title: "Voltage of the cathode at C/2, particle by particle and along its depth",
  x: { label: "discharged / %" },
  y: { label: "voltage / V" },
  published: [],
};
const arcs: Figure = {
  id: "cathode-arcs",
  title: "30 % of the contact lost: what it costs at C/5, by where it is lost",
  x: { label: "discharged / %", range: [0, 51] },
  y: { label: "extra voltage / mV", range: [0, 120] },
  published: [],
};

const cases: readonly Case[] = [
  {
    id: "cathode-section-line",
    topic: "N7",
    kind: "numerical",
    quantity: "largest difference in voltage, mV",
    source:
      "porous electrode along its depth with cylinders, the same surface, conductivities and steps",
    conditions: `C/2, ${COMMON}, particles of 5 um, sigma_i 0.03 S/m, sigma_e 0.1 S/m`,
    target: { atMost: 10 },
    long: true,
    picture: { figure: lines },
    async run(kernel) {
      const pair = await compare(kernel, 0.5);
      return {
        value: apart(pair),
        series: [
          { name: "particle by particle", points: pair.section },
          { name: "along the depth", points: pair.line },
        ],
      };
    },
  },
  {
    id: "cathode-section-line-electrons",
    topic: "N7",
    kind: "numerical",
    quantity: "largest difference in voltage, mV",
    source:
      "porous electrode along its depth with cylinders, the same surface, conductivities and steps",
    conditions: `1C, ${COMMON}, particles of 5 um, sigma_i 0.03 S/m, sigma_e 0.02 S/m`,
    target: { atMost: 10 },
    long: true,
    run: async (kernel) => apart(await compare(kernel, 1, { electrons: 0.02 })),
  },
  {
    id: "cathode-section-charge",
    topic: "N7",
    kind: "numerical",
    quantity: "charge missing in the lithium, relative",
    source: "conservation of lithium",
    conditions: `charge, rest, discharge, rest at C/2, ${COMMON}`,
    target: { atMost: 1e-9 },
    async run(kernel) {
      const s = await CathodeSection.create(kernel, {
        x: BUILT,
        nx: 64,
        ny: 64,
        h: 0.8e-6,
        margin: 4,
      });
      let worst = 0;
      for (const [rate, hours] of [
        [-0.5, 1.6],
        [0, 1],
        [0.5, 0.8],
        [0, 1],
      ] as const) {
        s.advance(rate * s.oneC, (3600 * hours) / 20, 20);
        const gained = (s.mean - BUILT) * s.capacity;
        worst = Math.max(worst, Math.abs(gained / s.charge - 1));
      }
      return worst;
    },
  },
  {
    id: "cathode-section-rest",
    topic: "N7",
    kind: "numerical",
    quantity: "voltage after an hour at rest, V",
    source: "open-circuit voltage at the mean lithium content",
    conditions: `C/2 from as built to x = 0.394, then 1 h, ${COMMON}`,
    target: { value: 4.0708, absolute: 0.002 },
    long: true,
    async run(kernel) {
      const s = await CathodeSection.create(kernel, { x: BUILT, effectiveIons: 0.03 });
      s.advance(-0.5 * s.oneC, (7200 * (BUILT - 0.394)) / (BUILT - CHARGED) / 80, 80);
      s.advance(0, 180, 20);
      if (Math.abs(s.mean - 0.394) > 1e-9) throw new Error(`x is ${s.mean}`);
      if (Math.abs(openCircuit(0.394) - 4.0708) > 2e-3) throw new Error("another material");
      return s.voltage;
    },
  },
  {
    id: "cathode-section-arcs",
    topic: "N7",
    kind: "numerical",
    quantity: "voltage that contact lost in one piece costs over that of twelve pieces, 1",
    source: OURS,
    conditions: `30 % of every surface lost, mean at 11, 31 and 51 % of C/5, particles of 7 um, D 1e-15 m2/s, ${COMMON}`,
    target: { value: 2.65, absolute: 0.85 },
    long: true,
    picture: { figure: arcs },
    async run(kernel) {
      const whole = await discharge(kernel, 0, 1);
      const names: [number, string][] = [
        [1, "in one piece"],
        [4, "in four pieces"],
        [12, "in twelve pieces"],
      ];
      const found = await Promise.all(names.map(([n]) => discharge(kernel, 0.3, n)));
      return {
        value: extra(whole, found[0]!) / extra(whole, found[2]!),
        series: names.map(([, name], k) => ({
          name,
          points: found[k]!.map(([at, v], q) => [at, 1000 * (whole[q]![1] - v)] as const),
        })),
      };
    },
  },
];
export default cases;
