// The relief without a graphics card: heights from a field and its limits, and from where they are looked at.
import { describe, expect, test } from "vitest";
import type { Frame } from "../../../sim/types";
import {
  CHANNELS,
  contourHeight,
  heightWords,
  SUNK,
  writeRelief,
} from "../../../web/relief/heights";
import { FIELD_OF_VIEW, HOME, LIMITS, Turntable } from "../../../web/relief/turntable";
import { layerOf } from "../../../web/view/layers";
import type { Scene } from "../../../web/view/picture";

/** Two columns of lithium over two of electrolyte; half of the second one's lithium is gone. */
function sceneOf(field: string, values: number[], range: [number, number], current = 1): Scene {
  const frame = {
    columns: 2,
    lithiumRows: 1,
    electrolyteRows: 1,
    fields: {
      lithium: Float32Array.from([1, 0.5, Number.NaN, Number.NaN]),
      [field]: Float32Array.from(values),
    },
    observables: { currentDensity: current },
  } as unknown as Frame;
  return { frame, field: layerOf(field as never), range } as Scene;
}

function reliefOf(scene: Scene) {
  const cells = new Float32Array(4 * CHANNELS);
  writeRelief(scene, cells);
  return Array.from({ length: 4 }, (_, k) => {
    const [height, place, valued, share] = cells.subarray(CHANNELS * k);
    return { height: height!, place: place!, valued: valued!, share: share! };
  });
}

const none = Number.NaN;

describe("heights", () => {
  test("lie between the limits in the value's proportion, while colours keep the mean in their middle", () => {
    const [, , at, over] = reliefOf(sceneOf("currentDensity", [none, none, 2, 6], [0, 4], -2));
    expect([at!.height, over!.height]).toEqual([0.25, 0.75]);
    expect(at!.place).toBe(0.5);
    expect(over!.place).toBeCloseTo(0.5 + 0.5 * (2 / 3), 6);
  });

  test("end at the limits", () => {
    const [, , low, high] = reliefOf(sceneOf("potential", [none, none, -1, 1], [-10, 10]));
    expect([low!.height, low!.place]).toEqual([0, 0]);
    expect([high!.height, high!.place]).toEqual([1, 1]);
  });

  test("go by the logarithm where the colours do; nothing lies below the lower end", () => {
    const [full, , one, zero] = reliefOf(sceneOf("risk", [none, none, 1, 0], [0.1, 10]));
    expect(full!.height).toBe(0);
    expect(one!.height).toBeCloseTo(0.5, 6);
    expect([zero!.height, zero!.place]).toEqual([0, 0]);
  });

  test("without a value: at zero, and a void below it in proportion", () => {
    for (const missing of [none, Number.POSITIVE_INFINITY]) {
      const [full, half] = reliefOf(sceneOf("hydrostatic", [missing, missing, 0, 0], [-4, 4]));
      expect(full).toEqual({ height: 0.5, place: 0, valued: 0, share: 1 });
      expect(half!.height).toBeCloseTo(0.5 - SUNK / 2, 6);
    }
  });

  test("a void in a field that has values in the lithium is sunk, too", () => {
    const [full, half] = reliefOf(sceneOf("hydrostatic", [4e6, 4e6, 0, 0], [-4, 4]));
    expect(full!.height).toBe(1);
    expect(half!.height).toBeCloseTo((1 + 0.5 - SUNK) / 2, 6);
  });

  test("of lithium and voids: what is full lies level with the electrolyte", () => {
    const scene = sceneOf("lithium", [1, 0.5, none, none], [0, 100]);
    const [full, half, below] = reliefOf(scene);
    expect([full!.height, below!.height, below!.valued]).toEqual([1, 1, 0]);
    expect(half!.height).toBeCloseTo(1 - SUNK, 6);
    expect(contourHeight(scene)).toBe(0);
    expect(heightWords(scene)).toBe("Height: 0 to 100\u202f% lithium");
  });

  test("a current of zero has no mean: the materials alone", () => {
    const cells = reliefOf(sceneOf("currentDensity", [none, none, 2, 6], [0, 4], 0));
    expect(cells.map(({ valued }) => valued)).toEqual([0, 0, 0, 0]);
    expect(cells.every(({ height }) => Number.isFinite(height))).toBe(true);
  });

  test("are said with their limits and contours", () => {
    const current = sceneOf("currentDensity", [none, none, 2, 6], [0, 4]);
    expect(heightWords(current)).toBe("Height: 0 to 4 × the mean, a contour every 1");
    expect(contourHeight(current)).toBe(0.25);
    const risk = sceneOf("risk", [none, none, 1, 1], [0.1, 10]);
    expect(heightWords(risk)).toBe("Height: 0.1 to 10, a contour every decade");
    expect(contourHeight(risk)).toBeCloseTo(0.5, 12);
    const stress = sceneOf("hydrostatic", [0, 0, 0, 0], [-6, 6]);
    expect(heightWords(stress)).toBe("Height: −6 to 6\u202fMPa, a contour every 2");
  });
});

