// The one sentence above the picture: what happens, and what to try.
import { html } from "lit-html";
import { earlier, type Telling, tell } from "../sentences";
import type { State, Store } from "../store";
import { mount } from "./panel";

/** [ms] that a sentence stands at least, so that it can be read. */
const standing = 1500;

export function tellState({ frame, rows, run, status }: Readonly<State>): Telling | null {
  if (!frame || !run) return null;
  const now = frame.observables;
  const over = status === "stopped" || status === "failed";
  const { depth, control } = run;
  return tell({ now, before: earlier(rows, now), depth, control, over });
}

export function headline(host: HTMLElement, store: Store, id = "headline") {
  let shown: Telling = { name: "", happens: "", invites: "" };
  let since = Number.NEGATIVE_INFINITY;
  let of: State["run"] = null;
  let due: ReturnType<typeof setTimeout> | undefined;
  const draw = mount(host, store, ["pulse", "run", "status", "playing", "engine"], (state) => {
    const told = tellState(state);
    const fresh = state.run !== of || state.status !== "running";
    const left = since + standing - performance.now();
    clearTimeout(due);
    if (told && told.name !== shown.name && !fresh && left > 0) {
      // a run that is paused sends nothing more that would bring it
      due = setTimeout(() => draw(), left);
    } else if (told) {
      if (told.name !== shown.name) since = performance.now();
      shown = told;
      of = state.run;
    }
    return html`<p id=${id} class=${shown.name === "shorted" ? "alarm" : ""}>
      <span>${state.frame ? shown.happens : waiting(state)}</span>
      <b>${shown.invites}</b>
    </p>`;
  });
}

const waiting = ({ engine }: State) => (engine === "failed" ? "" : "Starting …");
