// The critical current over stack pressure and a second axis: a search in each cell, as `voidscope ccd` searches it.
import "../style/many-runs.css";
import { html, nothing } from "lit-html";
import { arrowOf } from "../arrow-keys";
import { quantities, toDisplay } from "../format";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { table } from "../view/colour";
import { ManyRuns } from "./many-runs";
import { colourBar } from "./map";

/** A second axis: entry of the scenario, its unit there and on the page, and where it begins and ends at first. */
interface Across {
  path: string;
  name: string;
  unit: string;
  shown: string;
  ends: [number, number];
}

const acrosses: [Across, ...Across[]] = [
  {
    ...{ path: "conditions.temperature", name: "Temperature", unit: "Cel", shown: "°C" },
    ends: [0, 60],
  },
  { ...{ path: "seed", name: "Seed", unit: "1", shown: "" }, ends: [1, 4] },
  {
    ...{ path: "interface.wetting", name: "Sinks for vacancies, factor", unit: "1", shown: "" },
    ends: [0.5, 2],
  },
  {
    ...{ path: "electrolyte.density", name: "Relative density", unit: "1", shown: "" },
    ends: [0.85, 0.99],
  },
];
const most = 8;
/** Colours are over decades where the currents spread more than this. */
const wide = 4;
/** Three digits, however small: more says a search within 2 % not. */
const short = (value: number) => String(Number(value.toPrecision(3))).replace(/^-/, "−");
const columnsToChoose = [32, 64, 128];
const modes = {
  strip: "stripping, 90 % contact",
  plate: "plating, no filament",
};
type Mode = keyof typeof modes;

class CurrentMap implements Instrument {
  private readonly draw: () => void;
  private readonly runs: ManyRuns;
  private mode: Mode = "strip";
  private capacity = 1;
  private columns: number | null = 64;
  private pressure = { from: 1, to: 10, count: 4 };
  private across = acrosses[0];
  private acrossSpan = { from: 0, to: 60, count: 4 };
  /** What the cells that are shown stand for. */
  private asked = { mode: this.mode, capacity: this.capacity, across: this.across };
  private focused = 0;

  constructor(bench: Bench) {
    this.runs = new ManyRuns(
      bench,
      (n) => ({ words: this.place(n), file: `critical-${n}` }),
      () => this.draw(),
    );
    this.draw = mount(bench.host, bench.store, [], () => this.view());
  }

  see() {}

  private start() {
    const { mode, capacity, columns, across } = this;
    Object.assign(this, { asked: { mode, capacity, across }, focused: 0 });
    const request = (text: string) => ({
      ...{ kind: "map" as const, scenario: JSON.parse(text), mode, capacity, columns },
      pressure: { ...this.pressure, unit: "MPa" },
      across: { ...this.acrossSpan, unit: across.unit, path: across.path },
    });
    void this.runs.start(request, [], () => this.words());
  }

  private view() {
    const { runs } = this;
    return html`<p class="said">${runs.trouble || this.words()}</p>
      ${this.form()} ${runs.controls(() => this.start(), "Compute the map")}
      ${runs.plan && runs.rows.size > 0 ? this.results() : nothing}
      <p class="soft">
        Conditions, current and protocol of the scenario give way to those of the search; its cell, materials and switches stay. A trial counts
        as lost once it is below the limit, and a current is bisected to 2 %. Stripping stands on one constant that is calibrated to two
        measured currents; the sites of voids, flaws and all that the seed draws are illustrative: the shape says more than the numbers.
      </p>`;
  }

