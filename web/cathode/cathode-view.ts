// The cathode under the pellet, beyond a break and not to its scale: as one box, row by row, or particle by particle. What is
// picked of it shows its lithium against time.
import "../style/cathode.css";
import { html, nothing, svg } from "lit-html";
import { CATHODE_FIELD_NAMES, CATHODE_PICTURES } from "../../core/tables/fields";
import type { Observables } from "../../sim/types";
import type { Actions } from "../actions";
import { arrowOf } from "../arrow-keys";
import { duration, formula, number, quantities, show, tick, timeOf } from "../format";
import { watchWidth } from "../instruments/chart";
import { colourBar } from "../instruments/map";
import { chartType } from "../panels/chart-style";
import { mount } from "../panels/panel";
import { spread, ValuesTable } from "../panels/values-table";
import type { Speech } from "../speech";
import type { State, Store } from "../store";
import { onColours, table } from "../view/colour";
import type { CathodeInfo, CathodeInTime } from "../worker-protocol";
import { type CathodeLayer, type Drawn, drawnOf, LITHIUM } from "./levels";
import { endsOf, smallAxes, smallChart, smallCurve, wordsRoom } from "./small-chart";

/** [px] of what is drawn, without its axis. */
const heights = { lumped: 40, line: 72, section: 132 };
/** [px] of the names of both ends, as large as the type is, and between image and chart */
const roomOfNames = () => Math.max(74, 5.2 * chartType());
const gap = 8;
/** [ms] between two looks at the past */
const every = 700;
/** Share of the width that an image without a shape takes. */
const imageShare = 0.42;

export class CathodeView {
  private picked = -1;
  private past: CathodeInTime | null = null;
  private due: ReturnType<typeof setTimeout> | undefined;
  private width = 320;
  private drawn: Drawn | null = null;
  private readonly draw: () => void;

  private readonly values = new ValuesTable(() => this.draw());

  constructor(
    host: HTMLElement,
    private readonly store: Store,
    private readonly actions: Actions,
    private readonly speech: Speech,
  ) {
    store.watch(["run"], () => {
      this.picked = -1;
      this.past = null;
    });
    store.watch(["run", "cathodeLayer"], () => this.ask());
    this.draw = mount(host, store, ["pulse", "run", "cathodeLayer"], (state) => this.view(state));
    watchWidth(host, (width) => {
      this.width = width;
      this.draw();
    });
    onColours(() => this.draw());
    store.watch(["pulse"], () => this.remember());
  }

  /** Has the picture of a section come with the frames. */
  private ask() {
    const { run, reads, cathodeLayer } = this.store.value;
    const others = reads.filter((name) => !(name in CATHODE_PICTURES));
    const own = run?.cathode?.model === "section" ? [cathodeLayer] : [];
    this.store.set({ reads: [...others, ...own] });
  }

  /** Asks for the past of what is picked. */
  private remember() {
    if (this.picked < 0 || this.due !== undefined) return;
    this.due = setTimeout(() => {
      this.due = undefined;
    }, every);
    void this.actions.cathodeInTime().then(
      (past) => {
        this.past = past;
        this.draw();
      },
      () => {},
    );
  }

  private pick(piece: number, spoken: boolean) {
    this.picked = piece;
    clearTimeout(this.due);
    this.due = undefined;
    this.remember();
    this.draw();
    if (spoken && piece >= 0 && this.drawn) this.speech.say(this.drawn.words(piece));
  }

  private view({ run, frame, rows, past, ui, cathodeLayer }: Readonly<State>) {
    const info = run?.cathode;
    if (!info || !frame || ui !== "full") return nothing;
    const o = frame.observables;
    this.drawn = drawnOf(frame, cathodeLayer, run);
    return html`<div class="break" aria-hidden="true"></div>
      ${info.layer ? html`<p class="layer">${formula(info.layer.material)}, ${show(quantities.length, info.layer.thickness, 2)}</p>` : nothing}
      <div class="head">
        <b>Cathode</b>
        <span class="soft">${info.material}, ${show(quantities.length, info.thickness, 2)}, not to scale</span>
        <span class="figure">x ${number(o.cathodeLithium)}, ${charged(o)} charged</span>
        ${info.model === "lumped" ? nothing : this.layers(cathodeLayer)}
      </div>
      ${info.model === "lumped" ? this.box(info, rows.slice(0, past), o) : this.pieces(info)}`;
  }

