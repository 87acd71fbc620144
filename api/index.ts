// The package as a library: `import { Simulation } from "voidscope"`. What stands in types.ts is what is promised.

import { fromGallery, GALLERY } from "../core/gallery";
import { resolveRun } from "../core/resolve";
import { checkpointOf, restore } from "../sim/checkpoint";
import { Simulation as Run } from "../sim/simulation";
import { kernel } from "./kernel";
import type { GalleryEntry, Simulation as Promised, RunStatus, SimulationFactory } from "./types";

export { ScenarioError, VoidscopeError } from "../core/errors";
export type { FieldName, Observables, ScenarioInput } from "./scenario";
export type { Frame, GalleryEntry, RunEvent, RunStatus, SimulationFactory } from "./types";
export { kernel };

export type Simulation = Promised;

/** What the package shows of a run. */
class Shown implements Promised {
  constructor(private readonly inner: Run) {}
  get status() {
    return this.inner.status;
  }
  get endReason() {
    return this.inner.endReason;
  }
  get observables() {
    return this.inner.observables;
  }
  get events() {
    return this.inner.events;
  }
  get steps() {
    return this.inner.steps;
  }
  get progress() {
    return this.inner.progress;
  }
  advance(): boolean {
    return this.inner.advance();
  }
  run(): RunStatus {
    while (this.inner.advance());
    return this.inner.status;
  }
  frame: Promised["frame"] = (fields) => this.inner.frame(fields);
  checkpoint(): Uint8Array {
    return checkpointOf(this.inner);
  }
  edit: Promised["edit"] = (path, value) => this.inner.edit(path, value);
}

export const Simulation: SimulationFactory = {
  async create(scenario, wasm) {
    const document = typeof scenario === "string" ? fromGallery(scenario).scenario : scenario;
    return new Shown(await Run.create(resolveRun(document), wasm ?? (await kernel())));
  },
  async restore(checkpoint, wasm) {
    return new Shown(await restore(checkpoint, wasm ?? (await kernel())));
  },
};

export const gallery = GALLERY as readonly GalleryEntry[];