  private form() {
    const text = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
    const field = (
      name: string,
      label: string,
      value: number,
      take: (value: number) => void,
      steps: { step: string; min?: number; max?: number } = { step: "any" },
    ) => html`<label
      >${label}
      <input
        type="number"
        name=${name}
        .value=${String(value)}
        step=${steps.step}
        min=${steps.min ?? nothing}
        max=${steps.max ?? nothing}
        @change=${(event: Event) => take(Number(text(event)))}
    /></label>`;
    const range = (
      name: string,
      label: string,
      span: { from: number; to: number; count: number },
    ) =>
      html`<fieldset>
        <legend>${label}</legend>
        ${field(`${name}-from`, "from", span.from, (v) => (span.from = v))}
        ${field(`${name}-to`, "to", span.to, (v) => (span.to = v))}
        ${field(`${name}-count`, "values", span.count, (v) => (span.count = Math.min(most, Math.max(1, Math.round(v)))), { step: "1", min: 1, max: most })}
      </fieldset>`;
    const take = (event: Event) => {
      this.across = acrosses.find(({ path }) => path === text(event))!;
      const [from, to] = this.across.ends;
      this.acrossSpan = { from, to, count: 4 };
      this.draw();
    };
    const { shown, name } = this.across;
    return html`<div class="choices">
        <label
          >Largest current
          <select name="mode" @change=${(event: Event) => (this.mode = text(event) as Mode)}>
            ${Object.entries(modes).map(([mode, words]) => html`<option value=${mode} ?selected=${mode === this.mode}>${words}</option>`)}
          </select></label
        >
        ${field("capacity", "through mAh/cm²", this.capacity, (v) => (this.capacity = v))}
        <label
          >Columns of the mesh
          <select
            name="columns"
            @change=${(event: Event) => (this.columns = text(event) === "" ? null : Number(text(event)))}
          >
            ${columnsToChoose.map((n) => html`<option value=${n} ?selected=${n === this.columns}>${n}</option>`)}
            <option value="" ?selected=${this.columns === null}>as in the scenario</option>
          </select></label
        >
      </div>
      <div class="choices">
        ${range("pressure", "Down: stack pressure / MPa", this.pressure)}
        <label
          >Across
          <select name="across" @change=${take}>
            ${acrosses.map(({ path, name }) => html`<option value=${path} ?selected=${path === this.across.path}>${name}</option>`)}
          </select></label
        >
        ${range("across", shown === "" ? name : `${name} / ${shown}`, this.acrossSpan)}
      </div>`;
  }

  /** Values of an axis in their order. */
  private values = (axis: number): number[] => [
    ...new Set(this.runs.plan!.levels.map((levels) => levels[axis] as number)),
  ];