  private layers(shown: CathodeLayer) {
    const choose = (event: Event) => {
      this.store.set({
        cathodeLayer: (event.target as HTMLSelectElement).value as CathodeLayer,
      });
    };
    return html`<label
      ><span class="unseen">Layer of the cathode</span
      ><select name="cathode-layer" @change=${choose}>
        ${CATHODE_FIELD_NAMES.map(
          (name) =>
            html`<option value=${name} .selected=${name === shown}>${CATHODE_PICTURES[name].label}</option>`,
        )}
      </select></label
    >`;
  }

  /** One particle for all: its mean as a colour, and mean and both extremes against time. */
  private box({ model }: CathodeInfo, rows: readonly Observables[], o: Observables) {
    const height = heights[model];
    const wide = Math.round(imageShare * this.width);
    const shown = rows.length > 1 ? rows : [o, o];
    const line = (key: "cathodeLithium" | "cathodeLithiumMin" | "cathodeLithiumMax") =>
      shown.map((row) => [row.time, row[key]] as const);
    const chart = this.overTime(
      wide + gap,
      height,
      [shown[0]!.time, shown.at(-1)!.time],
      [...line("cathodeLithiumMin"), ...line("cathodeLithiumMax")].map(([, x]) => x),
    );
    const total = height + wordsRoom.below;
    const text = `One particle stands for all: mean x ${number(o.cathodeLithium)}, from ${number(o.cathodeLithiumMin)} to ${number(o.cathodeLithiumMax)} within it.`;
    return html`<svg class="chart" viewBox="0 0 ${this.width} ${total}" width=${this.width} height=${total} role="img" aria-label=${text}>
        <rect class="particles" x="0" y="0" width=${wide} height=${height} fill=${fillOf(o.cathodeLithium)} />
        ${smallAxes(chart)}
        ${smallCurve(chart, line("cathodeLithiumMin"), "extreme")}
        ${smallCurve(chart, line("cathodeLithiumMax"), "extreme")}
        ${smallCurve(chart, line("cathodeLithium"), "second")}
      </svg>
      <div class="said">${colourBar(LITHIUM)}</div>
      ${this.values.view({
        caption: "Lithium content of the particle against time",
        heads: ["Time", "Mean x", "Least", "Most"],
        rows: () =>
          spread(shown).map((row) => [
            timeOf(row),
            number(row.cathodeLithium),
            number(row.cathodeLithiumMin),
            number(row.cathodeLithiumMax),
          ]),
      })}`;
  }

  private pieces({ model }: CathodeInfo) {
    const { drawn } = this;
    if (!drawn) return nothing;
    // on a phone nothing is scrolled away
    const height = this.width < 480 ? Math.min(heights[model], heights.line) : heights[model];
    const names = roomOfNames();
    const total = height + wordsRoom.below;
    const most = Math.round(imageShare * (this.width - names));
    const wide = drawn.shape ? Math.min(most, Math.round(height * drawn.shape)) : most;
    const from = names + wide + gap;
    const at = this.picked < 0 ? -1 : drawn.depthOf(this.picked) * height;
    return html`<div
        class="pieces"
        tabindex="0"
        role="application"
        aria-roledescription="section"
        aria-label="Cathode, the pellet above. Arrow keys pick a part of it."
        @keydown=${(event: KeyboardEvent) => this.key(event)}
      >
        <svg
          class="chart"
          viewBox="0 0 ${this.width} ${total}"
          width=${this.width}
          height=${total}
          aria-hidden="true"
          @pointerdown=${(event: PointerEvent) => this.point(event, wide, height)}
        >
          <text x=${names - 6} y=${0.75 * chartType()} text-anchor="end">pellet</text>
          <text x=${names - 6} y=${height} text-anchor="end">collector</text>
          <image href=${drawn.image} x=${names} y="0" width=${wide} height=${height} preserveAspectRatio="none" />
          ${at < 0 ? nothing : svg`<line class="pick" x1=${names} x2=${names + wide} y1=${at} y2=${at} />`}
          ${this.picked < 0 ? this.overDepth(drawn, from, height) : this.ofPicked(from, height)}
        </svg>
      </div>
      <div class="said">${this.picked < 0 ? this.explain(drawn) : drawn.words(this.picked)}</div>
      ${this.picked < 0 ? this.depthTable(drawn) : this.pickedTable()}`;
  }

  private explain({ lines, scale }: Drawn) {
    return html`${colourBar(scale)}
      <span>${lines.map(({ name, label }) => html`<i class="line ${name}"></i>${label} `)}</span>
      <span class="soft">Pick a part to see it against time.</span>`;
  }

