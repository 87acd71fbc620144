// Conductivities of both phases of a composite cathode as a network of voxels, against the published network and measurements.

import { solveNetwork3d } from "../../bench/network3d";
import { type Figure, type Series, steps } from "../../plots/figure";
import type { Case } from "../check";

/** Active material of the solids [vol%]; conductivities of the published network, of a DC and of an impedance measurement [mS/cm]. */
const PUBLISHED = [
  { share: 20, ionic: [1.299, 1.02, 1.79], electronic: [3e-11, 0.0147, 0.0137] },
  { share: 40, ionic: [0.572, 0.33, 0.358], electronic: [0.26, 0.209, 0.226] },
  { share: 60, ionic: [0.144, 0.0108, 0.0093], electronic: [1.337, 1.04, 1.12] },
] as const;
/** Further measurement of electrons alone and ions alone. */
const AT_80 = { ionic: 6.5e-5, electronic: 1.85 };

type Kind = "ionic" | "electronic";

const marks = (kind: Kind, which: readonly number[]) =>
  PUBLISHED.flatMap((one) => which.map((k) => [one.share, one[kind][k]!] as const));

const figure: Figure = {
  id: "network3d",
  title: "Conductivities of NCM83 in argyrodite against composition",
  x: { label: "active material in the solids / vol%", range: [0, 100] },
  y: { label: "conductivity / mS/cm", log: true, range: [3e-3, 10] },
  published: [
    { name: "measured, ions (DC and impedance, via a digest)", marks: marks("ionic", [1, 2]) },
    {
      name: "measured, electrons (DC and impedance, via a digest)",
      marks: [...marks("electronic", [1, 2]), [80, AT_80.electronic]],
    },
    { name: "published network, ions", line: marks("ionic", [0]) },
    { name: "published network, electrons", line: marks("electronic", [0]).slice(1) },
  ],
};

const SOURCE =
  "network of [@ketter2025], its numbers via a digest; conductivities of pure pellets 2.33 and 5.22 mS/cm from there";
const CONDITIONS = "60^3 voxels, clusters of 4 voxels of electrolyte, mean of three seeds";

const of = (share: number, kind: Kind) => async (kernel: BufferSource) => {
  const found = await solveNetwork3d(kernel, share);
  return found[kind];
};

/** Both conductivities against composition. */
async function curves(kernel: BufferSource): Promise<Series[]> {
  const shares = steps(5, 95, 19);
  const ionic: [number, number][] = [];
  const electronic: [number, number][] = [];
  for (const share of shares) {
    const found = await solveNetwork3d(kernel, share, 60, 4, 1);
    ionic.push([share, found.ionic]);
    electronic.push([share, found.electronic]);
  }
  return [
    { name: "this build, ions", points: ionic },
    { name: "this build, electrons", points: electronic },
  ];
}

const cases: readonly Case[] = [
  ...PUBLISHED.flatMap(({ share, ionic, electronic }): Case[] => [
    {
      id: `network3d-ions-${share}`,
      topic: "B6",
      kind: "numerical",
      quantity: "ionic conductivity, mS/cm",
      source: SOURCE,
      conditions: `${share} vol% NCM, ${CONDITIONS}`,
      target: { value: ionic[0], relative: 0.05 },
      ...(share !== 40 && { long: true }),
      run: of(share, "ionic"),
    },
    {
      id: `network3d-electrons-${share}`,
      topic: "B6",
      kind: "numerical",
      quantity: "electronic conductivity, mS/cm",
      source: SOURCE,
      conditions: `${share} vol% NCM, ${CONDITIONS}`,
      target: electronic[0] < 1e-6 ? { atMost: 1e-6 } : { value: electronic[0], relative: 0.05 },
      ...(share !== 40 && { long: true }),
      run: of(share, "electronic"),
    },
  ]),
  {
    id: "network3d-curve",
    topic: "B6",
    kind: "experimental",
    quantity: "composition at which both conductivities are equal, vol% NCM",
    source:
      "measured conductivities of [@ketter2025], via a digest, interpolated in their logarithm",
    conditions: "60^3 voxels, clusters of 4, one seed; the tolerance is chosen",
    target: { value: 41.8, absolute: 5 },
    long: true,
    picture: { figure },
    async run(kernel) {
      const series = await curves(kernel);
      const [ions, electrons] = series.map(({ points }) => points);
      const k = ions!.findIndex(([, s], i) => electrons![i]![1] > s);
      const gap = (i: number) => Math.log(electrons![i]![1] / ions![i]![1]);
      const part = gap(k - 1) / (gap(k - 1) - gap(k));
      const value = ions![k - 1]![0] + part * (ions![k]![0] - ions![k - 1]![0]);
      return { value, series };
    },
  },
];
export default cases;
