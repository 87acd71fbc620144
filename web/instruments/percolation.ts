// Both conductivities of a composite cathode by its composition, a random network of voxels for each, beside what has been measured.
import { html, svg } from "lit-html";
import { MEASURED } from "../../core/composites";
import { PELLETS } from "../../sim/network3d";
import { number } from "../format";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { ValuesTable } from "../panels/values-table";
import { axes, curve, planeOf, watchWidth } from "./chart";
import { laboratory } from "./laboratory";
import { WhileSeen } from "./while-seen";

/** [px] */
const height = 270;
/** Voxels along an edge, and of a cluster of electrolyte: fewer than the published 60, so that a composition takes a second. */
const voxels = 40;
const cluster = 4;
/** Compositions that are computed at first [vol%], and the least conductivity that is drawn [mS/cm]. */
const first = [40, 20, 60, 30, 50, 70, 80];
const least = 1e-3;

interface Found {
  ions: number;
  electrons: number;
  connected: number;
}

class Percolation implements Instrument {
  private readonly draw: () => void;
  private readonly found = new Map<number, Found>();
  private share = 40;
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

  /** The composition that is wanted, then those that make the curve. */
  private get next(): number | undefined {
    return [this.share, ...first].find((share) => !this.found.has(share));
  }

  private async solve(share: number) {
    const both = await laboratory("composites").measure(
      { share: share / 100, cluster, seed: 1 },
      voxels,
    );
    this.found.set(share, {
      ions: PELLETS.ionic * both.electrolyte.conductivity,
      electrons: PELLETS.electronic * both.active.conductivity,
      connected: both.active.connected,
    });
  }

  private view() {
    const choose = (event: Event, spoken: boolean) => {
      this.share = Number((event.target as HTMLInputElement).value);
      this.draw();
      if (spoken) void this.task.work().then(() => this.bench.speech.say(this.words()));
    };
    return html`<p class="said">${this.task.trouble || this.words()}</p>
      <label class="row"
        >Active material in the solids
        <input
          type="range"
          min="5"
          max="95"
          name="composition"
          .value=${String(this.share)}
          aria-valuetext="${this.share} percent by volume"
          @input=${(event: Event) => choose(event, false)}
          @change=${(event: Event) => choose(event, true)}
        />
        <span>${this.share}\u202fvol%</span></label
      >
      ${this.chart()}
      <p class="key">
        <span><i class="line"></i>ions</span><span><i class="line fit"></i>electrons</span>
        <span><i class="dot"></i>measured, mean of DC and impedance</span>
      </p>
      ${this.values.view({
        caption: "Conductivities by composition",
        heads: ["Active material / vol%", "Ions / mS/cm", "Electrons / mS/cm", "Connected / %"],
        rows: () =>
          [...this.found]
            .sort(([a], [b]) => a - b)
            .map(([share, { ions, electrons, connected }]) => [
              number(share),
              number(ions, 2),
              number(electrons, 2),
              number(100 * connected, 2),
            ]),
      })}
      <p class="soft">
        ${voxels}³ voxels, clusters of ${cluster}, one draw each; near the threshold it hangs on the number of voxels. Pellets of
        ${PELLETS.ionic} and ${PELLETS.electronic} mS/cm and the measured points after Ketter et al. (2025), via a digest.
      </p>`;
  }

  private chart() {
    const plane = planeOf(
      this.width,
      height,
      { low: 0, high: 100, label: "active material in the solids / vol%" },
      { low: least, high: 10, label: "mS/cm", logarithmic: true, words: (v) => number(v, 1) },
    );
    const line = (key: "ions" | "electrons") =>
      [...this.found]
        .filter(([, found]) => found[key] > least)
        .sort(([a], [b]) => a - b)
        .map(([share, found]) => [share, found[key]] as const);
    const dots = (name: string, values: readonly (readonly [share: number, value: number])[]) =>
      values
        .filter(([, value]) => value > least)
        .map(
          ([share, value]) =>
            svg`<circle class=${name} cx=${plane.x(share)} cy=${plane.y(value)} r="5" />`,
        );
    const x = plane.x(this.share);
    return html`<svg class="chart" viewBox="0 0 ${this.width} ${height}" width=${this.width} height=${height} aria-hidden="true">
      ${axes(plane)}
      <line class="chosen" x1=${x} x2=${x} y1=${plane.top} y2=${plane.bottom} />
      ${curve(plane, line("ions"), "ions")} ${curve(plane, line("electrons"), "fit")}
      ${dots(
        "",
        MEASURED.map(([share, , ions]) => [100 * share, ions]),
      )}
      ${dots(
        "peak",
        MEASURED.map(([share, electrons]) => [100 * share, electrons]),
      )}
    </svg>`;
  }

  private words(): string {
    const found = this.found.get(this.share);
    if (!found) return `Solving for ${this.share}\u202fvol% …`;
    const { ions, electrons, connected } = found;
    const through =
      electrons < 1e-6
        ? "electrons do not get through"
        : `electrons ${number(electrons, 2)}\u202fmS/cm through the ${number(100 * connected, 2)}\u202f% of the active material that is connected`;
    const other = ions < 1e-6 ? "ions do not get through" : `ions ${number(ions, 2)}\u202fmS/cm`;
    return `At ${this.share}\u202fvol% of active material: ${other}, ${through}.`;
  }
}

export const make = (bench: Bench): Instrument => new Percolation(bench);
