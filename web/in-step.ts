// Two runs in step, each in a worker of its own: one leads, the other follows it to each time that it shows. They talk through a
// port of their own, so that neither waits for the page. A time step of one falls between those of the other: the one that follows
// stands at its first time step that is not before the time of the one that leads. Neither changes the other's bits.
import type { EditPath } from "../core/edits";
import { VoidscopeError } from "../core/errors";
import type { History } from "../sim/history";
import type { Playback } from "./playback";

/** A change by hand, at a time of the run [s]. */
export interface Move {
  time: number;
  path: EditPath;
  value: unknown;
}

interface Lead {
  time: number;
  playing: boolean;
  /** goes up each time a run is opened or reset */
  generation: number;
  moves: Move[];
}

/** How a run follows another. */
export interface Following {
  /** What is changed by hand in the other run is changed here, too, but for these. */
  except: readonly EditPath[];
  /** So many of the other's changes by hand, the first ones, are in this scenario already. */
  made: number;
}

/** Shares of a time that count as the same. */
const tie = 1e-9;

/** What has been changed by hand up to where a run is known. */
function movesOf({ run, times }: History): Move[] {
  return run.spec.scenario.edits.flatMap(({ step, path, value }) => {
    const time = times[step];
    return time === undefined ? [] : [{ time, path, value }];
  });
}

const isSame = (a: Move, b: Move | undefined) =>
  b !== undefined && a.time === b.time && isAlike(a, b);

/** Entries that are drawn come as copies. */
const isAlike = (a: Move, b: Move) =>
  a.path === b.path && JSON.stringify(a.value) === JSON.stringify(b.value);

/** How a change by hand is called that the other run does not take. */
const CALLED: Record<EditPath, string> = {
  "conditions.stackPressure": "the pressure",
  "conditions.temperature": "the temperature",
  current: "the current",
  until: "the limit of the step",
  protocol: "the step of the protocol",
  end: "the end",
  "interface.defects": "the void",
  "electrolyte.flaws.list": "the flaw",
  "electrolyte.grains.list": "the grain boundary",
  "electrolyte.pores.list": "the pore",
  fill: "the filling",
  reshape: "the new shape of the void",
  move: "the move of the flaw",
  moveBoundary: "the move of the grain boundary",
  movePore: "the move of the pore",
  eraseFlaw: "the erasing of the flaw",
  eraseBoundary: "the erasing of the grain boundary",
  erasePore: "the erasing of the pore",
  "electrolyte.layers": "the change of the layers",
};

/** One sentence. */
function leftOut(move: Move, { message, path }: VoidscopeError): string {
  const why = path ? message.slice(path.length + 2) : message;
  return `B goes on without ${CALLED[move.path]}: ${why[0]!.toLowerCase()}${why.slice(1).replace(/\.$/, "")}.`;
}

const channel = new MessageChannel();

/** Lets messages in; without the 4 ms that nested timers are held for. */
function between(): Promise<unknown> {
  return new Promise((resolve) => {
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(0);
  });
}

/** The run that leads: tells where it is, and waits where the other one cannot follow. */
export class Leader {
  private told = "";
  private moves: Move[] = [];
  private edits: unknown;
  /** where the other one is [s] */
  private other = 0;

  constructor(
    private readonly playback: Playback,
    private readonly port: MessagePort,
  ) {
    port.onmessage = ({ data }: MessageEvent<number>) => {
      this.other = data;
      playback.wake();
    };
    this.changed();
  }

  /** It is ahead by more than a time step of its own. */
  get waits(): boolean {
    const { current } = this.playback;
    if (!current) return false;
    const { steps, observables } = current.run;
    return this.other < (current.times[steps - 1] ?? observables.time) * (1 - tie);
  }

  changed() {
    const { current, playing, outbox } = this.playback;
    const { generation } = outbox;
    if (!current) return;
    const { time } = current.run.observables;
    const { edits } = current.run.spec.scenario;
    const now = `${time} ${playing} ${generation} ${current.last}`;
    if (now === this.told && edits === this.edits) return;
    this.told = now;
    this.edits = edits;
    this.moves = movesOf(current);
    const lead: Lead = { time, playing, generation, moves: this.moves };
    this.port.postMessage(lead);
  }

  close() {
    this.port.close();
  }
}

