// What the columns of a table say about each other, in every row of a run with voids, plating and a growing interphase.
import { beforeAll, describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import {
  CURRENT_BINS,
  CURRENT_EDGES,
  currentHistogram,
  currentSpread,
} from "../../sim/distribution";
import { BIN_LABELS, histogramCsv } from "../../sim/export/histogram";
import { timeseriesCsv, timeseriesMetadata } from "../../sim/export/timeseries";
import { Simulation } from "../../sim/simulation";
import type { Frame, Observables } from "../../sim/types";
import { wasm } from "../support/kernel";

const WIDTH = 100e-6;
const SCENARIO = {
  cell: { width: "100 um", lithium: "20 um", electrolyte: "20 um" },
  mesh: { columns: 64 },
  physics: { interphaseGrowth: true, coverage: "0.1 cm2/(mA.h)", unrecovered: 0.2 },
  protocol: [
    "Strip at 1 mA/cm2 until 0.4 mA.h/cm2",
    "Rest for 5 min",
    "Plate at 1 mA/cm2 until 0.2 mA.h/cm2",
  ],
};

const rows: Observables[] = [];
const frames: Frame[] = [];
beforeAll(async () => {
  const run = await Simulation.create(resolveRun(SCENARIO), wasm);
  do {
    rows.push(run.observables);
    frames.push(run.frame([]));
  } while (run.advance());
  expect(run.status, run.endReason).toBe("finished");
  expect(Math.max(...rows.map((o) => o.voidCount))).toBeGreaterThan(1);
});

describe("in every row", () => {
  it("contact, recoverable and permanent loss are the whole interface", () => {
    for (const o of rows) {
      expect(o.contactFraction + o.contactRecoverable + o.contactLost).toBeCloseTo(1, 12);
      expect(Math.min(o.contactRecoverable, o.contactLost)).toBeGreaterThanOrEqual(0);
    }
    expect(rows.at(-1)!.contactLost).toBeGreaterThan(0.02);
    expect(Math.max(...rows.map((o) => o.contactRecoverable))).toBeGreaterThan(0.2);
    // what is lost stays lost
    rows.reduce((before, o) => {
      expect(o.contactLost).toBeGreaterThanOrEqual(before - 0.02);
      return o.contactLost;
    }, 0);
  });

  it("the lithium ledger adds up", () => {
    const start = rows[0]!.lithiumWindow;
    // 20 um are 16 rows of 1.5625 um, the nearest multiple of eight
    expect(start).toBeCloseTo(25e-6, 12);
    for (const o of rows) {
      const kept = start + o.lithiumFed - o.lithiumStripped - o.lithiumEaten - o.lithiumTaken;
      expect(Math.abs(o.lithiumWindow - kept)).toBeLessThan(1e-9 * start);
      // what the platen feeds comes out of the reservoir; what the current takes is Faraday's
      expect(o.lithiumFed).toBeCloseTo(rows[0]!.reservoir - o.reservoir, 15);
      expect(o.lithiumStripped).toBeCloseTo((o.charge * 13.02e-6) / 96485.33212, 8);
    }
    expect(rows.at(-1)!.lithiumEaten).toBeGreaterThan(0);
    const last = rows.at(-1)!;
    expect(Math.abs(last.lithiumDivergence)).toBeLessThan(1e-3 * last.lithiumFed);
  });

  it("the resistances are the voltages over the current, and add up", () => {
    for (const o of rows) {
      const parts = o.chargeTransferResistance + o.interphaseResistance + o.constrictionResistance;
      expect(parts).toBeCloseTo(o.interfaceResistance, 12);
      expect(o.constrictionResistance * o.currentDensity).toBeCloseTo(
        o.currentDensity === 0 ? 0 : o.etaConstriction,
        12,
      );
    }
  });

  it("the voids have the area of the free volume that is not in gaps", () => {
    for (const [k, o] of rows.entries()) {
      const { gap, contact } = frames[k]!.interface;
      const gaps = gap.reduce((sum, g, i) => sum + (contact[i]! > 0 ? g : 0), 0) / gap.length;
      const area = o.voidAreaMean * o.voidCount;
      // gaps of columns without contact that are not open, and cells that are hardly void, belong to neither
      expect(area).toBeLessThanOrEqual((o.voidVolume - gaps) * WIDTH * 1.001 + 1e-14);
      expect(o.voidAreaMax).toBeGreaterThanOrEqual(o.voidAreaMean);
      if (o.voidCount > 0) expect(o.voidSpacing).toBeLessThanOrEqual(WIDTH);
    }
    const worst = rows.reduce((a, b) => (b.voidVolume > a.voidVolume ? b : a));
    expect(worst.voidAreaMean * worst.voidCount).toBeGreaterThan(0.9 * worst.voidVolume * WIDTH);
  });

  it("the histogram covers the interface that carries current", () => {
    for (const [k, o] of rows.entries()) {
      const { currentHistogram: bins, interface: line } = frames[k]!;
      expect(bins).toHaveLength(CURRENT_BINS);
      const carrying = line.current.filter((j) => j !== 0).length / line.current.length;
      const sum = bins.reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(o.currentDensity === 0 ? 0 : carrying, 12);
      // edges 2 and above: bins from 2^1 on
      const hot = bins.slice(CURRENT_EDGES.indexOf(2) + 1).reduce((a, b) => a + b, 0);
      expect(o.currentAboveTwice).toBeCloseTo(hot, 12);
      expect(o.currentNinetieth).toBeLessThanOrEqual(o.peakCurrentRatio * (1 + 1e-12));
    }
  });
});

describe("a void of known shape", () => {
  it("has the area of its half ellipse", async () => {
    const run = await Simulation.create(
      resolveRun({
        interface: { defects: [{ at: "50 um", width: "20 um", height: "8 um" }] },
        protocol: ["Rest for 1 s"],
      }),
      wasm,
    );
    const o = run.observables;
    expect(o.voidCount).toBe(1);
    expect(o.voidSpacing).toBeCloseTo(100e-6, 12);
    // cells of 0.78 um, sixteenths of them
    expect(o.voidAreaMax / ((Math.PI / 2) * 10e-6 * 8e-6)).toBeCloseTo(1, 2);
    expect(o.voidAreaMean).toBe(o.voidAreaMax);
  });
});

describe("the distribution of the current", () => {
  it("bins by half octaves", () => {
    expect(CURRENT_EDGES[0]).toBe(1 / 16);
    expect(CURRENT_EDGES.at(-1)).toBe(16);
    const bins = currentHistogram([10, 10, -20, 0, 0.1, 1000], 10);
    const at = (low: number) => bins[CURRENT_EDGES.indexOf(low) + 1]!;
    expect(at(1)).toBeCloseTo(2 / 6, 15);
    expect(at(2)).toBeCloseTo(1 / 6, 15);
    expect(bins[0]).toBeCloseTo(1 / 6, 15);
    expect(bins.at(-1)).toBeCloseTo(1 / 6, 15);
  });

  it("has its tail told by two numbers", () => {
    const even = Float64Array.from({ length: 100 }, (_, k) => k + 1);
    expect(currentSpread(even, 40)).toEqual({ aboveTwice: 0.2, ninetieth: 90 / 40 });
    expect(currentSpread(Float64Array.of(0, 0, 3, 3), 1.5)).toEqual({
      aboveTwice: 0,
      ninetieth: 2,
    });
    expect(currentSpread(even, 0)).toEqual({ aboveTwice: 0, ninetieth: 0 });
  });

  it("is a table of its own", () => {
    const [head, ...lines] = new TextDecoder().decode(histogramCsv(frames)).trimEnd().split("\n");
    expect(head!.split(",")).toEqual(["Test Time / s", ...BIN_LABELS]);
    expect(BIN_LABELS[CURRENT_EDGES.indexOf(1) + 1]).toBe("Share 1 to 1.414 / 1");
    expect(lines).toHaveLength(frames.length);
    const cells = lines.at(-1)!.split(",").map(Number);
    expect(cells[0]).toBe(rows.at(-1)!.time);
    expect(cells.slice(1)).toEqual(frames.at(-1)!.currentHistogram);
  });
});

describe("the file beside the time series", () => {
  it("declares every column that the Battery Data Format does not know, each once", () => {
    const header = new TextDecoder().decode(timeseriesCsv([])).trim().split(",");
    const { dataset } = JSON.parse(timeseriesMetadata()).battinfo_dataset;
    const own = dataset.variable_measured as { name: string; unit_text: string }[];
    const labels = own.map(({ name, unit_text }) => `${name} / ${unit_text}`);
    expect(new Set(labels).size).toBe(labels.length);
    expect(header.filter((label) => !labels.includes(label))).toEqual([
      ...["Test Time / s", "Voltage / V", "Current / A", "Step Time / s", "Step Count / 1"],
      ...["Cycle Count / 1", "Net Capacity / Ah", "Applied Pressure / Pa"],
      ...["Ambient Temperature / degC", "Record Index / 1"],
    ]);
    expect(labels.every((label) => header.includes(label))).toBe(true);
  });
});
