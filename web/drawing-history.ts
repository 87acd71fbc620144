// What is drawn by hand in the electrolyte, as changes of the scenario that can be taken back.

import type { Kind } from "./view/drawn";
import type { RunInfo } from "./worker-protocol";

type Lists = Record<Kind, unknown[]>;

/** `started`: filaments had to be switched on for it. */
export type Outcome = "done" | "started" | "refused";

const paths: Record<Kind, string> = {
  flaw: "electrolyte.flaws.list",
  boundary: "electrolyte.grains.list",
  pore: "electrolyte.pores.list",
};

function read({ scenario }: RunInfo): { lists: Lists; filaments: boolean } {
  const { electrolyte, physics } = JSON.parse(scenario);
  const { flaws, grains, pores } = electrolyte;
  return {
    lists: { flaw: flaws.list, boundary: grains.list, pore: pores.list },
    filaments: physics.filaments,
  };
}

export class DrawingHistory {
  /** Each with the drawing that it has led to; from another one it cannot be taken back. */
  private readonly past: { undo: string[]; after: string }[] = [];
  private last: Promise<Outcome> = Promise.resolve("done");

  /** `change` sets entries of the scenario, "path=value"; false when it has been refused. */
  constructor(
    private readonly run: () => RunInfo | null,
    private readonly change: (assignments: string[]) => Promise<boolean>,
  ) {}

  /** A flaw needs filaments to matter, so it switches them on. */
  add(kind: Kind, entry: unknown): Promise<Outcome> {
    return this.inTurn((run) => this.edit(run, kind, (list) => [...list, entry], kind === "flaw"));
  }

  /** `pick` says which, if any. */
  erase(pick: (run: RunInfo) => { kind: Kind; index: number } | null): Promise<Outcome> {
    return this.inTurn(async (run) => {
      const found = pick(run);
      if (!found) return "refused";
      return this.edit(run, found.kind, (list) => list.filter((_, k) => k !== found.index), false);
    });
  }

  get undoable(): boolean {
    return this.past.length > 0 && this.past.at(-1)!.after === this.drawing();
  }

  undo(): Promise<Outcome> {
    return this.inTurn(async () => {
      if (!this.undoable || !(await this.change(this.past.at(-1)!.undo))) return "refused";
      this.past.pop();
      return "done";
    });
  }

  private async edit(
    run: RunInfo,
    kind: Kind,
    next: (list: unknown[]) => unknown[],
    grows: boolean,
  ): Promise<Outcome> {
    const { lists, filaments } = read(run);
    const starts = grows && !filaments;
    const set = (list: unknown[], on: boolean) => [
      `${paths[kind]}=${JSON.stringify(list)}`,
      ...(starts ? [`physics.filaments=${on}`] : []),
    ];
    if (!this.undoable) this.past.length = 0;
    if (!(await this.change(set(next(lists[kind]), true)))) return "refused";
    this.past.push({ undo: set(lists[kind], false), after: this.drawing() });
    return starts ? "started" : "done";
  }

  /** One after the other: each starts from what the one before has led to. */
  private inTurn(act: (run: RunInfo) => Promise<Outcome>): Promise<Outcome> {
    this.last = this.last.then(async () => {
      const run = this.run();
      return run ? act(run) : "refused";
    });
    return this.last;
  }

  private drawing(): string {
    const run = this.run();
    return run ? JSON.stringify([run.name, read(run).lists]) : "";
  }
}
