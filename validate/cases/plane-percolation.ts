// No random plane conducts both ions and electrons: why the section of a cathode takes its electrons through the third dimension.

import { random } from "../../bench/random";
import type { Case } from "../check";
import { scalar } from "../kernel";

const CELLS = 128;

/** Conductivity of the cells that are set, between bottom and top; the others have 1e-9. */
async function across(kernel: BufferSource, set: readonly boolean[]): Promise<number> {
  const n = CELLS;
  const s = await scalar(kernel, n, n);
  const sigma = (k: number) => (set[k] ? 1 : 1e-6);
  const mean = (a: number, b: number) => (2 * a * b) / (a + b);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      if (i > 0) s.tx[j * (n + 1) + i] = mean(sigma(k - 1), sigma(k));
      s.ty[k] = j > 0 ? mean(sigma(k - n), sigma(k)) : 2 * sigma(k);
      if (j < n - 1) continue;
      s.ty[k + n] = 2 * sigma(k);
      s.f[k] = 2 * sigma(k);
    }
  }
  s.solve(1e-8);
  let current = 0;
  for (let i = 0; i < n; i++) current += s.ty[i]! * s.u[i]!;
  return current;
}

const cases: readonly Case[] = [
  {
    id: "plane-percolation",
    topic: "B8",
    kind: "numerical",
    quantity: "largest product of both conductivities over those of the phases, 1",
    source:
      "site percolation on the square lattice: no share lies above the threshold of both phases",
    conditions: `${CELLS} x ${CELLS} cells set at random, 30, 40, 50, 60 and 70 %`,
    target: { atMost: 1e-4 },
    long: true,
    async run(kernel) {
      let most = 0;
      for (const share of [0.3, 0.4, 0.5, 0.6, 0.7]) {
        const next = random(Math.round(100 * share));
        const set = Array.from({ length: CELLS ** 2 }, () => next() < share);
        const electrons = await across(kernel, set);
        const ions = await across(
          kernel,
          set.map((one) => !one),
        );
        most = Math.max(most, electrons * ions);
      }
      return most;
    },
  },
];
export default cases;
