// What a hand takes hold of in the section, what becomes of it, and what a run that starts again has of it.
import { describe, expect, test } from "vitest";
import { resolveEdit, type WrittenEdit } from "../../../core/edits";
import { resolveRun } from "../../../core/resolve";
import type { Frame } from "../../../sim/types";
import { fromTheStart, type Lists } from "../../../web/from-the-start";
import { kindOf, layerKinds } from "../../../web/layer-kinds";
import { runNow } from "../../../web/view/drawn-run";
import {
  done,
  erasableNear,
  fillOf,
  gripNear,
  layerGripAt,
  type MoveGrip,
  measures,
  reshaped,
  reshapeOf,
  sizeOf,
  thicknessAt,
  type VoidGrip,
  wordsOf,
} from "../../../web/view/grips";
import {
  eraseOf,
  type FlawGrip,
  moved,
  moveOf,
  placeInLists,
  type Structure,
  type StructureGrip,
} from "../../../web/view/structure-grips";
import { ellipseOf, voidAt, voidsOf } from "../../../web/view/voids-shown";
import type { OpenedRun, Stroke } from "../../../web/worker-protocol";
import { metresOf } from "../../../web/written-length";

const um = 1e-6;
const at = (x: number, depth: number) => ({ x: x * um, depth: depth * um });

/** 12 by 6 cells of lithium and as many of electrolyte, each 1 um; a point is void. */
const DRAWN = [
  "............",
  "........##..",
  "............",
  "...###......",
  "..####......",
  "#.####......",
];
const flaw = { group: 0, parent: -1, width: 0, grown: false, dead: false, order: [0, 1] };
const frame = {
  columns: 12,
  lithiumRows: 6,
  electrolyteRows: 6,
  h: um,
  fields: {
    lithium: Float32Array.from([...DRAWN.join("")].map((sign) => (sign === "#" ? 0.1 : 1))),
  },
  filaments: [
    { ...flaw, points: Float64Array.of(9 * um, 0, 9.5 * um, 3 * um) },
    { ...flaw, points: Float64Array.of(2 * um, 2 * um, 2 * um, 5 * um) },
    { ...flaw, parent: 0, points: Float64Array.of(9 * um, 2 * um, 8 * um, 3 * um) },
  ],
} as unknown as Frame;
const size = sizeOf(frame);
const bare: Structure = { flaws: [], grains: [], geometry: { pores: new Float64Array() } };

describe("voids", () => {
  test("are what hangs together, with their floor and their height", () => {
    const found = voidsOf(frame).map(({ left, right, base, height, open, place }) => ({
      ...{ left: left / um, right: right / um, base: base / um, height: height / um, open },
      place: [place.x / um, place.depth / um].map((v) => Number(v.toFixed(6))),
    }));
    const near = (value: number) => expect.closeTo(value, 9);
    expect(found).toEqual([
      ...[{ left: near(8), right: near(10), base: near(4), height: near(5), open: false }].map(
        (one) => ({ ...one, place: [8.5, -4.5] }),
      ),
      ...[{ left: near(2), right: near(6), base: near(0), height: near(3), open: true }].map(
        (one) => ({ ...one, place: [3.5, 0] }),
      ),
      ...[{ left: near(0), right: near(1), base: near(0), height: near(1), open: true }].map(
        (one) => ({ ...one, place: [0.5, 0] }),
      ),
    ]);
    expect(voidsOf(frame)).toBe(voidsOf(frame));
  });

  test("at a side go on as their image", () => {
    const [, , side] = voidsOf(frame);
    expect(ellipseOf(side!, size.width, um)).toEqual({ at: 0, width: 2 * um, height: um });
  });

  test("are found where a point lies in them, or next to them", () => {
    expect(voidAt(frame, at(9, -4.5), 0)?.open).toBe(false);
    expect(voidAt(frame, at(7, -4.5), 0)).toBeNull();
    expect(voidAt(frame, at(7, -4.5), 1.5 * um)?.open).toBe(false);
    expect(voidAt(frame, at(7.5, -0.5), Number.POSITIVE_INFINITY)?.open).toBe(true);
  });
});

