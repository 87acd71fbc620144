// Pictures on their way to the page, one for each request, with the rows and events that it does not have yet.
import { isByHand, type WrittenEdit } from "../core/edits";
import type { History } from "../sim/history";
import type { FrameMessage, FrameRequest } from "./worker-protocol";

export class FrameOutbox {
  port: MessagePort | undefined;
  /** what the page waits for */
  request: FrameRequest | undefined;
  /** there is something new since the last picture */
  changed = false;
  /** what the page has of the run */
  private rows = 0;
  private events = 0;
  private edits: readonly WrittenEdit[] | undefined;
  /** goes up with each run */
  generation = 0;

  /** Another run: what the page has of the one before ends here. */
  begin() {
    this.rewind(0);
    this.edits = undefined;
    this.generation++;
  }

  /** Only so many rows are still those of the run, and events may have changed. */
  rewind(rows: number) {
    this.rows = Math.min(this.rows, rows);
    this.events = 0;
    this.changed = true;
  }

  /** Answers the request, if there is one and something new, or if the page wants a picture at once. */
  deliver(history: History, now: Pick<FrameMessage, "playing" | "order" | "stepCost" | "slow">) {
    const { port, request } = this;
    if (!port || !request || !(this.changed || request.fresh)) return;
    const { run, rows, events } = history;
    const frame = run.frame(request.fields);
    const { edits } = run.spec.scenario;
    const message: FrameMessage = {
      frame,
      rowsFrom: this.rows,
      rows: rows.slice(this.rows),
      past: history.past,
      eventsFrom: this.events,
      events: events.slice(this.events),
      ...(edits !== this.edits && { edits, drawn: run.spec.edits.filter(isByHand) }),
      steps: { first: history.first, now: run.steps, last: history.last },
      status: run.status,
      endReason: run.endReason,
      progress: run.progress,
      ...now,
      generation: this.generation,
    };
    this.edits = edits;
    this.rows = rows.length;
    this.events = events.length;
    this.changed = false;
    this.request = undefined;
    const arrays = [
      ...Object.values(frame.fields),
      ...Object.values(frame.interface),
      ...Object.values(frame.cathode?.fields ?? {}),
    ];
    port.postMessage(message, [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))]);
  }
}
