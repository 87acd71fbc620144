// The one curve of this scenario against time: where the run stands, and flags where something has happened.
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import uPlot from "uplot";
import type { Observables, RunEvent } from "../../sim/types";
import type { Actions } from "../actions";
import { arrowOf } from "../arrow-keys";
import { capacityChart } from "../cathode/capacity-curve";
import { show, speak, tick, timeOf, toDisplay } from "../format";
import type { Speech } from "../speech";
import type { Store } from "../store";
import { colour, onColours } from "../view/colour";
import type { CathodeInfo } from "../worker-protocol";
import { chartAxis, chartFont, chartType } from "./chart-style";
import { paintMeasured, rangeWith } from "./measured-points";
import { otherCurves, otherKeys, paintOthers, withOthers } from "./other-curves";
import { mount } from "./panel";
import { pinRun } from "./pinned-runs";
import { clockTick, increments, rangeOfTrace } from "./time-axis";
import { type Trace, traceOf } from "./traces";
import { spread } from "./values-table";

/** Points drawn at most. */
const most = 1500;
/** [px] */
const leastHeight = 44;
/** Rows of the table that says the same to a screen reader. */
const tableRows = 12;

/** Events that get a flag, in a word or two. */
const flagged: Partial<Record<RunEvent["kind"], string>> = {
  "void-opened": "void opens",
  "filament-started": "filament",
  short: "short",
  "short-healed": "healed",
  "short-fused": "fused",
  control: "by hand",
};

export interface Flag {
  time: number;
  text: string;
  kind: RunEvent["kind"];
}

/** One flag for what happens again and again within a sixtieth of the time shown; of voids, the first that opens. */
export function flagsOf(events: readonly RunEvent[], span: number): Flag[] {
  const flags: Flag[] = [];
  for (const { kind, time } of events) {
    const text = flagged[kind];
    if (!text) continue;
    const last = flags.findLast((flag) => flag.kind === kind);
    if (last && (kind === "void-opened" || time - last.time < span / 60)) continue;
    flags.push({ time, text, kind });
  }
  return flags;
}

export class MainCurve {
  private readonly box = Object.assign(document.createElement("div"), { className: "plot" });
  /** as large as there is room, for the half cycles */
  private readonly room = Object.assign(document.createElement("div"), { className: "plot" });
  private plot: uPlot | null = null;
  private trace: Trace = traceOf("contactFraction");
  private shown: readonly Observables[] = [];
  private table: readonly Observables[] = [];
  private cursor: number | null = null;
  /** the state that the numbers on the page are read off, and when that was */
  private read: Observables | undefined;
  private readPulse = -1;
  private readonly draw: () => void;
  private span = 1;
  /** A full cell shows its half cycles over each other instead, if a person wants to. */
  private against: "time" | "capacity" = "time";

  constructor(
    host: HTMLElement,
    private readonly store: Store,
    private readonly speech: Speech,
    private readonly actions: Actions,
  ) {
    store.watch(["run"], ({ run }) => {
      if (!run || (this.plot && this.trace.key === run.series)) return;
      this.trace = traceOf(run.series);
      this.make();
    });
    onColours(() => this.plot && this.make());
    let { restarts } = store.value;
    store.watch(["restarts"], (state) => {
      if (state.restarts > restarts) pinRun(store, true);
      ({ restarts } = state);
    });
    this.draw = mount(
      host,
      store,
      ["pulse", "run", "status", "past", "measured", "pinned", "beside", "playing"],
      ({ rows, run, status, frame, pulse }) => {
        const start = frame ? [frame.observables] : [];
        if (pulse !== this.readPulse) this.read = frame?.observables;
        this.readPulse = pulse;
        if (run) this.take(rows.length > 0 ? rows : start, run.duration, status !== "running");
        return this.view();
      },
    );
    const sizes = new ResizeObserver(() => this.resize());
    sizes.observe(this.box);
    sizes.observe(this.room);
  }

