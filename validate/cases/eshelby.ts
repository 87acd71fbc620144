// A round inclusion that would like to grow by the strain e in the plane, in a matrix of the same elastic constants (Eshelby,
// Proc. R. Soc. A 241 (1957) 376), plane strain, radius R:
//   inside   s_xx = s_yy = -E e / (2 (1 - nu^2))
//   outside  s_rr = -s_tt = -E e / (2 (1 - nu^2)) (R / r)^2

import type { Case } from "../check";
import { fromPolar, type Plate, quarterPlate, type Stress, stressAt } from "../plate-with-hole";
import { NU, R } from "./elastic";

const HALF_WIDTH = 80;
const LAM = NU / ((1 + NU) * (1 - 2 * NU));
const MU = 1 / (2 * (1 + NU));
/** Stress of the inclusion, units of E e. */
const INSIDE = -1 / (2 * (1 - NU ** 2));

function exact(x: number, y: number): Stress {
  const q = Math.min(1, R ** 2 / (x * x + y * y));
  if (q === 1) return [INSIDE, INSIDE, 0];
  return fromPolar(x, y, INSIDE * q, -INSIDE * q, 0);
}

/** The plate with its eigenstrain e = 1, as the pressure it presses with where it is held: 2 (lambda + mu) e. */
async function plate(wasm: BufferSource): Promise<Plate> {
  const p = await quarterPlate(wasm, HALF_WIDTH, R, exact);
  p.lam.fill(LAM);
  p.mu.fill(MU);
  p.addPressure(p.weight.map((w) => 2 * (LAM + MU) * (1 - w)));
  p.solve(1e-10);
  return p;
}

/** Worst error of any stress component on one side of the staircase rim, 15 % away from it, units of the stress inside. */
async function worst(wasm: BufferSource, inside: boolean): Promise<number> {
  const p = await plate(wasm);
  let most = 0;
  for (let j = 0; j < p.n; j++) {
    for (let i = 0; i < p.n; i++) {
      const { x, y, stress } = stressAt(p, i, j);
      const r = Math.hypot(x, y);
      if (inside ? r > R / 1.15 : r < 1.15 * R) continue;
      const own = inside ? 2 * (LAM + MU) : 0;
      const [xx, yy, xy] = exact(x, y);
      const got = [stress[0] - own, stress[1] - own, stress[2]];
      for (const [k, want] of [xx, yy, xy].entries())
        most = Math.max(most, Math.abs((got[k]! - want) / INSIDE));
    }
  }
  return most;
}

/** Mean of the stress along x over the inner half of the inclusion, units of E e. */
async function mean(wasm: BufferSource): Promise<number> {
  const p = await plate(wasm);
  let [sum, count] = [0, 0];
  for (let j = 0; j < R / 2; j++) {
    for (let i = 0; i < R / 2; i++) {
      sum += stressAt(p, i, j).stress[0] - 2 * (LAM + MU);
      count++;
    }
  }
  return sum / count;
}

const SOURCE = "[@eshelby1957]";
const CONDITIONS = `inclusion of ${R} cells radius, half plate of ${HALF_WIDTH} cells, exact tractions on its edge, nu = ${NU}`;

const cases: readonly Case[] = [
  {
    id: "eshelby-inside",
    topic: "A12",
    kind: "analytic",
    quantity: "mean stress of the inner half of the inclusion over E times its strain",
    source: SOURCE,
    conditions: CONDITIONS,
    target: { value: INSIDE, relative: 0.02 },
    run: mean,
  },
  {
    id: "eshelby-uniform",
    topic: "A12",
    kind: "analytic",
    quantity: "worst error of any stress at r < R / 1.15, units of the stress inside",
    source: SOURCE,
    conditions: CONDITIONS,
    target: { atMost: 0.02 },
    run: (wasm) => worst(wasm, true),
  },
  {
    id: "eshelby-field",
    topic: "A12",
    kind: "analytic",
    quantity: "worst error of any stress at r > 1.15 R, units of the stress inside",
    source: SOURCE,
    conditions: CONDITIONS,
    target: { atMost: 0.02 },
    run: (wasm) => worst(wasm, false),
  },
];
export default cases;
