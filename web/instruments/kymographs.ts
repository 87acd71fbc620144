// Kymographs: the local current density and the thickness of the interphase over the place along the interface, against time.
import { html } from "lit-html";
import type { Kymograph, KymographName } from "../../sim/lines-in-time";
import { duration, number } from "../format";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { clockTick, increments } from "../panels/time-axis";
import { spread, ValuesTable } from "../panels/values-table";
import { planeOf, watchWidth } from "./chart";
import { colourBar, imageOf, mapChart, type Place, type Scale } from "./map";

/** [px] */
const height = 250;
/** rows of an image at most */
const mostRows = 300;
/** [ms] between two looks at the run */
const every = 700;

interface View {
  name: KymographName;
  title: string;
  unit: string;
  scale: number;
}
const views: View[] = [
  { name: "current", title: "Current density", unit: "mA/cm²", scale: 0.1 },
  { name: "interphase", title: "Interphase", unit: "nm", scale: 1e9 },
];

/** Index of the last time before or at `time`. */
function before(times: readonly number[], time: number): number {
  const at = times.findIndex((one) => one > time);
  return Math.max(0, at < 0 ? times.length - 1 : at - 1);
}

class Kymographs implements Instrument {
  private readonly draw: () => void;
  private seen = false;
  private data: Kymograph | null = null;
  private place: Place = { x: 0.5, y: 1 };
  private width = 320;
  private due: ReturnType<typeof setTimeout> | undefined;
  private known: unknown = null;
  private readonly values = new ValuesTable(() => this.draw());

  constructor(private readonly bench: Bench) {
    const { host, store } = bench;
    this.draw = mount(host, store, [], () => this.view());
    store.watch(["pulse", "run"], () => this.look());
    watchWidth(host, (width) => {
      this.width = width;
      this.draw();
    });
  }

  see(seen: boolean) {
    this.seen = seen;
    this.look();
  }

  private look() {
    const { frame } = this.bench.store.value;
    if (!this.seen || this.due !== undefined || !frame || frame.observables === this.known) return;
    this.known = frame.observables;
    void this.ask();
    this.due = setTimeout(() => {
      this.due = undefined;
      this.look();
    }, every);
  }

  private async ask() {
    this.data = await this.bench.actions.kymograph().catch(() => null);
    this.draw();
  }

  private view() {
    const { data } = this;
    const { frame } = this.bench.store.value;
    if (!data || !frame || data.times.length < 2) {
      return html`<p class="soft">Nothing has moved yet: play the run.</p>`;
    }
    return html`${views.map((one) => this.chart(one, data))}
      <p class="said">${this.words(data)}</p>
      ${this.values.view({
        caption: "What is read there against time",
        heads: ["Time", ...views.map(({ title, unit }) => `${title} / ${unit}`)],
        rows: () => {
          const column = this.column;
          return spread([...data.times.keys()]).map((k) => [
            duration(data.times[k]!),
            ...views.map(({ name, scale }) => number(scale * data.lines[k]![name][column]!)),
          ]);
        },
      })}`;
  }

  private get column(): number {
    const { columns } = this.bench.store.value.frame!;
    return Math.min(columns - 1, Math.floor(this.place.x * columns));
  }

  private chart({ name, title, unit, scale: toUnit }: View, { times, lines }: Kymograph) {
    const { h, columns } = this.bench.store.value.frame!;
    const [start, end] = [times[0]!, times.at(-1)!];
    const rows = Math.min(mostRows, Math.max(2, times.length));
    const chosen = Array.from({ length: rows }, (_, k) =>
      before(times, start + ((end - start) * (k + 0.5)) / rows),
    );
    let [low, high] = [0, 0];
    for (const k of chosen) {
      for (const v of lines[k]![name]) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
    const both = Math.max(-low, high);
    const signed = low < 0;
    const top = Number(((signed ? both : high) * toUnit).toPrecision(2)) || 1;
    const scale: Scale = {
      table: signed ? "vik" : "batlow",
      low: signed ? -top : 0,
      high: top,
      label: `${title.toLowerCase()} / ${unit}${signed ? ", positive strips" : ""}`,
    };
    const plane = planeOf(
      this.width,
      height,
      { low: 0, high: 1e6 * columns * h, label: "along the interface / µm" },
      // time runs down
      { low: end, high: start, label: "time", words: clockTick, steps: increments },
    );
    const image = imageOf(columns, rows, scale, (c, r) => toUnit * lines[chosen[r]!]![name][c]!);
    return html`<h3>${title}</h3>
      ${mapChart({
        plane,
        image,
        place: this.place,
        label: `${title} along the interface against time. Arrow keys move the place that is read.`,
        step: { x: 1 / columns, y: 1 / rows },
        move: (place, byKey) => this.move(place, byKey),
      })}
      ${colourBar(scale)}`;
  }

  private words({ times, lines }: Kymograph): string {
    const { h } = this.bench.store.value.frame!;
    const { column } = this;
    const time = times[0]! + this.place.y * (times.at(-1)! - times[0]!);
    const k = before(times, time);
    const values = views.map(
      ({ name, title, unit, scale }) =>
        `${title.toLowerCase()} ${number(scale * lines[k]![name][column]!)}\u202f${unit}`,
    );
    return `At ${duration(times[k]!)}, ${number((column + 0.5) * h * 1e6)}\u202fµm from the left: ${values.join(", ")}.`;
  }

  private move(place: Place, byKey: boolean) {
    this.place = place;
    this.draw();
    if (byKey && this.data) this.bench.speech.say(this.words(this.data));
  }
}

export const make = (bench: Bench): Instrument => new Kymographs(bench);
