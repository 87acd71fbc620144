// The scenario over seeds: what is drawn at random drawn again, curve beside curve with their median and quartiles, and in which
// share of the seeds the cell shorts or loses its contact.
import "../style/values.css";
import "../style/many-runs.css";
import { html, nothing, svg } from "lit-html";
import type { ObservableKey } from "../../core/observables";
import { isBroken } from "../../sweep/row";
import { arrowOf } from "../arrow-keys";
import type { Curve } from "../case-worker";
import { duration, show, toDisplay } from "../format";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { clockTick, increments, rangeOfTrace } from "../panels/time-axis";
import { type Trace, traceOf } from "../panels/traces";
import { axes, curve, type Plane, planeOf, watchWidth } from "./chart";
import { bandOf, isOneCurve, momentsOf, shareInWords, valueAt } from "./ensemble-curves";
import { ManyRuns } from "./many-runs";

/** [px] */
const height = 270;
/** Moments at which curves are drawn: about a pixel each. */
const moments = 240;
const counts = [4, 8, 16, 32];
/** Contact below this counts as lost. */
const kept = 0.8;
/** What ends a run before its protocol does, as behind "until". */
const endings = {
  "": "its protocol does",
  "a short": "a filament shorts the cell",
  "contact < 80 %": "contact falls below 80 %",
  "a filament": "a filament starts",
};
/** Curves that are kept of every run, besides the one that its scenario shows. */
const always: ObservableKey[] = ["contactFraction", "voltage", "voidVolume", "peakCurrentRatio"];

class Ensemble implements Instrument {
  private readonly draw: () => void;
  private readonly runs: ManyRuns;
  private width = 320;
  private count = 8;
  private until = "";
  private keys: ObservableKey[] = always;
  private key: ObservableKey = "contactFraction";
  private chosen: number | null = null;

  constructor(private readonly bench: Bench) {
    this.runs = new ManyRuns(
      bench,
      (n) => ({ words: `Seed ${this.seed(n)}`, file: `seed-${this.seed(n)}` }),
      () => this.draw(),
    );
    this.draw = mount(bench.host, bench.store, [], () => this.view());
    watchWidth(bench.host, (width) => {
      this.width = width;
      this.draw();
    });
  }

  see() {}

  private seed = (n: number) => this.runs.plan!.levels[n]![0] as number;

  private start() {
    const { run } = this.bench.store.value;
    if (!run) return;
    const { count, until } = this;
    const { filaments } = JSON.parse(run.scenario).physics;
    const more: ObservableKey[] = [
      ...(filaments ? (["filamentDepth"] as const) : []),
      ...(run.cathode ? (["cellVoltage"] as const) : []),
    ];
    const keys = [...new Set([...always, ...more, run.series])];
    Object.assign(this, { keys, key: run.series, chosen: null });
    const ask = (text: string) => {
      const scenario = JSON.parse(text);
      const seeds = Array.from({ length: count }, (_, k) => (scenario.seed + k) % 2 ** 32);
      return { kind: "ensemble" as const, scenario, seeds, until, keep: keys };
    };
    void this.runs.start(ask, keys, () => this.words());
  }

  private view() {
    const of = (event: Event) => (event.target as HTMLSelectElement).value;
    const { runs } = this;
    return html`<p class="said">${runs.trouble || this.words()}</p>
      <div class="choices">
        <label
          >Seeds
          <select name="seeds" @change=${(event: Event) => (this.count = Number(of(event)))}>
            ${counts.map((n) => html`<option value=${n} ?selected=${n === this.count}>${n}</option>`)}
          </select></label
        >
        <label
          >A run ends when
          <select name="until" @change=${(event: Event) => (this.until = of(event))}>
            ${Object.entries(endings).map(
              ([value, words]) =>
                html`<option value=${value} ?selected=${value === this.until}>${words}</option>`,
            )}
          </select></label
        >
      </div>
      ${runs.controls(() => this.start(), "Compute the seeds")}
      ${this.finished.length > 0 ? this.results() : nothing}
      <p class="soft">
        A seed draws the sites of voids, grains and flaws; all else is the same, and what was moved by hand is moved at the same time
        step. How much the draws differ is illustrative. The shares are of these seeds, with the interval of Wilson (1927).
      </p>`;
  }

  /** Those that have come to a result. */
  private get finished(): readonly (readonly [number, Curve])[] {
    const { curves, rows } = this.runs;
    const isSound = (n: number) => rows.has(n) && !isBroken(rows.get(n)!);
    return [...curves].filter(([n]) => isSound(n)).sort(([a], [b]) => a - b);
  }

  private results() {
    const finished = this.finished;
    const trace = traceOf(this.key);
    const pick = (event: Event) => {
      this.key = (event.target as HTMLSelectElement).value as ObservableKey;
      this.draw();
    };
    return html`<div class="choices">
        <label
          >Curve
          <select name="curve" @change=${pick}>
            ${this.keys.map((key) => html`<option value=${key} ?selected=${key === this.key}>${traceOf(key).label}</option>`)}
          </select></label
        >
      </div>
      ${this.chart(finished, trace)}
      <p class="key">
        <span><i class="line before"></i>a seed each</span><span><i class="line"></i>median</span>
        <span><i class="area"></i>quartiles, of the seeds that still run, while at least half do</span>
      </p>
      ${this.chosen === null ? nothing : html`<p class="chosen-case">${this.caseWords(this.chosen)}</p>`}
      ${this.table(finished, trace)} ${this.runs.files("ensemble")}`;
  }

