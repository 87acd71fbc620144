// The interphase of the counter electrode against eq. (5.3), at rest and under current, and what both sides eat.
import { expect, it } from "vitest";
import type { ScenarioInput } from "../../core/scenario";
import { Out, Param } from "../../sim/kernel";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";

const FARADAY = 96485.33212;
const open = (protocol: string[], scenario: Partial<ScenarioInput> = {}) =>
  openRun(
    { protocol, physics: { interphaseGrowth: true }, mesh: { columns: 16 }, ...scenario },
    wasm,
  );

/** Root of p^2 + (k^2/r) p = p0^2 + (k^2/r) p0 + k^2 t less p0, and its resistance, of the run's material. */
async function law(hours: number) {
  const { run } = await open(["Rest for 1 h"]);
  const se = run.spec.electrolyte;
  const perCharge = se.interphaseThicknessPerCharge.value / se.interphaseConductivity.value;
  const p0 = se.interphaseResistance.value / perCharge;
  const k2 = se.interphaseGrowth.value ** 2;
  const half = p0 + k2 / (2 * se.interphaseReaction.value);
  const gained = Math.sqrt(half ** 2 + k2 * 3600 * hours) - half;
  return { gained, ohm: gained * perCharge, perElectrolyte: se.electrolytePerCharge.value };
}

it("takes lithium as the law says, in steps of any length", async () => {
  const { gained } = await law(10);
  for (const protocol of [["Rest for 10 h"], Array(20).fill("Rest for 30 min")]) {
    const { run, kernel } = await open(protocol);
    while (run.advance());
    const volume = run.spec.lithium.molarVolume.value;
    const eaten = kernel.outputs[Out.counterLithiumEaten]!;
    expect(eaten / ((gained * volume) / FARADAY)).toBeCloseTo(1, 9);
  }
});

it("adds what has grown to the resistance of the counter side, unless that has one of its own", async () => {
  const { ohm } = await law(10);
  const drop = async (scenario: Partial<ScenarioInput>) => {
    const { run, kernel } = await open(["Rest for 10 h", "Strip at 0.1 mA/cm2 for 1 s"], scenario);
    while (run.advance());
    expect(kernel.outputs[Out.chargeDefect]).toBeLessThan(1e-12);
    return kernel.outputs[Out.etaCounter]!;
  };
  const off = await drop({ physics: {} });
  expect(((await drop({})) - off) / ohm).toBeCloseTo(1, 3);
  const given = { interface: { counterResistance: "5 Ohm.cm2" } };
  expect(await drop(given)).toBeCloseTo(5e-4, 12);
});

it("takes the electrolyte that both films eat off the pellet below the section", async () => {
  const { gained, perElectrolyte } = await law(1000);
  const { run, kernel } = await open(["Rest for 1000 h", "Strip at 0.1 mA/cm2 for 1 s"]);
  while (run.advance());
  const { cell, electrolyte } = run.spec;
  const eaten = kernel.outputs[Out.electrolyteEaten]!;
  expect(eaten / (2 * gained * perElectrolyte)).toBeCloseTo(1, 4);
  const rest = (cell.pellet - cell.electrolyte - eaten) / electrolyte.ionicConductivity.value;
  expect(kernel.outputs[Out.etaPellet]! / rest).toBeCloseTo(1, 9);
});

it("says when the electrolyte is eaten", async () => {
  const { run } = await open(["Rest for 10000 h"], {
    cell: { width: "20 um", lithium: "10 um", electrolyte: "10 um", pellet: "10 um" },
    numerics: { maxTimeStep: "1 h" },
    materials: { overrides: { "Li6PS5Cl.interphaseGrowth": "20 uA.h/cm2/h^0.5" } },
  });
  while (run.advance());
  const said = run.events.find(({ kind }) => kind === "electrolyte-consumed");
  expect(said?.time).toBeGreaterThan(0);
  expect(run.observables.electrolyteEaten).toBeGreaterThan(10e-6);
});

it("is what it was when a step is taken back", async () => {
  const { kernel } = await open(["Rest for 10 h"], {
    physics: { interphaseGrowth: true, interphaseRenewal: 0.5 },
    interface: { conditioning: 0.5 },
  });
  const k = kernel.exports;
  const look = () => [Out.etaCounter, Out.voltage, Out.etaPellet].map((o) => kernel.outputs[o]!);
  kernel.setParam(Param.current, -10);
  kernel.setParam(Param.room, 60);
  k.runControl();
  const before = look();
  k.runStep();
  k.runTakeBack();
  k.runControl();
  look().forEach((value, i) => {
    expect(value / before[i]!).toBeCloseTo(1, 12);
  });
});
