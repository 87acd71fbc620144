// Where a coupled step spends its time. The kernel is built once more with names, the parts of a step kept as functions
// of their own (assembly/lab/profile.ts), and a run of it is sampled by the engine's profiler; a sample counts for the
// innermost part of a step on its stack.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Session } from "node:inspector";
import { join } from "node:path";
import type { RunSpec } from "../core/runspec";
import { Simulation } from "../sim/simulation";

/** Functions of the kernel and the physics they belong to. */
const PARTS: [RegExp, string][] = [
  [/\b(solvePotential|splitOverpotential|setConductances)\b/, "potential"],
  [/\bsolveFlow\b/, "flow"],
  [/\b(project|faceFluxes)\b/, "projection"],
  [/\b(solveStress|observeRisk|currentMagnitude)\b/, "stress and risk"],
  [
    /\b(advect|pushOverfill|interfaceBudget|openAndClose|voidStatistics|interphaseAdvance|interphaseRates)\b/,
    "advection and interface",
  ],
];
const REST = "books, driver and engine";

export type Split = Record<string, number>;

/** Builds the kernel with names; null where the compiler is not installed. */
export function profileKernel(root: string): Uint8Array<ArrayBuffer> | null {
  const out = join(root, "build/kernel.profile.wasm");
  const asc = join(root, "node_modules/assemblyscript/bin/asc.js");
  const words = ["assembly/lab/profile.ts", "--target", "release", "--debug", "-o", out];
  try {
    execFileSync(process.execPath, [asc, ...words], { cwd: root, stdio: "pipe" });
    return new Uint8Array(readFileSync(out));
  } catch {
    return null;
  }
}

interface ProfileNode {
  id: number;
  callFrame: { functionName: string };
  children?: number[];
}

/** Shares of the time of a run by physics; they add up to 1. */
export async function splitRun(kernel: Uint8Array<ArrayBuffer>, spec: RunSpec): Promise<Split> {
  const sim = await Simulation.create(spec, kernel);
  for (let k = 0; k < 10 && sim.advance(); k++);
  const session = new Session();
  session.connect();
  const ask = <T>(method: string, params: object = {}) =>
    new Promise<T>((resolve, reject) => {
      session.post(method, params, (error, result) =>
        error ? reject(error) : resolve(result as T),
      );
    });
  await ask("Profiler.enable");
  await ask("Profiler.setSamplingInterval", { interval: 500 });
  await ask("Profiler.start");
  while (sim.advance());
  const { profile } = await ask<{
    profile: { nodes: ProfileNode[]; samples: number[]; timeDeltas: number[] };
  }>("Profiler.stop");
  session.disconnect();
  const parts = partsOf(profile.nodes);
  const split: Split = Object.fromEntries([...PARTS.map(([, name]) => [name, 0]), [REST, 0]]);
  let all = 0;
  profile.samples.forEach((id, k) => {
    const part = parts.get(id);
    if (part === undefined) return;
    const time = profile.timeDeltas[k]!;
    split[part]! += time;
    all += time;
  });
  for (const part of Object.keys(split)) split[part]! /= all;
  return split;
}

/** Part of the step of every node of the call tree; none for what is outside the program. */
function partsOf(nodes: readonly ProfileNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<number, string>();
  const visit = (id: number, inherited: string | undefined) => {
    const node = byId.get(id)!;
    const name = node.callFrame.functionName;
    const own = PARTS.find(([pattern]) => pattern.test(name))?.[1];
    const outside = /^\((idle|root)\)$/.test(name);
    const part = own ?? inherited ?? (outside ? undefined : REST);
    if (part !== undefined) parts.set(id, part);
    for (const child of node.children ?? []) visit(child, part);
  };
  visit(nodes[0]!.id, undefined);
  return parts;
}
