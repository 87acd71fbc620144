// Charge that the interphase has eaten against the square root of time: a line of slope k where it passivates; the ends of
// titrations are marked, and the line goes through them.
import { html, svg } from "lit-html";
import { type GrowthCurve, type GrowthPoint, growthCurve } from "../../core/growth-curve";
import { arrowOf } from "../arrow-keys";
import { duration, number } from "../format";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { spread, ValuesTable } from "../panels/values-table";
import { axes, curve, mark, planeOf, watchWidth } from "./chart";

/** [px] */
const height = 230;
/** [ms] between two drawings */
const every = 500;
/** points that are drawn at most */
const most = 400;

class Growth implements Instrument {
  private readonly draw: () => void;
  private seen = false;
  private width = 320;
  private cursor: number | null = null;
  private readonly values = new ValuesTable(() => this.draw());
  private due: ReturnType<typeof setTimeout> | undefined;
  private drawn = 0;

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
    this.draw();
  }

  /** Draws now and then: there may be very many rows. */
  private look() {
    if (!this.seen || this.due !== undefined) return;
    this.draw();
    this.due = setTimeout(() => {
      this.due = undefined;
      if (this.bench.store.value.pulse !== this.drawn) this.look();
    }, every);
  }

  private get rows() {
    const { rows, past } = this.bench.store.value;
    return rows.slice(0, past);
  }

  private view() {
    this.drawn = this.bench.store.value.pulse;
    const found = growthCurve(this.rows);
    const { points } = found;
    const [, last] = points.at(-1) ?? [0, 0];
    if (points.length < 2 || last <= 0) {
      return html`<p class="said">
        No interphase has grown yet. It does with the assumption Interphase growth, as in the
        scenarios Titration of the interphase and Mixed-conducting.
      </p>`;
    }
    return html`<p class="said">${this.words(found)}</p>
      <div
        class="plots"
        tabindex="0"
        role="application"
        aria-roledescription="chart"
        aria-label="Charge eaten against the square root of time. Arrow keys move over the ${found.titrations.length > 0 ? "titrations" : "points"}."
        @keydown=${(event: KeyboardEvent) => this.key(event, found)}
      >
        ${this.chart(found)}
      </div>
      <p class="said">${this.pointWords(found)}</p>
      <p class="key">
        <span><i class="line now"></i>eaten by the interphase</span>
        ${found.line ? html`<span><i class="line fit"></i>line of slope ${number(found.line.slope)}</span>` : ""}
        ${found.titrations.length > 0 ? html`<span><i class="dot"></i>end of a titration</span>` : ""}
      </p>
      ${this.values.view({
        caption: "Charge eaten by the interphase",
        heads: ["Time", "√(time / h)", "q / µAh cm⁻²"],
        rows: () =>
          spread(this.walked(found)).map(([root, charge]) => [
            duration(3600 * root ** 2),
            number(root),
            number(charge),
          ]),
      })}`;
  }

  private chart({ points, titrations, line }: GrowthCurve) {
    // a run that goes on after its last titration has nothing more to show
    const far = titrations.length > 0 ? 1.2 * titrations.at(-1)![0] : Number.POSITIVE_INFINITY;
    const inside = points.filter(([root]) => root <= far);
    const stride = Math.ceil(inside.length / most);
    const drawn = inside.filter((_, k) => k % stride === 0 || k === inside.length - 1);
    const [end] = inside.at(-1)!;
    const high = inside.reduce((most, [, q]) => Math.max(most, q), 0);
    const plane = planeOf(
      this.width,
      height,
      { low: 0, high: 1.03 * end || 1, label: "√(time / h)" },
      { low: 0, high: 1.08 * high, label: "q / µAh cm⁻²" },
    );
    const fitted: GrowthPoint[] = line
      ? [0, end].map((root) => [root, line.intercept + line.slope * root])
      : [];
    const chosen =
      this.cursor === null ? undefined : this.walked({ points, titrations })[this.cursor];
    return html`<svg
      class="chart"
      viewBox="0 0 ${plane.width} ${plane.height}"
      width=${plane.width}
      height=${plane.height}
      aria-hidden="true"
    >
      ${axes(plane)} ${curve(plane, fitted, "fit")} ${curve(plane, drawn, "now")}
      ${titrations.map(([x, y]) => mark(plane, x, y, "peak"))}
      ${chosen ? svg`${mark(plane, chosen[0], chosen[1], "cursor")}` : ""}
    </svg>`;
  }

  private words({ points, titrations, line }: GrowthCurve): string {
    const [root, charge] = points.at(-1)!;
    const all = `${number(charge)}\u202fµAh/cm² eaten in ${duration(3600 * root ** 2)}.`;
    if (!line) return all;
    const through = titrations.length > 0 ? ` through ${titrations.length} titrations` : "";
    return `${all} Line${through}: slope k ${number(line.slope)}\u202fµAh/cm²/√h, intercept ${number(line.intercept)}\u202fµAh/cm².`;
  }

  private walked({ points, titrations }: Pick<GrowthCurve, "points" | "titrations">) {
    return titrations.length > 0 ? titrations : points;
  }

  private pointWords(found: GrowthCurve): string {
    const point = this.cursor === null ? undefined : this.walked(found)[this.cursor];
    if (!point) return "";
    const [root, charge] = point;
    return `After ${duration(3600 * root ** 2)} (${number(root)}\u202f√h): ${number(charge)}\u202fµAh/cm².`;
  }

  private key(event: KeyboardEvent, found: GrowthCurve) {
    const last = this.walked(found).length - 1;
    const way = arrowOf(event, 10)?.x;
    if (!way || last < 0) return;
    event.preventDefault();
    this.cursor = Math.min(last, Math.max(0, (this.cursor ?? (way > 0 ? -1 : last + 1)) + way));
    this.draw();
    this.bench.speech.say(this.pointWords(found));
  }
}

export const make = (bench: Bench): Instrument => new Growth(bench);