  private results() {
    const [pressures, across] = [this.values(0), this.values(1)];
    const { asked } = this;
    const colours = this.colours();
    const { name, shown } = asked.across;
    return html`<div class="map-table">
        <table class="current-map" @keydown=${(event: KeyboardEvent) => this.press(event, across.length)}>
          <caption>
            Critical current / mA/cm²; a cell opens the trial that its search lost, the least current beyond it
          </caption>
          <thead>
            <tr>
              <th scope="col">MPa</th>
              ${across.map((value) => html`<th scope="col">${short(value)}${shown === "" ? "" : `\u202f${shown}`}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${pressures.map(
              (pressure, row) =>
                html`<tr>
                  <th scope="row">${short(pressure)}</th>
                  ${across.map((_, column) => this.cell(row * across.length + column, colours))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        colours
          ? colourBar({
              ...{
                table: "batlow",
                low: Number(colours.low.toPrecision(3)),
                high: Number(colours.high.toPrecision(3)),
              },
              label: colours.logarithmic ? "mA/cm², logarithmic" : "mA/cm²",
            })
          : nothing
      }
      <p class="soft">Down: stack pressure. Across: ${name.toLowerCase()}.</p>
      ${this.runs.files("critical-current")}`;
  }

  private cell(n: number, colours: Colours | null) {
    const { runs } = this;
    const row = runs.rows.get(n);
    if (!row) return html`<td><span class="waiting" aria-label="not there yet">…</span></td>`;
    const current = this.current(n);
    const bytes = current !== null && colours ? colours.of(current) : null;
    const isLight = bytes !== null && luminance(bytes) > 0.18;
    const trial = this.trial(n);
    return html`<td>
      <button
        type="button"
        class=${isLight ? "cell on-light" : "cell"}
        .style=${bytes ? `background: rgb(${bytes.join(" ")})` : ""}
        tabindex=${n === this.focused ? 0 : -1}
        aria-label=${`${this.cellWords(n)}${trial === null ? "" : " Opens the run."}`}
        aria-disabled=${trial === null}
        title=${row.reason || nothing}
        @focus=${() => this.focus(n)}
        @click=${() => trial !== null && this.runs.open(n, trial)}
      >
        ${this.shown(n)}
      </button>
    </td>`;
  }

  private focus(n: number) {
    if (n === this.focused) return;
    this.focused = n;
    this.draw();
  }

  private press(event: KeyboardEvent, across: number) {
    const way = arrowOf(event, 1);
    if (!way) return;
    event.preventDefault();
    const column = (this.focused % across) + way.x;
    const to = this.focused + way.y * across + way.x;
    if (column < 0 || column >= across || !this.runs.rows.has(to)) return;
    this.focus(to);
    const host = event.currentTarget as HTMLElement;
    host.querySelector<HTMLElement>('.cell[tabindex="0"]')?.focus();
  }

  /** [mA/cm2] */
  private current(n: number): number | null {
    const j = this.runs.value(n, "criticalCurrent");
    return j === null ? null : toDisplay(quantities.currentDensity, j);
  }

  /** The trial that a cell opens [A/m2]: the one that was lost, or where none was the last that was not. */
  private trial = (n: number) => this.runs.value(n, "lost") ?? this.runs.value(n, "kept");

  private shown(n: number): string {
    const status = this.runs.rows.get(n)?.status;
    const current = this.current(n);
    if (current !== null) return short(current);
    return status === "above" ? "above" : status === "below" ? "below" : "–";
  }

  private place(n: number): string {
    const [pressure, across] = this.runs.plan!.levels[n] as number[];
    const { name, shown } = this.asked.across;
    const second =
      shown === "" ? `${name.toLowerCase()} ${short(across!)}` : `${short(across!)}\u202f${shown}`;
    return `${short(pressure!)}\u202fMPa, ${second}`;
  }

  private cellWords(n: number): string {
    const { status } = this.runs.rows.get(n)!;
    const runs = this.runs.value(n, "runs");
    const of = (column: string) =>
      short(toDisplay(quantities.currentDensity, this.runs.value(n, column)!));
    if (status === "found") {
      return `${this.place(n)}: ${of("criticalCurrent")}\u202fmA/cm², between ${of("kept")} that was kept and ${of("lost")} that was lost, of ${runs} runs.`;
    }
    const why =
      status === "above"
        ? "no current was lost up to the largest that is allowed"
        : status === "below"
          ? "no current was kept down to the smallest that is searched"
          : `no result (${status})`;
    return `${this.place(n)}: ${why}.`;
  }

  private words(): string {
    const { runs, asked } = this;
    const found = [...runs.rows.keys()].filter((n) => this.current(n) !== null);
    if (found.length === 0) {
      return "How much current the interface of this scenario bears, over stack pressure and temperature: a bisection in every cell, the terminal's own.";
    }
    const sorted = found.sort((a, b) => this.current(a)! - this.current(b)!);
    const [least, largest] = [sorted[0]!, sorted.at(-1)!];
    const what =
      asked.mode === "strip"
        ? `keeps 90\u202f% of the contact through ${short(asked.capacity)}\u202fmAh/cm²`
        : `starts no filament within ${short(asked.capacity)}\u202fmAh/cm²`;
    const from = `${short(this.current(least)!)}\u202fmA/cm² (${this.place(least)})`;
    const to = `${short(this.current(largest)!)}\u202fmA/cm² (${this.place(largest)})`;
    return `“${runs.title}”: the largest current that ${what} goes from ${from} to ${to}.${asked.across.path === "seed" ? "" : " What is random is drawn alike in every cell."}`;
  }

  private colours(): Colours | null {
    const currents = [...this.runs.rows.keys()]
      .map((n) => this.current(n))
      .filter((one) => one !== null);
    if (currents.length === 0) return null;
    const [low, high] = [Math.min(...currents), Math.max(...currents)];
    const logarithmic = high / low > wide;
    const scale = logarithmic ? Math.log : (v: number) => v;
    const bytes = table("batlow");
    const of = (current: number) => {
      const share = (scale(current) - scale(low)) / (scale(high) - scale(low) || 1);
      const at = 4 * Math.round(255 * share);
      return [...bytes.subarray(at, at + 3)];
    };
    return { low, high, logarithmic, of };
  }
}

interface Colours {
  /** [mA/cm2] */
  low: number;
  high: number;
  logarithmic: boolean;
  /** Red, green, blue of a current, 0 to 255. */
  of(current: number): number[];
}

/** Relative luminance (WCAG 2.2); above 0.18 dark text is the better readable one. */
function luminance(bytes: readonly number[]): number {
  const [r, g, b] = bytes.map((byte) => {
    const c = byte / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

export const make = (bench: Bench): Instrument => new CurrentMap(bench);
