// Runs that outlive the page. A run is its scenario with all that was changed by hand, and the time step it stands at: it is
// computed again from there, to the bit. Kept in this browser alone.
import type { WrittenEdit } from "../core/edits";
import type { ControlName } from "../core/scenario";
import type { Seen } from "./seen";
import type { State, Store } from "./store";
import { smallPicture } from "./view/small-picture";
import type { Measured } from "./worker-protocol";

/** [ms] */
const every = 5000;
const shelf = "voidscope.runs";
/** of this tab: the run that a reload goes on with */
const mine = "voidscope.run";
/** The oldest go when there are more. */
const most = 20;

export interface KeptRun {
  id: string;
  name: string;
  title: string;
  /** The scenario as JSON text, without its edits. */
  scenario: string;
  edits: WrittenEdit[];
  /** What of it somebody had chosen to see. */
  seen?: Seen;
  /** What it looked like, as an address. */
  picture?: string;
  /** Data of a person's own that were laid beside it. */
  measured?: Measured;
  /** Time steps, and what they come to [s]. */
  step: number;
  time: number;
  /** [ms] since 1970 */
  saved: number;
  /** The run that stood beside it, and what told them apart. */
  beside?: KeptRun & { control: ControlName | null; labels: readonly [string, string] };
}

const newId = () => `${Date.now()}-${Math.round(1e3 * performance.now())}`;

export class Keeping {
  private id = newId();
  private troubled = false;

  constructor(
    private readonly store: Store,
    private readonly seen: () => Seen,
  ) {
    setInterval(() => this.save(), every);
    addEventListener("pagehide", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
  }

  /** The run that a reload of this tab goes on with. */
  left(): KeptRun | undefined {
    try {
      const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      if (entry?.type !== "reload") return undefined;
      const id = sessionStorage.getItem(mine);
      return this.list().find((run) => run.id === id);
    } catch {
      return undefined;
    }
  }

  /** Another run has been opened: one that is kept already, or a new one. */
  begin(id = newId()) {
    this.id = id;
    try {
      sessionStorage.setItem(mine, id);
    } catch {
      // said when there is something to keep
    }
  }

  /** A reload goes on with what the address says. */
  leave() {
    try {
      sessionStorage.removeItem(mine);
    } catch {
      // nothing has been kept there
    }
  }

  /** The newest first. */
  list(): KeptRun[] {
    try {
      return JSON.parse(localStorage.getItem(shelf) ?? "[]");
    } catch {
      return [];
    }
  }

  rename(id: string, title: string) {
    this.write(this.list().map((run) => (run.id === id ? { ...run, title } : run)));
  }

  remove(id: string) {
    this.write(this.list().filter((run) => run.id !== id));
  }

  /** Keeps the run if anything has happened in it; false: this browser does not keep it. */
  save(): boolean {
    const kept = this.list();
    const before = kept.find(({ id }) => id === this.id);
    const { beside } = this.store.value;
    const now = keptOf(this.store.value, this.id, before?.title);
    const other = beside && keptOf(beside.state, `${this.id} B`);
    if (now) now.seen = this.seen();
    if (now && other) now.beside = { ...other, control: beside.control, labels: beside.labels };
    if (!now || (before && isSame(before, now))) return true;
    now.picture = smallPicture(this.store.value);
    return this.write([now, ...kept.filter(({ id }) => id !== this.id)].slice(0, most));
  }

  /** Keeps a run that is about to be closed; false: nothing has happened in it. */
  keepAlso(state: Readonly<State>, title: string): boolean {
    const kept = keptOf(state, newId(), title);
    if (kept) kept.picture = smallPicture(state);
    if (kept) this.write([kept, ...this.list()].slice(0, most));
    return kept !== undefined;
  }

  private write(runs: readonly KeptRun[]): boolean {
    try {
      localStorage.setItem(shelf, JSON.stringify(runs));
      return true;
    } catch {
      this.complain();
      return false;
    }
  }

  /** Said once: the run goes on all the same. */
  private complain() {
    if (this.troubled) return;
    this.troubled = true;
    const text =
      "This browser keeps nothing for this page (its storage is full or denied): the run goes on, and a link or a downloaded scenario keeps it.";
    this.store.set({ message: { kind: "note", text } });
  }
}

/** The address says what is open: a scenario of the gallery, or a link. */
const isAddressed = () => /[?&]case=|#s=/.test(location.href);

/** A run as it stands; undefined while nothing has happened in it. */
function keptOf(
  { run, frame, steps, edits, measured }: Readonly<State>,
  id: string,
  title?: string,
): KeptRun | undefined {
  if (!run || !frame || (steps.now + edits.length === 0 && isAddressed())) return undefined;
  return {
    id,
    name: run.name,
    title: title ?? run.title,
    scenario: run.scenario,
    edits,
    ...(measured && { measured }),
    step: steps.now,
    time: frame.observables.time,
    saved: Date.now(),
  };
}

const isSame = (a: KeptRun, b: KeptRun) =>
  a.step === b.step &&
  a.edits.length === b.edits.length &&
  a.beside?.step === b.beside?.step &&
  JSON.stringify([a.seen, a.measured]) === JSON.stringify([b.seen, b.measured]);

/** The source that a kept run is opened from. */
export function sourceOf({ name, scenario, edits, step, seen }: KeptRun) {
  const text = JSON.stringify({ ...JSON.parse(scenario), edits });
  return { text, fileName: `${name}.json`, step, ...(seen && { seen }) };
}
