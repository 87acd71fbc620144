// The impedance of now, live while the run goes on: Nyquist and Bode, spectra before it in grey, the frequencies of its arcs
// marked. Arrow keys walk over the frequencies and say them.
import { html, nothing, svg } from "lit-html";
import type { Spectrum, SpectrumPoint } from "../../core/spectrum/point";
import { spectrumCsv } from "../../core/spectrum/write-spectrum";
import { arrowOf } from "../arrow-keys";
import { duration, number, tick } from "../format";
import { choice } from "../panels/choice";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { ValuesTable } from "../panels/values-table";
import { save } from "../save-file";
import { type Axis, axes, curve, mark, type Plane, planeOf, spanOf, watchWidth } from "./chart";
import { type Arcs, LiveSpectrum, type Reading, type Side } from "./live-spectrum";

/** [px] */
const heights = { nyquist: 250, bode: 170 };
const sides: [Side, string][] = [
  ["cell", "Whole cell"],
  ["working", "Working side"],
];

/** "1.3 kHz" */
export function hertz(frequency: number): string {
  const [scale, unit] =
    frequency >= 1e6
      ? [1e-6, "MHz"]
      : frequency >= 1e3
        ? [1e-3, "kHz"]
        : frequency >= 1
          ? [1, "Hz"]
          : [1e3, "mHz"];
  return `${tick(Number((frequency * scale).toPrecision(2)))}\u202f${unit}`;
}

const ohm = (value: number) => `${number(value)}\u202fΩ\u202fcm²`;
const phaseOf = ({ real, imaginary }: SpectrumPoint) =>
  (-180 / Math.PI) * Math.atan2(imaginary, real);

/** The point of a spectrum nearest to a frequency. */
function nearest(spectrum: Spectrum, frequency: number): SpectrumPoint {
  const apart = (p: SpectrumPoint) => Math.abs(Math.log(p.frequency / frequency));
  return spectrum.reduce((best, p) => (apart(p) < apart(best) ? p : best));
}

class ImpedancePanel implements Instrument {
  private readonly live: LiveSpectrum;
  private readonly draw: () => void;
  private side: Side = "cell";
  /** index of the frequency that the cursor stands on */
  private cursor: number | null = null;
  private width = 320;
  private readonly values = new ValuesTable(() => this.draw());

  constructor(private readonly bench: Bench) {
    const { host, store, actions } = bench;
    this.live = new LiveSpectrum(store, actions, () => this.draw());
    this.draw = mount(host, store, [], () => this.view());
    watchWidth(host, (width) => {
      this.width = width;
      this.draw();
    });
  }

  see(seen: boolean) {
    this.live.see(seen);
  }

  private view() {
    const { now, arcs } = this.live;
    if (!now) return html`<p class="soft">Measuring …</p>`;
    return html`<p class="said">${this.summary(now, arcs)}</p>
      ${choice("impedance-side", "What is measured", sides, this.side, (side) => this.choose(side))}
      <div
        class="plots"
        tabindex="0"
        role="application"
        aria-roledescription="chart"
        aria-label="Impedance, Nyquist and Bode. Arrow keys move over the frequencies."
        @keydown=${(event: KeyboardEvent) => this.key(event)}
      >
        ${this.nyquist(now[this.side])} ${this.bode(now[this.side])}
      </div>
      <p class="said">${this.pointWords(now[this.side])}</p>
      <p class="key">
        <span><i class="line now"></i>now</span>
        ${this.live.before.length > 0 ? html`<span><i class="line before"></i>${this.beforeWords()}</span>` : nothing}
        <span><i class="dot"></i>top of an arc</span>
      </p>
      <div class="row">
        <button type="button" class="save" @click=${() => this.download(now)}>
          Download spectrum
        </button>
      </div>
      ${this.table(now[this.side])}`;
  }

  private summary(now: Reading, arcs: Arcs | null) {
    const spectrum = now[this.side];
    const [high, low] = [spectrum[0]!, spectrum.at(-1)!];
    let contact = "";
    if (arcs?.contact != null) {
      const its =
        arcs.time === now.time ? "its capacitance" : `the spectrum at ${duration(arcs.time)}`;
      const [read, own] = [arcs.contact, arcs.contactFraction].map((a) => number(100 * a, 3));
      contact = ` Contact read from ${its}: ${read}\u202f%, of the run: ${own}\u202f%.`;
    }
    return `At ${duration(now.time)}: ${ohm(high.real)} at ${hertz(high.frequency)}, ${ohm(low.real)} at ${hertz(low.frequency)}.${contact}`;
  }

  private beforeWords() {
    const { before } = this.live;
    const times = before.map(({ time }) => time);
    return `before: ${before.length} from ${duration(Math.min(...times))} on`;
  }

  private get earlier(): Spectrum[] {
    return this.live.before.map((one) => one[this.side]);
  }

