// A scenario of the gallery in one sheet: its section at the end, what it is about over time, and its voltage.

import * as Plot from "@observablehq/plot";
import type { ObservableKey } from "../../core/observables";
import { OBSERVABLE_TABLE, type ObservableEntry } from "../../core/tables/observables";
import { displayed, toUnit } from "../../core/units";
import { INK, type Panel, panel, sheet } from "../../plots/panel";
import { escaped } from "../../plots/svg";
import type { Frame, Observables } from "../../sim/types";
import { sectionPanel } from "./section";

const WIDTH = 340;
/** Points of a curve, at most: no more can be told apart. */
const POINTS = 600;

const largest = (values: number[]) => values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);

/** One observable over time. */
function curvePanel(rows: readonly Observables[], key: ObservableKey): Panel {
  const { unit: si, label }: ObservableEntry = OBSERVABLE_TABLE[key];
  const every = Math.ceil(rows.length / POINTS);
  const shown = rows.filter((_, k) => k % every === 0 || k === rows.length - 1);
  const { unit } = displayed(largest(shown.map((row) => row[key])), si);
  const { unit: clock } = displayed(largest(shown.map(({ time }) => time)), "s");
  return panel(
    {
      x: { label: `time [${clock}]`, labelArrow: "none" },
      y: {
        label: unit === "1" ? label : `${label} [${unit}]`,
        labelArrow: "none",
        nice: true,
        ...(key === "contactFraction" && { domain: [0, 1] }),
      },
      marks: [
        Plot.line(shown, {
          x: ({ time }: Observables) => toUnit(time, "s", clock),
          y: (row: Observables) => toUnit(row[key], si, unit),
          stroke: INK,
          clip: true,
        }),
      ],
    },
    WIDTH,
  );
}

/** @param keys what is drawn over time */
export function galleryPicture(
  title: string,
  frame: Frame,
  rows: readonly Observables[],
  keys: readonly ObservableKey[],
): string {
  return sheet(escaped(title), [sectionPanel(frame), ...keys.map((key) => curvePanel(rows, key))]);
}
