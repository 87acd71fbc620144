// What a timing was measured on.

import { cpus, getPriority, loadavg, totalmem } from "node:os";

export interface Machine {
  cpu: string;
  cores: number;
  memory_gb: number;
  platform: string;
  node: string;
  v8: string;
  /** Processes wanting a core over the last minute when asked; the bench itself counts for one. */
  load: number;
  /** Scheduling priority (nice value); below 0 the bench goes before others. */
  nice: number;
}

export function machine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? "unknown",
    cores: all.length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    v8: process.versions.v8,
    load: load(),
    nice: getPriority(),
  };
}

/** Load average of the last minute. */
export function load(): number {
  return Math.round(100 * loadavg()[0]!) / 100;
}