  /** Depth down, as in the image. */
  private overDepth({ lines, unit }: Drawn, left: number, height: number) {
    const ends = endsOf(
      lines.flatMap(({ values }) => Array.from(values)),
      unit === "x" ? 0.02 : unit === "mV" ? 1 : 0.1,
    );
    const chart = smallChart(
      { left, top: 0, width: Math.max(60, this.width - left - 2), height },
      { low: ends[0], high: ends[1], words: tick, label: unit },
      { low: 1, high: 0, words: () => "" },
    );
    return svg`${smallAxes(chart)}${lines.map(({ name, values }) =>
      smallCurve(
        chart,
        Array.from(values, (v, r) => [v, (r + 0.5) / values.length] as const),
        name,
      ),
    )}`;
  }

  private depthTable({ lines, unit }: Drawn) {
    return this.values.view({
      caption: "Means over the depth of the cathode",
      heads: ["Depth / %", ...lines.map(({ label }) => `${label} / ${unit}`)],
      rows: () => {
        const rows = lines[0]?.values.length ?? 0;
        return spread([...Array(rows).keys()]).map((r) => [
          number((100 * (r + 0.5)) / rows),
          ...lines.map(({ values }) => number(values[r]!)),
        ]);
      },
    });
  }

  private pickedTable() {
    return this.values.view({
      caption: "Lithium content of what is picked against time",
      heads: ["Time", "x"],
      rows: () => {
        const { past, picked } = this;
        return spread([...(past?.times.keys() ?? [])]).map((k) => [
          duration(past!.times[k]!),
          number(past!.lithium[k]![picked] ?? Number.NaN),
        ]);
      },
    });
  }

  private ofPicked(left: number, height: number) {
    const { past, picked } = this;
    if (!past || past.times.length < 2) {
      return svg`<text x=${left + 8} y=${height / 2}>Nothing has moved yet.</text>`;
    }
    const values = past.lithium.map((line) => line[picked] ?? Number.NaN);
    const chart = this.overTime(left, height, [past.times[0]!, past.times.at(-1)!], values);
    return svg`${smallAxes(chart)}${smallCurve(
      chart,
      past.times.map((time, k) => [time, values[k]!] as const),
      "second",
    )}`;
  }

  private overTime(from: number, height: number, [start, end]: [number, number], values: number[]) {
    const [low, most] = endsOf(values, 0.02);
    const high = Math.min(1, most);
    const left = from + wordsRoom.left;
    return smallChart(
      { left, top: 0, width: Math.max(60, this.width - left - 2), height },
      { low: start, high: Math.max(end, start + 1e-6), words: duration, label: "time" },
      { low, high, words: (value) => `x ${tick(value)}` },
    );
  }

  private point(event: PointerEvent, wide: number, height: number) {
    const box = (event.currentTarget as SVGSVGElement).getBoundingClientRect();
    const zoom = this.width / box.width;
    const x = ((event.clientX - box.left) * zoom - roomOfNames()) / wide;
    const y = ((event.clientY - box.top) * zoom) / height;
    const inside = x >= 0 && x < 1 && y >= 0 && y < 1;
    this.pick(inside && this.drawn ? this.drawn.pieceAt(x, y) : -1, false);
  }

  private key(event: KeyboardEvent) {
    const { drawn } = this;
    if (!drawn) return;
    if (event.key === "Escape" && this.picked >= 0) {
      event.preventDefault();
      this.pick(-1, false);
      return;
    }
    const way = arrowOf(event, 8);
    const by = way ? way.y || way.x : 0;
    if (!by) return;
    event.preventDefault();
    const { pieces } = drawn;
    const now = pieces.indexOf(this.picked);
    const next = now < 0 ? (by > 0 ? 0 : pieces.length - 1) : now + by;
    this.pick(pieces[Math.min(pieces.length - 1, Math.max(0, next))]!, true);
  }
}

const charged = (o: Observables) => show(quantities.fraction, o.stateOfCharge, 2);

/** Colour of a lithium content. */
function fillOf(x: number): string {
  const place = (x - LITHIUM.low) / (LITHIUM.high - LITHIUM.low);
  const at = 4 * Math.min(255, Math.max(0, Math.round(255 * place)));
  const [r, g, b] = table(LITHIUM.table).subarray(at, at + 3);
  return `rgb(${r} ${g} ${b})`;
}
