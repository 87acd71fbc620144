// A student sets a mechanism and sees what its paper says: each prediction of core/mechanisms.ts, in the model.
import { describe, expect, it } from "vitest";
import { MECHANISMS } from "../../core/mechanisms";
import { applyOverrides } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";

const HARD = ["Strip at 1 mA/cm2 until 0.3 mA.h/cm2"];
const GENTLE = ["Strip at 0.1 mA/cm2 until 1 mA.h/cm2"];
const SEED = { interface: { defects: [{ at: "50 um", width: "10 um", height: "4 um" }] } };

async function under(mechanism: string, protocol: string[], more: object = {}) {
  const scenario = { mesh: { columns: 64 }, protocol, ...more };
  const changed = applyOverrides(scenario, [`mechanism=${mechanism}`]);
  const run = await Simulation.create(resolveRun(changed), wasm);
  const rows: Observables[] = [run.observables];
  while (run.advance()) rows.push(run.observables);
  expect(run.status, run.endReason).toBe("finished");
  return { rows, last: run.observables };
}

const predictions: Record<string, () => Promise<void>> = {
  async "vacancy-supply"() {
    const above = (await under("vacancy-supply", HARD)).last;
    expect(above.voidCount).toBeGreaterThan(1);
    expect(above.voidHeight).toBeGreaterThan(2e-6);
    const below = (await under("vacancy-supply", GENTLE)).last;
    expect(below.voidCount).toBe(0);
    expect(below.contactFraction).toBeGreaterThan(0.98);
  },
  async "flux-focusing"() {
    const { rows, last } = await under("flux-focusing", HARD, SEED);
    expect(rows[0]!.voidCount).toBe(1);
    expect(Math.max(...rows.map((o) => o.voidVolume))).toBeLessThan(1.001 * rows[0]!.voidVolume);
    expect(last.voidCount).toBe(0);
    expect(last.contactFraction).toBeGreaterThan(0.99);
  },
  async "creep-kinetics"() {
    const soft = { ...SEED, conditions: { stackPressure: "0.3 MPa" } };
    const [plain, creeping] = [
      await under("flux-focusing", HARD, soft),
      await under("creep-kinetics", HARD, soft),
    ];
    const peak = (rows: Observables[]) => rows[10]!.peakCurrentRatio;
    expect(peak(creeping.rows)).toBeGreaterThan(1.05 * peak(plain.rows));
    expect(creeping.rows[10]!.etaKinetics).toBeLessThan(plain.rows[10]!.etaKinetics);
  },
  async "unilateral-contact"() {
    const { rows, last } = await under("unilateral-contact", HARD);
    expect(last.contactFraction).toBeLessThan(0.97);
    expect(last.voidCount).toBe(0);
    expect(last.peakCurrentRatio).toBeLessThan(rows[0]!.peakCurrentRatio - 0.1);
  },
  async adhesion() {
    const { last } = await under("adhesion", HARD);
    expect(last.contactFraction).toBeGreaterThan(0.99);
  },
  async debris() {
    const { rows, last } = await under("debris", GENTLE);
    expect(last.voidCount).toBe(0);
    // exp(-0.5) of the contact is left after 1 mAh/cm2
    expect(last.contactFraction).toBeCloseTo(Math.exp(-0.5), 3);
    expect(last.voltage).toBeGreaterThan(1.02 * rows[0]!.voltage);
  },
  async "bulk-lithium"() {
    const [bulk, hardened] = [
      await under("bulk-lithium", HARD),
      await under("vacancy-supply", HARD),
    ];
    expect(bulk.last.contactFraction).toBeLessThan(0.9);
    expect(bulk.last.voidHeight).toBeLessThan(0.7 * hardened.last.voidHeight);
    const rest = await under("bulk-lithium", ["Rest for 1 min"], SEED);
    expect(rest.last.voidCount).toBe(0);
  },
  async "size-hardening"() {
    const { rows, last } = await under("size-hardening", ["Rest for 10 min"], SEED);
    expect(last.voidVolume).toBeGreaterThan(0.5 * rows[0]!.voidVolume);
  },
};

describe("mechanism", () => {
  it.each(MECHANISMS)("$name: $predicts", async ({ name }) => {
    await predictions[name]!();
  });
});
