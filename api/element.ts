// <void-scope scenario="strip-3mpa" size="small | medium | large">: a section that lives in any page.
//
//   small    the picture
//   medium   with time and contact under it
//   large    with a button to hold it, and the stack pressure to move
//
// It computes on the thread of the page, a few milliseconds a picture, and only while it is seen. `document` in place of the
// name of a scenario takes one of your own.

import { Simulation } from "./index";
import type { ScenarioInput } from "./scenario";
import type { Frame, Simulation as Run } from "./types";

/** Milliseconds of computing a picture. */
const SHARE = 8;
const SIZES = ["small", "medium", "large"] as const;
const COLOURS = { void: [255, 255, 255], lithium: [104, 112, 124], electrolyte: [222, 206, 160] };
const MARKUP = `<style>
:host{display:inline-block;max-width:100%;font:14px/1.4 system-ui,sans-serif}
figure{margin:0;width:16rem;max-width:100%}
figure[data-size=medium]{width:28rem}
figure[data-size=large]{width:44rem}
canvas{display:block;width:100%;image-rendering:pixelated}
[data-size=small] figcaption:not([role]),figure:not([data-size=large]) form{display:none}
form,label{display:flex;gap:.75rem;align-items:center}
</style><figure><canvas role="img"></canvas><figcaption></figcaption>
<form><button type="button">Hold</button><label>Stack pressure <input type="range" min="-1" max="2" step="0.05"
><output></output></label></form></figure>`;

/** Colours of all cells, RGBA, row by row. */
export function pixelsOf({ columns, lithiumRows, electrolyteRows, fields }: Frame) {
  const pixels = new Uint8ClampedArray(4 * columns * (lithiumRows + electrolyteRows));
  for (let k = 0; k < pixels.length / 4; k++) {
    const above = k < columns * lithiumRows;
    const share = above ? Math.min(1, Math.max(0, fields.lithium?.[k] ?? 1)) : 1;
    const full = above ? COLOURS.lithium : COLOURS.electrolyte;
    const mixed = full.map((one, c) => COLOURS.void[c]! + share * (one - COLOURS.void[c]!));
    pixels.set([...mixed, 255], 4 * k);
  }
  return pixels;
}

export class VoidScope extends HTMLElement {
  static readonly observedAttributes = ["scenario", "size"];
  readonly #root = this.attachShadow({ mode: "open" });
  #document: ScenarioInput | undefined;
  #run: Run | undefined;
  #seen = false;
  #held = false;
  #ticking = false;
  #opened = 0;
  readonly #observer = new IntersectionObserver((entries) => {
    this.#seen = entries.at(-1)!.isIntersecting;
    this.#tick();
  });

  constructor() {
    super();
    this.#root.innerHTML = MARKUP;
    const [button, pressure] = [this.#part("button"), this.#part("input")];
    button.addEventListener("click", () => {
      this.#held = !this.#held;
      button.textContent = this.#held ? "Go on" : "Hold";
      this.#tick();
    });
    pressure.addEventListener("change", () => {
      this.#run?.edit("conditions.stackPressure", `${10 ** Number(pressure.value)} MPa`);
      this.#tick();
    });
  }

  /** The run that is shown; undefined until it is laid out. */
  get simulation(): Run | undefined {
    return this.#run;
  }

  /** A scenario of your own, before the attribute. */
  set document(scenario: ScenarioInput) {
    this.#document = scenario;
    if (this.isConnected) void this.#open();
  }

  connectedCallback(): void {
    this.#observer.observe(this);
    this.#resize();
    void this.#open();
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
    this.#seen = false;
    this.#opened++;
    this.#run = undefined;
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (name === "size") this.#resize();
    else void this.#open();
  }

  #part<K extends "figure" | "canvas" | "figcaption" | "button" | "input" | "output">(name: K) {
    return this.#root.querySelector(name)!;
  }

  #resize(): void {
    const size = this.getAttribute("size") ?? "medium";
    this.#part("figure").dataset["size"] = SIZES.find((one) => one === size) ?? "medium";
  }

  async #open(): Promise<void> {
    const mine = ++this.#opened;
    const caption = this.#part("figcaption");
    caption.removeAttribute("role");
    try {
      const run = await Simulation.create(
        this.#document ?? this.getAttribute("scenario") ?? "strip-3mpa",
      );
      if (mine !== this.#opened) return;
      this.#run = run;
      const pressure = run.observables.stackPressure / 1e6;
      this.#part("input").value = String(Math.log10(Math.max(0.1, pressure)));
      this.#draw();
      this.#tick();
    } catch (error) {
      if (mine !== this.#opened) return;
      this.#run = undefined;
      caption.setAttribute("role", "alert");
      caption.textContent = (error as Error).message;
    }
  }

  /** Computes and draws as long as there is something to see. */
  #tick(): void {
    if (this.#ticking) return;
    this.#ticking = true;
    requestAnimationFrame(() => {
      this.#ticking = false;
      const run = this.#run;
      if (!run || !this.#seen || this.#held) return;
      const until = performance.now() + SHARE;
      let more = true;
      while (more && performance.now() < until) more = run.advance();
      this.#draw();
      if (more) this.#tick();
    });
  }

  #draw(): void {
    const run = this.#run!;
    const frame = run.frame(["lithium"]);
    const { time, contactFraction, stackPressure } = frame.observables;
    const canvas = this.#part("canvas");
    canvas.width = frame.columns;
    canvas.height = frame.lithiumRows + frame.electrolyteRows;
    const image = new ImageData(pixelsOf(frame), canvas.width, canvas.height);
    canvas.getContext("2d")!.putImageData(image, 0, 0);
    const words = `${(time / 60).toFixed(1)} min, contact ${(100 * contactFraction).toFixed(1)} %`;
    canvas.setAttribute("aria-label", `Section of lithium on its electrolyte: ${words}`);
    this.#part("figcaption").textContent =
      run.status === "running" ? words : `${words}. ${run.endReason}`;
    this.#part("output").textContent = `${(stackPressure / 1e6).toPrecision(2)} MPa`;
  }
}

customElements.define("void-scope", VoidScope);