  private make() {
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), this.data, this.box);
    this.resize();
  }

  private take(rows: readonly Observables[], duration: number, over: boolean) {
    const stride = Math.max(1, Math.ceil(rows.length / most));
    this.shown = rows.filter((_, i) => i % stride === 0 || i === rows.length - 1);
    const now = rows.at(-1)?.time ?? 0;
    const ahead = Number.isFinite(duration) && now <= duration * 1.0001 && !over;
    this.span = ahead ? duration : 1.15 * now;
    this.plot?.setData(this.data);
  }

  private get data(): uPlot.AlignedData {
    const { quantity, of } = this.trace;
    return [this.shown.map((o) => o.time), this.shown.map((o) => toDisplay(quantity, of(o)))];
  }

  private view() {
    const { label, quantity, of, colour: name } = this.trace;
    const at = this.cursor === null ? undefined : this.shown[this.cursor];
    const row = at ?? this.read;
    const value = row ? show(quantity, of(row)) : "";
    return html`<div class="head">
        <span class="name" .style=${`--colour: ${colour(name)}`}>${label}</span>
        ${this.cathode ? this.choice() : nothing}
        <span class="number">${value}</span>
        <span class="when">${at ? `at ${timeOf(at)}` : ""}</span>
        <button
          type="button"
          class="quiet"
          id="keep-run"
          title="Keeps this curve and picture beside what follows"
          @click=${() => pinRun(this.store)}
        >Keep</button>
      </div>
      ${otherKeys(this.store, this.trace, row?.time ?? 0)}
      ${this.cathode && this.against === "capacity" ? this.loops(this.cathode) : this.overTime(label)}`;
  }

  private get cathode() {
    return this.store.value.run?.cathode ?? null;
  }

  private choice() {
    const choose = (against: "time" | "capacity") => {
      this.against = against;
      this.draw();
      this.resize();
    };
    const names = { time: "time", capacity: "capacity" } as const;
    return html`<fieldset class="against">
      <legend class="unseen">Against</legend>
      ${(["time", "capacity"] as const).map(
        (one) =>
          html`<label
            ><input type="radio" name="against" value=${one} .checked=${live(one === this.against)} @change=${() => choose(one)} /><span>${names[one]}</span></label
          >`,
      )}
    </fieldset>`;
  }

  private loops({ mass }: CathodeInfo) {
    const { rows, past } = this.store.value;
    const { clientWidth: width, clientHeight: height } = this.room;
    const chart = capacityChart(rows.slice(0, past), mass, width || 320, height || 140);
    return html`<div class="trace">${this.room}<div class="plot over">${chart}</div></div>`;
  }

  private overTime(label: string) {
    return html`<div
        class="trace"
        tabindex="0"
        role="application"
        aria-roledescription="chart"
        aria-label="${label} against time. Arrow keys move a cursor, Enter goes there."
        @keydown=${(event: KeyboardEvent) => this.key(event)}
      >
        ${this.box}
      </div>
      ${this.tableView(label)}`;
  }

  /** The same for those who hear it; it changes only while the run rests. */
  private tableView(label: string) {
    const { quantity, of } = this.trace;
    if (!this.store.value.playing) this.table = spread(this.shown, tableRows);
    return html`<div class="unseen"><table>
      <caption>${label} against time, up to twelve points</caption>
      <thead>
        <tr><th scope="col">Time</th><th scope="col">${label}</th></tr>
      </thead>
      <tbody>
        ${this.table.map((o) => html`<tr><td>${timeOf(o)}</td><td>${show(quantity, of(o))}</td></tr>`)}
      </tbody>
    </table></div>`;
  }

  private options(): uPlot.Options {
    const axis = chartAxis();
    const em = chartType();
    return {
      width: 320,
      height: 140,
      padding: [1.35 * em, 2.2 * em, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: {
        x: { time: false, range: () => [0, Math.max(this.span, 1e-6)] },
        y: {
          range: (_u, low, high) =>
            this.rangeOf(...withOthers(this.trace, otherCurves(this.store.value), low, high)),
        },
      },
      axes: [
        {
          ...axis,
          space: 6 * em,
          size: 2.2 * em,
          incrs: increments,
          values: (_u, splits) => splits.map(clockTick),
        },
        { ...axis, size: 3.7 * em, space: 2.4 * em, values: (_u, splits) => splits.map(tick) },
      ],
      series: [{}, { stroke: colour(this.trace.colour), width: 2.5, points: { show: false } }],
      hooks: {
        ready: [(u) => this.scrub(u)],
        drawClear: [(u) => paintOthers(u, this.trace, otherCurves(this.store.value))],
        draw: [(u) => this.paint(u)],
        setCursor: [(u) => this.point(u.cursor.idx ?? null)],
      },
    };
  }

  private rangeOf(low: number | null, high: number | null): [number, number] {
    const ends = rangeWith([low, high], this.store.value.measured, this.trace, this.present);
    return rangeOfTrace(this.trace, ...ends);
  }

  /** The state that is on show. */
  private get present(): Observables | undefined {
    const { rows, past, frame } = this.store.value;
    return rows[past - 1] ?? frame?.observables;
  }

  /** A press on the curve, and a pull along it, takes the run to that time. */
  private scrub({ over, posToVal }: uPlot) {
    const go = (event: PointerEvent) => {
      const time = posToVal(event.clientX - over.getBoundingClientRect().left, "x");
      this.actions.seek({ time: Math.max(0, time) });
    };
    over.style.touchAction = "pan-y";
    over.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      over.setPointerCapture(event.pointerId);
      go(event);
    });
    over.addEventListener("pointermove", (event) => {
      if (over.hasPointerCapture(event.pointerId)) go(event);
    });
  }

  /** The flags, and a knob where the run stands. */
  private paint(u: uPlot) {
    const flags = flagsOf(this.store.value.events, this.span);
    paintFlags(u, flags);
    const now = this.present;
    paintMeasured(u, this.store.value.measured, this.trace, now);
    if (!now) return;
    const pen = u.ctx;
    const ratio = devicePixelRatio;
    const x = u.valToPos(now.time, "x", true);
    const y = u.valToPos(toDisplay(this.trace.quantity, this.trace.of(now)), "y", true);
    pen.save();
    pen.strokeStyle = colour("soft");
    pen.lineWidth = ratio;
    pen.beginPath();
    pen.moveTo(x, u.bbox.top);
    pen.lineTo(x, u.bbox.top + u.bbox.height);
    pen.stroke();
    pen.fillStyle = colour(this.trace.colour);
    pen.strokeStyle = colour("card");
    pen.lineWidth = 2 * ratio;
    pen.beginPath();
    pen.arc(x, y, 6 * ratio, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
    pen.restore();
  }

  private point(cursor: number | null) {
    if (cursor === this.cursor) return;
    this.cursor = cursor;
    this.draw();
  }

  private resize() {
    if (this.against === "capacity") this.draw();
    const { clientWidth: width, clientHeight: height } = this.box;
    if (width > 0 && height > 0)
      this.plot?.setSize({ width, height: Math.max(leastHeight, height) });
  }

  private key(event: KeyboardEvent) {
    const { plot } = this;
    if (!plot) return;
    if (event.key === "Escape" && this.cursor !== null) {
      event.preventDefault();
      plot.setCursor({ left: -10, top: -10 }, true);
      return;
    }
    if (event.key === "Enter" && this.cursor !== null) {
      event.preventDefault();
      this.actions.seek({ time: this.shown[this.cursor]!.time });
      return;
    }
    const last = this.shown.length - 1;
    const way = arrowOf(event, 10)?.x;
    if (!way || last < 0) return;
    event.preventDefault();
    const index = Math.min(last, Math.max(0, (this.cursor ?? last) + way));
    const o = this.shown[index]!;
    plot.setCursor({ left: plot.valToPos(o.time, "x"), top: 1 }, false);
    this.point(index);
    const { label, quantity, of } = this.trace;
    this.speech.say(`At ${timeOf(o)}: ${label.toLowerCase()} ${speak(quantity, of(o))}.`);
  }
}

