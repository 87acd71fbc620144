// Strokes: from two ends on the picture to entries of a scenario, and back.
import { describe, expect, test } from "vitest";
import { resolveEdit, type WrittenEdit } from "../../../core/edits";
import { resolveRun } from "../../../core/resolve";
import { Address } from "../../../web/address";
import { changeScenario } from "../../../web/change-scenario";
import { DrawingHistory } from "../../../web/drawing-history";
import { openScenario } from "../../../web/open-scenario";
import { describeRun, type Opened } from "../../../web/opened";
import { Camera } from "../../../web/view/camera";
import { endsOfFlaw, type Shape } from "../../../web/view/shapes";
import { entryOf, flattest, flawOf, label, sentence, snapped } from "../../../web/view/stroke";
import { type Stroke, sentenceOf } from "../../../web/worker-protocol";

const um = 1e-6;
const at = (x: number, depth: number) => ({ x: x * um, depth: depth * um });
const size = { width: 40 * um, height: 30 * um };

describe("snapping", () => {
  const line = { from: 10 * um, fromDepth: 0, to: 12 * um, toDepth: 15 * um };
  test.each([
    ["near the interface, on it", at(20, 0.9), at(20, 0)],
    ["from the lithium, on it", at(20, -0.5), at(20, 0)],
    ["further down, where it is", at(20, 1.1), at(20, 1.1)],
    ["near the other side, on it", at(20, 29.5), at(20, 30)],
    ["beside the section, at its side", at(47, 9), at(40, 9)],
    ["near an end of a boundary, there", at(12.5, 14.6), at(12, 15)],
  ])("%s", (_, point, expected) => {
    const place = snapped(point, 1 * um, size, [line]);
    expect(place.x).toBeCloseTo(expected.x, 12);
    expect(place.depth).toBeCloseTo(expected.depth, 12);
  });
});

describe("flaws", () => {
  test("the end nearer to the lithium is the mouth, whichever was set first", () => {
    const down = flawOf(at(20, 0), at(23, 4));
    expect(down).toEqual(flawOf(at(23, 4), at(20, 0)));
    expect(down.at).toBe(20 * um);
    expect(down.length).toBeCloseTo(5 * um, 12);
    expect(Math.tan(down.tilt)).toBeCloseTo(0.75, 9);
    expect(endsOfFlaw(down)[1].x).toBeCloseTo(23 * um, 12);
    expect(flawOf(at(20, 0), at(17, 4)).tilt).toBeCloseTo(-down.tilt, 9);
  });

  test("none is flatter than a scenario may have it", () => {
    const flat = flawOf(at(20, 5), at(30, 5));
    expect(flat.tilt).toBe(flattest);
    expect(flat.length).toBeCloseTo(10 * um * Math.sin(flattest), 12);
    const tilted = (tilt: number) => () =>
      resolveRun({
        electrolyte: { flaws: { list: [{ at: "20 um", length: "5 um", tilt }] } },
        protocol: ["Rest for 1 min"],
      });
    expect(tilted((180 / Math.PI) * flattest)).not.toThrow();
    expect(tilted((180 / Math.PI) * flattest + 1)).toThrow(/tilt/);
  });
});

test("what is drawn at the very side of a section lies inside it", () => {
  const width = 39.996 * um;
  const side = snapped({ x: 1, depth: 4 * um }, 0, { width, height: size.height }, []);
  expect(entryOf("flaw", side, { x: side.x, depth: 9 * um })).toEqual({
    at: "39.99 um",
    length: "5 um",
    tilt: 0,
    depth: "4 um",
  });
});

test("strokes in words", () => {
  const [from, to] = [at(20, 0), at(17, 4)];
  expect(label({ tool: "flaw", from, to })).toBe("5.00\u202fµm, −37°, 4.00\u202fµm deep");
  expect(label({ tool: "boundary", from: at(20, 9), to: at(30, 9) })).toBe(
    "10.0\u202fµm, 90°, 9.00 to 9.00\u202fµm deep",
  );
  expect(label({ tool: "pore", from: at(20, 9), to: at(20, 10.5) })).toBe(
    "⌀ 3.00\u202fµm, 9.00\u202fµm deep",
  );
  expect(label({ tool: "flaw", from: null, to: from })).toBe("at the interface");
  expect(sentence("flaw", from, to)).toMatch(/^Flaw 5.00\sµm long, .* open to the lithium$/);
  expect(sentence("flaw", at(20, 3), to)).toMatch(/empty, inside$/);
});

