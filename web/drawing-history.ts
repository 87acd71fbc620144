// What is done by hand in the section, and can be taken back: edits of the run as it is, or changes of the scenario.

import type { ByHand, EditPath, WrittenEdit } from "../core/edits";
import { isByHand } from "./by-hand";
import { fromTheStart, type Lists } from "./from-the-start";
import type { Kind, Shape } from "./view/shapes";
import type { RunInfo, Stroke } from "./worker-protocol";

/** `taken`: the run goes on with it; `restarted`: it has started again from it; `started`: with filaments, which had to be switched on. */
export type Outcome = "taken" | "restarted" | "started" | "refused";

/** What a drawing is made on. */
export interface Sheet {
  run(): RunInfo | null;
  /** What has been changed by hand, and of it what has been done in the section by now: as it was written, and in SI. */
  edits(): readonly WrittenEdit[];
  strokes(): { written: readonly WrittenEdit[]; si: readonly Stroke[] };
  /** Whether the run takes a stroke of that kind on its way. */
  takes(kind: Kind | "layer" | "erase"): boolean;
  /** Sets entries of the scenario, "path=value"; false when it has been refused. */
  change(assignments: string[]): Promise<boolean>;
  /** Changes the run as it is; false when it has been refused. */
  edit(path: EditPath, value: unknown): Promise<boolean>;
  /** Goes back to before the last edit. */
  withdraw(): Promise<boolean>;
}

export interface Erased {
  kind: Shape;
  index: number;
  edit: readonly [path: EditPath, value: unknown];
}

/** Lists of the scenario, and paths of edits. */
const paths = {
  void: "interface.defects",
  flaw: "electrolyte.flaws.list",
  boundary: "electrolyte.grains.list",
  pore: "electrolyte.pores.list",
  layer: "electrolyte.layers",
} as const satisfies Record<keyof Lists, string>;
const NAMES = Object.keys(paths) as (keyof Lists)[];

function read({ scenario }: RunInfo): { lists: Lists; filaments: boolean } {
  const { electrolyte, physics, interface: contact } = JSON.parse(scenario);
  const { flaws, grains, pores, layers } = electrolyte;
  return {
    lists: {
      void: contact.defects,
      flaw: flaws.list,
      boundary: grains.list,
      pore: pores.list,
      layer: layers,
    },
    filaments: physics.filaments,
  };
}

export class DrawingHistory {
  /** Each with the drawing that it has led to; from another one it cannot be taken back. */
  private readonly past: { undo: string[]; after: string }[] = [];
  private last: Promise<Outcome> = Promise.resolve("restarted");
  /** What the last run that started again could not have from the start. */
  lost = 0;

  constructor(private readonly sheet: Sheet) {}

  /** A flaw needs filaments to matter, so it switches them on. */
  add(kind: Kind, entry: unknown): Promise<Outcome> {
    return this.inTurn(async (run) => {
      if (this.sheet.takes(kind)) return this.edit(paths[kind], entry);
      return this.change(run, kind, (list) => [...list, entry], kind === "flaw");
    });
  }

  /** Does something to what is there. */
  rework(path: Exclude<ByHand["path"], "electrolyte.layers">, value: unknown): Promise<Outcome> {
    return this.inTurn(() => this.edit(path, value));
  }

  /** Lays other layers. */
  layers(next: (layers: unknown[]) => unknown[]): Promise<Outcome> {
    return this.inTurn(async (run) => {
      if (!this.sheet.takes("layer")) return this.change(run, "layer", next, false);
      return this.edit(paths.layer, next(this.all(run).lists.layer));
    });
  }

  /** Takes out what `pick` says: of the lists of the scenario, behind them of what is drawn into the run, by its place in them, -1 for
   * what the seed has drawn. */
  erase(pick: () => Erased): Promise<Outcome> {
    return this.inTurn(async (run) => {
      const { kind, index, edit } = pick();
      const { lists, filaments } = this.all(run);
      // filaments that are on need a flaw in the scenario
      const last = kind === "flaw" && filaments && lists.flaw.length === 1;
      if (index < 0 || last || this.sheet.takes("erase")) return this.edit(...edit);
      return this.change(run, kind, (list) => list.filter((_, k) => k !== index), false);
    });
  }

  get undoable(): boolean {
    return this.drawnLast || this.changedLast;
  }

  undo(): Promise<Outcome> {
    return this.inTurn(async () => {
      if (this.drawnLast) return (await this.sheet.withdraw()) ? "taken" : "refused";
      if (!this.changedLast || !(await this.sheet.change(this.past.at(-1)!.undo))) return "refused";
      this.past.pop();
      this.lost = 0;
      return "restarted";
    });
  }

  /** The last change by hand was one in the section of the run. */
  private get drawnLast(): boolean {
    const path = this.sheet.edits().at(-1)?.path;
    return path !== undefined && isByHand(path);
  }

  /** The scenario is as the last stroke has left it. */
  private get changedLast(): boolean {
    return this.past.length > 0 && this.past.at(-1)!.after === this.drawing();
  }

  private async edit(path: EditPath, value: unknown): Promise<Outcome> {
    return (await this.sheet.edit(path, value)) ? "taken" : "refused";
  }

  private async change(
    run: RunInfo,
    kind: keyof Lists,
    next: (list: unknown[]) => unknown[],
    grows: boolean,
  ): Promise<Outcome> {
    const { lists, filaments, lost } = this.all(run);
    const before = read(run).lists;
    const starts = grows && !filaments;
    const others = NAMES.filter((one) => one !== kind && lists[one] !== before[one]).map(
      (one) => `${paths[one]}=${JSON.stringify(lists[one])}`,
    );
    const set = (list: unknown[], on: boolean) => [
      `${paths[kind]}=${JSON.stringify(list)}`,
      ...others,
      ...(starts ? [`physics.filaments=${on}`] : []),
    ];
    if (!this.changedLast) this.past.length = 0;
    if (!(await this.sheet.change(set(next(lists[kind]), true)))) return "refused";
    this.lost = lost;
    this.past.push({ undo: set(lists[kind], false), after: this.drawing() });
    return starts ? "started" : "restarted";
  }

  /** What is drawn in the scenario and into the run: a run that starts again has it from the start. */
  private all(run: RunInfo) {
    const { lists, filaments } = read(run);
    const { written, si } = this.sheet.strokes();
    return { ...fromTheStart(lists, written, si), filaments };
  }

  /** One after the other: each starts from what the one before has led to. */
  private inTurn(act: (run: RunInfo) => Promise<Outcome>): Promise<Outcome> {
    this.last = this.last.then(async () => {
      const run = this.sheet.run();
      return run ? act(run) : "refused";
    });
    return this.last;
  }

  private drawing(): string {
    const run = this.sheet.run();
    return run ? JSON.stringify([run.name, read(run).lists]) : "";
  }
}