/** A pole for each flag, its words where there is room for them. */
export function paintFlags(u: uPlot, flags: readonly Flag[]) {
  const { top, left, width, height } = u.bbox;
  const pen = u.ctx;
  const ratio = devicePixelRatio;
  pen.save();
  pen.font = chartFont(0.93 * chartType() * ratio);
  pen.textBaseline = "bottom";
  pen.textAlign = "left";
  const taken: [from: number, to: number][] = [];
  // a short has its word, whatever stands beside it
  const ranked = flags.toSorted((a, b) => Number(b.kind === "short") - Number(a.kind === "short"));
  for (const { time, text, kind } of ranked) {
    const x = u.valToPos(time, "x", true);
    pen.strokeStyle = colour(kind === "short" || kind === "filament-started" ? "flag" : "soft");
    pen.fillStyle = pen.strokeStyle;
    pen.lineWidth = ratio;
    pen.setLineDash(kind === "short" ? [] : [3 * ratio, 3 * ratio]);
    pen.beginPath();
    pen.moveTo(x, top - 2 * ratio);
    pen.lineTo(x, top + height);
    pen.stroke();
    const wide = pen.measureText(text).width;
    const start = Math.min(x, left + width - wide);
    const end = start + wide + 6 * ratio;
    if (taken.some(([from, to]) => start < to && end > from)) continue;
    pen.fillText(text, start, top - 2 * ratio);
    taken.push([start, end]);
  }
  pen.restore();
}
