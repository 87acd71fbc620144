// What is drawn over the fields, as geometry: grains, the way of the ions, filaments that grow, gaps.
import { describe, expect, test } from "vitest";
import { fromGallery } from "../../../core/gallery";
import { resolveRun } from "../../../core/resolve";
import { Simulation } from "../../../sim/simulation";
import type { Frame } from "../../../sim/types";
import { table } from "../../../web/view/colour";
import { grownTo } from "../../../web/view/filament-layer";
import { pixelsOf } from "../../../web/view/flat-section";
import { exaggeration } from "../../../web/view/gap-layer";
import { layerOf } from "../../../web/view/layers";
import type { Scene } from "../../../web/view/picture";
import { streamsOf } from "../../../web/view/stream-layer";
import { grainsOf } from "../../../web/view/tessellation";
import { wasm } from "../../support/kernel";
import { drawn } from "../../support/section";

type Polygon = ReturnType<typeof grainsOf>[number];

function contains(polygon: Polygon, x: number, y: number): boolean {
  return polygon.every(([ax, ay], k) => {
    const [bx, by] = polygon[(k + 1) % polygon.length]!;
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= -1e-18;
  });
}

describe("a run's electrolyte", () => {
  const scenario = fromGallery("grain-boundary").scenario;

  test("its grains fill the section, and their sides are the boundaries that the kernel knows", async () => {
    const spec = resolveRun(scenario);
    const run = await Simulation.create(spec, wasm);
    const { probe } = await drawn(scenario as never);
    const { columns, electrolyteRows, h } = spec.grid;
    const [width, height] = [columns * h, electrolyteRows * h];
    const grains = grainsOf(run.geometry().grains, width, height);
    expect(grains.length).toBeGreaterThan(10);
    for (let k = 1; k < 200; k++) {
      const [x, y] = [((k * 0.618) % 1) * width, ((k * 0.414) % 1) * height];
      expect(grains.filter((grain) => contains(grain, x, y))).toHaveLength(1);
    }
    const inside = (v: number, end: number) => v > 1e-9 && v < end - 1e-9;
    for (const grain of grains) {
      grain.forEach(([x, y], k) => {
        const [u, v] = grain[(k + 1) % grain.length]!;
        const middle = [(x + u) / 2, (y + v) / 2] as const;
        if (inside(middle[0], width) && inside(middle[1], height)) {
          expect(probe.electrolyteBoundary(...middle)).toBeLessThan(1e-12);
        }
      });
    }
  });

  test("points of a filament come in the order of their ages, and none is younger than its branch", async () => {
    const run = await Simulation.create(resolveRun(scenario), wasm);
    const before = run.filamentPoints;
    while (run.filamentPoints < before + 8 && run.advance());
    const [filament] = run.frame([]).filaments;
    const { order } = filament!;
    expect([...order]).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });
});

test("a filament is shown as far as it had come, to a part of its last segment", () => {
  const line = {
    points: Float64Array.from([0, 0, 0, 1, 0, 2, 2, 2]),
    order: Float64Array.from([0, 1, 5, 6]),
  };
  expect(grownTo(line, 6)).toEqual([...line.points]);
  expect(grownTo(line, 1)).toEqual([0, 0, 0, 1]);
  expect(grownTo(line, 3)).toEqual([0, 0, 0, 1]);
  expect(grownTo(line, 5.5)).toEqual([0, 0, 0, 1, 0, 2, 1, 2]);
  expect(grownTo(line, -1)).toEqual([]);
});

describe("the way of the ions", () => {
  const [columns, lithiumRows, electrolyteRows] = [24, 4, 16];
  /** A potential of the electrolyte by column and row [cells]. */
  function over(potential: (x: number, y: number) => number): Frame {
    const field = new Float32Array(columns * (lithiumRows + electrolyteRows));
    for (let j = 0; j < electrolyteRows; j++) {
      for (let i = 0; i < columns; i++) {
        field[(lithiumRows + j) * columns + i] = potential(i + 0.5, j + 0.5);
      }
    }
    return {
      columns,
      lithiumRows,
      electrolyteRows,
      h: 1e-6,
      fields: { potential: field },
    } as never;
  }

  test("is straight and evenly spread where the field is even, whichever way the current goes", () => {
    for (const sign of [1, -1]) {
      const streams = streamsOf(
        over((_x, y) => sign * y),
        8,
      );
      expect(streams).toHaveLength(8);
      streams.forEach((stream, k) => {
        for (const [x] of stream) expect(x).toBeCloseTo(3 * (k + 0.5), 5);
        expect(stream.at(-1)![1]).toBe(0);
      });
    }
  });

  test("follows the gradient of a harmonic potential, whose conjugate stays as it is along a line", () => {
    const k = Math.PI / columns;
    const phi = (x: number, y: number) => y - 1.2 * Math.cos(k * x) * Math.sinh(k * (16 - y));
    const psi = (x: number, y: number) => x + 1.2 * Math.sin(k * x) * Math.cosh(k * (16 - y));
    for (const stream of streamsOf(
      over((x, y) => -phi(x, y)),
      9,
    )) {
      const [start, end] = [stream[3]!, stream.at(-4)!];
      expect(Math.abs(psi(...end) - psi(...start))).toBeLessThan(0.35);
    }
  });

  test("is nowhere without a current", () => {
    expect(streamsOf(over(() => 0.1))).toEqual([]);
  });
});

test("gaps are drawn higher by a round factor, and to scale where they can be seen", () => {
  for (const scale of [4e6, 9e6, 22e6, 1e8]) {
    const factor = exaggeration(scale);
    expect(String(factor)).toMatch(/^[125]0*$/);
    expect(0.15e-6 * scale * factor).toBeLessThanOrEqual(Math.max(16.01, 0.15e-6 * scale));
  }
  expect(exaggeration(1e9)).toBe(1);
});

test("without a graphics card colours stand for what the legend says: by the logarithm, over the mean, between the ends", () => {
  const lut = table("batlow");
  const over = table("vik");
  const black = { lithium: [0, 0, 0], electrolyte: [0, 0, 0], void: [0, 0, 0] } as const;
  const colourOf = (field: "risk" | "currentDensity" | "potential", value: number) => {
    const range = { risk: [0.1, 10], currentDensity: [0, 4], potential: [0, 60] }[field];
    const frame = {
      ...{ columns: 1, lithiumRows: 0, electrolyteRows: 1 },
      fields: { [field]: Float32Array.of(value) },
      observables: { currentDensity: 10 },
    };
    const scene = { frame, field: layerOf(field), range } as unknown as Scene;
    return [...pixelsOf(scene, black).slice(0, 3)];
  };
  const at = (colours: Uint8Array, share: number) => {
    const k = 4 * Math.round(255 * share);
    return [...colours.slice(k, k + 3)];
  };
  expect([0, 0.1, 1, 10, 99].map((drive) => colourOf("risk", drive))).toEqual(
    [0, 0, 0.5, 1, 1].map((share) => at(lut, share)),
  );
  expect([0, 10, 25, 90].map((current) => colourOf("currentDensity", current))).toEqual(
    [0, 0.5, 0.75, 1].map((share) => at(over, share)),
  );
  expect([0.015, -1].map((volts) => colourOf("potential", volts))).toEqual(
    [0.25, 0].map((share) => at(lut, share)),
  );
});