  private nyquist(spectrum: Spectrum) {
    const all = [...this.earlier, spectrum].flat();
    const reals = all.map(({ real }) => real);
    const losses = all.map(({ imaginary }) => -imaginary);
    const axis = (label: string): Axis => ({ low: 0, high: 1, label });
    const { left, right, top, bottom } = planeOf(this.width, heights.nyquist, axis(""), axis(""));
    const [least, most] = [Math.min(...reals), Math.max(...reals)];
    const [low, high] = [Math.min(0, ...losses), Math.max(...losses)];
    // one scale for both axes
    const scale =
      1.12 * Math.max((most - least) / (right - left), (high - low) / (bottom - top - 20), 1e-9);
    const start = (least + most) / 2 - (scale * (right - left)) / 2;
    const plane = planeOf(
      this.width,
      heights.nyquist,
      { low: start, high: start + scale * (right - left), label: "Z′ / Ω cm²" },
      { low, high: low + scale * (bottom - top), label: "−Z″ / Ω cm²" },
    );
    const at = ({ real, imaginary }: SpectrumPoint) => [real, -imaginary] as const;
    return this.chart("nyquist", plane, spectrum, at, true);
  }

  private bode(spectrum: Spectrum) {
    const frequencies = spectrum.map(({ frequency }) => frequency);
    const horizontal: Axis = {
      low: Math.min(...frequencies),
      high: Math.max(...frequencies),
      label: "frequency",
      logarithmic: true,
      words: hertz,
    };
    const all = [...this.earlier, spectrum].flat();
    const part = (name: string, label: string, of: (p: SpectrumPoint) => number) => {
      const [low, high] = spanOf(all.map(of));
      const plane = planeOf(this.width, heights.bode, horizontal, { low, high, label });
      return this.chart(name, plane, spectrum, (p) => [p.frequency, of(p)], false);
    };
    return [
      part("size", "|Z| / Ω cm²", ({ real, imaginary }) => Math.hypot(real, imaginary)),
      part("phase", "−phase / °", phaseOf),
    ];
  }

  private chart(
    name: string,
    plane: Plane,
    spectrum: Spectrum,
    at: (p: SpectrumPoint) => readonly [number, number],
    named: boolean,
  ) {
    const peaks = this.live.arcs?.peaks ?? [];
    const [highest, lowest] = [spectrum[0]!.frequency, spectrum.at(-1)!.frequency];
    const inside = peaks.filter(({ frequency }) => frequency <= highest && frequency >= lowest);
    const chosen = this.cursor === null ? undefined : spectrum[this.cursor];
    return html`<svg
      class="chart ${name}"
      viewBox="0 0 ${plane.width} ${plane.height}"
      width=${plane.width}
      height=${plane.height}
      aria-hidden="true"
    >
      ${axes(plane)} ${this.earlier.map((one) => curve(plane, one.map(at), "before"))}
      ${curve(plane, spectrum.map(at), "now")}
      ${inside.map(({ frequency }) => {
        const [x, y] = at(nearest(spectrum, frequency));
        return mark(plane, x, y, "peak", named ? hertz(frequency) : "");
      })}
      ${chosen ? svg`${mark(plane, ...at(chosen), "cursor")}` : nothing}
    </svg>`;
  }

  /** The frequency that the cursor stands on, else the arcs. */
  private pointWords(spectrum: Spectrum): string {
    const point = this.cursor === null ? undefined : spectrum[this.cursor];
    if (point) {
      const { frequency, real, imaginary } = point;
      return `${hertz(frequency)}: Z′ ${ohm(real)}, −Z″ ${ohm(-imaginary)}, phase ${number(phaseOf(point), 2)}°.`;
    }
    const { arcs } = this.live;
    if (!arcs) return "";
    const words = arcs.peaks.map(
      ({ frequency, resistance, name }) =>
        `${hertz(frequency)} ${ohm(resistance)} (${name.replace(/^beyond the data: /, "beyond the data, ")})`,
    );
    return words.length === 0 ? "No arc stands out." : `Arcs: ${words.join("; ")}.`;
  }

  private table(spectrum: Spectrum) {
    return this.values.view({
      caption: "Spectrum of now",
      heads: ["Frequency", "Z′ / Ω cm²", "−Z″ / Ω cm²", "Phase / °"],
      rows: () =>
        spectrum.map((point) => [
          hertz(point.frequency),
          number(point.real, 5),
          number(-point.imaginary, 4),
          number(phaseOf(point), 3),
        ]),
    });
  }

  private choose(side: Side) {
    this.side = side;
    this.live.choose(side);
    this.draw();
  }

  private download(now: Reading) {
    const name = this.bench.store.value.run?.name ?? "run";
    const side = this.side === "cell" ? "" : "-working";
    const csv = spectrumCsv(now[this.side]);
    save(`${name}-impedance-${Math.round(now.time)}s${side}.csv`, csv, "text/csv");
  }

  private key(event: KeyboardEvent) {
    const spectrum = this.live.now?.[this.side];
    if (!spectrum) return;
    if (event.key === "Escape" && this.cursor !== null) {
      event.preventDefault();
      this.cursor = null;
      this.draw();
      return;
    }
    const way = arrowOf(event, 8)?.x;
    if (!way) return;
    event.preventDefault();
    // to the right is to lower frequencies, as in a Nyquist picture
    const last = spectrum.length - 1;
    this.cursor = Math.min(last, Math.max(0, (this.cursor ?? (way > 0 ? -1 : last + 1)) + way));
    this.draw();
    this.bench.speech.say(this.pointWords(spectrum));
  }
}

export const make = (bench: Bench): Instrument => new ImpedancePanel(bench);
