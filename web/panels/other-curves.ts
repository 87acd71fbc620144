// Curves that are drawn with the one of the run: the run beside it, runs that are pinned, and the way that an edit has left.
import "../style/other-curves.css";
import { html, nothing } from "lit-html";
import type uPlot from "uplot";
import type { Observables } from "../../sim/types";
import { show, toDisplay } from "../format";
import type { State, Store } from "../store";
import { type ColourName, colour } from "../view/colour";
import type { Trace } from "./traces";

export interface OtherCurve {
  label: string;
  rows: readonly Observables[];
  colour: ColourName;
  /** [px] of its dashes and the gaps between them */
  dash: number[];
  /** of a pinned run: until when it went, and what it looked like then */
  id?: number;
  about?: string;
  picture?: string;
}

/** Points drawn of each at most. */
const most = 800;
const pinColours: ColourName[] = ["pinned-1", "pinned-2", "pinned-3"];

export function otherCurves({ ghost, pinned, beside, run }: Readonly<State>): OtherCurve[] {
  const curves: OtherCurve[] = [];
  if (ghost.length > 1) {
    curves.push({ label: "the way left", rows: ghost, colour: "soft", dash: [2, 4] });
  }
  for (const [k, { name, auto: _, ...one }] of pinned.entries()) {
    if (name === run?.name) curves.push({ ...one, colour: pinColours[k % 3]!, dash: [7, 4] });
  }
  if (beside) {
    curves.push({ label: "B", rows: beside.state.rows, colour: "beside", dash: [] });
  }
  return curves;
}

/** Ends of the values of all curves, in display units. */
export function withOthers(
  { quantity, of }: Trace,
  curves: readonly OtherCurve[],
  low: number,
  high: number,
): [number, number] {
  for (const { rows } of curves) {
    for (const row of rows) {
      const value = toDisplay(quantity, of(row));
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

export function paintOthers(u: uPlot, { quantity, of }: Trace, curves: readonly OtherCurve[]) {
  const pen = u.ctx;
  const { left, top, width, height } = u.bbox;
  const ratio = devicePixelRatio;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  pen.lineWidth = 2 * ratio;
  for (const { rows, colour: name, dash } of curves) {
    const stride = Math.max(1, Math.ceil(rows.length / most));
    pen.strokeStyle = colour(name);
    pen.setLineDash(dash.map((length) => length * ratio));
    pen.beginPath();
    for (let k = 0; k < rows.length; k += stride) {
      const row = rows[k]!;
      pen.lineTo(
        u.valToPos(row.time, "x", true),
        u.valToPos(toDisplay(quantity, of(row)), "y", true),
      );
    }
    pen.stroke();
  }
  pen.restore();
}

/** What each of them is at a time [s]. */
export function otherKeys(store: Store, { quantity, of }: Trace, time: number) {
  const curves = otherCurves(store.value);
  if (curves.length === 0) return nothing;
  const drop = (id: number) =>
    store.set({ pinned: store.value.pinned.filter((one) => one.id !== id) });
  return html`<p class="others">
    ${curves.map(({ label, about, picture, rows, colour: name, dash, id }) => {
      const row = rows.findLast((one) => one.time <= time);
      return html`<span title=${about ?? ""}>
        ${picture ? html`<img src=${picture} alt="" />` : nothing}<span class="name ${dash.length > 0 ? "dashed" : ""}" .style=${`--colour: ${colour(name)}`}>${label}</span>
        <span>${row ? show(quantity, of(row)) : ""}</span>
        ${
          id === undefined
            ? nothing
            : html`<button type="button" class="quiet" aria-label="Take ${label} away" @click=${() => drop(id)}>×</button>`
        }
      </span>`;
    })}
  </p>`;
}