describe("a hand takes hold of", () => {
  test.each<[string, [number, number], string]>([
    ["the left edge of a void", [2.2, 0], "void left"],
    ["the right edge", [6.3, -0.2], "void right"],
    ["the top", [4, -3.2], "void top"],
    ["the middle", [4, -1.2], "void middle"],
    ["a flaw, along its line", [9.4, 1.5], "flaw"],
    ["a flaw inside", [2.1, 3], "flaw"],
  ])("%s", (_, [x, depth], what) => {
    const grip = gripNear(frame, at(x, depth), 0.6 * um, bare);
    expect(grip?.kind === "void" ? `void ${grip.part}` : grip?.kind).toBe(what);
  });

  test("nothing far away, and by keys what is nearest", () => {
    expect(gripNear(frame, at(11.5, -2), 0.6 * um, bare)).toBeNull();
    expect(gripNear(frame, at(11.5, 0), Number.POSITIVE_INFINITY, bare)?.kind).toBe("flaw");
    expect(gripNear({ ...frame, filaments: [], fields: {} }, at(1, 1), 1, bare)).toBeNull();
  });
});

describe("what becomes of a void", () => {
  const grip = (x: number, depth: number) =>
    gripNear(frame, at(x, depth), 0.6 * um, bare) as VoidGrip;
  const shape = (one: VoidGrip, by: [number, number]) => {
    const { at: x, width, height } = reshaped(one, at(...by), size);
    return [x / um, width / um, height / um].map((v) => Number(v.toFixed(6)));
  };
  test("by an edge the other one stays, by its top its feet, by its middle its shape", () => {
    expect(shape(grip(2, 0), [-1, 0])).toEqual([3.5, 5, 3]);
    expect(shape(grip(6, 0), [2, 0])).toEqual([5, 6, 3]);
    expect(shape(grip(6, 0), [-9, 0])).toEqual([2.5, 1, 3]);
    expect(shape(grip(4, -3), [7, -1.5])).toEqual([4, 4, 4.5]);
    expect(shape(grip(4, -3), [0, -9])).toEqual([4, 4, 5]);
    expect(shape(grip(4, -1.2), [20, 3])).toEqual([12, 4, 3]);
    // one at a side has its middle there
    expect(shape(grip(1, 0), [0.5, 0])).toEqual([0, 3, 1]);
  });

  test("in the words of an edit, and of a person", () => {
    const right = grip(6, 0);
    expect(reshapeOf(right, reshaped(right, at(2, 0), size))).toEqual({
      void: "3.5 um",
      at: "5 um",
      width: "6 um",
      height: "3 um",
    });
    expect(measures(right, at(2, 0), size)).toBe("6.00\u202fµm by 3.00\u202fµm");
    const [buried, open] = voidsOf(frame).map((of) => ({ kind: "fill" as const, of }));
    expect([fillOf(buried!), fillOf(open!)]).toEqual([
      { at: "8.5 um", above: "4.5 um" },
      { at: "3.5 um" },
    ]);
    expect(done(open!, at(0, 0), size)).toMatch(/^Void filled, 4\.00\sµm wide, 4\.00\sµm from/);
  });
});

test("a flaw that is open stays at the interface, one inside stays inside", () => {
  const open = gripNear(frame, at(9, 0), um, bare) as FlawGrip;
  expect(moveOf(open, at(-5, 3), size)).toEqual(["move", { from: "9 um", to: "4 um" }]);
  expect(moved(open, at(-5, 3), size).tip.x).toBeCloseTo(4.5 * um, 12);
  const inside = gripNear(frame, at(2, 3), um, bare) as FlawGrip;
  const way = { from: "2 um", to: "3 um", fromDepth: "2 um", toDepth: "1 um" };
  expect(moveOf(inside, at(1, -9), size)).toEqual(["move", way]);
});

