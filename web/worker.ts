// The run, away from the page: opens scenarios, loads the kernel, and plays.
import * as Comlink from "comlink";
import kernelUrl from "../build/kernel.run.wasm?url";
import type { RunSpec } from "../core/runspec";
import { exactParse } from "../sim/exact-json";
import { History } from "../sim/history";
import type { Kymograph } from "../sim/lines-in-time";
import { Simulation } from "../sim/simulation";
import { firstRun } from "./first-run";
import type { Following } from "./in-step";
import { describeRun, type Opened } from "./opened";
import { Playback } from "./playback";
import type { Seen } from "./seen";
import { upgradeFor } from "./threads";
import {
  type CathodeInTime,
  type Checked,
  type ClosureNow,
  type EngineApi,
  FIRST_CHOICE,
  type OpenedRun,
  type ScenarioSource,
} from "./worker-protocol";

async function loadKernel(): Promise<ArrayBuffer> {
  if (typeof WebAssembly === "undefined") {
    throw new Error(
      "This browser has WebAssembly switched off, which the engine is written in; allow it for this page, or use another browser.",
    );
  }
  const response = await fetch(kernelUrl).catch((cause: unknown) => {
    throw new Error(`The engine (${kernelUrl}) could not be fetched: ${cause}.`);
  });
  if (!response.ok) {
    throw new Error(`The engine (${kernelUrl}) could not be fetched: HTTP ${response.status}.`);
  }
  const bytes = await response.arrayBuffer();
  if (!WebAssembly.validate(bytes)) {
    throw new Error(
      "This browser cannot run the engine: it needs WebAssembly with SIMD, which every browser has since 2023; bring the browser up to date, or use another one.",
    );
  }
  return bytes;
}

/** Throws ScenarioError, one sentence. */
async function read(source: ScenarioSource): Promise<Opened> {
  if ("name" in source && source.name === FIRST_CHOICE) return exactParse(firstRun) as Opened;
  const { changedTo, openScenario } = await import("./open-scenario");
  const opened = await openScenario(source);
  if (!("seen" in source && source.seen)) return opened;
  const { scenario, grid } = opened.spec;
  return changedTo(opened, (await import("./seen")).seenAs(scenario, source.seen, grid));
}

/** What is open, and how it was when it was opened. */
class Workbench {
  readonly playback = new Playback();
  private kernel: Promise<ArrayBuffer> | undefined;
  private opened: Opened | undefined;
  private written: Opened | undefined;
  /** goes up with each run that is asked for */
  private turn = 0;
  /** the last run that was asked for, on its way */
  coming: Promise<unknown> = Promise.resolve();

  async open(source: ScenarioSource): Promise<OpenedRun> {
    const turn = ++this.turn;
    // on its way while the scenario is read
    void this.wasm();
    const written = await read(source);
    const set = "name" in source ? (source.set ?? []) : [];
    const { opened, refused } =
      set.length > 0
        ? (await import("./change-scenario")).changeWhatCan(written, set)
        : { opened: written, refused: [] };
    const step = await stepOf(source);
    const info = await this.start(opened, written, turn);
    this.playback.goTo(step);
    return refused.length > 0 ? { ...info, refused } : info;
  }

  /** What stands behind "#s=" in a link to what is shown. */
  async link(seen?: Seen): Promise<string> {
    const [{ linkOf }, { seenAs }] = await Promise.all([import("../sim/link"), import("./seen")]);
    const { current } = this.playback;
    if (!this.opened || !current) return "";
    const so = this.playback.scenario()!;
    const scenario = seen ? seenAs(so, seen, this.opened.spec.grid) : so;
    return linkOf({ name: this.opened.name, scenario, step: current.run.steps });
  }

  async closures(): Promise<ClosureNow[]> {
    const { closuresNow } = await import("./open-scenario");
    return this.opened ? closuresNow(this.opened, this.written!) : [];
  }

  /** Its numbers are not needed for the first picture. */
  async hangsOn(): Promise<string> {
    const { hangsOn } = await import("../core/bands");
    return this.opened ? hangsOn(this.opened.spec.scenario) : "";
  }

  async record(): Promise<string> {
    const { recordText } = await import("./run-files");
    const { current } = this.playback;
    return this.opened && current ? recordText(this.opened.name, current.run) : "";
  }

  async draft(): Promise<string> {
    const { draftOf } = await import("./editing");
    const { current } = this.playback;
    return current ? draftOf(current.run) : "";
  }