/** The run that follows. */
export class Follower {
  readonly waits = false;
  private lead: Lead | undefined;
  private generation: number | undefined;
  /** of the other run, as made here */
  private mirrored: Move[] = [];
  /** still to be made here */
  private queue: Move[] = [];
  /** said to be left out here */
  private said: Move[] = [];
  private busy = false;

  /** The workbench brings the run back to its start, without what was changed by hand. `tell` hears what this run does not take. */
  constructor(
    private readonly playback: Playback,
    private readonly port: MessagePort,
    private readonly following: Following,
    private readonly workbench: { coming: Promise<unknown>; reset(): Promise<unknown> },
    private readonly tell: (sentence: string) => void,
  ) {
    port.onmessage = ({ data }: MessageEvent<Lead>) => {
      this.lead = data;
      void this.follow();
    };
  }

  changed() {}

  close() {
    this.port.close();
  }

  private async follow() {
    if (this.busy) return;
    this.busy = true;
    try {
      while (await this.next());
    } finally {
      this.busy = false;
    }
    const run = this.playback.current?.run;
    // one that has ended holds nobody up
    const ended = run?.status !== "running";
    this.port.postMessage(ended ? Number.POSITIVE_INFINITY : run.observables.time);
  }

  /** Does one thing of what there is to do; false: it is where the other one is. */
  private async next(): Promise<boolean> {
    const lead = this.lead!;
    if (this.generation !== lead.generation) {
      const first = this.generation === undefined;
      this.generation = lead.generation;
      this.mirrored = [];
      if (!first) await this.begin([]);
      return true;
    }
    if (await this.mirror(lead.moves.slice(this.following.made))) return true;
    const { current } = this.playback;
    if (!current) return false;
    if (await this.goBack(current, lead.time)) return true;
    const { run } = current;
    const [move] = this.queue;
    if (move && move.time <= run.observables.time * (1 + tie)) {
      this.queue.shift();
      this.make(move);
      return true;
    }
    if (run.status !== "running" || run.observables.time >= lead.time * (1 - tie)) return false;
    const { rest } = this.playback;
    if (lead.playing && rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    else await between();
    await this.playback.step();
    return true;
  }

  /** Takes over what has been changed by hand in the other run; true: it had to begin again for it. */
  private async mirror(moves: readonly Move[]): Promise<boolean> {
    const { mirrored, following } = this;
    const same = moves.findIndex((move, k) => !isSame(move, mirrored[k]));
    const common = same < 0 ? Math.min(moves.length, mirrored.length) : same;
    const shared = ({ path }: Move) => !following.except.includes(path);
    const [gone, fresh] = [mirrored.slice(common), moves.slice(common)].map((list) =>
      list.filter(shared),
    ) as [Move[], Move[]];
    this.mirrored = [...moves];
    this.queue = this.queue.filter((move) => !gone.some((one) => isSame(one, move)));
    this.queue.push(...fresh);
    // one that takes the place of what is gone drops it by itself
    if (gone.length === 0 || fresh.length > 0) return false;
    const { current } = this.playback;
    const all = current ? movesOf(current) : [];
    const dropped = (move: Move) => gone.some((one) => isAlike(one, move));
    await this.begin(all.filter((move) => !dropped(move)));
    return true;
  }

  private make(move: Move) {
    try {
      this.playback.edit(move.path, move.value);
    } catch (cause) {
      // a section that is smaller has no room for what is drawn in the other, or no void where that one has it
      if (!(cause instanceof VoidscopeError)) throw cause;
      // a run that begins again meets it again
      if (this.said.some((one) => isSame(one, move))) return;
      this.said.push(move);
      this.tell(leftOut(move, cause));
    }
  }

  private async begin(queue: Move[]) {
    this.queue = queue;
    // what has been asked for meanwhile comes first
    await this.workbench.coming.catch(() => {});
    await this.workbench.reset();
  }

  /** To its first time step that is not before a time; true: it has moved. */
  private async goBack({ run, times }: History, time: number): Promise<boolean> {
    const enough = time * (1 - tie);
    const ahead = (times[run.steps - 1] ?? -1) >= enough;
    const known = run.observables.time < enough && times.at(-1)! >= enough;
    if (!ahead && !known) return false;
    const step = times.findIndex((end) => end >= enough);
    const { steps } = run;
    await this.playback.seek({ step });
    return run.steps !== steps;
  }
}
