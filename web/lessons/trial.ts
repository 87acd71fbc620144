// A run of a lesson: opens its scenario with one value of the control, plays it fast, and reads what it gives at the end of the
// protocol. Another run that is opened meanwhile puts an end to it.

import { assignmentsOf } from "../../core/lessons/assignments";
import type { NamedLesson } from "../../core/lessons/catalogue";
import type { Value } from "../../core/lessons/lesson";
import { outcomeOf } from "../../core/lessons/outcome";
import type { Observables } from "../../sim/types";
import type { Actions } from "../actions";
import { speeds } from "../speeds";
import type { State, Store } from "../store";
import type { Result } from "./notebook";

/** [s] of watching that a run should take, where its computer can */
const watching = 6;

/** Why there is no result. */
export type Miss = "left" | "failed" | "by hand";

export class Trial {
  private stop: () => void = () => {};
  private over: ((ending: Observables | Miss) => void) | undefined;

  constructor(
    private readonly store: Store,
    private readonly actions: Actions,
  ) {}

  async run(lesson: NamedLesson, value: Value, seed?: number): Promise<Result | Miss> {
    this.leave();
    const { rows } = this.store.value;
    await this.actions.open(sourceOf(lesson, value, seed), false);
    const { run, message } = this.store.value;
    if (!run || message?.kind === "error") return "failed";
    this.actions.setSpeed(fast(run.duration));
    const ending = this.end(run, rows);
    this.actions.playUntil("step ends");
    const end = await ending;
    if (typeof end === "string") return end;
    if (this.store.value.playing) this.actions.toggle();
    const arc = await this.arc(lesson);
    const result: Result = { outcome: outcomeOf(lesson.observable, end, arc?.contact) };
    if (arc) result.arc = { width: arc.width, frequency: arc.frequency };
    if (seed !== undefined) result.seed = seed;
    if (lesson.beside) result.beside = end[lesson.beside];
    // it may have gone on for some steps past its protocol: picture and clock are those of the numbers
    if (this.store.value.frame?.observables.time !== end.time)
      this.actions.seek({ time: end.time });
    return result;
  }

  /** Waits no longer for the run that is under way. */
  leave() {
    this.over?.("left");
  }

  /** @param before rows of the run that was there before: those of this one are others */
  private end(run: State["run"], before: readonly Observables[]): Promise<Observables | Miss> {
    return new Promise((resolve) => {
      this.over = (ending) => {
        this.over = undefined;
        queueMicrotask(() => this.stop());
        resolve(ending);
      };
      this.stop = this.store.watch(["frame", "run", "status"], (state) => {
        if (state.run !== run) this.over?.("left");
        else if (state.rows !== before) this.look(state);
      });
    });
  }

  private look({ run, frame, rows, status, edits, events, playing }: Readonly<State>) {
    if (status === "failed") this.over?.("failed");
    if (edits.length > 0) this.over?.("by hand");
    const steps = run!.protocol.length;
    const { time, protocolStep: step } = frame!.observables;
    // a person may pause it too
    const ended = !playing && events.findLast(({ kind }) => kind === "step-end")?.time === time;
    // a loop that is left early goes on past the protocol, with what its last step held
    if (status !== "running" || step >= steps || (ended && step === steps - 1)) {
      const end = rows.findLast(({ protocolStep }) => protocolStep < steps);
      if (end) this.over?.(end);
    } else if (ended) this.actions.playUntil("step ends");
  }

  /** The arc of charge transfer in the last spectrum of the protocol; fits are loaded where a lesson asks. */
  private async arc({ observable }: NamedLesson) {
    if (observable.read !== "contactRead") return undefined;
    const [impedance, { arcOf }] = await Promise.all([
      this.actions.impedance(),
      import("./arc-of-spectrum"),
    ]);
    return impedance ? arcOf(impedance) : undefined;
  }
}

export const sourceOf = (lesson: NamedLesson, value: Value, seed?: number) => ({
  name: lesson.scenario,
  set: assignmentsOf(lesson, value, seed),
});

/** The slowest speed at which it takes no longer than it should. */
function fast(duration: number): number {
  const rates = speeds.map(([, rate]) => rate);
  return rates.find((rate) => duration <= watching * rate) ?? Number.POSITIVE_INFINITY;
}
