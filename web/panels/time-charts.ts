// Voltage, contact fraction and void volume against time: three uPlot charts with one cursor, which
// mouse and arrow keys move; what it stands on is written above each chart and spoken.
import { html } from "lit-html";
import uPlot from "uplot";
import type { Observables, RunEvent } from "../../sim/types";
import { arrowOf } from "../arrow-keys";
import { duration, show, speak, tick, toDisplay } from "../format";
import type { Speech } from "../speech";
import type { Store } from "../store";
import { colour } from "../view/colour";
import { chartAxis, chartFont } from "./chart-style";
import { mount } from "./panel";
import { type Trace, traces } from "./traces";

/** Points drawn at most; more are thinned evenly for the picture, never for the download. */
const most = 2000;
/** Rows of the table that says the same to a screen reader. */
const tableRows = 12;
/** [px]; the last one carries the time axis */
const heights = { other: 88, last: 108 };
/** [px] */
const leastWidth = 200;
/** Steps of the time axis [s] that read well in seconds, minutes and hours. */
const increments = [
  1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18000, 36000, 86400, 432000,
];

interface Chart {
  trace: Trace;
  plot: uPlot;
  box: HTMLElement;
}

export class TimeCharts {
  private readonly charts: Chart[];
  private readonly draw: () => void;
  private shown: readonly Observables[] = [];
  /** index of the row that the cursor stands on */
  private cursor: number | null = null;
  /** to be read row by row; it changes only while the run rests */
  private table: readonly Observables[] = [];

  constructor(
    host: HTMLElement,
    private readonly store: Store,
    private readonly speech: Speech,
  ) {
    this.charts = traces.map((trace, i) => {
      const box = Object.assign(document.createElement("div"), { className: "plot" });
      const plot = new uPlot(this.options(trace, i === traces.length - 1), [[], []], box);
      return { trace, plot, box };
    });
    this.draw = mount(host, store, ["pulse"], ({ rows }) => {
      if (rows.length !== this.shown.length || rows.at(-1) !== this.shown.at(-1)) this.take(rows);
      return this.view();
    });
    store.watch(["playing", "run"], ({ playing }) => {
      if (playing) return;
      const stride = Math.max(1, Math.ceil(this.shown.length / tableRows));
      this.table = this.shown.filter((_, i) => i % stride === 0);
      this.draw();
    });
    new ResizeObserver(() => this.resize()).observe(host.querySelector(".plots")!);
  }

  private take(rows: readonly Observables[]) {
    const stride = Math.max(1, Math.ceil(rows.length / most));
    this.shown = rows.filter((_, i) => i % stride === 0 || i === rows.length - 1);
    const time = this.shown.map((o) => o.time);
    for (const { plot, trace } of this.charts) {
      plot.setData([time, this.shown.map((o) => toDisplay(trace.quantity, trace.of(o)))]);
    }
  }

  private view() {
    return html`<h2 class="unseen">Charts</h2>
      <div
        class="plots"
        tabindex="0"
        role="application"
        aria-roledescription="chart"
        aria-label="Voltage, contact and void volume against time. Arrow keys move a cursor."
        @keydown=${(event: KeyboardEvent) => this.key(event)}
      >
        ${this.charts.map(
          ({ trace, box }) =>
            html`<div class="head">
                <span class="name" .style=${`--colour: ${colour(trace.colour)}`}>${trace.label}</span>
                <output>${this.reading(trace)}</output>
              </div>
              ${box}`,
        )}
      </div>
      ${this.tableView()}`;
  }

  /** Where the cursor stands, else now. */
  private reading({ quantity, of }: Trace): string {
    const at = this.cursor === null ? undefined : this.shown[this.cursor];
    const row = at ?? this.shown.at(-1);
    if (!row) return "";
    return show(quantity, of(row)) + (at ? ` at ${duration(at.time)}` : "");
  }

