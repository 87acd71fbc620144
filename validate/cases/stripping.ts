// The stripping experiment of Kasemchainan et al. (Nat. Mater. 18 (2019) 1105) on Li6PS5Cl: critical currents of
// 0.2 mA/cm2 at 3 MPa and 1.0 mA/cm2 at 7 MPa. The model's one constant alpha_T was fitted to these two, so that the
// critical currents show that the coupled section keeps the onset; what happens above it is the model's own.

import type { Case } from "../check";
import { runThrough } from "../section";

const SOURCE = "Kasemchainan et al., Nat. Mater. 18 (2019) 1105";
const CAPACITY = "1 mA.h/cm2";
const COLUMNS = 128;

/** Strips 1 mAh/cm2 at `j` [mA/cm2] under `P` [MPa]; observables of the end. */
async function strip(wasm: BufferSource, j: number, P: number, columns = COLUMNS) {
  const run = await runThrough(wasm, {
    mesh: { columns },
    conditions: { stackPressure: `${P} MPa` },
    protocol: [`Strip at ${j} mA/cm2 until ${CAPACITY}`],
  });
  return { ...run.observables, h: run.spec.grid.h };
}

/** Largest current density that keeps more than 90 % of the contact [mA/cm2], between `low` and `high`, within 3 %. */
export async function criticalCurrent(wasm: BufferSource, P: number, low: number, high: number) {
  const keeps = async (j: number) => (await strip(wasm, j, P, 64)).contactFraction > 0.9;
  if (!(await keeps(low)) || (await keeps(high))) throw new Error(`not between ${low} and ${high}`);
  let [a, b] = [low, high];
  while (b / a > 1.03) {
    const j = Number(Math.sqrt(a * b).toPrecision(4));
    if (await keeps(j)) a = j;
    else b = j;
  }
  return Math.sqrt(a * b);
}

const at3 = (wasm: BufferSource) => criticalCurrent(wasm, 3, 0.1, 0.5);
const at7 = (wasm: BufferSource) => criticalCurrent(wasm, 7, 0.5, 2.5);
/** How far a is from b, as a factor of at least 1. */
const factor = (a: number, b: number) => Math.max(a / b, b / a);

const kept = (j: number, P: number, target: Case["target"]): Case => ({
  id: `contact-${P}mpa-${j}`,
  kind: "experimental",
  quantity: `contact fraction after ${CAPACITY}, 1`,
  source: SOURCE,
  conditions: `Strip at ${j} mA/cm2 under ${P} MPa, 25 Cel, ${COLUMNS} columns`,
  target,
  run: async (wasm) => (await strip(wasm, j, P)).contactFraction,
});

const CRITICAL = `more than 90 % of the contact after ${CAPACITY}, 64 columns`;

export const strippings: readonly Case[] = [
  kept(0.1, 3, { atLeast: 0.95 }),
  kept(1, 3, { atMost: 2 / 3 }),
  kept(0.5, 7, { atLeast: 0.9 }),
  {
    id: "void-height-3mpa-1",
    kind: "experimental",
    quantity: "height of the largest void, cells",
    source: SOURCE,
    conditions: `Strip at 1 mA/cm2 under 3 MPa, 25 Cel, ${COLUMNS} columns`,
    target: { atLeast: 1 },
    async run(wasm) {
      const { voidHeight, h } = await strip(wasm, 1, 3);
      return voidHeight / h;
    },
  },
  {
    id: "critical-3mpa",
    kind: "experimental",
    quantity: "factor between critical current and the measured 0.2 mA/cm2, 1",
    source: SOURCE,
    conditions: `3 MPa, ${CRITICAL}; alpha_T fitted to it`,
    target: { atMost: 1.5 },
    run: async (wasm) => factor(await at3(wasm), 0.2),
  },
  {
    id: "critical-7mpa",
    kind: "experimental",
    quantity: "factor between critical current and the measured 1.0 mA/cm2, 1",
    source: SOURCE,
    conditions: `7 MPa, ${CRITICAL}; alpha_T fitted to it`,
    target: { atMost: 1.5 },
    run: async (wasm) => factor(await at7(wasm), 1),
  },
  {
    id: "critical-ratio",
    kind: "experimental",
    quantity: "critical current at 7 MPa over that at 3 MPa, 1",
    source: SOURCE,
    conditions: CRITICAL,
    target: { value: 5, absolute: 2 },
    run: async (wasm) => (await at7(wasm)) / (await at3(wasm)),
  },
];
