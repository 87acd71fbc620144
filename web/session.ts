// The page's end of a run: opens scenarios in the engine, takes what it sends into the store, and does there what a person
// asks for. The engine is starting, ready or failed.
import * as Comlink from "comlink";
import type { EditPath } from "../core/edits";
import type { Controls } from "../sim/types";
import type { Actions } from "./actions";
import { Address } from "./address";
import { Engine } from "./engine";
import { typeset } from "./format";
import { FrameIntake } from "./frame-intake";
import { Keeping, type KeptRun, sourceOf } from "./keeping";
import type { Seen } from "./seen";
import type { Store } from "./store";
import type { View } from "./view/camera";
import { everyField } from "./view/layers";
import {
  FIRST_CHOICE,
  type FrameMessage,
  type ScenarioSource,
  sentenceOf,
} from "./worker-protocol";

/** [ms] Some layers cost a solve of their own: the probe reads all of them only now and then. */
const fullEvery = 400;

/** A run that is shown beside this one (compare/). */
export interface RunBeside {
  /** The same entries of its scenario are changed. */
  change(assignments: string[], afresh: boolean): Promise<void>;
  /** The end of an address that stands for it. */
  link(): Promise<string>;
  /** Another scenario takes the place of the one that it is compared with. */
  leave(): void;
}

export class Session implements Actions {
  beside: RunBeside | null = null;
  /** Opens a pair of the gallery, for Back and Forward. */
  pair: (name: string, way: "back") => Promise<void> = async () => {};
  /** What the picture shows, where somebody has moved it. */
  camera: () => View | null = () => null;
  private readonly engine: Engine;
  private readonly intake: FrameIntake;
  private fullAt = 0;
  /** A person has picked a speed; it then holds for the scenarios that follow. */
  private speedChosen = false;
  /** The address has been written once. */
  private written = false;
  /** the measured table that came last, for another column of it */
  private table = "";
  /** To play, pause, step or seek, on their way to the engine. */
  private orders = 0;
  /** number of the last one that has been carried out */
  private carriedOut = 0;
  /** of the run that is shown */
  private generation = 0;
  readonly keeping: Keeping;

  constructor(
    private readonly store: Store,
    private readonly address: Address,
  ) {
    this.keeping = new Keeping(store, () => this.seen());
    this.intake = new FrameIntake(store);
    this.engine = new Engine({
      wanted: () => this.wanted(),
      frame: (message) => this.receive(message),
      died: (problem) => this.fail(problem),
    });
    // The last picture may not carry this layer, or not all of them.
    store.watch(["layer", "probe", "panel", "reads"], ({ frame }) => {
      this.fullAt = 0;
      if (frame) this.engine.request(true);
    });
    store.watch(["panel", "run"], ({ panel, run }) => {
      if (panel === "assumptions" && run) void this.askWhatIsAssumed();
    });
  }

  private async askWhatIsAssumed() {
    const { run, sets } = this.store.value;
    const { api } = this.engine;
    if (sets.length === 0) this.store.set({ sets: await api.sets().catch(() => []) });
    const [closures, hangsOn] = await Promise.all([
      api.closures().catch(() => []),
      api.hangsOn().catch(() => ""),
    ]);
    if (this.store.value.run === run) this.store.set({ closures, hangsOn });
  }

  /** Opens what the tab was left with, or what the address names. */
  async begin() {
    const { name, set, autoplay, unknown } = this.address;
    const left = this.keeping.left();
    const link = Address.linked(location.hash);
    const opened = left
      ? this.openKept(left)
      : link !== null
        ? this.open({ link }, false)
        : this.open({ name: name ?? FIRST_CHOICE, set }, autoplay);
    window.addEventListener("popstate", ({ state }) => void this.goBack(state));
    addEventListener("hashchange", () => {
      const other = Address.linked(location.hash);
      if (other !== null) void this.open({ link: other }, false);
    });
    await opened;
    if (unknown.length > 0 && !this.store.value.message) {
      const text = `The address names ${unknown.join(", ")}, which this page does not know; it takes case, set, pair, autoplay, ui, lesson and lang.`;
      this.store.set({ message: { kind: "note", text } });
    }
  }

  /** What else can be chosen; asked for once the first picture moves. */
  async listGallery() {
    const gallery = await this.engine.api.gallery().catch(() => []);
    this.store.set({ gallery });
  }

  /** Goes on with a run that this browser has kept, paused where it was left. */
  async openKept(run: KeptRun) {
    await this.open(sourceOf(run), false);
    this.store.set({ measured: run.measured ?? null });
    this.keeping.begin(run.id);
  }

