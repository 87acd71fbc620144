// The page's end of the laboratory: one worker for all instruments, started when the first of them asks.
import * as Comlink from "comlink";
import type { Laboratory } from "../laboratory-worker";
import laboratoryWorkerUrl from "../laboratory-worker.ts?worker&url";
import { startWorker } from "../start-worker";

let started: Comlink.Remote<Laboratory> | undefined;

export function laboratory(): Comlink.Remote<Laboratory> {
  started ??= Comlink.wrap<Laboratory>(startWorker(laboratoryWorkerUrl));
  return started;
}