describe("changes of the scenario", () => {
  async function sheet(name = "single-void") {
    const page = { opened: (await openScenario({ name })) as Opened, refused: "" };
    const run = () => describeRun(page.opened);
    const drawn: WrittenEdit[] = [];
    const inSi = (edit: WrittenEdit) => resolveEdit(edit, page.opened.spec, "") as Stroke;
    // a run that has not begun takes nothing on its way
    const edits = new DrawingHistory({
      run,
      edits: () => [],
      strokes: () => ({ written: drawn, si: drawn.map(inSi) }),
      takes: () => false,
      change: async (assignments) => {
        try {
          page.opened = changeScenario(page.opened, assignments);
          return true;
        } catch (cause) {
          page.refused = sentenceOf(cause);
          return false;
        }
      },
      edit: async () => false,
      withdraw: async () => false,
    });
    return { page, run, edits, drawn };
  }
  const out = (kind: Shape, index: number) => ({ kind, index, edit: ["erasePore", {}] as const });
  const flaw = entryOf("flaw", at(20, 0), at(20, 5));
  const pore = entryOf("pore", at(10, 9), at(11, 9));
  const boundary = entryOf("boundary", at(30, 0), at(30, 30));

  test("strokes follow one another, a flaw switches filaments on, undo goes back over all of it", async () => {
    const { run, edits } = await sheet();
    const before = run().scenario;
    const outcomes = [edits.add("pore", pore), edits.add("flaw", flaw), edits.add("flaw", flaw)];
    expect(await Promise.all(outcomes)).toEqual(["restarted", "started", "restarted"]);
    expect(await edits.add("boundary", boundary)).toBe("restarted");
    const { flaws, grains, pores, scenario } = run();
    expect([flaws.length, grains.length, pores.length]).toEqual([2, 1, 1]);
    expect(flaws[0]!.length).toBeCloseTo(5 * um, 12);
    expect(JSON.parse(scenario).physics.filaments).toBe(true);
    for (let k = 0; k < 4; k++) expect(await edits.undo()).toBe("restarted");
    expect(run().scenario).toBe(before);
    expect(edits.undoable).toBe(false);
  });

  test("the eraser takes one, and undo brings it back to its place", async () => {
    const { run, edits } = await sheet("triple-junction");
    const before = run().scenario;
    expect(await edits.erase(() => out("flaw", 0))).toBe("restarted");
    expect(run().flaws.map((one) => one.at / um)).toEqual([expect.closeTo(48, 6)]);
    expect(await edits.undo()).toBe("restarted");
    expect(run().scenario).toBe(before);
    // what the seed has drawn has no place in the lists
    expect(await edits.erase(() => out("pore", -1))).toBe("refused");
  });

  test("a new run has what was drawn into the one before, and the eraser takes it", async () => {
    const { run, edits, drawn } = await sheet();
    const line = { step: 3, path: "electrolyte.grains.list" as const, value: boundary };
    drawn.push(line, { step: 4, path: "electrolyte.pores.list", value: pore });
    expect(await edits.add("flaw", flaw)).toBe("started");
    drawn.length = 0;
    const counts = () => [run().flaws, run().grains, run().pores].map(({ length }) => length);
    expect(counts()).toEqual([1, 1, 1]);
    expect(await edits.undo()).toBe("restarted");
    expect(counts()).toEqual([0, 1, 1]);
    drawn.push({ ...line, value: { ...boundary, from: "12 um" } });
    expect(await edits.erase(() => out("boundary", 1))).toBe("restarted");
    expect(run().grains.map(({ from }) => from / um)).toEqual([expect.closeTo(30, 9)]);
  });

  test("nothing is taken back from another scenario", async () => {
    const { page, edits } = await sheet();
    await edits.add("flaw", flaw);
    page.opened = await openScenario({ name: "smooth" });
    expect(edits.undoable).toBe(false);
    expect(await edits.undo()).toBe("refused");
  });

  test("too many are refused in a sentence, and the drawing stays", async () => {
    const { page, run, edits } = await sheet();
    const many = JSON.stringify(new Array(250).fill(flaw));
    page.opened = changeScenario(page.opened, [`electrolyte.flaws.list=${many}`]);
    expect(await edits.add("flaw", flaw)).toBe("refused");
    expect(page.refused).toMatch(/electrolyte.flaws.list: .* at most 250/);
    expect(run().flaws).toHaveLength(250);
  });
});

test("a link carries the last change of each entry, and none of a file", () => {
  const address = new Address("?case=smooth&autoplay=0&set=a%3D1&set=b%3D%5B2%5D");
  expect([address.name, address.set, address.autoplay]).toEqual([
    "smooth",
    ["a=1", "b=[2]"],
    false,
  ]);
  address.change(["a=3"], false);
  expect(new Address(`${address}`).set).toEqual(["b=[2]", "a=3"]);
  address.change(["c=4"], true);
  expect(address.set).toEqual(["c=4"]);
  address.open(null);
  address.change(["a=5"], false);
  expect(`${address}`).toBe("?autoplay=0");
});

test("a picture that has been moved stays where it is when a hand begins to draw", () => {
  const camera = new Camera();
  camera.resize(600, 300);
  camera.fit(64, 80, 16);
  camera.zoom(3);
  const { left, top } = camera;
  camera.fit(64, 80, 16, "all");
  expect([camera.left, camera.top]).toEqual([left, top]);
  camera.reveal({ column: left + 1, row: top - 2 });
  expect([camera.left, camera.top]).toEqual([left, top - 2]);
});