  /** The address says that two runs are compared. */
  notePair(name: string) {
    this.address.query.set("pair", name);
    this.writeAddress(null, "back");
  }

  /** Back and forward in the browser. */
  private async goBack(state: unknown) {
    const { source, pair } = (state ?? {}) as { source?: ScenarioSource; pair?: string | null };
    if (pair) await this.pair(pair, "back");
    else if (source) await this.open(source, false, "back");
  }

  /** Goes in step with the run at the other end of the port; without one, on its own. */
  async accompany(port?: MessagePort) {
    await this.engine.api.accompany(port && Comlink.transfer(port, [port]));
  }

  /** Asks for the next picture. */
  request() {
    this.engine.request();
  }

  async open(source: ScenarioSource, andPlay = true, way: "forth" | "back" = "forth") {
    const { store } = this;
    this.keeping.save();
    this.beside?.leave();
    try {
      const run = await this.engine.api.open(source);
      this.generation = run.generation;
      await this.engine.api.setSpeed(store.value.speed);
      const { layer, cathodeLayer, probe } = run;
      store.set({
        run,
        engine: "ready",
        message: null,
        playing: false,
        layer,
        cathodeLayer,
        probe,
        probing: false,
        steps: { first: 0, now: 0, last: 0 },
        edits: [],
        drawn: [],
      });
      if (!this.speedChosen) this.setSpeed(run.speed);
      document.title = `${run.title} · Voidscope`;
      this.keeping.begin();
      if ("name" in source) this.address.open(run.name, source.set);
      else this.address.open(null);
      this.writeAddress(source, way);
      if (run.refused) this.complain(run.refused.join(" "));
      this.engine.request(true);
      if (andPlay) this.toggle();
    } catch (cause) {
      await this.refuse(source, andPlay, sentenceOf(cause));
    }
  }

  async change(assignments: string[], afresh = false) {
    const { store } = this;
    const { playing, pinned, restarts } = store.value;
    store.set({ restarts: restarts + 1 });
    try {
      const run = await this.engine.api.change(assignments, afresh);
      this.generation = run.generation;
      store.set({ run, message: null, playing: false, status: "running" });
      this.address.change(assignments, afresh);
      this.writeAddress(null, "back");
      this.engine.request(true);
      await this.beside?.change(assignments, afresh);
      if (playing) this.toggle();
      return true;
    } catch (cause) {
      store.set({ pinned });
      this.complain(sentenceOf(cause));
      return false;
    }
  }

  /** `rests`: while nobody sees it, and afterwards goes on to where it was to pause. */
  toggle(rests = false) {
    const { playing, status, engine } = this.store.value;
    if (engine !== "ready") return;
    if (status === "stopped" || status === "failed") {
      this.reset(true);
      return;
    }
    void this.order(
      !playing,
      playing ? this.engine.api.pause(rests) : this.engine.api.play(rests ? null : undefined),
    );
  }

  step() {
    void this.order(false, this.engine.api.step());
  }

  playUntil(limit: string) {
    this.order(true, this.engine.api.play(limit)).catch((cause: unknown) => {
      this.store.set({ playing: false });
      this.complain(sentenceOf(cause));
    });
  }

  seek(to: { step: number } | { time: number }) {
    void this.order(false, this.engine.api.seek(to));
  }

  /** Shows at once what has been ordered; a picture that was on its way before the engine took the order has no say in it. */
  private async order(playing: boolean, taken: Promise<number>) {
    this.orders++;
    this.store.set({ playing });
    try {
      this.carriedOut = Math.max(this.carriedOut, await taken);
    } finally {
      this.orders--;
      this.engine.request(true);
    }
  }

  reset(andPlay = this.store.value.playing) {
    const { edits, restarts } = this.store.value;
    if (edits.length > 0) this.store.set({ restarts: restarts + 1 });
    void this.engine.api.reset().then(
      (generation) => {
        this.generation = generation;
        this.store.set({ playing: false, status: "running" });
        this.engine.request(true);
        if (andPlay) this.toggle();
      },
      (cause: unknown) => this.complain(sentenceOf(cause)),
    );
  }

  setSpeed(speed: number, byHand = false) {
    this.speedChosen ||= byHand;
    this.store.set({ speed });
    void this.engine.api.setSpeed(speed);
  }

  setControls(change: Controls) {
    void this.engine.api.setControls(change);
  }

  async edit(path: EditPath, value: unknown) {
    // a run beside may say at once what it does not take
    this.store.set({ message: null });
    try {
      await this.engine.api.edit(path, value);
      this.engine.request(true);
      return true;
    } catch (cause) {
      this.complain(sentenceOf(cause));
      return false;
    }
  }

