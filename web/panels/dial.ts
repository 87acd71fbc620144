// A slider and a number field for one quantity. They follow the run unless a hand is on them.
import { html, noChange, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Landmark } from "../../core/landmarks";
import { plainNumber } from "../../core/numbers";
import { number, type Quantity, toDisplay } from "../format";

export interface DialSpec {
  id: string;
  label: string;
  help: string;
  quantity: Quantity;
  /** ends of the slider, where the teaching happens */
  low: number;
  high: number;
  /** what the field takes: the range of a scenario, core/tables/ranges.ts */
  limits: [number, number];
  /** step of the arrow keys, in display units (a share of a decade on a logarithmic slider) */
  step: number;
  log?: boolean;
}

/** [ms] that a dial stays where a hand has put it, whatever the run says */
const hold = 400;

export class Dial {
  /** in display units */
  value: number;
  private heldAt = Number.NEGATIVE_INFINITY;
  private seen = Number.NaN;
  /** there is something to show */
  isSet = false;
  private typing = false;
  /** what was typed and cannot be taken */
  private refused: string | null = null;

  /** `changed` hears of what a hand does, in display units; `draw` renders the dial. */
  constructor(
    private readonly spec: DialSpec,
    private readonly changed: (value: number) => void,
    private readonly draw: () => void,
  ) {
    this.value = spec.low;
  }

  /** Shows what the run does, when that changes and no hand has moved the dial a moment ago. */
  follow(value: number) {
    if (value === this.seen || performance.now() - this.heldAt < hold) return;
    this.seen = value;
    this.put(value);
  }

  /** One step up or down. */
  nudge(way: number) {
    const { step, log, low, high } = this.spec;
    const at = this.toSlider(this.value) + way * step * (log ? 2.5 : 1);
    const within = Math.min(this.toSlider(high), Math.max(this.toSlider(low), at));
    this.commit(Number(this.fromSlider(within).toPrecision(6)));
  }

  /** Where the slider stands, as a share of its way. */
  get share(): number {
    return this.shareOf(this.toSlider(this.value));
  }

  /** The slider pushed to a share of its way. */
  slide(share: number) {
    const [low, high] = [this.toSlider(this.spec.low), this.toSlider(this.spec.high)];
    const { step } = this.spec;
    const at = Math.round((Math.min(1, Math.max(0, share)) * (high - low)) / step) * step;
    const value = Number(this.fromSlider(low + at).toPrecision(6));
    if (value !== this.value) this.commit(value);
  }

  /** `landmarks`: values that have been published, as marks below the slider. */
  view(disabled: boolean, landmarks: readonly Landmark[] = []) {
    const { id, label, help, quantity } = this.spec;
    return html`<div class="dial" title=${help}>
      <label for=${id}>${label}</label>
      <span class="value">${this.field(disabled)}<span class="unit">${quantity.unit}</span></span>
      <span class="track">${this.slider(disabled)}${this.marks(landmarks, disabled)}</span>
      <p class="help ${this.refused === null ? "unseen" : "wrong"}" id="${id}-help">
        ${this.problem ?? help}
      </p>
    </div>`;
  }

  private field(disabled: boolean) {
    const { id, label, quantity } = this.spec;
    const leave = (typing: boolean) => () => {
      this.typing = typing;
    };
    return html`<input
      type="text"
      inputmode="decimal"
      autocomplete="off"
      id="${id}-number"
      aria-label="${label} in ${quantity.words}"
      aria-describedby="${id}-help"
      aria-invalid=${this.refused !== null}
      ?disabled=${disabled}
      .value=${this.typing || this.refused !== null ? noChange : live(this.isSet ? number(this.value, 3) : "")}
      @focus=${leave(true)}
      @blur=${leave(false)}
      @change=${(event: Event) => this.type((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => this.key(event)}
    />`;
  }

  private slider(disabled: boolean) {
    const { id, low, high, step, quantity } = this.spec;
    const at = this.toSlider(this.value);
    return html`<input
      type="range"
      id=${id}
      min=${this.toSlider(low)}
      max=${this.toSlider(high)}
      step=${step}
      aria-describedby="${id}-help"
      aria-valuetext="${number(this.value, 3)} ${quantity.words}"
      ?disabled=${disabled}
      .value=${this.isSet ? live(String(at)) : noChange}
      .style=${`--at: ${this.isSet ? this.shareOf(at) : 0}`}
      @input=${(event: Event) =>
        this.commit(this.fromSlider(Number((event.target as HTMLInputElement).value)))}
    />`;
  }

  /** Each goes to its value when pressed, and says whose it is. */
  private marks(landmarks: readonly Landmark[], disabled: boolean) {
    const { low, high, quantity } = this.spec;
    const within = landmarks
      .map((mark) => ({ ...mark, shown: toDisplay(quantity, mark.value) }))
      .filter(({ shown }) => shown >= low && shown <= high);
    if (within.length === 0) return nothing;
    return html`<span class="landmarks">
      ${within.map(
        ({ shown, label, source }) =>
          html`<button
            type="button"
            class="landmark"
            ?disabled=${disabled}
            .style=${`--at: ${this.shareOf(this.toSlider(shown))}`}
            aria-label="${Number(shown.toPrecision(4))} ${quantity.words}: ${label}. ${source}"
            @click=${() => this.commit(shown)}
          >
            <span class="mark">${Number(shown.toPrecision(4))}</span><span class="about" aria-hidden="true">${label}<br />${source}</span>
          </button>`,
      )}
    </span>`;
  }

  private put(value: number) {
    this.value = value;
    this.isSet = true;
  }

  private get problem(): string | null {
    const { label, limits, quantity } = this.spec;
    if (this.refused === null) return null;
    return `${label}: “${this.refused}” must be a number between ${limits[0]} and ${limits[1]} ${quantity.unit}.`;
  }

  private commit(value: number) {
    this.heldAt = performance.now();
    this.put(value);
    this.refused = null;
    this.changed(value);
    this.draw();
  }

  private type(text: string) {
    const [least, most] = this.spec.limits;
    const typed = plainNumber(text);
    if (typed !== undefined && typed >= least && typed <= most) this.commit(typed);
    else {
      this.refused = text;
      this.draw();
    }
  }

  private key(event: KeyboardEvent) {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    this.nudge(way);
    (event.target as HTMLInputElement).value = number(this.value, 3);
  }

  private toSlider(value: number): number {
    return this.spec.log ? Math.log10(Math.max(value, this.spec.low)) : value;
  }

  private fromSlider(at: number): number {
    return this.spec.log ? Number((10 ** at).toPrecision(3)) : at;
  }

  /** Of the way from the low end to the high one, in whole steps as the thumb stands. */
  private shareOf(at: number): number {
    const [low, high] = [this.toSlider(this.spec.low), this.toSlider(this.spec.high)];
    const within = Math.min(high, Math.max(low, at));
    const { step } = this.spec;
    return Math.min(1, (Math.round((within - low) / step) * step) / (high - low));
  }
}
