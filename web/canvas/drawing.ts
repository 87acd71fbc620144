// What is drawn by hand in the section: which tool is taken up, strokes added and taken back, and what is said of them. A stroke that
// the run takes on its way is an edit; any other changes the scenario, and the run starts again from it.
import { isDrawn } from "../../core/edits";
import type { Actions } from "../actions";
import { DrawingHistory, type Outcome } from "../drawing-history";
import type { Speech } from "../speech";
import type { State, Store } from "../store";
import { runNow } from "../view/drawn-run";
import type { Kind, Point, ToolName } from "../view/shapes";
import { entryOf, nearest, sentence } from "../view/stroke";
import type { DrawingHand } from "./drawing-hand";
import { drawingTools, introduction, startsAgain } from "./drawing-tools";

/** Drawn into the run by the time step that is on show, as they were written. */
function strokesOf({ edits, steps }: Pick<State, "edits" | "steps">) {
  return edits.filter(({ step, path }) => isDrawn(path) && step <= steps.now);
}

const after: Record<Exclude<Outcome, "refused">, string[]> = {
  taken: [],
  restarted: [],
  started: [
    "Filaments are on now (Assumptions): plating presses lithium into flaws and cracks them on.",
  ],
};

export class Drawing {
  private readonly history: DrawingHistory;

  /** `focus` gives the keys to the picture. */
  constructor(
    private readonly store: Store,
    actions: Actions,
    readonly hand: DrawingHand,
    private readonly speech: Speech,
    private readonly focus: () => void,
  ) {
    this.history = new DrawingHistory({
      run: () => store.value.run,
      edits: () => store.value.edits,
      strokes: () => strokesOf(store.value),
      takes: (kind) => store.value.steps.now > 0 && !startsAgain(kind, store.value),
      change: (assignments) => actions.change(assignments),
      edit: (path, value) => actions.edit(path, value),
      withdraw: () => actions.withdraw(),
    });
    store.watch(["run", "edits"], () => this.refresh());
  }

  /** Takes up a tool and shows where its hand is; null: lays it down. */
  choose(name: ToolName | null) {
    this.pick(name);
    const to = this.hand.point;
    if (!name || !to) return;
    this.store.set({ sketch: { tool: name, from: null, to } });
    this.focus();
  }

  /** Takes up a tool while the focus stays where it is. */
  pick(name: ToolName | null) {
    const tool = drawingTools.find((one) => one.name === name);
    const probe = tool ? null : this.store.value.probe;
    this.store.set({ tool: name, sketch: null, probe });
    if (tool) this.tell(introduction(tool, this.store.value));
  }

  add(kind: Kind, from: Point, to: Point) {
    const outcome = this.history.add(kind, entryOf(kind, from, to));
    void this.report(outcome, `${sentence(kind, from, to)}.`);
  }

  erase(at: Point) {
    const { store } = this;
    void this.report(
      this.history.erase((run) => nearest(runNow(store.value) ?? run, at)),
      "Erased.",
    );
  }

  get undoable(): boolean {
    return this.history.undoable;
  }

  undo() {
    const goesBack = "Taken back: the run is where it was before it.";
    void this.report(this.history.undo(), "Taken back.", goesBack);
  }

  tell(text: string) {
    this.store.set({ drawingNote: text });
    this.speech.sayInstead(text);
  }

  /** `taken`: where the run has not started again. */
  private async report(outcome: Promise<Outcome>, done: string, taken = done) {
    const how = await outcome;
    if (how !== "refused") this.tell([how === "taken" ? taken : done, ...after[how]].join(" "));
    this.refresh();
  }

  private refresh() {
    this.store.set({ undoable: this.history.undoable });
  }
}
