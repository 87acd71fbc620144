// Profiles with axes: a quantity along the interface, the field that is shown along a line through the probe, and at the probe
// against time, as far as the page has looked.
import { html, nothing } from "lit-html";
import { LINES, type LineName } from "../../core/tables/fields";
import type { FieldName, Frame } from "../../sim/types";
import {
  duration,
  number,
  type Quantity,
  quantities,
  quantityOf,
  show,
  toDisplay,
} from "../format";
import { choice } from "../panels/choice";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { clockTick, increments } from "../panels/time-axis";
import { type Columns, spread, ValuesTable } from "../panels/values-table";
import { cellWords, valueAt } from "../probe-words";
import type { Cell } from "../view/camera";
import { type Layer, layerOf, perUnit, unitOf } from "../view/layers";
import { type Axis, axes, curve, planeOf, spanOf, watchWidth } from "./chart";

/** [px] */
const height = 180;
/** Points against time that are kept. */
const most = 4000;

interface Line {
  label: string;
  quantity: Quantity;
  /** Over the mean current density. */
  overMean?: true;
}
const lines: Record<LineName, Line> = {
  current: { label: "Local / mean current", quantity: quantities.ratio, overMean: true },
  contact: { label: "Contact", quantity: quantities.fraction },
  pressure: { label: "Pressure on the interface", quantity: quantityOf(LINES.pressure.unit) },
  gap: { label: "Gap", quantity: quantityOf(LINES.gap.unit) },
  interphase: { label: "Interphase", quantity: quantityOf(LINES.interphase.unit) },
};
const names = Object.keys(lines) as LineName[];

type Direction = "across" | "along";
const directions: [Direction, string][] = [
  ["across", "Across the interface"],
  ["along", "Along it"],
];

type Points = [at: number, value: number][];

/** Values at one place against time; those that lie ahead of a run that has gone back stay until it takes another way. */
export class Series {
  points: Points = [];

  take(time: number, value: number, isLast: boolean) {
    const after = this.points.findIndex(([t]) => t >= time);
    const from = after < 0 ? this.points.length : after;
    const known = this.points[from]?.[0] === time ? 1 : 0;
    const gone = isLast ? this.points.length - from : known;
    this.points.splice(from, gone, [time, value]);
    if (this.points.length > most) this.points = this.points.filter((_, k) => k % 2 === 0);
  }
}

class Profiles implements Instrument {
  private readonly draw: () => void;
  private seen = false;
  private width = 320;
  private line: LineName = "current";
  private direction: Direction = "across";
  private series = new Series();
  private of: readonly unknown[] = [];
  private last: unknown = nothing;
  private readonly tables = [0, 1, 2].map(() => new ValuesTable(() => this.draw()));

  constructor(private readonly bench: Bench) {
    const { host, store } = bench;
    this.draw = mount(host, store, ["pulse", "run", "layer", "probe"], () => {
      if (this.seen) this.last = this.view();
      return this.last;
    });
    store.watch(["frame", "layer", "probe", "run"], () => this.look());
    watchWidth(host, (width) => {
      this.width = width;
      this.draw();
    });
  }

  see(seen: boolean) {
    this.seen = seen;
    this.draw();
  }

  private get layer(): Layer {
    return layerOf(this.bench.store.value.layer);
  }

  /** Notes what the probe reads now. */
  private look() {
    const { frame, layer, probe, run, rows, past } = this.bench.store.value;
    const of: [FieldName, Cell | null, unknown] = [layer, probe, run];
    if (of.some((one, k) => one !== this.of[k])) {
      this.of = of;
      this.series = new Series();
    }
    if (!frame || !probe) return;
    const value = valueAt(frame, layerOf(layer), probe);
    if (value === undefined) return;
    this.series.take(frame.observables.time, value, past === rows.length);
  }

  private view() {
    const { frame, probe } = this.bench.store.value;
    if (!frame) return html`<p class="soft">Nothing has been computed yet.</p>`;
    return html`${this.alongInterface(frame)}
      ${
        probe
          ? html`${this.throughProbe(frame, probe)}${this.againstTime(frame, probe)}`
          : html`<p class="said">
              Put a probe on the picture, by a click or with the arrow keys, to see the field along a
              line through it and at it against time.
            </p>`
      }`;
  }

