// Two runs side by side with one thing that tells them apart: pictures beside each other, one curve with both, one time.
// Loaded when somebody asks for it.
import "../style/compare.css";
import { html, nothing, render } from "lit-html";
import { PAIRS, type Pair } from "../../core/pairs";
import type { ControlName } from "../../core/scenario";
import { fromDisplay, quantities, show, toDisplay } from "../format";
import { type KeptRun, sourceOf } from "../keeping";
import { dials } from "../panels/conditions";
import { Dial } from "../panels/dial";
import { headline } from "../panels/headline";
import { colourBar } from "../panels/legend";
import { PicturePace } from "../picture-pace";
import type { RunBeside, Session } from "../session";
import type { Store } from "../store";
import type { Camera } from "../view/camera";
import { sentenceOf } from "../worker-protocol";
import { gridsAgree } from "./difference";
import { SecondPicture } from "./second-picture";
import { SecondRun, type Start } from "./second-run";

/** Of what a control moves: how the kernel calls it, and what a state has of it. */
export const READ = {
  pressure: { quantity: quantities.stress, of: "stackPressure" },
  temperature: { quantity: quantities.temperature, of: "temperature" },
  current: { quantity: quantities.currentDensity, of: "currentDensity" },
} as const;

let open: SideBySide | undefined;

export interface Page {
  store: Store;
  session: Session;
  camera: Camera;
}

/** Asks with what the run is to be compared. */
export async function choose(page: Page) {
  (await import("./compare-dialog")).compareDialog(page);
}

/** Opens a pair of the gallery, both from their start; paused on the way back to it. */
export async function openPair(page: Page, name: string, way: "forth" | "back" = "forth") {
  const pair = PAIRS.find((one) => one.name === name);
  if (!pair) return;
  await page.session.open({ name: pair.a.name, set: pair.a.set ?? [] }, false, way);
  if (page.store.value.run?.name !== pair.a.name) return;
  if (await begin(page, startOf(pair), [pair.a.label, pair.b.label])) {
    page.session.notePair(name);
    if (way === "forth") page.session.toggle();
  }
}

function startOf({ b, control }: Pair): Start {
  return { source: { name: b.name, set: b.set ?? [] }, control: control ?? null };
}

/** Puts a run beside the one that is open. False when it has been refused. */
export async function begin(page: Page, start: Start, labels: readonly [string, string]) {
  open?.leave();
  const made = new SideBySide(page, start.control, labels);
  open = made;
  return made.begin(start);
}

/** The run beside of a run that was kept, else of what stands behind "&b=" in an address; behind "&by=" what tells them apart. */
export async function resume(page: Page, hash: string, left: KeptRun["beside"]) {
  const labels = ["A", "B"] as const;
  const parts = new URLSearchParams(hash.slice(1));
  const [link, by] = [parts.get("b"), parts.get("by")];
  if (left) {
    const source = sourceOf(left);
    await begin(page, { source, control: left.control, made: editsOf(page) }, left.labels);
  }
  if (!left && link) {
    const control = by && by in READ ? (by as ControlName) : null;
    await begin(page, { source: { link }, control, made: editsOf(page) }, labels);
  }
}

/** Changes by hand that the scenario of the first run was opened with: that of the second one has its own of them. */
function editsOf({ store }: Page): number {
  return JSON.parse(store.value.run?.scenario ?? "{}").edits?.length ?? 0;
}

class SideBySide implements RunBeside {
  private readonly run: SecondRun;
  private readonly picture: SecondPicture;
  private readonly bar = document.createElement("section");
  private readonly side = document.createElement("section");
  private readonly head = document.createElement("div");
  private readonly foot = document.createElement("section");
  private readonly dial: Dial | null = null;
  private readonly pace = new PicturePace();
  private readonly stops: (() => void)[] = [];
  private closed = false;

  constructor(
    private readonly page: Page,
    private readonly control: ControlName | null,
    private readonly labels: readonly [string, string],
  ) {
    const { store, camera } = page;
    this.run = new SecondRun(
      store,
      () => this.page.session.accompany(),
      (text) => store.set({ message: { kind: "note", text } }),
    );
    this.picture = new SecondPicture(store, this.run.store, camera);
    if (control) this.dial = this.dialOf(control);
    Object.assign(this.bar, { id: "compare-bar" }).setAttribute("aria-label", "Two runs");
    Object.assign(this.side, { id: "beside" }).setAttribute("aria-label", "The run beside");
    Object.assign(this.head, { id: "headline-beside-place" });
    Object.assign(this.foot, { id: "control-beside" }).setAttribute("aria-label", "Control of B");
  }

  /** False when it has been refused, with a sentence. */
  async begin(start: Start): Promise<boolean> {
    const { store, session } = this.page;
    const main = document.querySelector("main")!;
    main.append(this.bar, this.head, this.side, this.foot);
    document.documentElement.dataset["compare"] = "open";
    store.set({ panel: null });
    this.draw();
    try {
      await this.run.open(start, session);
    } catch (cause) {
      this.leave();
      store.set({ message: { kind: "error", text: sentenceOf(cause) } });
      return false;
    }
    session.beside = this;
    headline(this.head, this.run.store, "headline-beside");
    const draw = () => this.draw();
    this.stops.push(
      this.run.store.watch(["pulse"], (state) => {
        const { control, labels } = this;
        store.set({ beside: { control, labels, state } });
      }),
      this.run.store.watch(["pulse", "run", "status", "engine", "range"], draw),
      store.watch(["pulse", "layer", "run"], draw),
    );
    requestAnimationFrame((now) => this.animate(now));
    return true;
  }

