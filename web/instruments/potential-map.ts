// The potential over the section in the manner of a Kelvin probe (KPFM), with cuts through it along and across the interface at a
// place that pointer and arrow keys move. Lithium is one potential, the electrolyte falls off from it; work functions, which a
// Kelvin probe sees as well, are left out.
import { html } from "lit-html";
import type { Frame } from "../../sim/types";
import { number } from "../format";
import { choice } from "../panels/choice";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { spread, ValuesTable } from "../panels/values-table";
import { axes, curve, type Plane, planeOf, spanOf, watchWidth } from "./chart";
import { colourBar, imageOf, mapChart, type Place, type Scale } from "./map";

/** [px] */
const heights = { map: 230, cut: 170 };

type Direction = "across" | "along";
const directions: [Direction, string][] = [
  ["across", "Across the interface"],
  ["along", "Along it"],
];

/** Potential [mV] of a cell; NaN in a void. */
function potentialAt(frame: Frame, column: number, row: number): number {
  const { lithium, potential } = frame.fields;
  const k = row * frame.columns + column;
  if (row >= frame.lithiumRows) return 1e3 * potential![k]!;
  return lithium![k]! > 0.5 ? 1e3 * frame.observables.voltage : Number.NaN;
}

class PotentialMap implements Instrument {
  private readonly draw: () => void;
  private seen = false;
  private place: Place = { x: 0.5, y: 0.5 };
  private direction: Direction = "across";
  private width = 320;
  private readonly values = new ValuesTable(() => this.draw());

  constructor(private readonly bench: Bench) {
    const { host, store } = bench;
    this.draw = mount(host, store, ["pulse"], () => (this.seen ? this.view() : this.last));
    watchWidth(host, (width) => {
      this.width = width;
      this.draw();
    });
  }

  private last: unknown = html``;

  see(seen: boolean) {
    const { store } = this.bench;
    this.seen = seen;
    const others = store.value.reads.filter((name) => name !== "potential");
    store.set({ reads: seen ? [...others, "potential"] : others });
    this.draw();
  }

  private view() {
    const { frame } = this.bench.store.value;
    if (!frame?.fields.potential) return html`<p class="soft">Measuring …</p>`;
    this.last = this.charts(frame);
    return this.last;
  }

  private cell({ columns, lithiumRows, electrolyteRows }: Frame) {
    const rows = lithiumRows + electrolyteRows;
    return {
      rows,
      column: Math.min(columns - 1, Math.floor(this.place.x * columns)),
      row: Math.min(rows - 1, Math.floor(this.place.y * rows)),
    };
  }

  private charts(frame: Frame) {
    const { columns, h, lithiumRows } = frame;
    const { rows } = this.cell(frame);
    const um = 1e6 * h;
    const values: number[] = [];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const v = potentialAt(frame, column, row);
        if (!Number.isNaN(v)) values.push(v);
      }
    }
    const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const round = (v: number) => Number(v.toPrecision(3));
    const scale: Scale = {
      table: "batlow",
      low: round(low),
      high: round(high > low ? high : low + 1),
      label: "potential / mV",
    };
    const plane = planeOf(
      this.width,
      heights.map,
      { low: 0, high: columns * um, label: "along the interface / µm" },
      { low: (lithiumRows - rows) * um, high: lithiumRows * um, label: "above it / µm" },
    );
    const image = imageOf(columns, rows, scale, (c, r) => potentialAt(frame, c, r));
    return html`<p class="said">
        Potential of lithium and electrolyte against the counter electrode, as a Kelvin probe would see
        it without work functions. Voids are grey.
      </p>
      ${mapChart({
        plane,
        image,
        place: this.place,
        label: "Potential over the section. Arrow keys move the cut.",
        step: { x: 1 / columns, y: 1 / rows },
        move: (place, byKey) => this.move(place, byKey),
      })}
      ${colourBar(scale)}
      ${choice("cut", "Line cut", directions, this.direction, (direction) => {
        this.direction = direction;
        this.draw();
      })}
      ${this.cut(frame, scale)}
      <p class="said">${this.words(frame)}</p>`;
  }

  private cut(frame: Frame, { low, high }: Scale) {
    const { columns, h, lithiumRows } = frame;
    const { rows } = this.cell(frame);
    const um = 1e6 * h;
    const across = this.direction === "across";
    const points = this.points(frame);
    const [from, to] = spanOf(
      across ? [low, high] : points.map(([, v]) => v).filter(Number.isFinite),
      1e-3,
    );
    const plane: Plane = planeOf(
      this.width,
      heights.cut,
      across
        ? {
            low: lithiumRows * um,
            high: (lithiumRows - rows) * um,
            label: "above the interface / µm",
          }
        : { low: 0, high: columns * um, label: "along the interface / µm" },
      { low: from, high: to, label: "potential / mV" },
    );
    return html`<svg
      class="chart"
      viewBox="0 0 ${plane.width} ${plane.height}"
      width=${plane.width}
      height=${plane.height}
      role="img"
      aria-label="Potential along the cut"
    >
      ${axes(plane)} ${curve(plane, points, "now")}
    </svg>
    ${this.values.view({
      caption: "Potential along the cut",
      heads: [across ? "Above the interface / µm" : "From the left / µm", "Potential / mV"],
      rows: () =>
        spread(points).map(([at, v]) => [number(at), Number.isNaN(v) ? "void" : number(v, 4)]),
    })}`;
  }

  /** Place [µm] and potential [mV] along the cut. */
  private points(frame: Frame): [number, number][] {
    const { columns, h, lithiumRows } = frame;
    const { rows, column, row } = this.cell(frame);
    const um = 1e6 * h;
    return this.direction === "across"
      ? Array.from({ length: rows }, (_, k) => [
          (lithiumRows - k - 0.5) * um,
          potentialAt(frame, column, k),
        ])
      : Array.from({ length: columns }, (_, k) => [(k + 0.5) * um, potentialAt(frame, k, row)]);
  }

  private words(frame: Frame): string {
    const { column, row } = this.cell(frame);
    const { h, lithiumRows } = frame;
    const at = potentialAt(frame, column, row);
    const x = number((column + 0.5) * h * 1e6);
    const y = (lithiumRows - row - 0.5) * h * 1e6;
    const where = `${x}\u202fµm from the left, ${number(Math.abs(y))}\u202fµm ${y > 0 ? "above" : "below"} the interface`;
    const step = 1e3 * frame.observables.voltage - potentialAt(frame, column, lithiumRows);
    return `${where}: ${Number.isNaN(at) ? "a void" : `${number(at, 4)}\u202fmV`}. Step at the interface there: ${number(step)}\u202fmV.`;
  }

  private move(place: Place, byKey: boolean) {
    this.place = place;
    this.draw();
    const { store, speech } = this.bench;
    if (byKey && store.value.frame) speech.say(this.words(store.value.frame));
  }
}

export const make = (bench: Bench): Instrument => new PotentialMap(bench);
