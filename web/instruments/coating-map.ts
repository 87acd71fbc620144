// Which coating protects: the share of the lithium potential that drops in it, over any two of what it hangs on; the others
// are set beside it. No run is needed.
import { html, svg } from "lit-html";
import {
  COATING_AXES,
  COATING_AXIS_NAMES,
  type Coated,
  type CoatingAxis,
  type CoatingAxisName,
  coatingShare,
  EXAMPLE_COATED,
  FAR_ELECTRODES,
  independent,
  ionicCost,
  protectingShare,
  withBoth,
} from "../../core/coating";
import { number, tick, typeset } from "../format";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { planeOf, watchWidth } from "./chart";
import { colourBar, imageOf, mapChart, type Scale } from "./map";

/** [px], and cells of the image */
const height = 260;
const cells = 96;
/** Ionic conductivity that the cost is told for [S/m]. */
const ions = 1e-4;

const power = (value: number) => {
  const exponent = Math.round(Math.log10(value));
  return exponent >= -2 && exponent <= 3
    ? tick(Number(value.toPrecision(1)))
    : number(Number(value.toPrecision(1)), 1).replace(/^1\s×\s/u, "");
};
const unit = ({ unit }: CoatingAxis) =>
  unit === "1" ? "" : ` / ${typeset(unit === "um" ? "µm" : unit)}`;

class CoatingMap implements Instrument {
  private readonly draw: () => void;
  private width = 320;
  private coated: Coated = EXAMPLE_COATED;
  private axes: { x: CoatingAxisName; y: CoatingAxisName } = {
    x: "thickness",
    y: "electrons",
  };

  constructor(private readonly bench: Bench) {
    const { host, store } = bench;
    this.draw = mount(host, store, [], () => this.view());
    watchWidth(host, (width) => {
      this.width = width;
      this.draw();
    });
  }

  see() {}

  /** Value of an axis at a place from 0 to 1, and back. */
  private at(name: CoatingAxisName, place: number): number {
    const { from, to } = COATING_AXES[name];
    return from * (to / from) ** place;
  }

  private placeOf(name: CoatingAxisName): number {
    const { from, to, of } = COATING_AXES[name];
    const place = Math.log(of(this.coated) / from) / Math.log(to / from);
    return Math.min(1, Math.max(0, place));
  }

  private with(x: number, y: number): Coated {
    const { x: nameX, y: nameY } = this.axes;
    return withBoth(this.coated, [nameX, nameY], [this.at(nameX, x), this.at(nameY, y)]);
  }

  private view() {
    const [x, y] = [COATING_AXES[this.axes.x], COATING_AXES[this.axes.y]];
    const side = (axis: CoatingAxis) => ({
      low: axis.from * axis.scale,
      high: axis.to * axis.scale,
      label: `${axis.label}${unit(axis)}`,
      logarithmic: true,
      words: power,
    });
    const plane = planeOf(this.width, height, side(x), side(y));
    const scale: Scale = {
      table: "batlow",
      low: 0,
      high: 1,
      label: "share that drops in the coating",
    };
    const image = imageOf(cells, cells, scale, (c, r) =>
      coatingShare(this.with((c + 0.5) / cells, 1 - (r + 0.5) / cells)),
    );
    const place = { x: this.placeOf(this.axes.x), y: 1 - this.placeOf(this.axes.y) };
    return html`<p class="said">${this.words()}</p>
      <div class="row">${(["x", "y"] as const).map((which) => this.choice(which))}</div>
      ${mapChart({
        plane,
        image,
        place,
        more: FAR_ELECTRODES.map((far) => this.level(plane.x, plane.y, far)),
        label:
          "Share of the lithium potential that drops in a coating. Arrow keys change the coating.",
        step: { x: 1 / 40, y: 1 / 40 },
        move: (to, byKey) => {
          this.coated = this.with(to.x, 1 - to.y);
          this.draw();
          if (byKey) this.bench.speech.say(this.words());
        },
      })}
      ${colourBar(scale)}
      <p class="said">
        White lines: beyond them the electrolyte is kept from reduction beside
        ${FAR_ELECTRODES.join(" and ")} V. In a symmetric cell no coating protects, it only slows.
        Ladder of Kimura et al. (2024).
      </p>`;
  }

  private choice(which: "x" | "y") {
    const other = this.axes[which === "x" ? "y" : "x"];
    return html`<label
      >${which === "x" ? "Across" : "Upwards"}
      <select
        @change=${(event: Event) => {
          const name = (event.target as HTMLSelectElement).value as CoatingAxisName;
          this.axes = { ...this.axes, [which]: name };
          this.draw();
        }}
      >
        ${COATING_AXIS_NAMES.map(
          (name) =>
            html`<option value=${name} ?selected=${name === this.axes[which]} ?disabled=${!independent(name, other)}>
              ${COATING_AXES[name].label}
            </option>`,
        )}
      </select></label
    >`;
  }

  /** Line on which the share just protects beside a positive electrode [V]. */
  private level(toX: (v: number) => number, toY: (v: number) => number, far: number) {
    const [x, y] = [COATING_AXES[this.axes.x], COATING_AXES[this.axes.y]];
    const least = protectingShare(far);
    const points: string[] = [];
    for (let k = 0; k <= cells; k++) {
      let [low, high] = [0, 1];
      const at = (up: number) => coatingShare(this.with(k / cells, up)) - least;
      if (at(0) * at(1) > 0) continue;
      for (let n = 0; n < 30; n++) {
        const middle = (low + high) / 2;
        if (at(low) * at(middle) <= 0) high = middle;
        else low = middle;
      }
      const up = (low + high) / 2;
      points.push(
        `${toX(this.at(this.axes.x, k / cells) * x.scale).toFixed(1)},${toY(this.at(this.axes.y, up) * y.scale).toFixed(1)}`,
      );
    }
    return svg`<polyline class="mark" points=${points.join(" ")} />`;
  }

  private words(): string {
    const { coating, electrolyte, coatingElectrons, electrolyteElectrons } = this.coated;
    const f = coatingShare(this.coated);
    const kept = FAR_ELECTRODES.filter((far) => f >= protectingShare(far));
    const verdict =
      kept.length > 0
        ? `keeps the electrolyte from reduction beside ${kept.join(" and ")} V`
        : "does not keep the electrolyte from reduction";
    const cost = 1e4 * ionicCost(coating, ions);
    return `${number(1e9 * coating)}\u202fnm of ${number(1e-2 * coatingElectrons, 2)}\u202fS/cm on ${number(1e6 * electrolyte)}\u202fµm of ${number(1e-2 * electrolyteElectrons, 2)}\u202fS/cm: ${number(100 * f)}\u202f% drops in the coating, which ${verdict}. Ions pay ${number(cost, 2)}\u202fΩ\u202fcm² at 10⁻⁶ S/cm.`;
  }
}

export const make = (bench: Bench): Instrument => new CoatingMap(bench);
