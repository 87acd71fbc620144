// The page's end of the worker: starts it, asks for one picture at a time, notices when it dies.
import * as Comlink from "comlink";
import type { CathodeFieldName, FieldName } from "../sim/types";
import { startWorker } from "./start-worker";
import workerUrl from "./worker.ts?worker&url";
import type { EngineApi, FrameMessage, FrameRequest } from "./worker-protocol";

const heartbeatEvery = 2000;
/** A time step at 1024 columns takes below a second; a minute without an answer means that nothing comes any more, however busy the
 * computer is. */
const silenceLimit = 60_000;

export interface EngineEvents {
  /** which fields the next picture should carry */
  wanted(): (FieldName | CathodeFieldName)[];
  frame(message: FrameMessage): void;
  /** one or two sentences: the engine has died, and why */
  died(reason: string): void;
}

export class Engine {
  readonly api: Comlink.Remote<EngineApi>;
  private readonly worker: Worker | null;
  private readonly port: MessagePort;
  private readonly heart: ReturnType<typeof setInterval>;
  private waiting = false;
  private dead = false;

  constructor(private readonly events: EngineEvents) {
    this.worker = this.start();
    // without one nobody answers
    this.api = Comlink.wrap<EngineApi>(this.worker ?? new MessageChannel().port1);
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.port.onmessage = (event: MessageEvent<FrameMessage>) => {
      this.waiting = false;
      this.events.frame(event.data);
      // Without a screen to draw on there are no animation frames; the charts go on once a second.
      if (document.hidden) setTimeout(() => this.request(), 1000);
    };
    void this.api.attach(Comlink.transfer(port2, [port2]));
    document.addEventListener("visibilitychange", () => this.request());
    this.heart = setInterval(() => this.listen(), heartbeatEvery);
  }

  private start(): Worker | null {
    try {
      const worker = startWorker(workerUrl);
      worker.onerror = (event) => {
        event.preventDefault();
        const why = event.message || "its program could not be loaded";
        this.die(`The engine has stopped: ${why}.`);
      };
      worker.onmessageerror = () => this.die("A message of the engine could not be read.");
      return worker;
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      queueMicrotask(() =>
        this.die(`This browser does not let the page start its engine, a worker: ${why}`),
      );
      return null;
    }
  }

  /** Asks for the next picture unless one is on its way; `fresh` asks for one now, changed or not. */
  request(fresh = false) {
    if (this.dead || (this.waiting && !fresh)) return;
    this.waiting = true;
    const request: FrameRequest = { fields: this.events.wanted(), fresh };
    this.port.postMessage(request);
  }

  close() {
    this.dead = true;
    clearInterval(this.heart);
    this.port.close();
    this.worker?.terminate();
  }

  private listen() {
    let answered = false;
    this.api.ping().then(() => {
      answered = true;
    });
    setTimeout(() => {
      if (!answered && !document.hidden) {
        this.die(`The engine has not answered for ${silenceLimit / 1000} seconds.`);
      }
    }, silenceLimit);
  }

  private die(reason: string) {
    if (this.dead) return;
    this.close();
    this.events.died(reason);
  }
}
