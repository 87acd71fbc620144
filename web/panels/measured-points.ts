// Data of a person's own as points over a chart against time.
import type uPlot from "uplot";
import type { Observables } from "../../sim/types";
import { toDisplay } from "../format";
import { colour } from "../view/colour";
import type { Measured } from "../worker-protocol";
import type { Trace } from "./traces";

/** The values that belong on the chart of an observable [SI]; null where it is another one. In files the voltage of a cell
 * without a cathode is the polarisation with its sign turned. */
export function valuesOn(
  measured: Measured | null,
  key: Trace["key"],
  row: Observables | undefined,
): readonly number[] | null {
  if (!measured) return null;
  if (measured.key === key) return measured.values;
  const both = ["voltage", "cellVoltage"];
  const turned = both.includes(measured.key) && both.includes(key) && row?.openCircuitVoltage === 0;
  return turned ? measured.values.map((v) => -v) : null;
}

/** A range of the chart's axis that holds the points of its time span, too. */
export function rangeWith(
  [low, high]: [number | null, number | null],
  measured: Measured | null,
  trace: Trace,
  row: Observables | undefined,
): [number | null, number | null] {
  const values = valuesOn(measured, trace.key, row);
  if (!values || values.length === 0) return [low, high];
  const shown = values.map((v) => toDisplay(trace.quantity, v));
  return [
    shown.reduce((least, v) => Math.min(least, v), low ?? Number.POSITIVE_INFINITY),
    shown.reduce((most, v) => Math.max(most, v), high ?? Number.NEGATIVE_INFINITY),
  ];
}

/** [px] */
const radius = 2.5;

export function paintMeasured(
  u: uPlot,
  measured: Measured | null,
  trace: Trace,
  row: Observables | undefined,
) {
  const values = valuesOn(measured, trace.key, row);
  if (!measured || !values) return;
  const pen = u.ctx;
  const { left, top, width, height } = u.bbox;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  pen.strokeStyle = colour("flag");
  pen.lineWidth = 1.25 * devicePixelRatio;
  for (const [k, value] of values.entries()) {
    const x = u.valToPos(measured.times[k]!, "x", true);
    if (x < left || x > left + width) continue;
    const y = u.valToPos(toDisplay(trace.quantity, value), "y", true);
    pen.beginPath();
    pen.arc(x, y, radius * devicePixelRatio, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.restore();
}
