// What a coating on a share of the contacts between particles costs: random arrangements on Laguerre cells, a violin for each share.
import { html, svg } from "lit-html";
import { quantile } from "../../core/quantile";
import { outline } from "../../core/violin";
import { RATIOS } from "../../sim/coated-contacts";
import { number } from "../format";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { ValuesTable } from "../panels/values-table";
import { axes, planeOf, watchWidth } from "./chart";
import { laboratory } from "./laboratory";
import { WhileSeen } from "./while-seen";

/** [px] */
const height = 270;
const arrangements = 20;
/** that are solved before they are shown: one of them takes up to a second */
const batch = 4;
/** Shares that are computed at first [%]. */
const first = [70, 0, 30, 50, 60, 80, 100, 65];
const carriers = {
  electrons: "Electrons, through active material",
  ions: "Ions, through electrolyte",
};
type Carrier = keyof typeof carriers;
/** Decades that the axis holds. */
const decades = { electrons: [-0.5, 9.5], ions: [-0.1, 0.9] } as const;

class CoatedParticles implements Instrument {
  private readonly draw: () => void;
  private readonly found = {
    electrons: new Map<number, number[]>(),
    ions: new Map<number, number[]>(),
  };
  private carrier: Carrier = "electrons";
  private share = 70;
  private width = 320;
  private readonly values = new ValuesTable(() => this.draw());
  private readonly task = new WhileSeen(
    () => this.next,
    (share) => this.solve(share),
    () => this.draw(),
  );

  constructor(private readonly bench: Bench) {
    this.draw = mount(bench.host, bench.store, [], () => this.view());
    watchWidth(bench.host, (width) => {
      this.width = width;
      this.draw();
    });
  }

  see(seen: boolean) {
    this.task.see(seen);
  }

  /** The share that is wanted, then those that make the picture: the first that lacks arrangements. */
  private get next(): number | undefined {
    const found = this.found[this.carrier];
    return [this.share, ...first].find((share) => (found.get(share) ?? []).length < arrangements);
  }

  private async solve(share: number) {
    const { carrier } = this;
    const setup = { coated: share / 100, ratio: RATIOS[carrier], removed: 0, lattice: false };
    const known = this.found[carrier].get(share) ?? [];
    const more = await laboratory("contacts").sample(setup, batch, known.length);
    this.found[carrier].set(share, [...known, ...more]);
  }

  private view() {
    const choose = (event: Event, spoken: boolean) => {
      this.share = Number((event.target as HTMLInputElement).value);
      this.draw();
      if (spoken) void this.task.work().then(() => this.bench.speech.say(this.words()));
    };
    const carry = (carrier: Carrier) => {
      this.carrier = carrier;
      this.draw();
      void this.task.work();
    };
    return html`<p class="said">${this.task.trouble || this.words()}</p>
      <div class="choice">
        ${(Object.keys(carriers) as Carrier[]).map(
          (one) =>
            html`<label
              ><input type="radio" name="carrier" .checked=${one === this.carrier} @change=${() => carry(one)} />${carriers[one]}</label
            >`,
        )}
      </div>
      <label class="row"
        >Contacts that are coated
        <input
          type="range"
          min="0"
          max="100"
          step="5"
          name="coverage"
          .value=${String(this.share)}
          aria-valuetext="${this.share} percent"
          @input=${(event: Event) => choose(event, false)}
          @change=${(event: Event) => choose(event, true)}
        />
        <span>${this.share}\u202f%</span></label
      >
      ${this.chart()}
      ${this.values.view({
        caption: `Resistance over that without a coating, ${carriers[this.carrier]}`,
        heads: ["Coated / %", "Tenth", "Median", "Nine tenths", "Arrangements"],
        rows: () =>
          [...this.found[this.carrier]]
            .sort(([a], [b]) => a - b)
            .map(([share, sample]) => [
              number(share),
              ...[0.1, 0.5, 0.9].map((q) => number(10 ** quantile(sample, q), 2)),
              number(sample.length),
            ]),
      })}
      <p class="soft">
        Up to ${arrangements} arrangements each of 20 × 20 cells of 5 µm; 10 nm of coating on both sides of a contact, after Kimura et al. (2024);
        the conductivity of the particles is chosen.
      </p>`;
  }

  private chart() {
    const [low, high] = decades[this.carrier];
    const plane = planeOf(
      this.width,
      height,
      { low: -6, high: 106, label: "contacts that are coated / %" },
      { low, high, label: "log₁₀ R/R₀" },
    );
    const violin = ([share, sample]: [number, number[]]) => {
      const points = outline(share, sample, 4, high - low).map(
        ([x, y]) => `${plane.x(x).toFixed(1)},${plane.y(y).toFixed(1)}`,
      );
      return svg`<polygon class=${share === this.share ? "violin chosen" : "violin"} points=${points.join(" ")} />
        <circle class="peak" cx=${plane.x(share)} cy=${plane.y(quantile(sample, 0.5))} r="3" />`;
    };
    return html`<svg class="chart" viewBox="0 0 ${this.width} ${height}" width=${this.width} height=${height} aria-hidden="true">
      ${axes(plane)} ${[...this.found[this.carrier]].map(violin)}
    </svg>`;
  }

  private words(): string {
    const sample = this.found[this.carrier].get(this.share);
    if (!sample) return "Solving the first arrangements …";
    const times = (q: number) => number(10 ** quantile(sample, q), 2);
    return `${this.share}\u202f% coated: ${this.carrier} meet ${times(0.5)} times the resistance in the median, from ${times(0.1)} to ${times(0.9)} times in eight of ten of ${sample.length} arrangements.`;
  }
}

export const make = (bench: Bench): Instrument => new CoatedParticles(bench);
