// What a coating protects (A9), as the review shows it: the drop of the lithium potential in coatings of 10 to 100 nm on
// electrolytes of 20 to 100 um, and over the ratio of their thicknesses.

import { COATING_AXES, EXAMPLE_COATED, coatingShare as ladder } from "../../core/coating";
import { curve, type Figure, type Point, steps } from "../../plots/figure";
import type { Case } from "../check";
import { coatingShare } from "./leakage";

const KIMURA = "[@kimura2024]";
/** Coating [nm] and electrolyte [um]. */
const PROTECTED = [
  [50, 100],
  [100, 100],
  [10, 50],
  [10, 20],
] as const;
const EXPOSED = [[10, 100]] as const;

const shareOf = (wasm: BufferSource, [nm, um]: readonly [number, number]) =>
  coatingShare(wasm, { nm, um, conductivity: 1e-14 });

const closed = (ratio: number) => ladder(COATING_AXES.thickness.set(EXAMPLE_COATED, ratio));

const ratios: Figure = {
  id: "coating-ratio",
  title: "Share of the lithium potential that drops in a coating, by its thickness",
  x: { label: "log10 of thickness, coating over electrolyte", range: [-5, -1] },
  y: { label: "share", range: [0, 1] },
  published: [curve("closed form", steps(-5, -1, 81), (x) => closed(10 ** x))],
};

const cases: readonly Case[] = [
  {
    id: "coating-protects",
    topic: "A9",
    kind: "experimental",
    quantity: "least share in a coating that protects over the largest in one that does not, 1",
    source: `${KIMURA}, figures 10a and b of [@dandena2025]`,
    conditions:
      "50 and 100 nm on 100 um, 10 nm on 50 and 20 um protect, 10 nm on 100 um do not; 1e-14 on 1e-11 S/cm",
    target: { atLeast: 1.5 },
    async run(wasm) {
      const shares = async (list: readonly (readonly [number, number])[]) => {
        const found = [];
        for (const pair of list) found.push(await shareOf(wasm, pair));
        return found;
      };
      return Math.min(...(await shares(PROTECTED))) / Math.max(...(await shares(EXPOSED)));
    },
  },
  {
    id: "coating-ratio",
    topic: "A9",
    kind: "analytic",
    quantity: "share in the coating at five ratios of thickness, worst, relative",
    source: `f = 1/(1 + (s_c/s_e)(L_e/L_c)), figure 10c of [@dandena2025] after ${KIMURA}`,
    conditions: "1 nm to 10 um on 100 um: the ratio counts, most of the rise lies below 0.2 %",
    target: { value: 0, absolute: 1e-5 },
    picture: { figure: ratios },
    async run(wasm) {
      let value = 0;
      const points: Point[] = [];
      for (const nm of [1, 10, 100, 1000, 5000]) {
        const got = await shareOf(wasm, [nm, 100]);
        value = Math.max(value, Math.abs(got / closed(nm / 1e5) - 1));
        points.push([Math.log10(nm / 1e5), got]);
      }
      return { value, series: [{ name: "this build", points, dots: true }] };
    },
  },
];
export default cases;
