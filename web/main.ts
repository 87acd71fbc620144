// The page: store, engine, views and controls, tied together.

import type { Frame } from "../sim/types";
import type { Actions } from "./actions";
import { Address } from "./address";
import { charts } from "./chart";
import { Engine } from "./engine";
import { formula, quantities, show } from "./format";
import { initialState, Store } from "./store";
import { assumptions } from "./ui/assumptions";
import { controls } from "./ui/controls";
import { description } from "./ui/describe";
import { part, say } from "./ui/dom";
import { draw } from "./ui/draw";
import { events } from "./ui/events";
import { filaments } from "./ui/filaments";
import { files } from "./ui/files";
import { histogram } from "./ui/histogram";
import { keys } from "./ui/keys";
import { layerPicker } from "./ui/layer-picker";
import { ledger } from "./ui/ledger";
import { messages, words } from "./ui/messages";
import { probe } from "./ui/probe";
import { comfortable, transport } from "./ui/transport";
import { everyField, layerOf } from "./view/layers";
import { Legend, scaleBar } from "./view/legend";
import { Lines } from "./view/lines";
import { navigate } from "./view/navigate";
import { Profile } from "./view/profile";
import { highest, type Range, rangeOf } from "./view/range";
import { Section } from "./view/section";
import type { FrameMessage, ScenarioSource } from "./worker-protocol";

const address = new Address(location.search);
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
const store = new Store(initialState());

let engine: Engine;
let generation = -1;
/** [ms] Some layers cost a solve of their own: the probe reads all of them only now and then. */
const fullEvery = 400;
let fullAt = 0;

function startEngine() {
  store.set({ engine: "starting", problem: "" });
  engine = new Engine({
    wanted: () => {
      const { layer, probe: cell } = store.value;
      const now = performance.now();
      if (cell && now - fullAt > fullEvery) {
        fullAt = now;
        return everyField;
      }
      return [...new Set([layer, "lithium" as const])];
    },
    frame: receive,
    died: fail,
  });
}

function fail(problem: string) {
  store.set({ engine: "failed", problem, playing: false });
}

function receive(message: FrameMessage) {
  const fresh = message.generation !== generation;
  generation = message.generation;
  const { rows, events: log, frame: before } = store.value;
  if (message.status === "failed" && store.value.status !== "failed") {
    store.set({ message: { kind: "error", text: message.endReason } });
  }
  const series = fresh ? message.rows : rows;
  if (!fresh) for (const row of message.rows) series.push(row);
  store.set({
    rows: series,
    events: fresh ? message.events : message.events.length > 0 ? [...log, ...message.events] : log,
    frame: fresh ? message.frame : withOlder(message.frame, before),
    status: message.status,
    playing: message.playing,
    endReason: message.endReason,
    progress: message.progress,
    pulse: pulse(fresh || !message.playing),
    stepCost: message.stepCost,
  });
}

/** A person has picked a speed; it then holds for the scenarios that follow. */
let speedChosen = false;

/** Fields that this frame does not carry stay as they were, for the probe. */
function withOlder(frame: Frame, before: Frame | null): Frame {
  return store.value.probe ? { ...frame, fields: { ...before?.fields, ...frame.fields } } : frame;
}

let pulsedAt = 0;
function pulse(now: boolean): number {
  const due = now || performance.now() - pulsedAt > 120;
  if (due) pulsedAt = performance.now();
  return store.value.pulse + (due ? 1 : 0);
}