describe("in the electrolyte", () => {
  const plain = { ...frame, filaments: [] };
  /** A boundary through a pore; a pore of the seed with its centre above the interface. */
  const structure: Structure = {
    flaws: [{ at: 11 * um, depth: 0, length: 2 * um, tilt: 0 }],
    grains: [{ from: 1 * um, fromDepth: 1 * um, to: 9 * um, toDepth: 5 * um }],
    geometry: { pores: Float64Array.of(6e-6, 3.2e-6, 1.2e-6, 3e-6, -1e-6, 1.5e-6) },
  };
  const held = (x: number, depth: number, reach = 0.6) =>
    gripNear(plain, at(x, depth), reach * um, structure);
  const grip = (x: number, depth: number) => held(x, depth) as StructureGrip;

  test.each<[string, [number, number], string | undefined]>([
    ["the first end of a boundary", [1.2, 1.3], "from"],
    ["its other end", [8.5, 4.6], "to"],
    ["all of it", [4, 2.6], "middle"],
    ["the pore at its centre", [6, 3.2], "pore"],
    ["the pore within its rim", [6.9, 2.9], "pore"],
    ["the line through the pore, on it", [6.9, 3.95], "middle"],
    ["nothing where there is nothing", [2, 5], undefined],
    ["no pore whose centre is in the lithium", [3, 0.3], undefined],
  ])("a hand takes hold of %s", (_, [x, depth], what) => {
    const found = held(x, depth);
    expect(found?.kind === "boundary" ? found.part : found?.kind).toBe(what);
  });

  test("an end goes by itself, the whole with its shape, none out of the section", () => {
    const ends = { from: "1 um", fromDepth: "1 um", to: "9 um", toDepth: "5 um" };
    const goes = (one: MoveGrip, by: [number, number]) =>
      moveOf(one as StructureGrip, at(...by), size);
    expect(goes(grip(9, 5), [7, -0.125])).toEqual([
      "moveBoundary",
      {
        ...ends,
        ...{ newFrom: "1 um", newFromDepth: "1 um", newTo: "12 um", newToDepth: "4.87 um" },
      },
    ]);
    // half a cell from the interface it is on it
    expect(goes(grip(1, 1), [0, -0.6])[1]).toMatchObject({ newFromDepth: "0 um" });
    expect(goes(grip(4, 2.5), [-3, 4])[1]).toEqual({
      ...ends,
      ...{ newFrom: "0 um", newFromDepth: "2 um", newTo: "8 um", newToDepth: "6 um" },
    });
    expect(goes(grip(6, 3.2), [9, 0.4])).toEqual([
      "movePore",
      { from: "6 um", fromDepth: "3.2 um", to: "12 um", toDepth: "3.6 um" },
    ]);
    expect(done(grip(6, 3.2), at(1, 1), size)).toMatch(
      /^Pore moved to 7\.00\sµm from the left, 4\.20\sµm deep$/,
    );
    expect(measures(grip(9, 5), at(-8, 0), size)).toMatch(
      /^4\.00\sµm, 0°, 1\.00 to 5\.00\sµm deep$/,
    );
    expect(done(grip(4, 2.5), at(1, 0), size)).toMatch(
      /^Boundary moved, now from 2\.00\sµm, 1\.00/,
    );
  });

  test("the eraser takes the nearest, a boundary as a whole, a flaw also without filaments", () => {
    const found = (x: number, depth: number) =>
      erasableNear(plain, at(x, depth), 0.6 * um, structure)!;
    expect(eraseOf(found(9, 5).of)).toEqual([
      "eraseBoundary",
      { from: "1 um", fromDepth: "1 um", to: "9 um", toDepth: "5 um" },
    ]);
    expect(wordsOf(found(9, 5))).toMatch(/^boundary from 1\.00\sµm, 1\.00\sµm deep to 9\.00/);
    expect(eraseOf(found(6, 3.2).of)).toEqual(["erasePore", { at: "6 um", depth: "3.2 um" }]);
    expect(eraseOf(found(11.2, 1).of)).toEqual(["eraseFlaw", { at: "11 um" }]);
    expect(erasableNear(plain, at(2, 5), 0.6 * um, structure)).toBeNull();
    expect(done(found(11.2, 1), at(0, 0), size)).toMatch(/^Flaw erased, 11\.0\sµm from the left$/);
    // which of what is drawn it is: the flaw is, the pore is one of the seed
    const drawn = { ...structure, pores: [] };
    const places = [found(9, 5), found(11.2, 1), found(6, 3.2)].map(({ of }) =>
      placeInLists(drawn, of),
    );
    expect(places).toEqual([0, 0, -1]);
    // with filaments the flaws are those of the picture
    expect(erasableNear(frame, at(2, 3), 0.6 * um, bare)?.of).toMatchObject({ kind: "flaw" });
  });
});

