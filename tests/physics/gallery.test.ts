// Every scenario of the gallery, as it ships: its books close and what its description claims is so.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FARADAY } from "../../core/constants";
import { fromGallery, GALLERY } from "../../core/gallery";
import { resolveRun } from "../../core/resolve";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";

const wasm = readFileSync(new URL("../../build/kernel.wasm", import.meta.url));

interface Run {
  end: Observables;
  /** The start, and the last row of every protocol step. */
  start: Observables;
  ends: Observables[];
  simulation: Simulation;
}

async function play(name: string): Promise<Run> {
  const run = await Simulation.create(resolveRun(fromGallery(name).scenario), wasm);
  const start = run.observables;
  const ends: Observables[] = [];
  while (run.advance()) {
    const o = run.observables;
    books(o);
    ends[o.protocolStep] = o;
  }
  const end = run.observables;
  books(end);
  ends[Math.min(end.protocolStep, run.spec.protocol.length - 1)] = end;
  return { end, start, ends, simulation: run };
}

function books(o: Observables): void {
  expect(o.lithiumDefect).toBeLessThan(1e-9);
  expect(o.chargeDefect).toBeLessThan(1e-8);
  expect(o.divergence).toBeLessThan(1e-3);
}

/** Voltage over current without any void: pellet, and twice charge transfer and interphase [Ohm m2]. */
const PRISTINE = 60e-4;

/** Contact that is whole but for debris, 1.2 % of it per mAh/cm2 stripped. */
const WHOLE = 0.98;

/** What the description says, in numbers. */
const CLAIMS: Record<string, (run: Run) => void | Promise<void>> = {
  "single-void"({ start, end }) {
    expect(end.voidHeight).toBeGreaterThan(2 * start.voidHeight);
    expect(end.voidCount).toBe(1);
    expect(end.peakCurrentRatio).toBeGreaterThan(2);
  },
  "void-field"({ start, end }) {
    expect(start.voidCount).toBe(5);
    expect(end.voidVolume).toBeGreaterThan(3 * start.voidVolume);
    expect(end.peakCurrentRatio).toBeGreaterThan(2);
  },
  // three quarters of the critical current keep it whole: validate/cases/stripping.ts
  "strip-3mpa"({ end }) {
    expect(end.contactFraction).toBeLessThan(0.4);
    expect(end.voidHeight).toBeGreaterThan(2e-6);
    expect(end.voidHeight).toBeLessThan(6e-6);
  },
  "strip-7mpa"({ end }) {
    expect(end.contactFraction).toBeGreaterThan(0.95);
    expect(end.voidCount).toBe(0);
  },
  "pressure-step"({ ends: [pressed, , released] }) {
    expect(pressed!.contactFraction).toBeGreaterThan(0.95);
    expect(pressed!.voidCount).toBe(0);
    expect(released!.contactFraction).toBeLessThan(0.6);
    expect(released!.voidCount).toBeGreaterThan(0);
  },
  "cycle-3mpa"({ ends }) {
    const [strips, plates] = [0, 1].map((first) => ends.filter((_, k) => k % 2 === first));
    for (const o of strips!) expect(o.contactFraction).toBeLessThan(0.5);
    for (const o of plates!) {
      expect(o.voidCount).toBeGreaterThan(0);
      expect(o.contactFraction).toBeGreaterThan(0.95);
    }
    for (const half of [strips!, plates!]) {
      const volumes = half.map(({ voidVolume }) => voidVolume);
      expect(volumes).toEqual(volumes.toSorted((a, b) => a - b));
    }
  },
  heal({ start, end }) {
    expect(start.voidHeight).toBeGreaterThan(3.5e-6);
    expect(end.voidVolume).toBeLessThan(0.5 * start.voidVolume);
    expect(end.contactFraction).toBeGreaterThan(0.99);
  },
  release({ ends: [stripped, , , , probed] }) {
    expect(stripped!.contactFraction).toBeLessThan(0.6);
    expect(probed!.stackPressure / 3e6).toBeCloseTo(1, 9);
    expect(probed!.voidVolume).toBeLessThan(0.5 * stripped!.voidVolume);
    expect(probed!.areaResistance / PRISTINE).toBeCloseTo(1, 2);
  },
  hot({ end }) {
    expect(end.contactFraction).toBeGreaterThan(WHOLE);
    expect(end.voidCount).toBe(0);
  },
  cold({ end }) {
    expect(end.contactFraction).toBeLessThan(0.2);
    expect(end.voidCount).toBeGreaterThan(0);
  },
  async rough({ end }) {
    expect(Math.abs(end.contactFraction - 0.75)).toBeLessThan(0.1);
    expect((await play("smooth")).end.contactFraction).toBeGreaterThan(WHOLE);
  },
  smooth({ end }) {
    expect(end.contactFraction).toBeGreaterThan(WHOLE);
    expect(end.voidCount).toBe(0);
  },
  "thin-lithium"({ end, simulation }) {
    expect(simulation.status).toBe("stopped");
    expect(simulation.events.map(({ kind }) => kind)).toContain("lithium-depleted");
    expect(simulation.endReason).toBe("The lithium reservoir is empty.");
    // less what the interface gave before the platen followed
    const { cell, lithium } = simulation.spec;
    const whole = (cell.reservoir * FARADAY) / lithium.molarVolume.value;
    expect(end.charge / whole).toBeCloseTo(1, 2);
    expect(Math.abs(end.reservoir)).toBeLessThan(1e-9);
    expect(end.contactFraction).toBeGreaterThan(0.95);
  },
};

describe("gallery", () => {
  it.each(GALLERY.map(({ name }) => name))("%s does what it says", async (name) => {
    const run = await play(name);
    if (name !== "thin-lithium")
      expect(run.simulation.status, run.simulation.endReason).toBe("finished");
    await CLAIMS[name]!(run);
  });
});