  private chart(finished: readonly (readonly [number, Curve])[], trace: Trace) {
    const { key } = this;
    const curves = finished.map(([, one]) => one);
    const times = momentsOf(curves, moments);
    const shown = (si: number) => toDisplay(trace.quantity, si);
    const lines = finished.map(([n, { times: own, values }]) => {
      const points = times.map((t) => [t, shown(valueAt(own, values[key]!, t))] as const);
      return { n, points: points.filter(([, value]) => !Number.isNaN(value)) };
    });
    const values = lines.flatMap(({ points }) => points.map(([, value]) => value));
    const [low, high] = rangeOfTrace(trace, Math.min(...values), Math.max(...values));
    const plane = planeOf(
      this.width,
      height,
      { low: 0, high: times.at(-1)! || 1, label: "time", steps: increments, words: clockTick },
      { low, high, label: `${trace.label} / ${trace.quantity.unit || "1"}` },
    );
    const band = bandOf(curves, key, times);
    const area = [
      ...band.map(({ time, high: top }) => [time, top] as const),
      ...band.toReversed().map(({ time, low: foot }) => [time, foot] as const),
    ].map(([t, value]) => `${plane.x(t).toFixed(1)},${plane.y(shown(value)).toFixed(1)}`);
    return html`<div
      class="many"
      tabindex="0"
      role="application"
      aria-roledescription="curves"
      aria-label="${trace.label} of ${finished.length} seeds: left and right go through the seeds, Enter opens the run"
      @keydown=${(event: KeyboardEvent) => this.press(event)}
    >
      <svg class="chart" viewBox="0 0 ${this.width} ${height}" width=${this.width} height=${height} aria-hidden="true">
        ${axes(plane)} <polygon class="quartiles" points=${area.join(" ")} />
        ${lines.map(({ n, points }) => this.line(plane, n, points))}
        ${curve(
          plane,
          band.map(({ time, median }) => [time, shown(median)]),
          "median",
        )}
      </svg>
    </div>`;
  }

  /** A curve, with a broad one over it that a finger hits. */
  private line(plane: Plane, n: number, points: readonly (readonly [number, number])[]) {
    const open = () => void this.runs.open(n);
    return svg`<g class="seed" @click=${open}>
      <title>Seed ${this.seed(n)}</title>
      ${curve(plane, points, n === this.chosen ? "before chosen" : "before")} ${curve(plane, points, "hit")}
    </g>`;
  }

  private press(event: KeyboardEvent) {
    if (event.key === "Enter" && this.chosen !== null) {
      event.preventDefault();
      void this.runs.open(this.chosen);
      return;
    }
    const way = arrowOf(event, 1)?.x;
    if (!way) return;
    event.preventDefault();
    const all = this.finished.map(([n]) => n);
    const at = this.chosen === null ? (way > 0 ? -1 : all.length) : all.indexOf(this.chosen);
    this.chosen = all[Math.min(all.length - 1, Math.max(0, at + way))]!;
    this.draw();
    this.bench.speech.say(this.caseWords(this.chosen));
  }

  private caseWords(n: number): string {
    const { quantity, label } = traceOf(this.key);
    const end = this.runs.value(n, "time");
    const short = this.runs.value(n, "first.short");
    const words = [
      `Seed ${this.seed(n)}: ${label.toLowerCase()} ${show(quantity, this.atEnd(n))} at the end`,
      ...(end === null ? [] : [`after ${duration(end)}`]),
    ];
    const more = short === null ? "" : ` A short at ${duration(short)}.`;
    return `${words.join(", ")}.${more}`;
  }

  private atEnd = (n: number) => this.runs.value(n, this.key) ?? Number.NaN;

  private table(finished: readonly (readonly [number, Curve])[], { label, quantity }: Trace) {
    const when = (n: number) => {
      const short = this.runs.value(n, "first.short");
      return short === null ? "no" : duration(short);
    };
    return html`<details class="values">
      <summary>Table</summary>
      <table>
        <caption class="unseen">
          What came of each seed; its number opens the run
        </caption>
        <thead>
          <tr>
            ${["Seed", `${label} at the end`, "Least contact", "Short", "Ended after"].map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${finished.map(
            ([n, one]) =>
              html`<tr>
                <th scope="row">
                  <button type="button" class="open-case" aria-label="Open the run of seed ${this.seed(n)}" @click=${() => this.runs.open(n)}>
                    ${this.seed(n)}
                  </button>
                </th>
                <td>${show(quantity, this.atEnd(n))}</td>
                <td>${show(traceOf("contactFraction").quantity, leastContact(one))}</td>
                <td>${when(n)}</td>
                <td>${duration(this.runs.value(n, "time") ?? Number.NaN)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }

  private words(): string {
    const { runs } = this;
    const finished = this.finished;
    if (finished.length === 0) {
      return "One run is one draw of what is random. Several seeds tell how much of it was chance.";
    }
    const n = finished.length;
    const shorts = finished.filter(([k]) => runs.value(k, "first.short") !== null).length;
    const lost = finished.filter(([, one]) => leastContact(one) <= kept).length;
    const same =
      n > 1 &&
      isOneCurve(
        finished.map(([, one]) => one),
        this.key,
      )
        ? " All curves are one and the same: nothing that they show is drawn at random here."
        : "";
    return `“${runs.title}”: a short in ${shareInWords(shorts, n)}; contact falls below 80\u202f% in ${shareInWords(lost, n)}.${same}`;
  }
}

const leastContact = ({ values }: Curve) =>
  values.contactFraction!.reduce((least, value) => Math.min(least, value), 1);

export const make = (bench: Bench): Instrument => new Ensemble(bench);
