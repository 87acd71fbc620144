// The interphase of the counter electrode against eq. (5.3), at rest and under current.
import { expect, it } from "vitest";
import { Out } from "../../sim/kernel";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";

const FARADAY = 96485.33212;
const open = (protocol: string[], physics: object) =>
  openRun({ protocol, physics, mesh: { columns: 16 } }, wasm);

/** Square root of q0^2 + k^2 t, and the pieces it is made of, of the run's material. */
async function law(hours: number) {
  const { run } = await open(["Rest for 1 h"], {});
  const {
    interphaseGrowth: k,
    interphaseResistance,
    interphaseThicknessPerCharge,
    interphaseConductivity,
  } = run.spec.electrolyte;
  const perCharge = interphaseThicknessPerCharge.value / interphaseConductivity.value;
  const q0 = interphaseResistance.value / perCharge;
  const q = Math.sqrt(q0 ** 2 + k.value ** 2 * 3600 * hours);
  return { gained: q - q0, ohm: (q - q0) * perCharge };
}

it("takes lithium as the square root of time, in steps of any length", async () => {
  const { gained } = await law(10);
  for (const protocol of [["Rest for 10 h"], Array(20).fill("Rest for 30 min")]) {
    const { run, kernel } = await open(protocol, { counterGrowth: true });
    while (run.advance());
    const volume = run.spec.lithium.molarVolume.value;
    const eaten = kernel.outputs[Out.counterLithiumEaten]!;
    expect(eaten / ((gained * volume) / FARADAY)).toBeCloseTo(1, 9);
  }
});

it("adds what has grown to the resistance of the counter side, and nothing while off", async () => {
  const { ohm } = await law(10);
  const drop = async (counterGrowth: boolean) => {
    const { run, kernel } = await open(["Rest for 10 h", "Strip at 0.1 mA/cm2 for 1 s"], {
      counterGrowth,
    });
    while (run.advance());
    return kernel.outputs[Out.etaCounter]!;
  };
  const [on, off] = [await drop(true), await drop(false)];
  expect((on - off) / ohm).toBeCloseTo(1, 3);
});
