// Pictures on their way to the page, one for each request, with the rows and events since the last.
import type { Simulation } from "../sim/simulation";
import type { Observables } from "../sim/types";
import type { FrameMessage, FrameRequest } from "./worker-protocol";

export class FrameOutbox {
  port: MessagePort | undefined;
  /** what the page waits for */
  request: FrameRequest | undefined;
  /** there is something new since the last picture */
  changed = false;
  private rows: Observables[] = [];
  private eventsSent = 0;
  private generation = 0;

  /** Another run: what the page has of the one before ends here. */
  begin() {
    this.rows = [];
    this.eventsSent = 0;
    this.generation++;
    this.changed = true;
  }

  addRow(row: Observables) {
    this.rows.push(row);
  }

  /** Answers the request, if there is one and something new, or if the page wants a picture at once. */
  deliver(run: Simulation, playing: boolean, stepCost: number, slow: boolean) {
    const { port, request } = this;
    if (!port || !request || !(this.changed || request.fresh)) return;
    const frame = run.frame(request.fields);
    const message: FrameMessage = {
      frame,
      rows: this.rows,
      events: run.events.slice(this.eventsSent),
      status: run.status,
      playing,
      slow,
      endReason: run.endReason,
      progress: run.progress,
      stepCost,
      generation: this.generation,
    };
    this.eventsSent = run.events.length;
    this.rows = [];
    this.changed = false;
    this.request = undefined;
    const arrays = [...Object.values(frame.fields), ...Object.values(frame.interface)];
    port.postMessage(message, [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))]);
  }
}