const actions: Actions = {
  async open(source: ScenarioSource, andPlay = true) {
    try {
      const run = await engine.api.open(source);
      await engine.api.setSpeed(store.value.speed);
      const { layer, probe } = run;
      store.set({ run, engine: "ready", message: null, playing: false, layer, probe });
      if (!speedChosen) actions.setSpeed(comfortable(run.duration));
      document.title = `${run.title} · Voidscope`;
      if ("name" in source) address.open(run.name, source.set);
      else address.open(null);
      history.replaceState(null, "", `${address}`);
      engine.request(true);
      if (andPlay) actions.toggle();
    } catch (cause) {
      // Before the first run a failure is the engine's; later it is the scenario's, and the run goes on.
      if (store.value.run) store.set({ message: { kind: "error", text: words(cause) } });
      else if (
        store.value.engine === "starting" &&
        "name" in source &&
        (source.set?.length || source.name !== firstChoice)
      ) {
        // First without what the link has changed, then without what it names.
        const name = source.set?.length ? source.name : firstChoice;
        await actions.open({ name }, andPlay);
        store.set({ message: { kind: "error", text: words(cause) } });
      } else fail(words(cause));
    }
  },
  async change(assignments, afresh = false) {
    const { playing } = store.value;
    try {
      const run = await engine.api.change(assignments, afresh);
      store.set({ run, message: null, playing: false, status: "running" });
      address.change(assignments, afresh);
      history.replaceState(null, "", `${address}`);
      engine.request(true);
      if (playing) actions.toggle();
      return true;
    } catch (cause) {
      store.set({ message: { kind: "error", text: words(cause) } });
      return false;
    }
  },
  toggle() {
    const { playing, status, engine: state } = store.value;
    if (state !== "ready") return;
    if (status !== "running") {
      actions.reset(true);
      return;
    }
    store.set({ playing: !playing });
    void (playing ? engine.api.pause() : engine.api.play());
  },
  step() {
    store.set({ playing: false });
    void engine.api.step();
  },
  reset(andPlay = store.value.playing) {
    void engine.api.reset().then(
      () => {
        store.set({ playing: false, status: "running" });
        engine.request(true);
        if (andPlay) actions.toggle();
      },
      (cause: unknown) => store.set({ message: { kind: "error", text: words(cause) } }),
    );
  },
  setSpeed(speed, byHand = false) {
    speedChosen ||= byHand;
    store.set({ speed });
    void engine.api.setSpeed(speed);
  },
  setControls(change) {
    void engine.api.setControls(change);
  },
};

const firstChoice = "single-void";

function makeSection(): Section | null {
  try {
    return new Section(part<HTMLCanvasElement>("section"), () => reduced.matches);
  } catch (cause) {
    store.set({ message: { kind: "error", text: words(cause) } });
    return null;
  }
}

async function begin() {
  startEngine();
  const { name, set, autoplay } = address;
  const opened = actions.open({ name: name ?? firstChoice, set }, autoplay);
  engine.api.gallery().then(
    (gallery) => store.set({ gallery }),
    () => {},
  );
  await opened;
}

const section = makeSection();
const profile = section && new Profile(section.view);
const lines = section && new Lines(section.view);
const legend = new Legend();
const ranges = new Map<string, Range>();

transport(store, actions);
layerPicker(store);
const handles = controls(store, actions);
charts(store);
histogram(store);
assumptions(store, actions);
probe(store, section);
ledger(store);
events(store);
filaments(store);
description(store);
files(store, actions);
messages(store, () => location.reload());
keys(store, actions, handles, section, draw(store, actions, section));
navigate(section);

store.watch(["run"], ({ run }) => {
  ranges.clear();
  if (run) say(part("electrolyte"), formula(run.electrolyte));
});
store.watch(["frame", "layer", "tool"], ({ frame, layer: field, tool }) => {
  const layer = layerOf(field);
  const values = frame?.fields[field];
  if (!frame || !values) return;
  const range = rangeOf(layer, values, ranges.get(field));
  ranges.set(field, range);
  section?.show(frame, layer, range, tool !== null);
  say(part("platen"), `↓ ${show(quantities.stress, frame.observables.stackPressure)}`);
});
store.watch(["pulse", "layer"], ({ frame, layer: field, run }) => {
  const values = frame?.fields[field];
  const range = ranges.get(field);
  if (!values || !range) return;
  legend.show(layerOf(field), range, formula(run?.electrolyte ?? "electrolyte"), highest(values));
});
// The last picture may not carry this layer, or not all of them.
store.watch(["layer", "probe"], ({ frame }) => {
  fullAt = 0;
  if (frame) engine.request(true);
});

function animate(now: number) {
  engine.request();
  section?.tick(now);
  const { frame } = store.value;
  if (section && frame) {
    scaleBar(section.view, frame.h);
    profile?.tick(frame);
    lines?.tick({ ...store.value, frame });
  }
  requestAnimationFrame(animate);
}

void begin();
requestAnimationFrame(animate);
