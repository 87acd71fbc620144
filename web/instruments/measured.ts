// Data of a person's own beside the run: which column is which observable, drawn as points over the curve of the model, and what the
// two differ by.
//
//   r(t) = measured - computed, with the computed value between two time steps on a straight line; RMS over what both cover
import { html, nothing, render, svg } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { OBSERVABLE_TABLE } from "../../core/tables/observables";
import type { Observables } from "../../sim/types";
import { duration, number, show, toDisplay } from "../format";
import type { Bench, Instrument } from "../panels/instruments";
import { clockTick, increments } from "../panels/time-axis";
import { traceOf } from "../panels/traces";
import { spread, ValuesTable } from "../panels/values-table";
import type { Measured } from "../worker-protocol";
import { axes, curve, planeOf, spanOf, watchWidth } from "./chart";

/** Points of a line drawn at most. */
const most = 600;

export interface Residual {
  /** [s] and [SI] where measured and computed are both there */
  points: [time: number, difference: number][];
  /** [SI]; NaN without points */
  rms: number;
}

/** What measured values differ by from the computed ones. */
export function residualOf(
  { times, values, key }: Pick<Measured, "times" | "values" | "key">,
  rows: readonly Observables[],
): Residual {
  const points: [number, number][] = [];
  let at = 0;
  for (const [k, time] of times.entries()) {
    while (at + 1 < rows.length && rows[at + 1]!.time < time) at++;
    const [before, after] = [rows[at], rows[at + 1]];
    if (!before || !after || time < before.time || time > after.time) continue;
    const share = (time - before.time) / (after.time - before.time || 1);
    points.push([time, values[k]! - (before[key] + share * (after[key] - before[key]))]);
  }
  const squares = points.reduce((sum, [, r]) => sum + r * r, 0);
  return { points, rms: Math.sqrt(squares / points.length) };
}

class MeasuredPanel implements Instrument {
  private seen = false;
  private width = 0;
  private readonly table = new ValuesTable(() => this.draw());

  constructor(private readonly bench: Bench) {
    const { store, host } = bench;
    watchWidth(host, (width) => {
      this.width = width;
      this.draw();
    });
    store.watch(["measured", "pulse", "run"], () => this.draw());
  }

  see(seen: boolean) {
    this.seen = seen;
    this.draw();
  }

  private draw() {
    if (!this.seen) return;
    const { measured } = this.bench.store.value;
    render(
      html`<p class="help">
          A table of a cycler (Battery Data Format, BioLogic, Gamry, Arbin, Neware, Landt, Maccor, or any CSV with a time and a
          value) is laid over the curves. It stays in this browser.
        </p>
        <div class="files">
          <button type="button" id="choose-measured" @click=${() => this.choose()}>Choose a table…</button>
          ${measured ? html`<button type="button" class="quiet" id="forget-measured" @click=${() => this.bench.store.set({ measured: null })}>Take it away</button>` : nothing}
        </div>
        <input id="measured-file" type="file" accept=".csv,.txt,.tsv,.mpt,.dta,text/csv" hidden @change=${(event: Event) => void this.chosen(event)} />
        ${measured ? this.comparison(measured) : nothing}`,
      this.bench.host,
    );
  }

  private comparison(measured: Measured) {
    const { fileName, form, headers, header, candidates, key, times, values } = measured;
    const { rows } = this.bench.store.value;
    const { quantity, label } = traceOf(key);
    const { points, rms } = residualOf(measured, rows);
    const scale = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
    const share = number((100 * rms) / scale, 2);
    const says =
      points.length === 0
        ? "The run has not yet come to a time that was measured."
        : `${points.length} of ${times.length} points lie within the run, up to ${duration(points.at(-1)![0])}; root mean square of measured − computed ${show(quantity, rms)}${Number.isFinite(scale) && scale > 0 ? `, ${share} % of the measured` : ""}.`;
    return html`<p>${fileName}: read as ${form}.</p>
      <div class="choices">
        <label
          ><span>Column</span
          ><select id="measured-column" @change=${(event: Event) => void this.takeColumn((event.target as HTMLSelectElement).value)}>
            ${headers.map((one) => html`<option value=${one} .selected=${live(one === header)}>${one}</option>`)}
          </select></label
        >
        <label
          ><span>Beside</span
          ><select id="measured-key" @change=${(event: Event) => this.bench.store.set({ measured: { ...measured, key: (event.target as HTMLSelectElement).value as Measured["key"] } })}>
            ${candidates.map((one) => html`<option value=${one} .selected=${live(one === key)}>${OBSERVABLE_TABLE[one].label}</option>`)}
          </select></label
        >
      </div>
      <p id="measured-says">${says}</p>
      ${this.width > 0 ? this.pictures(measured, points, label) : nothing}`;
  }

