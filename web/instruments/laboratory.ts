// The page's end of the laboratory: a worker for each kind of structure, started when its instrument asks, so that none waits.
import * as Comlink from "comlink";
import type { Laboratory } from "../laboratory-worker";
import laboratoryWorkerUrl from "../laboratory-worker.ts?worker&url";
import { startWorker } from "../start-worker";

const started = new Map<string, Comlink.Remote<Laboratory>>();

export function laboratory(kind: "composites" | "contacts"): Comlink.Remote<Laboratory> {
  const one = started.get(kind) ?? Comlink.wrap<Laboratory>(startWorker(laboratoryWorkerUrl));
  started.set(kind, one);
  return one;
}