  async withdraw() {
    const done = await this.engine.api.withdraw();
    if (!done) this.complain("The run before that has been forgotten; start it again.");
    this.engine.request(true);
    return done;
  }

  async link() {
    const beside = (await this.beside?.link()) ?? "";
    return `${location.href.replace(/[?#].*$/, "")}#s=${await this.engine.api.link(this.seen())}${beside}`;
  }

  /** A reload goes on with the run as it is: kept by the browser, or else by the address. */
  async keepForReload() {
    if (this.keeping.save()) return;
    const link = await this.link();
    this.keeping.leave();
    history.replaceState(null, "", link);
  }

  private seen(): Seen {
    const { run, layer, cathodeLayer, probe, probing } = this.store.value;
    return {
      layer: layer === run?.layer ? null : layer,
      cathodeLayer: cathodeLayer === run?.cathodeLayer ? null : cathodeLayer,
      camera: this.camera(),
      probe: probing ? probe : null,
    };
  }

  scenario() {
    return this.engine.api.scenario();
  }

  record() {
    return this.engine.api.record();
  }

  async measure(text: string | null, fileName: string, header?: string) {
    const table = text ?? this.table;
    const isGone = text === null && table === "";
    try {
      if (isGone) throw new Error(`"${fileName}" is not at hand any more; choose it again.`);
      const measured = await this.engine.api.measured(table, fileName, header);
      this.table = table;
      this.store.set({ measured, message: null, panel: "instruments" });
    } catch (cause) {
      this.complain(sentenceOf(cause));
    }
  }

  vocabulary() {
    return this.engine.api.vocabulary();
  }

  draft() {
    return this.engine.api.draft();
  }

  check(draft: string) {
    return this.engine.api.check(draft);
  }

  kernel() {
    return this.engine.api.kernel();
  }

  kymograph() {
    return this.engine.api.kymograph();
  }

  cathodeInTime() {
    return this.engine.api.cathodeInTime();
  }

  impedance() {
    return this.engine.api.impedance();
  }

  /** Before the first run a failure is the engine's; later it is the scenario's, and the run goes on. */
  private async refuse(source: ScenarioSource, andPlay: boolean, sentence: string) {
    const { run, engine } = this.store.value;
    if (run) {
      this.complain(sentence);
      return;
    }
    const changed = "name" in source && source.set?.length;
    const named = !("name" in source) || source.name !== FIRST_CHOICE;
    if (engine !== "starting" || !(changed || named)) {
      this.fail(sentence);
      return;
    }
    // First without what the link has changed, then without what it names.
    await this.open({ name: "name" in source && changed ? source.name : FIRST_CHOICE }, andPlay);
    this.complain(sentence);
  }

  private wanted() {
    const { layer, probe, probing, panel, reads } = this.store.value;
    const now = performance.now();
    if (probe && (probing || panel === "instruments") && now - this.fullAt > fullEvery) {
      this.fullAt = now;
      return [...new Set([...everyField, ...reads])];
    }
    // streamlines of the current follow the potential
    const more = layer === "currentDensity" ? (["potential"] as const) : [];
    return [...new Set([layer, "lithium" as const, ...more, ...reads])];
  }

  /** A picture that has been overtaken by a newer run is of no use; one overtaken by an order does not say whether it plays. */
  private receive(message: FrameMessage) {
    if (message.generation < this.generation) return;
    const { status, playing } = this.store.value;
    if (message.status === "failed" && status !== "failed")
      this.complain(typeset(message.endReason));
    const overtaken = this.orders > 0 || message.order < this.carriedOut;
    this.intake.take(message, overtaken ? playing : message.playing);
  }

  /** The first run that is opened stands for the page itself; each that follows can be left by Back. */
  private writeAddress(source: ScenarioSource | null, way: "forth" | "back") {
    const linked = source && "link" in source;
    const address = `${this.address}${linked ? `#s=${source.link}` : ""}`;
    const { name, set, query } = this.address;
    const pair = query.get("pair");
    const state = { source: source ?? (name === null ? null : { name, set }), pair };
    try {
      if (way === "forth" && this.written) history.pushState(state, "", address);
      else history.replaceState(state, "", address);
    } catch {
      // a page from a file has no addresses of its own
    }
    this.written = true;
  }

  private complain(text: string) {
    this.store.set({ message: { kind: "error", text } });
  }

  private fail(problem: string) {
    this.store.set({ engine: "failed", problem, playing: false });
  }
}
