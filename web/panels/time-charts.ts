// Voltage, contact fraction, void volume and stack pressure against time: four uPlot charts with one cursor, which
// mouse and arrow keys move; what it stands on is written above each chart and spoken.
import { html } from "lit-html";
import uPlot from "uplot";
import type { Observables } from "../../sim/types";
import { arrowOf } from "../arrow-keys";
import { show, speak, tick, timeOf, toDisplay } from "../format";
import type { Speech } from "../speech";
import type { Store } from "../store";
import { colour, onColours } from "../view/colour";
import { chartAxis } from "./chart-style";
import { flagsOf, paintFlags } from "./main-curve";
import { paintMeasured, rangeWith } from "./measured-points";
import { mount } from "./panel";
import { clockTick, increments, rangeOfTrace } from "./time-axis";
import { type Trace, traces } from "./traces";

/** Points drawn at most; more are thinned evenly for the picture, never for the download. */
const most = 2000;
/** Rows of the table that says the same to a screen reader. */
const tableRows = 12;
/** [px]; the last one carries the time axis */
const heights = { other: 88, last: 108 };
/** [px] */
const leastWidth = 200;
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
    store.watch(["measured"], () => this.take(this.store.value.rows));
    store.watch(["playing", "run"], ({ playing }) => {
      if (playing) return;
      const stride = Math.max(1, Math.ceil(this.shown.length / tableRows));
      this.table = this.shown.filter((_, i) => i % stride === 0);
      this.draw();
    });
    new ResizeObserver(() => this.resize()).observe(host.querySelector(".plots")!);
    onColours(() => this.recolour());
  }

  private recolour() {
    for (const [i, chart] of this.charts.entries()) {
      chart.plot.destroy();
      chart.plot = new uPlot(
        this.options(chart.trace, i === traces.length - 1),
        chart.plot.data,
        chart.box,
      );
    }
    this.resize();
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
        aria-label="Voltage, contact, void volume and stack pressure against time. Arrow keys move a cursor."
        @keydown=${(event: KeyboardEvent) => this.key(event)}
      >
        ${this.charts.map(
          ({ trace, box }) =>
            html`<div class="head">
                <span class="name" .style=${`--colour: ${colour(trace.colour)}`}>${trace.label}</span>
                <span class="number">${this.reading(trace)}</span>
              </div>
              ${box}`,
        )}
      </div>
      ${this.tableView()}`;
  }

  private get span(): number {
    return this.shown.at(-1)?.time ?? 1;
  }

  /** Where the cursor stands, else now. */
  private reading({ quantity, of }: Trace): string {
    const at = this.cursor === null ? undefined : this.shown[this.cursor];
    const row = at ?? this.shown.at(-1);
    if (!row) return "";
    return show(quantity, of(row)) + (at ? ` at ${timeOf(at)}` : "");
  }

  private tableView() {
    const row = (o: Observables) =>
      html`<tr>
        <td>${timeOf(o)}</td>
        ${traces.map(({ quantity, of }) => html`<td>${show(quantity, of(o))}</td>`)}
      </tr>`;
    // a table grows beyond what it is told; a box does not
    return html`<div class="unseen"><table>
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
    </table></div>`;
  }

  private options(trace: Trace, last: boolean): uPlot.Options {
    const axis = chartAxis();
    return {
      width: 320,
      height: last ? heights.last : heights.other,
      padding: [14, 26, last ? 0 : 10, 0],
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
        y: {
          range: (_u, low, high) => {
            const ends = rangeWith(
              [low, high],
              this.store.value.measured,
              trace,
              this.shown.at(-1),
            );
            return rangeOfTrace(trace, ...ends);
          },
        },
      },
      axes: [
        {
          ...axis,
          show: last,
          space: 60,
          size: 30,
          incrs: increments,
          values: (_u, splits) => splits.map(clockTick),
        },
        { ...axis, size: 46, space: 20, values: (_u, splits) => splits.map(tick) },
      ],
      series: [{}, { stroke: colour(trace.colour), width: 2, points: { show: false } }],
      hooks: {
        draw: [
          (u) => {
            paintMeasured(u, this.store.value.measured, trace, this.shown.at(-1));
            if (trace.label === "Voltage")
              paintFlags(u, flagsOf(this.store.value.events, this.span));
          },
        ],
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
    this.speech.say(`At ${timeOf(o)}: ${values.join(", ")}.`);
  }
}
