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
} from "../core/coating";
import { INK, legend, panel, sheet } from "./panel";

const STEPS = Array.from({ length: 11 }, (_, k) => k / 10);

/** Ends of an axis as logarithms of what is shown. */
const endsOf = ({ from, to, scale }: CoatingAxis): [number, number] => [
  Math.log10(from * scale),
  Math.log10(to * scale),
];

const labelOf = ({ label, unit }: CoatingAxis): string =>
  `log10 of ${label}${unit === "1" ? "" : ` / ${unit}`}`;

/** A coating with two of its axes set; logarithms of what is shown. */
export function coatedAt(
  c: Coated,
  names: readonly [CoatingAxisName, CoatingAxisName],
  at: readonly [number, number],
): Coated {
  return names.reduce((now, name, k) => {
    const axis: CoatingAxis = COATING_AXES[name];
    return axis.set(now, 10 ** at[k]! / axis.scale);
  }, c);
}

/** The map over two axes, the given coating marked in it. */
export function coatingMap(c: Coated, names: readonly [CoatingAxisName, CoatingAxisName]): string {
  const [x, y] = names.map((name): CoatingAxis => COATING_AXES[name]) as [CoatingAxis, CoatingAxis];
  const share = (u: number, v: number) => coatingShare(coatedAt(c, names, [u, v]));
  const [[x1, x2], [y1, y2]] = [endsOf(x), endsOf(y)];
  const box = { x1, x2, y1, y2, value: share, pixelSize: 4 };
  const own = [Math.log10(x.of(c) * x.scale), Math.log10(y.of(c) * y.scale)];
  const isInside = own[0]! >= x1 && own[0]! <= x2 && own[1]! >= y1 && own[1]! <= y2;
  return sheet("Share of the lithium potential that drops in a coating", [
    panel({
      x: { domain: [x1, x2], label: labelOf(x) },
      y: { domain: [y1, y2], label: labelOf(y) },
      color: { type: "linear", domain: [0, 1], interpolate: batlow },
      marks: [
        Plot.contour({ ...box, thresholds: STEPS, fill: share as never }),
        Plot.contour({
          ...box,
          thresholds: FAR_ELECTRODES.map(protectingShare),
          stroke: "white",
          strokeWidth: 1.5,
          fill: "none",
        }),
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
