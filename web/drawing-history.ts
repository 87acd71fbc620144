// What is drawn by hand, and can be taken back: edits of the run as it is, or changes of the scenario.

import type { EditPath, WrittenEdit } from "../core/edits";
import type { Kind, Shape } from "./view/shapes";
import type { RunInfo } from "./worker-protocol";

type Lists = Record<Kind, unknown[]>;

/** `taken`: the run goes on with it; `restarted`: it has started again from it; `started`: with filaments, which had to be switched on. */
export type Outcome = "taken" | "restarted" | "started" | "refused";

/** What a drawing is made on. */
export interface Sheet {
  run(): RunInfo | null;
  /** What has been changed by hand, and of it what is drawn into the run by now. */
  edits(): readonly WrittenEdit[];
  strokes(): readonly WrittenEdit[];
  /** Whether the run has begun and takes a stroke of that kind on its way. */
  takes(kind: Kind): boolean;
  /** Sets entries of the scenario, "path=value"; false when it has been refused. */
  change(assignments: string[]): Promise<boolean>;
  /** Changes the run as it is; false when it has been refused. */
  edit(path: EditPath, value: unknown): Promise<boolean>;
  /** Goes back to before the last edit. */
  withdraw(): Promise<boolean>;
}

/** Lists of the scenario, and paths of edits. */
const paths = {
  void: "interface.defects",
  flaw: "electrolyte.flaws.list",
  boundary: "electrolyte.grains.list",
  pore: "electrolyte.pores.list",
} as const satisfies Record<Kind, string>;

function read({ scenario }: RunInfo): { lists: Lists; filaments: boolean } {
  const { electrolyte, physics, interface: contact } = JSON.parse(scenario);
  const { flaws, grains, pores } = electrolyte;
  return {
    lists: { void: contact.defects, flaw: flaws.list, boundary: grains.list, pore: pores.list },
    filaments: physics.filaments,
  };
}

export class DrawingHistory {
  /** Each with the drawing that it has led to; from another one it cannot be taken back. */
  private readonly past: { undo: string[]; after: string }[] = [];
  private last: Promise<Outcome> = Promise.resolve("restarted");

  constructor(private readonly sheet: Sheet) {}

  /** A flaw needs filaments to matter, so it switches them on. */
  add(kind: Kind, entry: unknown): Promise<Outcome> {
    return this.inTurn(async (run) => {
      if (this.sheet.takes(kind)) {
        return (await this.sheet.edit(paths[kind], entry)) ? "taken" : "refused";
      }
      return this.change(run, kind, (list) => [...list, entry], kind === "flaw");
    });
  }

  /** `pick` says which, if any: of the scenario, and behind them of what is drawn into the run. */
  erase(pick: (run: RunInfo) => { kind: Shape; index: number } | null): Promise<Outcome> {
    return this.inTurn(async (run) => {
      const found = pick(run);
      if (!found) return "refused";
      return this.change(
        run,
        found.kind,
        (list) => list.filter((_, k) => k !== found.index),
        false,
      );
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
      return "restarted";
    });
  }

  /** The last change by hand was a stroke into the run. */
  private get drawnLast(): boolean {
    const path = this.sheet.edits().at(-1)?.path;
    return path !== undefined && (Object.values(paths) as string[]).includes(path);
  }

  /** The scenario is as the last stroke has left it. */
  private get changedLast(): boolean {
    return this.past.length > 0 && this.past.at(-1)!.after === this.drawing();
  }

  private async change(
    run: RunInfo,
    kind: Kind,
    next: (list: unknown[]) => unknown[],
    grows: boolean,
  ): Promise<Outcome> {
    const { lists, filaments } = this.all(run);
    const starts = grows && !filaments;
    const strokes = this.sheet.strokes().map(({ path }) => path as string);
    const others = (Object.keys(paths) as Kind[])
      .filter((one) => one !== kind && strokes.includes(paths[one]))
      .map((one) => `${paths[one]}=${JSON.stringify(lists[one])}`);
    const set = (list: unknown[], on: boolean) => [
      `${paths[kind]}=${JSON.stringify(list)}`,
      ...others,
      ...(starts ? [`physics.filaments=${on}`] : []),
    ];
    if (!this.changedLast) this.past.length = 0;
    if (!(await this.sheet.change(set(next(lists[kind]), true)))) return "refused";
    this.past.push({ undo: set(lists[kind], false), after: this.drawing() });
    return starts ? "started" : "restarted";
  }

  /** What is drawn in the scenario and into the run: a run that starts again has it from the start. */
  private all(run: RunInfo) {
    const { lists, filaments } = read(run);
    const strokes = this.sheet.strokes();
    const withStrokes = (Object.keys(paths) as Kind[]).map((kind) => {
      const more = strokes.filter(({ path }) => path === paths[kind]).map(({ value }) => value);
      return [kind, [...lists[kind], ...more]];
    });
    return { lists: Object.fromEntries(withStrokes) as Lists, filaments };
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
