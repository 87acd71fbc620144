// The one sentence above the picture: what happens, and what to try.
import { html } from "lit-html";
import type { Observables } from "../../sim/types";
import { earlier, isOutdated, type Telling, tell } from "../sentences";
import type { State, Store } from "../store";
import { mount } from "./panel";

/** [ms] that a sentence stands at least, so that it can be read, unless it is not so any more. */
const standing = 1500;

/** The situation that is said of each run, for all that tell it. */
const saidOfRun = new WeakMap<object, string>();

export function tellState({ frame, rows, run, status }: Readonly<State>): Telling | null {
  if (!frame || !run) return null;
  const now = frame.observables;
  const over = status === "stopped" || status === "failed";
  const { depth, width, control } = run;
  const [before, past] = [earlier(rows, now), earlier(rows, now, true)];
  return tell({ now, before, past, depth, width, control, over, said: saidOfRun.get(run) });
}

export function headline(host: HTMLElement, store: Store, id = "headline") {
  let shown: Telling = { name: "", happens: "", invites: "" };
  /** the state that it was said of last */
  let saidOf: Observables | null = null;
  let since = Number.NEGATIVE_INFINITY;
  let of: State["run"] = null;
  let due: ReturnType<typeof setTimeout> | undefined;
  const draw = mount(host, store, ["pulse", "run", "status", "playing", "engine"], (state) => {
    const told = tellState(state);
    const fresh = state.run !== of || state.status !== "running";
    const now = state.frame?.observables ?? null;
    const stale = now !== null && saidOf !== null && isOutdated(saidOf, now);
    const left = stale ? 0 : since + standing - performance.now();
    clearTimeout(due);
    if (told && told.name !== shown.name && !fresh && left > 0) {
      // a run that is paused sends nothing more that would bring it
      due = setTimeout(() => draw(), left);
    } else if (told) {
      if (told.name !== shown.name) since = performance.now();
      shown = told;
      saidOf = now;
      of = state.run;
      if (of) saidOfRun.set(of, told.name);
    }
    return html`<p id=${id} class=${shown.name === "shorted" ? "alarm" : ""}>
      <span>${state.frame ? shown.happens : waiting(state)}</span>
      <b>${shown.invites}</b>
    </p>`;
  });
}

const waiting = ({ engine }: State) => (engine === "failed" ? "" : "Starting …");