describe("layers", () => {
  const bottoms = [2 * um, 5 * um];
  test("a hand in them has the nearest lower edge, one below them lays another", () => {
    const grip = (depth: number) => layerGripAt(bottoms, at(1, depth), 0.3 * um);
    expect(grip(0.4)).toMatchObject({ index: 0, fresh: false });
    expect(grip(3.9)).toMatchObject({ index: 1, fresh: false, top: 2 * um });
    expect(grip(5.2)).toMatchObject({ index: 1, fresh: false });
    expect(grip(5.6)).toMatchObject({ index: 2, fresh: true, top: 5 * um, bottom: 5.6 * um });
    expect(layerGripAt([], at(1, 3), 0)).toMatchObject({ index: 0, fresh: true, top: 0 });
  });
  test("one whose lower edge comes to its upper one is taken out", () => {
    const grip = layerGripAt(bottoms, at(1, 5), um);
    expect(thicknessAt(grip, 2.4 * um, um)).toBe(0);
    expect(thicknessAt(grip, 4 * um, um)).toBeCloseTo(2 * um, 12);
    expect(measures(grip, at(0, -4), size)).toBe("taken out");
    expect(done(grip, at(0, 2), size)).toBe("Layer 2 is 5.00\u202fµm thick");
  });
  test("are called by what they are for, and hold in a scenario", () => {
    for (const { name, entries } of layerKinds) {
      const layer = { thickness: "2 um", ...entries };
      expect(kindOf(layer)).toBe(name);
      const electrolyte = { layers: [layer] };
      expect(() => resolveRun({ electrolyte, protocol: ["Rest for 1 s"] })).not.toThrow();
    }
  });
});

test.each([
  ["10 nm", 1e-8],
  ["3.5 um", 3.5e-6],
  ["2 µm", 2e-6],
  ["0.1 mm", 1e-4],
  ["1 cm", Number.NaN],
  [undefined, Number.NaN],
])("%s is a length that the page knows", (text, metres) => {
  expect(metresOf(text)).toBe(metres);
});