  /** What B cannot be changed to it goes on without, which is said. */
  async change(assignments: string[], afresh: boolean) {
    try {
      await this.run.change(assignments, afresh);
    } catch (cause) {
      const text = `B stays as it is: ${sentenceOf(cause)}`;
      this.page.store.set({ message: { kind: "note", text } });
    }
  }

  async link() {
    return `&b=${await this.run.link()}${this.control ? `&by=${this.control}` : ""}`;
  }

  /** The first run goes on alone; the other one is kept. */
  leave() {
    if (this.closed) return;
    this.closed = true;
    const { store, session } = this.page;
    const { run } = this.run.store.value;
    const kept = session.keeping.keepAlso(
      this.run.store.value,
      `${run?.title ?? ""} (${this.names[1]})`,
    );
    if (kept) {
      const text = "The run beside is kept: Record, Runs kept in this browser.";
      store.set({ message: { kind: "note", text } });
    }
    if (open === this) open = undefined;
    session.beside = null;
    void session.accompany();
    store.set({ beside: null });
    for (const stop of this.stops) stop();
    this.picture.close();
    this.run.close();
    for (const part of [this.bar, this.head, this.side, this.foot]) part.remove();
    delete document.documentElement.dataset["compare"];
  }

  private animate(now: number) {
    if (this.closed) return;
    if (this.pace.due(now)) this.run.request();
    this.picture.draw(now);
    requestAnimationFrame((next) => this.animate(next));
  }

  private dialOf(control: ControlName): Dial {
    const { quantity } = READ[control];
    const spec = dials[control];
    return new Dial(
      { ...spec, id: `${spec.id}-beside`, label: `${spec.label} of B` },
      (value) => {
        const si = fromDisplay(quantity, value);
        if (control === "pressure") this.run.setControls({ stackPressure: si });
        else if (control === "temperature") this.run.setControls({ temperature: si });
        else this.run.setControls({ currentDensity: this.way * si });
      },
      () => this.draw(),
    );
  }

  /** Strips or plates. */
  private get way(): number {
    return (this.run.store.value.frame?.observables.currentDensity ?? 1) < 0 ? -1 : 1;
  }

  /** What tells them apart, as it is now. */
  private get names(): [string, string] {
    const states = [this.page.store.value, this.run.store.value];
    return states.map(({ frame }, k) => {
      if (!this.control || !frame) return this.labels[k]!;
      const { quantity, of } = READ[this.control];
      return show(quantity, Math.abs(frame.observables[of]), 3);
    }) as [string, string];
  }

  private draw() {
    if (this.closed) return;
    const { engine, frame, run } = this.run.store.value;
    if (this.dial && frame) {
      const { quantity, of } = READ[this.control!];
      this.dial.follow(Math.abs(toDisplay(quantity, frame.observables[of])));
    }
    this.drawBar();
    const { canvas, sheets } = this.picture.parts;
    render(
      html`<div class="picture">${canvas}${sheets}${this.note()}</div>
        <div class="legend">${this.legend()}</div>`,
      this.side,
    );
    render(this.dial ? this.dial.view(engine !== "ready", run?.landmarks) : nothing, this.foot);
  }

  private drawBar() {
    const [a, b] = this.names;
    const { store } = this.page;
    const other = this.run.store.value;
    const agree =
      !!store.value.frame && !!other.frame && gridsAgree(store.value.frame, other.frame);
    const choose = (on: boolean) => () => {
      this.picture.difference = on;
      this.draw();
    };
    const choice = (on: boolean, words: string) =>
      html`<label
        ><input
          type="radio"
          name="beside-shows"
          .checked=${this.picture.difference === on}
          ?disabled=${on && !agree}
          @change=${choose(on)}
        /><span>${words}</span></label
      >`;
    render(
      html`<h2 class="run-a"><i>A</i> ${a}</h2>
        <div class="run-b"><h2><i>B</i> ${b}</h2>
        <fieldset class="segments" title=${agree ? "" : "The grids of the two differ, so that there is no difference to draw."}>
          <legend class="unseen">The second picture shows</legend>
          ${choice(false, "B")}${choice(true, "B − A")}
        </fieldset>
        <button type="button" id="leave-beside" @click=${() => this.leave()}>Close B</button></div>`,
      this.bar,
    );
  }

  /** What is to be known of the second picture. */
  private note() {
    const { engine, problem, frame, status, endReason } = this.run.store.value;
    const first = this.page.store.value.frame;
    const behind = !!frame && !!first && frame.observables.time < 0.98 * first.observables.time;
    const text =
      engine === "failed"
        ? `${problem} A goes on without it.`
        : status !== "running"
          ? endReason
          : behind
            ? `B catches up: ${show(quantities.time, frame.observables.time, 3)}.`
            : "";
    return text ? html`<p class="beside-note">${text}</p>` : nothing;
  }

  private legend() {
    const { shown } = this.picture;
    if (this.picture.difference && shown) return colourBar(shown.layer, shown.range);
    return nothing;
  }
}