describe("the turntable", () => {
  const block = { column: 64, row: 50, width: 128, height: 58, span: 26 };
  const aspect = 2.2;

  /** Places of the corners of the block on the canvas, -1 to 1 where they are seen. */
  function corners(table: Turntable, risen = 1) {
    const { at, target, up, right } = table.eye(block, aspect, risen);
    const minus = (a: readonly number[], b: readonly number[]) => a.map((x, k) => x - b[k]!);
    const dot = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, x, k) => sum + x * b[k]!, 0);
    const sight = minus(target, at);
    const ahead = sight.map((x) => x / Math.hypot(...sight));
    const half = Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
    return [-1, 1].flatMap((x) =>
      [-1, 1].flatMap((y) =>
        [0, risen * block.span].map((z) => {
          const corner = [
            block.column + (x * block.width) / 2,
            -block.row - (y * block.height) / 2,
            z,
          ];
          const from = minus(corner, at);
          const far = dot(from, ahead) * half;
          return [dot(from, right) / (far * aspect), dot(from, up) / far] as const;
        }),
      ),
    );
  }

  test("all of the block is seen from everywhere, and reaches an edge of the canvas", () => {
    const table = new Turntable();
    for (const azimuth of [-200, 40, 60, 200]) {
      table.turn(azimuth, 25);
      const most = Math.max(...corners(table).flat().map(Math.abs));
      expect(most).toBeCloseTo(1, 9);
    }
  });

  test("turns as far as its limits", () => {
    const table = new Turntable();
    table.turn(1000, 1000);
    expect([table.azimuth, table.tilt]).toEqual([LIMITS.azimuth[1], LIMITS.tilt[1]]);
    table.turn(-1000, -1000);
    expect([table.azimuth, table.tilt]).toEqual([LIMITS.azimuth[0], LIMITS.tilt[0]]);
    table.home();
    expect([table.azimuth, table.tilt]).toEqual([HOME.azimuth, HOME.tilt]);
    expect(table.version).toBe(3);
  });

  test("what a hand pushes goes along with it: across the canvas, and nearer the more the lower the eye is", () => {
    const table = new Turntable();
    // what is pushed ends up that many pixels from where it was, seen along the axes of the canvas
    for (const [azimuth, tilt] of [
      [0, 0],
      [30, -20],
      [-40, 25],
    ] as const) {
      table.turn(azimuth, tilt);
      const { right, up } = table.eye(block, aspect);
      for (const [x, y] of [
        [5, 0],
        [0, 7],
        [-3, 2],
      ] as const) {
        const { columns, rows } = table.pushed(x, y);
        const seen = (axis: readonly number[]) => axis[0]! * columns - axis[1]! * rows;
        expect(seen(right)).toBeCloseTo(x, 9);
        expect(-seen(up)).toBeCloseTo(y, 9);
      }
    }
  });

  test("begins as the flat picture: straight from above, columns across, rows down", () => {
    const { at, target, up, right } = new Turntable().eye(block, aspect, 0);
    expect(at[0]).toBeCloseTo(target[0], 9);
    expect(at[1]).toBeCloseTo(target[1], 9);
    expect([...right, ...up].map((x) => x + 0)).toEqual([1, 0, 0, 0, 1, expect.closeTo(0, 9)]);
  });
});
