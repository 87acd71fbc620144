// The page's state, one way: scenario -> worker -> frame -> store -> views. Views read and subscribe;
// what a person does goes to the engine, and comes back as a frame.
import type { WrittenEdit } from "../core/edits";
import type { ControlName } from "../core/scenario";
import type {
  CathodeFieldName,
  FieldName,
  Frame,
  Observables,
  RunEvent,
  RunStatus,
} from "../sim/types";
import type { Cell } from "./view/camera";
import type { Range } from "./view/range";
import type { ToolName } from "./view/shapes";
import type { Sketch } from "./view/stroke";
import type {
  ClosureNow,
  GalleryEntry,
  Measured,
  OpenedRun,
  SetEntry,
  Steps,
  Stroke,
} from "./worker-protocol";

export interface Message {
  kind: "error" | "note";
  text: string;
  /** what can be done about it */
  act?: { label: string; go: () => Promise<void> };
}

/** A run before, as it is drawn with the present one. */
export interface PinnedRun {
  id: number;
  /** what it is called on the chart */
  label: string;
  /** where it stood, in words */
  about: string;
  /** of which scenario */
  name: string;
  rows: readonly Observables[];
  /** where it stood, as an image */
  picture: string;
  /** kept by the page, as the run had to start again */
  auto: boolean;
}

/** The run beside this one. */
export interface Beside {
  /** what tells the two apart, if a hand can move it */
  control: ControlName | null;
  /** of this run and of the other */
  labels: readonly [string, string];
  state: Readonly<State>;
}

export interface State {
  /** `failed`: the engine is not there; `problem` says why */
  engine: "starting" | "ready" | "failed";
  problem: string;
  message: Message | null;
  gallery: GalleryEntry[];
  sets: SetEntry[];
  run: OpenedRun | null;
  /** closures and switches of the run, once they are asked for */
  closures: readonly ClosureNow[];
  /** what the main result of the run hangs on, a sentence, likewise */
  hangsOn: string;
  playing: boolean;
  /** time goes slower because a filament grows */
  slow: boolean;
  status: RunStatus;
  endReason: string;
  progress: number;
  stepCost: number;
  speed: number;
  layer: FieldName;
  /** of the cathode, if there is one */
  cathodeLayer: CathodeFieldName;
  /** of the colours of the layer, in display units; null before its first picture */
  range: Range | null;
  /** of this run alone, and that of the run beside it */
  ownRange: Range | null;
  otherRange: Range | null;
  /** the section is seen as a relief; null: this browser cannot */
  relief: boolean | null;
  /** probed cell of the section */
  probe: Cell | null;
  /** the hand draws in the electrolyte, and is there */
  tool: ToolName | null;
  sketch: Sketch | null;
  /** what is said beside the drawing tools */
  drawingNote: string;
  /** the last stroke can be taken back */
  undoable: boolean;
  frame: Frame | null;
  /** goes up with the frames, a few times a second: texts follow it, so that they can be read */
  pulse: number;
  /** the time series since the start; the array grows in place, `frame` announces it */
  rows: Observables[];
  /** rows up to where the run is; the others lie ahead, as it has been gone back */
  past: number;
  /** what has been changed by hand */
  edits: WrittenEdit[];
  /** of it what is drawn into the run, SI */
  drawn: readonly Stroke[];
  /** rows of the way that an edit has left */
  ghost: Observables[];
  /** curves of runs before, to compare with */
  pinned: readonly PinnedRun[];
  /** goes up before the run starts again for a change that it cannot take on its way */
  restarts: number;
  /** the run beside this one, while two are compared */
  beside: Beside | null;
  /** pairs of the gallery */
  pairs: readonly { name: string; title: string }[];
  /** data of a person's own, beside the run */
  measured: Measured | null;
  steps: Steps;
  events: RunEvent[];
  /** what a screen reader is told */
  spoken: string;
  /** what is open beside the picture */
  panel: PanelName | null;
  /** fields that open instruments read */
  reads: readonly (FieldName | CathodeFieldName)[];
  /** picture, sentence, control and curve alone, for a room */
  presenting: boolean;
  /** how much of the page there is */
  ui: Ui;
  /** a hand has moved the control of this scenario */
  touched: boolean;
  /** a hand has set the probe */
  probing: boolean;
}

export const panelNames = ["controls", "instruments", "assumptions", "protocol", "record"] as const;
export type PanelName = (typeof panelNames)[number];
export type Ui = "full" | "lesson" | "bare";

export type Key = keyof State;

export class Store {
  private readonly listeners = new Map<Key, Set<(state: Readonly<State>) => void>>();

  constructor(private readonly state: State) {}

  get value(): Readonly<State> {
    return this.state;
  }

  set(change: Partial<State>) {
    const touched = new Set<(state: Readonly<State>) => void>();
    for (const key of Object.keys(change) as Key[]) {
      if (Object.is(this.state[key], change[key])) continue;
      for (const listener of this.listeners.get(key) ?? []) touched.add(listener);
    }
    Object.assign(this.state, change);
    for (const listener of touched) listener(this.state);
  }

  /** Calls `listener` now and after each change of one of the keys, until what it returns is called. */
  watch(keys: Key[], listener: (state: Readonly<State>) => void): () => void {
    for (const key of keys) {
      const set = this.listeners.get(key) ?? new Set();
      this.listeners.set(key, set.add(listener));
    }
    const stop = () => {
      for (const key of keys) this.listeners.get(key)?.delete(listener);
    };
    listener(this.state);
    return stop;
  }
}

export function initialState(): State {
  return {
    engine: "starting",
    problem: "",
    message: null,
    gallery: [],
    sets: [],
    run: null,
    closures: [],
    hangsOn: "",
    playing: false,
    slow: false,
    status: "running",
    endReason: "",
    progress: 0,
    stepCost: 0,
    speed: 300,
    layer: "lithium",
    cathodeLayer: "cathodeLithium",
    range: null,
    ownRange: null,
    otherRange: null,
    relief: null,
    probe: null,
    tool: null,
    sketch: null,
    drawingNote: "",
    undoable: false,
    frame: null,
    pulse: 0,
    rows: [],
    past: 0,
    edits: [],
    drawn: [],
    ghost: [],
    pinned: [],
    restarts: 0,
    beside: null,
    pairs: [],
    measured: null,
    steps: { first: 0, now: 0, last: 0 },
    events: [],
    spoken: "",
    panel: null,
    reads: [],
    presenting: false,
    ui: "full",
    touched: false,
    probing: false,
  };
}
