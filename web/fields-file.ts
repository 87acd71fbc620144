// The page's end of the file of fields. The page as one file goes without: the library that writes it is as large as all else.
import * as Comlink from "comlink";
import type { Actions } from "./actions";
import type { FieldsWorker } from "./fields-worker";
import workerUrl from "./fields-worker.ts?worker&url";
import { startWorker } from "./start-worker";

type FieldsFile = (
  actions: Actions,
  steps: number,
  goesOn: (done: number) => boolean,
) => Promise<Uint8Array | null>;

/** The bytes of fields.vtkhdf of the run as it stands, after so many time steps; null once `goesOn` says no. */
export const fieldsFile: FieldsFile | null = async (actions, steps, goesOn) => {
  const worker = startWorker(workerUrl);
  try {
    const [scenario, wasm] = await Promise.all([actions.scenario(), actions.kernel()]);
    return await new Promise((resolve, reject) => {
      worker.onerror = () =>
        reject(new Error("The program that writes fields could not be loaded; try again."));
      const tell = (done: number) => {
        if (!goesOn(done)) resolve(null);
      };
      Comlink.wrap<FieldsWorker>(worker)
        .write(scenario, steps, wasm, Comlink.proxy(tell))
        .then(resolve, reject);
    });
  } finally {
    worker.terminate();
  }
};
