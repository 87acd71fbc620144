// The run beside the first one: an engine and a store of its own, in step with the first.
import * as Comlink from "comlink";
import type { EditPath } from "../../core/edits";
import type { ControlName } from "../../core/scenario";
import type { Controls, FieldName } from "../../sim/types";
import { Engine } from "../engine";
import { FrameIntake } from "../frame-intake";
import type { Session } from "../session";
import { initialState, Store } from "../store";
import type { OpenedRun, ScenarioSource } from "../worker-protocol";

/** What is changed by hand, by what tells two runs apart. */
export const PATHS: Record<ControlName, EditPath> = {
  pressure: "conditions.stackPressure",
  temperature: "conditions.temperature",
  current: "current",
};

export interface Start {
  source: ScenarioSource;
  /** entries that differ, "path=value" */
  set?: readonly string[];
  /** What tells it from the first run, if a hand can move it. */
  control: ControlName | null;
  /** As many of the first run's changes by hand are in its scenario already. */
  made?: number;
}

export class SecondRun {
  readonly store = new Store(initialState());
  private readonly engine: Engine;
  private readonly intake = new FrameIntake(this.store);

  /** `died` hears one sentence; `leftOut` one for each change by hand of the first run that this one does not take. */
  constructor(
    private readonly first: Store,
    died: (reason: string) => void,
    private readonly leftOut: (sentence: string) => void,
  ) {
    this.engine = new Engine({
      wanted: () => this.wanted(),
      frame: (message) => this.intake.take(message, first.value.playing),
      died: (reason) => {
        this.store.set({ engine: "failed", problem: reason });
        died(reason);
      },
    });
  }

  /** Opens it and brings it to where the first run is. Rejects with one sentence. */
  async open({ source, set = [], control, made = 0 }: Start, session: Session) {
    const { api } = this.engine;
    await api.setSpeed(Number.POSITIVE_INFINITY);
    let run: OpenedRun = await api.open(source);
    if (set.length > 0) run = await api.change([...set], false);
    const { layer } = this.first.value;
    this.store.set({ run, engine: "ready", layer });
    const { port1, port2 } = new MessageChannel();
    const except = control ? [PATHS[control]] : [];
    const following = { except, made };
    await api.accompany(
      Comlink.transfer(port1, [port1]),
      following,
      Comlink.proxy((sentence: string) => this.leftOut(sentence)),
    );
    await session.accompany(port2);
    this.engine.request(true);
  }

  async change(assignments: string[], afresh: boolean) {
    const run = await this.engine.api.change(assignments, afresh);
    this.store.set({ run });
    this.engine.request(true);
  }

  setControls(controls: Controls) {
    void this.engine.api.setControls(controls);
  }

  link() {
    return this.engine.api.link();
  }

  /** Asks for the next picture. */
  request(fresh = false) {
    this.engine.request(fresh);
  }

  close() {
    this.engine.close();
  }

  private wanted(): FieldName[] {
    const { layer } = this.first.value;
    const more = layer === "currentDensity" ? (["potential"] as const) : [];
    return [...new Set([layer, "lithium" as const, ...more])];
  }
}