  private pictures(measured: Measured, points: Residual["points"], label: string) {
    const { times, values, key } = measured;
    const { quantity, of } = traceOf(key);
    const { rows } = this.bench.store.value;
    const stride = Math.max(1, Math.ceil(rows.length / most));
    const line = rows
      .filter((_, k) => k % stride === 0 || k === rows.length - 1)
      .map((o) => [o.time, toDisplay(quantity, of(o))] as const);
    const dots = times.map((t, k) => [t, toDisplay(quantity, values[k]!)] as const);
    const time = { low: 0, high: Math.max(times.at(-1)!, rows.at(-1)?.time ?? 0, 1e-6) };
    const across = { ...time, label: "time", steps: increments, words: clockTick };
    const [low, high] = spanOf([...line, ...dots].map(([, v]) => v));
    const unit = quantity.unit ? ` / ${quantity.unit}` : "";
    const main = planeOf(this.width, 210, across, { low, high, label: `${label}${unit}` });
    const off = points.map(([t, r]) => [t, r * quantity.scale] as const);
    const reach = Math.max(1e-9, ...off.map(([, r]) => Math.abs(r)));
    const below = planeOf(this.width, 130, across, {
      low: -reach,
      high: reach,
      label: "difference",
    });
    const last = points.at(-1);
    const words = `${label} against time: ${times.length} measured points over the computed curve.`;
    return html`<svg class="chart" role="img" aria-label=${words} viewBox="0 0 ${main.width} ${main.height}" width=${main.width} height=${main.height}>
        ${axes(main)} ${curve(main, line, "computed")}
        ${dots.map(([t, v]) => svg`<circle class="measured" cx=${main.x(t)} cy=${main.y(v)} r="2.5" />`)}
      </svg>
      <svg class="chart" role="img" aria-label=${last ? `Measured minus computed against time; at the end ${show(quantity, last[1])}.` : "Measured minus computed: nothing to compare yet."} viewBox="0 0 ${below.width} ${below.height}" width=${below.width} height=${below.height}>
        ${axes(below)}
        <line class="zero" x1=${below.left} x2=${below.right} y1=${below.y(0)} y2=${below.y(0)} />
        ${off.map(([t, r]) => svg`<circle class="measured" cx=${below.x(t)} cy=${below.y(r)} r="2" />`)}
      </svg>
      ${this.table.view({
        caption: `${label}, measured and measured less computed`,
        heads: ["Time", `${label}${unit}`, "Difference"],
        rows: () => {
          const found = new Map(points);
          return spread([...times.keys()]).map((k) => {
            const difference = found.get(times[k]!);
            return [
              duration(times[k]!),
              show(quantity, values[k]!),
              difference === undefined ? "–" : show(quantity, difference),
            ];
          });
        },
      })}`;
  }

  private choose() {
    this.bench.host.querySelector<HTMLInputElement>("#measured-file")!.click();
  }

  private async chosen(event: Event) {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    await this.bench.actions.measure(await file.text(), file.name);
  }

  private async takeColumn(header: string) {
    const { measured } = this.bench.store.value;
    if (measured) await this.bench.actions.measure(null, measured.fileName, header);
    this.draw();
  }
}

export const make = (bench: Bench): Instrument => new MeasuredPanel(bench);
