// The protocol, with the step that runs now, and what has happened, newest first.
import { html, nothing } from "lit-html";
import type { RunEvent } from "../../sim/types";
import { duration, typeset } from "../format";
import type { State, Store } from "../store";
import { mount } from "./panel";

const shownEvents = 60;

export function runLog(host: HTMLElement, store: Store) {
  mount(
    host,
    store,
    ["run", "pulse", "events"],
    (state) => html`<h2>Protocol</h2>
      <p class="about">${typeset(state.run?.description ?? "")}</p>
      <ol class="protocol">
        ${(state.run?.protocol ?? []).map((text, i) => step(text, i - stepOf(state)))}
      </ol>
      <h2>Events</h2>
      <ol class="log" reversed>
        ${grouped(state.events).slice(-shownEvents).reverse().map(event)}
      </ol>`,
  );
}

/** Columns that open or close one after the other are one line, with their sum. */
export function grouped(events: readonly RunEvent[]): RunEvent[] {
  const lines: RunEvent[] = [];
  for (const event of events) {
    const last = lines.at(-1);
    const columns = /^(\d+) columns? (.*)$/.exec(event.message);
    const before = last?.kind === event.kind && /^(\d+) columns? (.*)$/.exec(last.message);
    if (!columns || !before) lines.push(event);
    else {
      const message = `${Number(before[1]) + Number(columns[1])} columns ${columns[2]}`;
      lines[lines.length - 1] = { ...last, message };
    }
  }
  return lines;
}

const stepOf = ({ frame }: State) => frame?.observables.protocolStep ?? 0;

/** `ahead` of the step that runs now; below zero: done. */
function step(text: string, ahead: number) {
  const current = ahead === 0 ? "step" : nothing;
  return html`<li class=${ahead < 0 ? "done" : ""} aria-current=${current}>${typeset(text)}</li>`;
}

function event({ kind, time, message }: RunEvent) {
  return html`<li class=${kind}><time>${duration(time)}</time> ${typeset(message)}</li>`;
}
