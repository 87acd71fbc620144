// What is done by hand in the section: which tool is taken up, what it draws and does to what is there, what is taken back, and what is
// said of it. What the run takes on its way is an edit; anything else changes the scenario, and the run starts again from it.
import type { Actions } from "../actions";
import { isByHand } from "../by-hand";
import { DrawingHistory, type Outcome } from "../drawing-history";
import { kindOf, type LayerKind, layerKinds, type WrittenLayer } from "../layer-kinds";
import type { Speech } from "../speech";
import type { State, Store } from "../store";
import { runNow } from "../view/drawn-run";
import {
  done,
  type EraseGrip,
  type FillGrip,
  fillOf,
  type LayerGrip,
  type MoveGrip,
  reshaped,
  reshapeOf,
  sizeOf,
  thicknessAt,
  thicknessText,
} from "../view/grips";
import type { Kind, Point, ToolName } from "../view/shapes";
import { entryOf, sentence } from "../view/stroke";
import { eraseOf, moveOf, placeInLists } from "../view/structure-grips";
import type { DrawingHand } from "./drawing-hand";
import { introduction, startsAgain } from "./drawing-words";

/** Done in the section of the run by the time step that is on show, as it was written, and in SI. */
function strokesOf({ edits, drawn, steps }: Pick<State, "edits" | "drawn" | "steps">) {
  const before = ({ step }: { step: number }) => step <= steps.now;
  const written = edits.filter((edit) => isByHand(edit.path) && before(edit));
  return { written, si: drawn.filter(before) };
}

const after: Record<Exclude<Outcome, "refused">, string[]> = {
  taken: [],
  restarted: [],
  started: [
    "Filaments are on now (Assumptions): plating presses lithium into flaws and cracks them on.",
  ],
};
const lost =
  "What had been done to voids that had grown, or to flaws and pores of the seed, is not there.";

export class Drawing {
  private readonly history: DrawingHistory;
  /** what the layer tool lays */
  layerKind: LayerKind = layerKinds[0]!;

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
      // a run that has not begun starts again for nothing, unless there is something in it that no scenario has
      takes: (kind) =>
        (store.value.steps.now > 0 || store.value.edits.length > 0) &&
        !startsAgain(kind, store.value),
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
    const probe = name ? null : this.store.value.probe;
    this.store.set({ tool: name, sketch: null, probe });
    if (name) this.tell(introduction(name, this.store.value));
  }

  add(kind: Kind, from: Point, to: Point) {
    const outcome = this.history.add(kind, entryOf(kind, from, to));
    void this.report(outcome, `${sentence(kind, from, to)}.`);
  }

  erase(grip: EraseGrip) {
    const { of } = grip;
    const outcome = this.history.erase(() => ({
      kind: of.kind,
      index: placeInLists(runNow(this.store.value), of),
      edit: eraseOf(of),
    }));
    void this.report(outcome, `${done(grip, { x: 0, depth: 0 }, this.size)}.`);
  }

  fill(grip: FillGrip) {
    const said = `${done(grip, { x: 0, depth: 0 }, this.size)}.`;
    void this.report(this.history.rework("fill", fillOf(grip)), said);
  }

  /** Moves an edge of a void, or something in the electrolyte, by so much [m]. */
  move(grip: MoveGrip, by: Point) {
    const { size } = this;
    const outcome =
      grip.kind === "void"
        ? this.history.rework("reshape", reshapeOf(grip, reshaped(grip, by, size)))
        : this.history.rework(...moveOf(grip, by, size));
    void this.report(outcome, `${done(grip, by, size)}.`);
  }

  /** Moves the lower edge of a layer by so much [m], which may take it out, or lays one. */
  moveLayer(grip: LayerGrip, by: Point) {
    const { size } = this;
    const thickness = thicknessAt(grip, Math.min(size.electrolyte, grip.bottom + by.depth), size.h);
    if (thickness === 0 && grip.fresh) {
      this.tell("Nothing laid: a layer needs a thickness.");
      return;
    }
    const text = thicknessText(thickness);
    const next = (layers: WrittenLayer[]) => {
      if (grip.fresh) return [...layers, { thickness: text, ...this.layerKind.entries }];
      return layers.flatMap((layer, k) => {
        if (k !== grip.index) return [layer];
        return thickness === 0 ? [] : [{ ...layer, thickness: text }];
      });
    };
    this.lay(next, `${done(grip, by, size)}.`);
  }

  /** Lays other layers, and says so. */
  lay(next: (layers: WrittenLayer[]) => WrittenLayer[], said: string) {
    void this.report(
      this.history.layers((layers) => next(layers as WrittenLayer[])),
      said,
    );
  }

  /** The layers by the time step that is on show, as they are written. */
  get layers(): WrittenLayer[] {
    const { run, edits, steps } = this.store.value;
    const last = edits.findLast(
      ({ step, path }) => path === "electrolyte.layers" && step <= steps.now,
    );
    return (last?.value ??
      JSON.parse(run?.scenario ?? "{}").electrolyte?.layers ??
      []) as WrittenLayer[];
  }

  /** Whether layers of a kind do nothing in this run, and why: a sentence. */
  idle({ needs }: LayerKind): string {
    const { run } = this.store.value;
    if (!needs || !run || JSON.parse(run.scenario).physics[needs]) return "";
    const what = needs === "filaments" ? "filaments" : "a growing interphase";
    return `Without ${what} (Assumptions) it does nothing here.`;
  }

  chooseLayer(name: LayerKind["name"]) {
    this.layerKind = layerKinds.find((kind) => kind.name === name)!;
    this.tell(`${this.layerKind.about} ${this.idle(this.layerKind)}`.trim());
  }

  /** What layers of that kind are called. */
  static nameOf(layer: WrittenLayer): string {
    return layerKinds.find(({ name }) => name === kindOf(layer))!.label;
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

  private get size() {
    return sizeOf(this.store.value.frame!);
  }

  /** `taken`: where the run has not started again. */
  private async report(outcome: Promise<Outcome>, said: string, taken = said) {
    const how = await outcome;
    if (how !== "refused") {
      const gone = how !== "taken" && this.history.lost > 0 ? [lost] : [];
      this.tell([how === "taken" ? taken : said, ...after[how], ...gone].join(" "));
    }
    this.refresh();
  }

  private refresh() {
    this.store.set({ undoable: this.history.undoable });
  }
}
