// How the current is spread over the interface: a bar for each half octave of the local over the mean current density.
// Arrow keys walk over the bars and say them.
import { html } from "lit-html";
import uPlot from "uplot";
import { CURRENT_BINS, CURRENT_EDGES } from "../../sim/distribution";
import type { Frame } from "../../sim/types";
import { arrowOf } from "../arrow-keys";
import { number, quantities, tick } from "../format";
import type { Speech } from "../speech";
import type { State, Store } from "../store";
import { colour } from "../view/colour";
import { chartAxis, chartFont } from "./chart-style";
import { type Figure, figureList } from "./figure-list";
import { mount } from "./panel";
import { ValuesTable } from "./values-table";

/** [px] */
const height = 130;

const figures: Figure[] = [
  ["peakCurrentRatio", "Peak over mean", quantities.ratio],
  ["currentNinetieth", "A tenth of the contact exceeds", quantities.ratio],
  ["currentAboveTwice", "Interface above twice the mean", quantities.fraction],
  ["contactRecoverable", "Contact lost to gaps and voids", quantities.fraction],
  ["contactLost", "Contact lost for good", quantities.fraction],
  ["voidSpacing", "Spacing of voids", quantities.length],
  ["voidAreaMax", "Largest void", quantities.area],
];

/** "1 to 1.4 times the mean", from the edges of the bin. */
export function binWords(bin: number): string {
  const [low, high] = [CURRENT_EDGES[bin - 1], CURRENT_EDGES[bin]];
  const edge = (value: number) => number(value, 2);
  if (low === undefined) return `below ${edge(high!)} times the mean`;
  if (high === undefined) return `above ${edge(low)} times the mean`;
  return `${edge(low)} to ${edge(high)} times the mean`;
}

export class CurrentSpread {
  private readonly box = Object.assign(document.createElement("div"), { className: "plot" });
  private readonly plot: uPlot;
  private readonly draw: () => void;
  private bins: readonly number[] = [];
  private chosen: number | null = null;
  private readonly values = new ValuesTable(() => this.draw());

  constructor(
    host: HTMLElement,
    private readonly store: Store,
    private readonly speech: Speech,
  ) {
    const middles = Array.from({ length: CURRENT_BINS }, (_, bin) => bin + 0.5);
    this.plot = new uPlot(this.options(), [middles, middles.map(() => 0)], this.box);
    this.draw = mount(host, store, ["pulse"], (state) => {
      if (state.frame) this.take(state.frame);
      return this.view(state);
    });
    new ResizeObserver(() => {
      // behind another panel it has no width
      if (this.box.clientWidth > 0) this.plot.setSize({ width: this.box.clientWidth, height });
    }).observe(host);
  }

  private take({ currentHistogram }: Frame) {
    if (currentHistogram === this.bins) return;
    this.bins = currentHistogram;
    this.plot.setData([this.plot.data[0]!, [...currentHistogram]]);
  }

  private view({ frame }: State) {
    const none = 1 - this.bins.reduce((sum, share) => sum + share, 0);
    const rest = `· ${number(100 * Math.max(0, none), 2)} % carries none`;
    return html`<h2>How the current is spread</h2>
      <p class="head">
        <i class="swatch current"></i>share of the interface
        <span class="soft">${!frame || isAtRest(frame) ? "" : rest}</span>
      </p>
      <div
        class="bars"
        tabindex="0"
        role="application"
        aria-roledescription="bar chart"
        aria-label="Share of the interface against local over mean current density. Arrow keys move from bar to bar."
        @keydown=${(event: KeyboardEvent) => this.key(event)}
      >
        ${this.box}
      </div>
      <p class="said">${frame ? this.sentence(frame) : ""}</p>
      ${this.values.view({
        caption: "Share of the interface by its current",
        heads: ["Local current", "Share of the interface / %"],
        rows: () => this.bins.map((share, bin) => [binWords(bin), number(100 * share)]),
      })}
      ${figureList(figures, frame?.observables)}`;
  }

  private options(): uPlot.Options {
    const axis = chartAxis();
    const edges = CURRENT_EDGES.map((value, k) => ({ value, at: k + 1 })).filter(
      ({ at }) => at % 4 === 1,
    );
    const ratio = (edge: number) => (edge < 1 ? `1/${tick(1 / edge)}` : tick(edge));
    const bars = uPlot.paths.bars!({
      size: [1, Number.POSITIVE_INFINITY],
      gap: 2,
      disp: {
        fill: {
          unit: 3,
          values: (_u, _s, from, to) =>
            Array.from({ length: to - from + 1 }, (_, i) => this.fill(from + i)),
        },
      },
    });
    return {
      width: 320,
      height,
      padding: [8, 6, 0, 0],
      legend: { show: false },
      cursor: { x: false, y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: false, range: [0, CURRENT_BINS] },
        y: { range: (_u, _low, high) => [0, topOf(high)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          ticks: { show: false },
          size: 20,
          gap: 4,
          label: "local / mean current density",
          labelFont: chartFont(),
          labelSize: 14,
          splits: edges.map(({ at }) => at),
          values: edges.map(({ value }) => ratio(value)),
        },
        {
          ...axis,
          ticks: { show: false },
          size: 44,
          gap: 6,
          splits: (_u, _axis, _low, top) => [0, top / 2, top],
          values: (_u, [low, middle, top]) => [
            tick(100 * low!),
            tick(100 * middle!),
            `${tick(100 * top!)}\u202f%`,
          ],
        },
      ],
      series: [{}, { paths: bars, fill: colour("current"), points: { show: false } }],
      hooks: { setCursor: [(u) => this.choose(u.cursor.idx ?? null)] },
    };
  }

  private fill(bin: number): string {
    return colour(bin === this.chosen ? "chosen" : "current");
  }

  private choose(bin: number | null) {
    if (bin === this.chosen) return;
    this.chosen = bin;
    this.plot.redraw();
    this.draw();
  }

  /** The chosen bar, else the fullest. */
  private sentence(frame: Frame): string {
    if (isAtRest(frame)) return "At rest: no current crosses the interface.";
    const bin = this.chosen ?? this.fullest;
    return `${number(100 * (this.bins[bin] ?? 0))} % of the interface carries ${binWords(bin)}.`;
  }

  private get fullest(): number {
    return this.bins.indexOf(Math.max(...this.bins));
  }

  private key(event: KeyboardEvent) {
    const { frame } = this.store.value;
    const way = arrowOf(event, 1)?.x;
    const leaves = event.key === "Escape" && this.chosen !== null;
    if (!frame || !(way || leaves)) return;
    event.preventDefault();
    const from = this.chosen ?? this.fullest - (way ?? 0);
    this.choose(way ? Math.min(CURRENT_BINS - 1, Math.max(0, from + way)) : null);
    this.speech.say(this.sentence(frame));
  }
}

const isAtRest = (frame: Frame) => frame.observables.currentDensity === 0;

/** Whole fifths, at least one. */
function topOf(high: number): number {
  return Math.max(0.2, Math.ceil(high * 5) / 5);
}