  private alongInterface(frame: Frame) {
    const { label, quantity, overMean } = lines[this.line];
    const { currentDensity } = frame.observables;
    const unit = overMean ? currentDensity || Number.NaN : 1;
    const um = 1e6 * frame.h;
    const points = Array.from(frame.interface[this.line], (v, k): [number, number] => [
      (k + 0.5) * um,
      toDisplay(quantity, v / unit),
    ]);
    const choose = (event: Event) => {
      this.line = (event.target as HTMLSelectElement).value as LineName;
      this.draw();
    };
    return html`<h3>Along the interface</h3>
      <label class="row"
        ><span class="unseen">Quantity</span
        ><select name="line" @change=${choose}>
          ${names.map((name) => html`<option value=${name} ?selected=${name === this.line}>${lines[name].label}</option>`)}
        </select></label
      >
      ${this.chart(
        points,
        { low: 0, high: frame.columns * um, label: "from the left / µm" },
        `${label}${quantity.unit ? ` / ${quantity.unit}` : ""}`,
        `${label} along the interface`,
        {
          table: this.tables[0]!,
          heads: ["From the left / µm", label],
          words: ([x, v]) => [number(x), number(v)],
        },
      )}`;
  }

  private throughProbe(frame: Frame, { column, row }: Cell) {
    const { layer } = this;
    const { columns, lithiumRows, electrolyteRows, h } = frame;
    const um = 1e6 * h;
    const rows = lithiumRows + electrolyteRows;
    const across = this.direction === "across";
    const value = (cell: Cell) =>
      toDisplay(layer.quantity, valueAt(frame, layer, cell) ?? Number.NaN);
    const points = across
      ? Array.from({ length: rows }, (_, k): [number, number] => [
          (lithiumRows - k - 0.5) * um,
          value({ column, row: k }),
        ])
      : Array.from({ length: columns }, (_, k): [number, number] => [
          (k + 0.5) * um,
          value({ column: k, row }),
        ]);
    const label = across ? "above the interface / µm" : "from the left / µm";
    const [low, high] = across ? [lithiumRows * um, (lithiumRows - rows) * um] : [0, columns * um];
    return html`<h3>${layer.label} through the probe</h3>
      <p class="said">The probe is ${cellWords(frame, { column, row })}.</p>
      ${choice("through", "Direction", directions, this.direction, (direction) => {
        this.direction = direction;
        this.draw();
      })}
      ${this.chart(
        points,
        { low, high, label },
        `${layer.label}${perUnit(layer)}`,
        `${layer.label} along a line through the probe`,
        {
          table: this.tables[1]!,
          heads: [across ? "Above the interface / µm" : "From the left / µm", layer.label],
          words: ([at, v]) => [number(at), Number.isFinite(v) ? number(v) : "–"],
        },
      )}`;
  }

  private againstTime(frame: Frame, probe: Cell) {
    const { layer } = this;
    const { points } = this.series;
    const shown = spread(points, 400).map(([t, v]): [number, number] => [
      t,
      toDisplay(layer.quantity, v),
    ]);
    const end = Math.max(points.at(-1)?.[0] ?? 0, (points[0]?.[0] ?? 0) + 1e-6);
    const now = valueAt(frame, layer, probe) ?? Number.NaN;
    const unit = unitOf(layer, frame);
    const reading =
      Number.isFinite(now) && !Number.isNaN(unit) ? show(layer.quantity, now) : "no value";
    return html`<h3>${layer.label} at the probe against time</h3>
      <p class="said">Now ${reading}. From when the probe was put there, or the layer was chosen.</p>
      ${
        points.length < 2
          ? nothing
          : this.chart(
              shown,
              { low: points[0]![0], high: end, label: "time", steps: increments, words: clockTick },
              `${layer.label}${perUnit(layer)}`,
              `${layer.label} at the probe against time`,
              {
                table: this.tables[2]!,
                heads: ["Time", layer.label],
                words: ([t, v]) => [duration(t), Number.isFinite(v) ? number(v) : "–"],
              },
            )
      }`;
  }

  private chart(
    points: Points,
    horizontal: Axis,
    label: string,
    words: string,
    {
      table,
      heads,
      words: row,
    }: { table: ValuesTable; words(point: Points[number]): string[] } & Pick<Columns, "heads">,
  ) {
    const [low, high] = spanOf(points.map(([, v]) => v).filter(Number.isFinite), 1e-6);
    const plane = planeOf(this.width, height, horizontal, { low, high, label });
    return html`<svg
        class="chart"
        viewBox="0 0 ${plane.width} ${plane.height}"
        width=${plane.width}
        height=${plane.height}
        role="img"
        aria-label=${words}
      >
        ${axes(plane)} ${curve(plane, points, "now")}
      </svg>
      ${table.view({ caption: words, heads, rows: () => spread(points).map(row) })}`;
  }
}

export const make = (bench: Bench): Instrument => new Profiles(bench);