test("a run that starts again has what was moved where it is, and not what was erased", () => {
  const scenario = {
    cell: { width: "32 um", lithium: "16 um", electrolyte: "16 um" },
    physics: { filaments: true },
    electrolyte: {
      flaws: {
        list: [
          { at: "25 um", length: "4 um" },
          { at: "5 um", length: "3 um" },
        ],
      },
      grains: { list: [{ from: "1 um", fromDepth: "0 um", to: "8 um", toDepth: "9 um" }] },
      pores: { list: [{ at: "20 um", depth: "5 um", diameter: "2 um" }] },
    },
    protocol: ["Rest for 1 s"],
  };
  const spec = resolveRun(scenario);
  const line = { from: "9 um", fromDepth: "0 um", to: "15 um", toDepth: "9 um" };
  const written: WrittenEdit[] = [
    { step: 1, path: "electrolyte.grains.list", value: line },
    {
      step: 1,
      path: "moveBoundary",
      value: {
        ...{ from: "8 um", fromDepth: "9 um", to: "1 um", toDepth: "0 um" },
        ...{ newFrom: "2 um", newFromDepth: "0 um", newTo: "8 um", newToDepth: "9 um" },
      },
    },
    { step: 2, path: "eraseBoundary", value: line },
    {
      step: 2,
      path: "movePore",
      value: { from: "20 um", fromDepth: "5 um", to: "21 um", toDepth: "0 um" },
    },
    { step: 3, path: "eraseFlaw", value: { at: "25 um" } },
    { step: 3, path: "eraseFlaw", value: { at: "14 um" } },
  ];
  const si = written.map((one) => resolveEdit(one, spec, "") as Stroke);
  const { flaws, grains, pores } = scenario.electrolyte;
  const lists = { void: [], flaw: flaws.list, boundary: grains.list, pore: pores.list, layer: [] };
  expect(fromTheStart(lists, written, si)).toEqual({
    lists: {
      void: [],
      flaw: [{ at: "5 um", length: "3 um" }],
      boundary: [{ from: "2 um", fromDepth: "0 um", to: "8 um", toDepth: "9 um" }],
      pore: [{ at: "21 um", depth: "0 um", diameter: "2 um" }],
      layer: [],
    },
    lost: 1,
  });
  // the same in what is shown
  const { microstructure } = spec;
  const run = {
    ...{ flaws: microstructure.flaws.list, grains: microstructure.grains.list },
    pores: microstructure.pores.list,
    geometry: { pores: Float64Array.of(20e-6, 5e-6, 1e-6, 3e-6, 3e-6, 2e-6) },
  } as unknown as OpenedRun;
  const shownAt = (now: number) =>
    runNow({ run, drawn: si, steps: { now } as Parameters<typeof runNow>[0]["steps"] })!;
  expect(shownAt(1).grains.map(({ from }) => from / um)).toEqual([
    expect.closeTo(2, 9),
    expect.closeTo(9, 9),
  ]);
  expect(shownAt(3).grains).toHaveLength(1);
  expect(shownAt(3).flaws.map(({ at }) => at / um)).toEqual([expect.closeTo(5, 9)]);
  const discs = [21, 0, 1, 3, 3, 2].map((v) => expect.closeTo(v, 9));
  expect(Array.from(shownAt(3).geometry.pores, (v) => v / um)).toEqual(discs);
});

test("a run that starts again has from the start what has a place there", () => {
  const scenario = {
    cell: { width: "32 um", lithium: "16 um", electrolyte: "16 um" },
    physics: { filaments: true },
    interface: { defects: [{ at: "0.01 mm", width: "6 um", height: "2 um" }] },
    electrolyte: { flaws: { list: [{ at: "25 um", length: "4 um", tilt: 5 }] } },
    protocol: ["Rest for 1 s"],
  };
  const spec = resolveRun(scenario);
  const lists: Lists = {
    void: scenario.interface.defects,
    flaw: scenario.electrolyte.flaws.list,
    boundary: [],
    pore: [],
    layer: [],
  };
  const written: WrittenEdit[] = [
    { step: 1, path: "interface.defects", value: { at: "20 um", width: "4 um", height: "2 um" } },
    {
      step: 2,
      path: "reshape",
      value: { void: "11 um", at: "9 um", width: "8 um", height: "3 um" },
    },
    { step: 2, path: "fill", value: { at: "20.5 um" } },
    { step: 3, path: "fill", value: { at: "30 um" } },
    { step: 3, path: "move", value: { from: "25 um", to: "12 um" } },
    { step: 3, path: "move", value: { from: "3 um", to: "4 um" } },
    { step: 4, path: "electrolyte.layers", value: [{ thickness: "3 um" }] },
    {
      step: 4,
      path: "electrolyte.pores.list",
      value: { at: "4 um", depth: "3 um", diameter: "1 um" },
    },
  ];
  const si = written.map((one) => resolveEdit(one, spec, "") as Stroke);
  expect(fromTheStart(lists, written, si)).toEqual({
    lists: {
      void: [{ at: "9 um", width: "8 um", height: "3 um" }],
      flaw: [{ at: "12 um", length: "4 um", tilt: 5 }],
      boundary: [],
      pore: [written[7]!.value],
      layer: [{ thickness: "3 um" }],
    },
    lost: 2,
  });
});
