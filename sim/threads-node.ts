// Helpers of Node: workers that neither keep the process alive nor print.

import { Worker } from "node:worker_threads";
import type { Spawn } from "./threads";

// A worker of its own file would have to be found from a bundle and from the sources alike.
const ENTRY = `
const { parentPort, workerData: w } = require("node:worker_threads");
const { exports } = new WebAssembly.Instance(w.module, { env: { memory: w.memory } });
parentPort.postMessage("ready");
exports.teamHelp(w.control, w.index);
`;

export const spawnInNode: Spawn = (start) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(ENTRY, { eval: true, workerData: start });
    worker.once("message", () => {
      worker.unref();
      resolve();
    });
    worker.once("error", reject);
  });
