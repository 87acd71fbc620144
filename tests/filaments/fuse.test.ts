// A metal path that its current melts: where the threshold lies, the books, and that the run goes on.
import { expect, test } from "vitest";
import { resolveRun } from "../../core/resolve";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";

const AREA = 10e-4;
const WIDTH = 10e-6;
const MELTING = 453.65;
const LONG = ["Plate at 4 mA/cm2 for 3 min"];

/** A cell large enough that the current does not care for the short, at the moment of the short. */
async function shorted(physics = {}, protocol = LONG): Promise<Simulation> {
  const run = await Simulation.create(
    resolveRun({
      cell: { width: "64 um", lithium: "16 um", electrolyte: "48 um", pellet: "48 um" },
      interface: { siteSpacing: "0 um" },
      mesh: { columns: 64 },
      electrolyte: { flaws: { list: [{ at: "32 um", length: "5 um" }] } },
      physics: { filaments: true, cellArea: `${AREA} m2`, shortWidth: `${WIDTH} m`, ...physics },
      protocol,
    }),
    wasm,
  );
  while (run.observables.shortKind === 0) step(run);
  return run;
}

/** A time step that keeps the books. */
function step(run: Simulation): Observables {
  expect(run.advance()).toBe(true);
  expect(run.observables.lithiumDefect).toBeLessThan(1e-9);
  expect(run.observables.chargeDefect).toBeLessThan(1e-9);
  return run.observables;
}

/** R I^2 over 2 pi k L / ln(1 + 8 L / b), with 0.5 W/(m K). */
function heating(volts: number, ohm: number, length: number): number {
  return (volts ** 2 / ohm / (2 * Math.PI * 0.5 * length)) * Math.log(1 + (8 * length) / WIDTH);
}

test("2.5 mA in 60 nm x 10 um over 60 um heat it by about 1 K, 25 mA by about 120", () => {
  const ohm = (9.3e-8 * 60e-6) / (60e-9 * WIDTH);
  expect(heating(2.5e-3 * ohm, ohm, 60e-6)).toBeCloseTo(1.2, 1);
  expect(heating(25e-3 * ohm, ohm, 60e-6) / 120).toBeCloseTo(1, 1);
});

test("fuses where the formula says, and not below", async () => {
  const moment = checkpointOf(await shorted());
  let [fused, kept] = [0, 0];
  for (const current of [4, 10, 18, 20, 21, 22, 23, 24, 26, 40]) {
    const run = await restore(moment, wasm);
    run.edit("current", `${-current} mA/cm2`);
    const { voltage, shortResistance, filamentLength, temperature } = run.observables;
    const hot = temperature + heating(voltage, shortResistance / AREA, filamentLength);
    const now = step(run);
    expect(now.shortFuses, `${current} mA/cm2`).toBe(hot > MELTING ? 1 : 0);
    if (hot > MELTING) fused++;
    else kept++;
  }
  expect(fused).toBeGreaterThan(2);
  expect(kept).toBeGreaterThan(2);
});

test("the run goes on: plating fills the neck, and the short is back", async () => {
  const run = await shorted({}, [
    "Plate at 4 mA/cm2 for 3 min or until shortKind > 0.5",
    "Plate at 30 mA/cm2 for 10 ms",
    "Plate at 4 mA/cm2 for 30 s",
  ]);
  const soft = run.observables.voltage;
  while (run.observables.protocolStep < 2) step(run);
  expect(run.observables.shortKind).toBe(0);
  expect(run.observables.shortResistance).toBe(0);
  expect(run.observables.voltage / soft).toBeGreaterThan(1.1);
  const again = await restore(checkpointOf(run), wasm);
  while (run.observables.shortKind === 0) step(run);
  while (again.observables.shortKind === 0) again.advance();
  expect(again.observables).toEqual(run.observables);
  expect(run.observables.shortFuses).toBe(1);
  const kinds = run.events.map(({ kind }) => kind).filter((kind) => kind.startsWith("short"));
  expect(kinds).toEqual(["short", "short-fused", "short"]);
  const { site, message } = run.events.find(({ kind }) => kind === "short-fused")!;
  expect(site).toBeCloseTo(32e-6, 6);
  expect(message).toMatch(/^The short at 32\.0 um has fused/);
});

test("does not where it is told not to", async () => {
  const run = await shorted({ shortFuses: false });
  run.edit("current", "-40 mA/cm2");
  expect(step(run).shortFuses).toBe(0);
});