  private tableView() {
    const row = (o: Observables) =>
      html`<tr>
        <td>${duration(o.time)}</td>
        ${traces.map(({ quantity, of }) => html`<td>${show(quantity, of(o))}</td>`)}
      </tr>`;
    return html`<table class="unseen">
      <caption>
        Time series, twelve points
      </caption>
      <thead>
        <tr>
          ${["Time", ...traces.map((t) => t.label)].map((t) => html`<th scope="col">${t}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.table.map(row)}
      </tbody>
    </table>`;
  }

  private options(trace: Trace, last: boolean): uPlot.Options {
    const axis = chartAxis();
    return {
      width: 320,
      height: last ? heights.last : heights.other,
      padding: [8, 10, last ? 0 : 10, 0],
      legend: { show: false },
      cursor: {
        sync: { key: "time", scales: ["x", null] },
        y: false,
        drag: { x: false, y: false },
        points: { size: 7 },
      },
      scales: {
        x: {
          time: false,
          range: (_u, low, high) => [low ?? 0, Math.max(high ?? 1, (low ?? 0) + 1e-6)],
        },
        y: { range: (_u, low, high) => rangeOfTrace(trace, low, high) },
      },
      axes: [
        {
          ...axis,
          show: last,
          space: 60,
          size: 30,
          incrs: increments,
          values: (_u, splits) => splits.map(clock),
        },
        { ...axis, size: 46, space: 20, values: (_u, splits) => splits.map(tick) },
      ],
      series: [{}, { stroke: colour(trace.colour), width: 2, points: { show: false } }],
      hooks: {
        draw: trace.label === "Voltage" ? [(u) => markShorts(u, this.store.value.events)] : [],
        setCursor: [(u) => this.point(u.cursor.idx ?? null)],
      },
    };
  }

  private point(cursor: number | null) {
    if (cursor === this.cursor) return;
    this.cursor = cursor;
    this.draw();
  }

  private resize() {
    this.charts.forEach(({ plot, box }, i) => {
      const height = i === this.charts.length - 1 ? heights.last : heights.other;
      plot.setSize({ width: Math.max(leastWidth, box.clientWidth), height });
    });
  }

  private key(event: KeyboardEvent) {
    if (event.key === "Escape" && this.cursor !== null) {
      event.preventDefault();
      for (const { plot } of this.charts) plot.setCursor({ left: -10, top: -10 }, true);
      return;
    }
    const last = this.shown.length - 1;
    const way = arrowOf(event, 10)?.x;
    if (!way || last < 0) return;
    event.preventDefault();
    const index = Math.min(last, Math.max(0, (this.cursor ?? last) + way));
    const o = this.shown[index]!;
    const left = this.charts[0]!.plot.valToPos(o.time, "x");
    for (const { plot } of this.charts) plot.setCursor({ left, top: 1 }, false);
    this.point(index);
    const values = traces.map((t) => `${t.label.toLowerCase()} ${speak(t.quantity, t.of(o))}`);
    this.speech.say(`At ${duration(o.time)}: ${values.join(", ")}.`);
  }
}

/** A line where a short closed. */
function markShorts(u: uPlot, events: readonly RunEvent[]) {
  const { left, top, width, height } = u.bbox;
  const pen = u.ctx;
  pen.save();
  pen.fillStyle = colour("filament");
  pen.lineJoin = "round";
  pen.font = chartFont.replace("12px", `${12 * devicePixelRatio}px`);
  pen.textBaseline = "top";
  for (const { kind, time } of events) {
    if (kind !== "short") continue;
    const x = u.valToPos(time, "x", true);
    pen.strokeStyle = colour("filament");
    pen.lineWidth = 2 * devicePixelRatio;
    pen.beginPath();
    pen.moveTo(x, top);
    pen.lineTo(x, top + height);
    pen.stroke();
    const late = x > left + 0.7 * width;
    pen.textAlign = late ? "right" : "left";
    const beside = x + (late ? -5 : 5) * devicePixelRatio;
    // a dark rim, where the label crosses the curve
    pen.strokeStyle = colour("rim");
    pen.lineWidth = 4 * devicePixelRatio;
    pen.strokeText("short", beside, top);
    pen.fillText("short", beside, top);
  }
  pen.restore();
}

function rangeOfTrace(trace: Trace, low: number | null, high: number | null): [number, number] {
  const [a, b] = [low ?? 0, high ?? 0];
  if (trace.bounds) {
    const [bottom, top] = trace.bounds;
    return [Math.max(bottom, Math.floor(Math.min(a, top - trace.span) / 10) * 10), top];
  }
  const top = Math.max(b, Math.min(a, 0) + trace.span);
  return [Math.min(0, 1.08 * a), Math.max(0, 1.08 * top)];
}

/** Axis label: "90 s", "12 min", "1.5 h". */
function clock(seconds: number): string {
  if (seconds === 0) return "0";
  if (seconds < 120) return `${tick(seconds)} s`;
  if (seconds < 7200) return `${tick(seconds / 60)} min`;
  return `${tick(seconds / 3600)} h`;
}
