// Threads as an upgrade: the kernel built for shared memory, with helpers that run further instances
// of it on the same memory and take strips of the scalar solver's passes (assembly/threads/team.ts).
// The bits are those of one thread. Whatever is missing, the caller goes on alone without a word.

import type { KernelExports, WasmBytes } from "./module";

/** What a helper needs to begin: it calls `teamHelp(control, index)` and stays there. */
export interface HelperStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  control: number;
  /** 1 ... threads - 1 */
  index: number;
}

/** Starts a helper where the host has threads; resolves when it runs. */
export type Spawn = (start: HelperStart) => Promise<void>;

export interface Upgrade {
  /** build/kernel.threads.wasm */
  wasm: WasmBytes;
  /** Threads to compute with, the caller's own included. */
  threads: number;
  spawn: Spawn;
  /** [s] a helper may hold a strip before the run is given up; 10 by default. */
  patience?: number;
}

/** An instance on shared memory and its helpers. */
export interface Team {
  exports: KernelExports;
  /** Bytes of memory that the same kernel without threads has: what a snapshot holds. */
  extent: number;
  threads: number;
}

/** Sections from this width on are worth more than one thread. */
export const WIDE = 512;

const PAGES = 16;
/** Address space to reserve, in pages; hosts that are short of it refuse the larger ones. */
const ROOM = [65536, 32768, 16384] as const;
/** [ms] */
const START_LIMIT = 5000;

/** Threads for a section: those asked for, else two or more from WIDE columns on where cores are. */
export function threadsFor(columns: number, asked: number | undefined, cores: number): number {
  return asked ?? (columns >= WIDE ? Math.min(cores, 4) : 1);
}

/** Whether this host lets instances share memory (browsers: only pages that are isolated). */
export function canShare(): boolean {
  const { SharedArrayBuffer: shared, crossOriginIsolated: isolated } = globalThis;
  return typeof shared === "function" && isolated !== false;
}

/**
 * An instance laid out by `layOut`, for systems up to `columns` across, with its helpers running.
 * Undefined when the host has no threads, or none was asked for.
 */
export async function assemble(
  upgrade: Upgrade | undefined,
  columns: number,
  layOut: (exports: KernelExports) => void,
): Promise<Team | undefined> {
  if (!upgrade || upgrade.threads < 2 || !canShare()) return undefined;
  try {
    const module = await WebAssembly.compile(upgrade.wasm);
    const memory = reserve();
    const instance = await WebAssembly.instantiate(module, { env: { memory } });
    const exports = instance.exports as KernelExports;
    layOut(exports);
    const extent = memory.buffer.byteLength;
    const patience = Math.max(1, Math.round(10 * (upgrade.patience ?? 10)));
    const control = exports.teamCreate(columns, upgrade.threads, patience);
    const helpers = Array.from({ length: upgrade.threads - 1 }, (_, k) =>
      soon(upgrade.spawn({ module, memory, control, index: k + 1 })),
    );
    const came = (await Promise.all(helpers)).filter(Boolean).length;
    if (came > 0) return { exports: guarded(exports), extent, threads: came + 1 };
    exports.teamDismiss();
  } catch {
    // no room, no helpers, an engine without the instructions: one thread does the same
  }
  return undefined;
}

function reserve(): WebAssembly.Memory {
  for (const maximum of ROOM) {
    try {
      return new WebAssembly.Memory({ initial: PAGES, maximum, shared: true });
    } catch (error) {
      if (maximum === ROOM.at(-1)) throw error;
    }
  }
  throw new RangeError("unreachable");
}

/** True when it has begun within the limit. */
async function soon(start: Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, START_LIMIT, false);
  });
  const begun = start.then(
    () => true,
    () => false,
  );
  const came = await Promise.race([begun, late]);
  clearTimeout(timer);
  return came;
}

/** The exports, with the trap of a lost helper told apart from others. */
function guarded(exports: KernelExports): KernelExports {
  const calls = Object.entries(exports).map(([name, entry]) => {
    if (typeof entry !== "function") return [name, entry];
    const call = entry as (...given: unknown[]) => unknown;
    return [
      name,
      (...given: unknown[]) => {
        try {
          return call(...given);
        } catch (cause) {
          if (exports.teamFault() === 0) throw cause;
          throw new Error(
            "a helper thread stopped in the middle of its work; run again with --threads 1",
            { cause },
          );
        }
      },
    ];
  });
  return Object.fromEntries(calls) as KernelExports;
}