  async check(draft: string): Promise<Checked> {
    const { check } = await import("./editing");
    return check(draft, this.playback.current?.run);
  }

  async change(assignments: string[], afresh: boolean): Promise<OpenedRun> {
    const before = afresh ? this.written : this.opened;
    if (!before) throw new Error("No scenario is open.");
    const { changeScenario } = await import("./change-scenario");
    return this.start(changeScenario(before, assignments), this.written!);
  }

  /** Goes in step with the run at the other end of the port; without one, on its own. */
  async accompany(port?: MessagePort, following?: Following, tell?: (sentence: string) => void) {
    if (!port) {
      this.playback.accompany(undefined);
      return;
    }
    const { Follower, Leader } = await import("./in-step");
    this.playback.accompany(
      following
        ? new Follower(this.playback, port, following, this, tell ?? (() => {}))
        : new Leader(this.playback, port),
    );
  }

  async reset(): Promise<number> {
    if (this.opened) await this.start(this.opened, this.written!);
    return this.playback.outbox.generation;
  }

  /** Takes the place of what was open before only once its run stands, and if nothing newer has been asked for. */
  private start(next: Opened, written: Opened, turn = ++this.turn): Promise<OpenedRun> {
    const run = this.begin(next, written, turn);
    this.coming = run;
    return run;
  }

  private async begin(next: Opened, written: Opened, turn: number): Promise<OpenedRun> {
    const run = await this.simulate(next.spec);
    const geometry = run.geometry();
    if (turn === this.turn) {
      this.opened = next;
      this.written = written;
      this.playback.load(new History(run));
    } else run.dispose();
    return { ...describeRun(next), geometry, generation: this.playback.outbox.generation };
  }

  /** Its bytes, fetched once. */
  wasm(): Promise<ArrayBuffer> {
    this.kernel ??= loadKernel();
    this.kernel.catch(() => {
      this.kernel = undefined;
    });
    return this.kernel;
  }

  private async simulate(spec: RunSpec): Promise<Simulation> {
    const kernel = await this.wasm();
    return Simulation.create(spec, kernel, await upgradeFor(spec.grid.columns));
  }
}

function cathodeInTime(kymograph: Kymograph | undefined): CathodeInTime | null {
  if (!kymograph) return null;
  const lithium = kymograph.lines.flatMap(({ cathode }) => (cathode ? [cathode] : []));
  return { times: kymograph.times.slice(0, lithium.length), lithium };
}

/** Time steps to what a source shows. */
async function stepOf(source: ScenarioSource): Promise<number> {
  if ("link" in source) return (await import("../sim/link")).readLink(source.link).step;
  return ("text" in source && source.step) || 0;
}

const workbench = new Workbench();
const { playback } = workbench;

const api: EngineApi = {
  gallery: async () => (await import("./open-scenario")).gallery(),
  closures: () => workbench.closures(),
  sets: async () => (await import("./change-scenario")).sets(),
  open: (source) => workbench.open(source),
  change: (assignments, afresh) => workbench.change(assignments, afresh),
  reset: () => workbench.reset(),
  play: (until) => playback.play(until),
  pause: (rests) => playback.pause(rests),
  step: () => playback.step(),
  seek: (to) => playback.seek(to),
  setSpeed: (rate) => playback.setSpeed(rate),
  setControls: (controls) => playback.setControls(controls),
  edit: (path, value) => playback.draw(path, value),
  withdraw: () => playback.withdraw(),
  scenario: () => `${JSON.stringify(playback.scenario(), null, 2)}\n`,
  record: () => workbench.record(),
  hangsOn: () => workbench.hangsOn(),
  link: (seen) => workbench.link(seen),
  kymograph: () => playback.current?.kymograph ?? null,
  cathodeInTime: () => cathodeInTime(playback.current?.kymograph),
  impedance: () => playback.impedance(),
  accompany: (...how) => workbench.accompany(...how),
  measured: async (text, fileName, header) =>
    (await import("./measured-columns")).measuredColumn(text, fileName, header),
  vocabulary: async () => (await import("./editing")).vocabulary(),
  draft: () => workbench.draft(),
  check: (draft) => workbench.check(draft),
  kernel: () => workbench.wasm(),
  attach: (port) => playback.attach(port),
  ping: () => performance.now(),
};

Comlink.expose(api);
