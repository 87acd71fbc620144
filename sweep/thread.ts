// A thread of the local engine, or of a worker: works out blocks of cases of the plan that it is given.

import { Piscina } from "piscina";
import { computeCase } from "./case";
import { type Plan, type PlanDocument, planFrom } from "./plan";
import type { Row } from "./row";

/** What a thread is given when it starts. */
export interface ThreadData {
  wasm: Uint8Array<ArrayBuffer>;
}

export interface Block {
  /** Text of the plan. */
  plan: string;
  cases: readonly number[];
}

const { wasm } = Piscina.workerData as ThreadData;
// While it is held, each run's instance takes the optimised code of the one before instead of compiling the bytes again.
const held = WebAssembly.compile(wasm);
let known: { text: string; plan: Plan } | undefined;

export default async function work({ plan: text, cases }: Block): Promise<Row[]> {
  if (known?.text !== text) known = { text, plan: planFrom(JSON.parse(text) as PlanDocument) };
  await held;
  const rows: Row[] = [];
  for (const n of cases) rows.push(await computeCase(known.plan, n, wasm));
  return rows;
}
