// Filaments in the run: the chain from plating to the short, its books, and that the run goes on.
import { expect, test } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";

/** 64 x 64 um of electrolyte between the electrodes, one upright flaw of 5 um. */
function spec(protocol: string[], more: Partial<ScenarioInput> = {}) {
  return resolveRun({
    cell: { width: "64 um", lithium: "16 um", electrolyte: "64 um", pellet: "64 um" },
    conditions: { stackPressure: "3 MPa" },
    mesh: { columns: 64 },
    electrolyte: { flaws: { list: [{ at: "30 um", length: "5 um" }] } },
    physics: { filaments: true },
    protocol,
    ...more,
  });
}

const kinds = (run: Simulation) => run.events.map((e) => e.kind);

/** Runs to the end; every step keeps the books and adds up its voltage (of a step taken back: as well as the elastic
 * solves, 1e-4). */
function through(run: Simulation, tolerance = 1e-9): Simulation {
  while (run.advance()) {
    const o = run.observables;
    expect(o.lithiumDefect).toBeLessThan(1e-9);
    expect(o.chargeDefect).toBeLessThan(1e-9);
    const { etaPellet, etaElectrolyte, etaConstriction, etaKinetics, etaInterphase, etaCounter } =
      o;
    const parts =
      etaPellet + etaElectrolyte + etaConstriction + etaKinetics + etaInterphase + etaCounter;
    expect(Math.abs(parts - o.voltage)).toBeLessThan(tolerance * Math.abs(o.voltage) + 1e-12);
  }
  return run;
}

test("plating starts a filament that shorts; stripping heals it and leaves dead lithium", async () => {
  const run = await Simulation.create(
    spec(["Plate at 4 mA/cm2 for 2 min", "Strip at 4 mA/cm2 for 2 min"]),
    wasm,
  );
  let sag = 0;
  let first = 0;
  while (run.observables.shortKind === 0) {
    expect(run.advance()).toBe(true);
    first ||= run.observables.voltage;
    if (run.observables.shortKind === 0) sag = 1 - run.observables.voltage / first;
  }
  // standalone box: 70 s; here Z 5 Ohm cm2 of charge transfer and interphase, 64 um, 3 MPa
  expect(run.observables.time).toBeGreaterThan(55);
  expect(run.observables.time).toBeLessThan(90);
  // the flanks add area
  expect(sag).toBeGreaterThan(0.05);
  expect(kinds(run)).toContain("filament-started");
  expect(run.events.find((e) => e.kind === "short")?.message).toMatch(/^Soft short/);
  // soft: the voltage falls by the electronic share at once
  expect(run.observables.shortShare).toBeGreaterThan(0.3);
  expect(run.observables.shortShare).toBeLessThan(0.9);
  expect(Math.abs(run.observables.voltage)).toBeLessThan(0.7 * Math.abs(first));
  through(run);
  expect(run.status).toBe("finished");
  expect(kinds(run)).toContain("short-healed");
  expect(run.observables.filamentDead).toBeGreaterThan(0);
  const [line] = run.frame([]).filaments;
  expect(line!.points[0]).toBeCloseTo(30e-6, 9);
  expect(line!.points.at(-1)).toBeGreaterThan(63e-6);
});

test("from a tiny flaw nothing starts, and at 1 mA/cm2 on full contact neither", async () => {
  const flaws = { list: [{ at: "30 um", length: "0.1 um" }] };
  const sound = await Simulation.create(
    spec(["Plate at 4 mA/cm2 for 2 min"], { electrolyte: { flaws } }),
    wasm,
  );
  expect(through(sound).observables.filamentCount).toBe(0);
  const gentle = await Simulation.create(spec(["Plate at 1 mA/cm2 for 10 min"]), wasm);
  expect(through(gentle).observables.filamentCount).toBe(0);
  // F eta / Omega of the contact's 5 Ohm cm2, and P
  expect(gentle.observables.filamentPressure / 1e6).toBeGreaterThan(38);
  expect(gentle.observables.filamentPressure / 1e6).toBeLessThan(44);
});

test("a run restored while a filament grows goes on to the bit", async () => {
  const one = await Simulation.create(spec(["Plate at 4 mA/cm2 for 90 s"]), wasm);
  while (one.observables.filamentLength < 20e-6) one.advance();
  const two = await restore(checkpointOf(one), wasm);
  through(one);
  through(two);
  expect(two.observables).toEqual(one.observables);
  expect(two.frame([]).filaments).toEqual(one.frame([]).filaments);
});

test("a stop rule on a filament is found in time", async () => {
  const run = await Simulation.create(
    spec(["Plate at 4 mA/cm2 for 3 min or until filamentLength > 20.5 um"]),
    wasm,
  );
  through(run, 1e-3);
  expect(run.observables.filamentLength).toBeCloseTo(21e-6, 8);
  expect(run.endReason).toContain("filamentLength");
});

test("below the resolved electrolyte it goes on by the closed form", async () => {
  const cell = { width: "64 um", lithium: "16 um", electrolyte: "64 um", pellet: "200 um" };
  const run = await Simulation.create(spec(["Plate at 4 mA/cm2 for 5 min"], { cell }), wasm);
  const seen: [time: number, length: number][] = [];
  while (run.observables.shortKind === 0 && run.advance()) {
    const { time, filamentLength } = run.observables;
    if (filamentLength > 65e-6) seen.push([time, filamentLength]);
  }
  // what is above the threshold K_c Omega / (1.12 F Z sqrt(pi a)) opens it: dV = 2 a j Omega/F dt at the K_c that it keeps
  const [OF, Z, KC, stiffness] = [13e-6 / 96485.33212, 5e-4, 0.3e6, 22.1e9 / (1 - 0.37 ** 2)];
  const speed = (a: number) => {
    const spare = 40 - (KC * OF) / (1.12 * Z * Math.sqrt(Math.PI * a));
    return (2 * OF * spare * stiffness * Math.sqrt(a)) / (1.5 * 1.12 * Math.sqrt(Math.PI) * KC);
  };
  const [[start, from], [end, to]] = [seen[0]!, seen.at(-1)!];
  let exact = 0;
  for (let k = 0; k < 1000; k++)
    exact += (to - from) / 1000 / speed(from + ((k + 0.5) / 1000) * (to - from));
  expect(to - from).toBeGreaterThan(100e-6);
  // steps of a tenth of the path at the speed of their start
  expect(Math.abs((end - start) / exact - 1)).toBeLessThan(0.05);
  expect(run.observables.filamentLength).toBeGreaterThan(199e-6);
});
