// The run, away from the page: loads the kernel, advances time steps, answers requests for pictures.
// It yields after each time step, so that a control moved by hand acts on the next one.
import * as Comlink from "comlink";
import kernelUrl from "../build/kernel.wasm?url";
import { Recorder } from "../sim/recorder";
import type { Controls, Observables } from "../sim/types";
import {
  changeScenario,
  describeRun,
  gallery,
  type Opened,
  openScenario,
  type RunSpec,
  Simulation,
} from "./open-scenario";
import { PlaybackRate } from "./playback-rate";
import { upgradeFor } from "./threads";
import type { EngineApi, FrameMessage, FrameRequest } from "./worker-protocol";

let kernel: Promise<ArrayBuffer> | undefined;
let simulation: Simulation | undefined;
let spec: RunSpec | undefined;
/** What is open, and how it was when it was opened. */
let opened: Opened | undefined;
let written: Opened | undefined;
let port: MessagePort | undefined;
let request: FrameRequest | undefined;
let recorder: Recorder | undefined;
let rows: Observables[] = [];
let eventsSent = 0;
let playing = false;
let changed = false;
let stepCost = 0;
let generation = 0;
let openings = 0;
let moved: Controls = {};
let applying: ReturnType<typeof setTimeout> | undefined;
let appliedAt = 0;
/** [ms] between two changes of the controls */
const controlsEvery = 100;
const pace = new PlaybackRate();

// A message to oneself comes back without the 4 ms that nested timers are held for.
const wake = new MessageChannel();
let awake = false;
wake.port1.onmessage = () => {
  awake = false;
  turn();
};
function schedule(delay = 0) {
  if (awake) return;
  awake = true;
  if (delay > 1) setTimeout(() => wake.port2.postMessage(0), delay);
  else wake.port2.postMessage(0);
}

async function loadKernel(): Promise<ArrayBuffer> {
  const response = await fetch(kernelUrl).catch((cause: unknown) => {
    throw new Error(`The engine (${kernelUrl}) could not be fetched: ${cause}.`);
  });
  if (!response.ok) {
    throw new Error(`The engine (${kernelUrl}) could not be fetched: HTTP ${response.status}.`);
  }
  const bytes = await response.arrayBuffer();
  if (!WebAssembly.validate(bytes)) {
    throw new Error(
      "This browser cannot run the engine: it needs WebAssembly with SIMD, which every browser has since 2023.",
    );
  }
  return bytes;
}

/** Takes the place of the run before only once it stands. */
async function start(next: RunSpec) {
  kernel ??= loadKernel();
  kernel.catch(() => {
    kernel = undefined;
  });
  const turnOf = ++openings;
  const upgrade = await upgradeFor(next.grid.columns);
  const made = await Simulation.create(next, await kernel, upgrade);
  if (turnOf !== openings) {
    made.dispose();
    return;
  }
  simulation?.dispose();
  simulation = made;
  spec = next;
  rows = [];
  recorder = new Recorder(simulation, { row: (observables) => rows.push(observables) });
  eventsSent = 0;
  playing = false;
  changed = true;
  generation++;
  deliver();
}

function advance() {
  if (simulation?.status !== "running") return;
  const before = performance.now();
  const goesOn = simulation.advance();
  const cost = performance.now() - before;
  stepCost = stepCost === 0 ? cost : stepCost + 0.1 * (cost - stepCost);
  recorder?.observe();
  changed = true;
  if (!goesOn) playing = false;
}

/** A slider sends many values a second; each one that reaches the run is an event of its record. */
function apply() {
  applying = undefined;
  appliedAt = performance.now();
  simulation?.setControls(moved);
  moved = {};
  changed = true;
  deliver();
}

function turn() {
  if (!playing || !simulation) return;
  const wait = pace.wait(simulation.observables.time, performance.now());
  if (wait > 0) {
    schedule(Math.min(wait, 50));
    return;
  }
  advance();
  deliver();
  if (playing) schedule();
}

function deliver() {
  if (!port || !request || !simulation || !(changed || request.fresh)) return;
  const frame = simulation.frame(request.fields);
  const message: FrameMessage = {
    frame,
    rows,
    events: simulation.events.slice(eventsSent),
    status: simulation.status,
    playing,
    endReason: simulation.endReason,
    progress: simulation.progress,
    stepCost,
    generation,
  };
  eventsSent = simulation.events.length;
  rows = [];
  changed = false;
  request = undefined;
  const arrays = [...Object.values(frame.fields), ...Object.values(frame.interface)];
  port.postMessage(message, [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))]);
}

const api: EngineApi = {
  gallery,
  async open(source) {
    const asWritten = openScenario(source);
    const set = "name" in source ? source.set : undefined;
    const next = set ? changeScenario(asWritten, [...set]) : asWritten;
    await start(next.spec);
    opened = next;
    written = asWritten;
    return describeRun(next);
  },
  async change(assignments, afresh) {
    const before = afresh ? written : opened;
    if (!before) throw new Error("No scenario is open.");
    const next = changeScenario(before, assignments);
    await start(next.spec);
    opened = next;
    return describeRun(next);
  },
  async reset() {
    if (spec) await start(spec);
  },
  play() {
    if (!simulation) return;
    playing = simulation.status === "running";
    pace.anchor(simulation.observables.time, performance.now());
    schedule();
  },
  pause() {
    playing = false;
    changed = true;
    deliver();
  },
  step() {
    playing = false;
    advance();
    deliver();
  },
  setSpeed(rate) {
    pace.rate = rate;
    if (simulation) pace.anchor(simulation.observables.time, performance.now());
  },
  setControls(controls) {
    moved = { ...moved, ...controls };
    if (applying) return;
    const wait = appliedAt + controlsEvery - performance.now();
    applying = setTimeout(apply, Math.max(0, wait));
  },
  attach(given) {
    port = given;
    port.onmessage = (event: MessageEvent<FrameRequest>) => {
      request = event.data;
      deliver();
    };
  },
  ping: () => performance.now(),
};

Comlink.expose(api);
