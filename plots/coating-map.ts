// Which coating protects, as a picture: the share of the lithium potential that drops in a coating over any two of what it
// hangs on, with the lines beyond which it keeps the electrolyte from reduction.

import * as Plot from "@observablehq/plot";
import { batlow } from "../core/batlow";
import {
  COATING_AXES,
  type Coated,
  type CoatingAxis,
  type CoatingAxisName,
  coatingShare,
  FAR_ELECTRODES,
  protectingShare,
  withBoth,
} from "../core/coating";
import { INK, legend, panel, sheet } from "./panel";

/** Cells of the map along each axis. */
const CELLS = 40;
const STEPS = Array.from({ length: 11 }, (_, k) => k / 10);

/** Ends of an axis as logarithms of what is shown. */
const endsOf = ({ from, to, scale }: CoatingAxis): [number, number] => [
  Math.log10(from * scale),
  Math.log10(to * scale),
];

const labelOf = ({ label, unit }: CoatingAxis): string =>
  `log10 of ${label}${unit === "1" ? "" : ` / ${unit}`}`;

/** The map over two axes, the given coating marked in it. */
export function coatingMap(c: Coated, names: readonly [CoatingAxisName, CoatingAxisName]): string {
  const [x, y] = names.map((name): CoatingAxis => COATING_AXES[name]) as [CoatingAxis, CoatingAxis];
  const share = (u: number, v: number) =>
    coatingShare(withBoth(c, names, [10 ** u / x.scale, 10 ** v / y.scale]));
  const [[x1, x2], [y1, y2]] = [endsOf(x), endsOf(y)];
  const [wide, high] = [(x2 - x1) / CELLS, (y2 - y1) / CELLS];
  const cells = Array.from({ length: CELLS * CELLS }, (_, k) => {
    const [left, bottom] = [x1 + wide * (k % CELLS), y1 + high * Math.floor(k / CELLS)];
    return {
      left,
      bottom,
      right: left + wide,
      top: bottom + high,
      share: share(left + wide / 2, bottom + high / 2),
    };
  });
  // the share hangs on a sum of the logarithms: its level lines are straight
  const odds = (u: number, v: number) => Math.log10(1 / share(u, v) - 1);
  const slope = (odds(x2, y1) - odds(x1, y1)) / (odds(x1, y2) - odds(x1, y1)) / (x2 - x1);
  const lines = FAR_ELECTRODES.map((far) => {
    const up =
      (Math.log10(1 / protectingShare(far) - 1) - odds(x1, y1)) / (odds(x1, y2) - odds(x1, y1));
    return [x1, x2].map((u) => [u, y1 + (y2 - y1) * (up - slope * (u - x1))] as const);
  });
  const own = [Math.log10(x.of(c) * x.scale), Math.log10(y.of(c) * y.scale)];
  const isInside = own[0]! >= x1 && own[0]! <= x2 && own[1]! >= y1 && own[1]! <= y2;
  return sheet("Share of the lithium potential that drops in a coating", [
    panel({
      x: { domain: [x1, x2], label: labelOf(x) },
      y: { domain: [y1, y2], label: labelOf(y) },
      color: { type: "linear", domain: [0, 1], interpolate: batlow },
      marks: [
        Plot.rect(cells, {
          x1: "left",
          x2: "right",
          y1: "bottom",
          y2: "top",
          fill: "share",
          shapeRendering: "crispEdges",
        }),
        ...lines.map((line) => Plot.line(line, { stroke: "white", strokeWidth: 1.5, clip: true })),
        ...(isInside
          ? [Plot.dot([own], { x: "0", y: "1", fill: "white", stroke: INK, r: 5 })]
          : []),
        Plot.text([`white: protects beside ${FAR_ELECTRODES.join(" and ")} V`], {
          frameAnchor: "top-right",
          dy: -14,
          fill: INK,
        }),
        Plot.frame({ stroke: INK }),
      ],
    }),
    legend(STEPS, [0, 1], "linear", "share"),
  ]);
}
