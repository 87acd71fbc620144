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

/** [s] between two moves of one hand at most, and as a share of the time that is told of. */
const pause = { least: 60, share: 0.05 };

interface Line {
  event: RunEvent;
  /** what goes into one line with it; null: nothing does */
  like: string | null;
  /** of the last that went into it [s] */
  until: number;
  columns: number;
  moves: number;
}

function lineOf(event: RunEvent): Line {
  const [, count, rest] = /^(\d+) columns? (.*)$/.exec(event.message) ?? [];
  const [, moved] = /^Set by hand: (.*?) [\d.,−-]/.exec(event.message) ?? [];
  const like = rest !== undefined ? `${event.kind} ${rest}` : moved !== undefined ? moved : null;
  return { event, like, until: event.time, columns: Number(count ?? 0), moves: 1 };
}

/** Columns that open or close one after the other are one line with their sum, and so are the moves of one hand; they may be told
 * in turn. */
export function grouped(events: readonly RunEvent[]): RunEvent[] {
  const longest = Math.max(pause.least, pause.share * (events.at(-1)?.time ?? 0));
  const lines: Line[] = [];
  for (const event of events) {
    const next = lineOf(event);
    const [last, other] = [lines.at(-1), lines.at(-2)];
    const before = last?.like === next.like ? last : last?.like === null ? undefined : other;
    const isNear = before !== undefined && event.time - before.until <= longest;
    const isNext = before === last && next.columns > 0;
    if (!before || next.like === null || before.like !== next.like || !(isNear || isNext)) {
      lines.push(next);
    } else {
      before.until = event.time;
      before.columns += next.columns;
      before.moves += next.moves;
      if (next.columns === 0) before.event = { ...event, time: before.event.time };
    }
  }
  return lines.map(({ event, columns, moves }) => {
    if (columns > 0) {
      const message = event.message.replace(
        /^\d+ columns?/,
        columns === 1 ? "1 column" : `${columns} columns`,
      );
      return { ...event, message };
    }
    return moves > 1
      ? { ...event, message: `${event.message.replace(/\.$/, "")}, in ${moves} moves.` }
      : event;
  });
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
