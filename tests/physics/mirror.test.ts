// A section has no left and no right: its mirror image runs as the mirror image, a symmetric one stays symmetric, and one that is
// moved by half its width runs moved (sides are mirrors: defects that repeat every width may move by half of it,
// onto the sides). What is left is the rounding of the solvers, and, where a section is moved against the grids of the multigrid,
// their tolerance.
import { describe, expect, it } from "vitest";
import { Row } from "../../assembly/filaments/columns";
import type { ScenarioInput } from "../../core/scenario";
import { Field, type Kernel, Out } from "../../sim/kernel";
import type { Simulation } from "../../sim/simulation";
import { Section } from "../../validate/section";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";

const WIDTH = 40;
const COLUMNS = 64;

/** Where a defect is, its width and its height [um]. */
type Defect = [at: number, width: number, height: number];

const section = (defects: Defect[], protocol: string[], pressure = "3 MPa"): ScenarioInput => ({
  cell: { width: `${WIDTH} um`, lithium: "20 um", electrolyte: "20 um" },
  mesh: { columns: COLUMNS },
  interface: {
    defects: defects.map(([at, width, height]) => ({
      at: `${at} um`,
      width: `${width} um`,
      height: `${height} um`,
    })),
    siteSpacing: "0 um",
    sinkAmplitude: 0,
    kineticsAmplitude: 0,
  },
  conditions: { stackPressure: pressure },
  protocol,
});
const mirrored = (defects: Defect[]): Defect[] =>
  defects.map(([at, width, height]) => [WIDTH - at, width, height]);

interface Run {
  run: Simulation;
  kernel: Kernel;
}
const ran = async (scenario: ScenarioInput): Promise<Run> => {
  const opened = await openRun(scenario, wasm);
  while (opened.run.advance());
  expect(opened.run.status).toBe("finished");
  return opened;
};

const image = (i: number) => COLUMNS - 1 - i;
const moved = (i: number) => (i + COLUMNS / 2) % COLUMNS;

/** Largest difference of a field of columns between a and b, whose column i stands where column map(i) of a stands, over
 * the largest value. */
function apart(a: Run, b: Run, field: Field, rows: number, map: (i: number) => number): number {
  const x = a.kernel.field(field, COLUMNS * rows);
  const y = b.kernel.field(field, COLUMNS * rows);
  let difference = 0;
  let scale = 0;
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < COLUMNS; i++) {
      const there = y[j * COLUMNS + map(i)]!;
      difference = Math.max(difference, Math.abs(x[j * COLUMNS + i]! - there));
      scale = Math.max(scale, Math.abs(there));
    }
  }
  return scale > 0 ? difference / scale : 0;
}

const rows = (a: Run) => a.kernel.rows.lithium;
const relative = (a: Run, b: Run, out: Out) =>
  Math.abs(a.kernel.outputs[out]! - b.kernel.outputs[out]!) / Math.abs(b.kernel.outputs[out]!);

function expectSame(a: Run, b: Run, map: (i: number) => number, within: number) {
  expect(apart(a, b, Field.open, 1, map)).toBe(0);
  expect(apart(a, b, Field.phi, rows(a), map)).toBeLessThan(within);
  expect(apart(a, b, Field.contact, 1, map)).toBeLessThan(within);
  expect(apart(a, b, Field.current, 1, map)).toBeLessThan(within);
  expect(relative(a, b, Out.contactFraction)).toBeLessThan(within);
  if (b.kernel.outputs[Out.voidVolume]! > 1e-9)
    expect(relative(a, b, Out.voidVolume)).toBeLessThan(within);
}

const CYCLE = ["Strip at 1 mA/cm2 until 0.25 mA.h/cm2", "Plate at 1 mA/cm2 until 0.2 mA.h/cm2"];
const PROTOCOLS: [string, string[], string?][] = [
  ["a strip", ["Strip at 1 mA/cm2 until 0.4 mA.h/cm2"]],
  ["a cycle", CYCLE],
  ["healing", ["Rest for 20 min"], "7 MPa"],
];
/** Two voids with a thin wall between them, and one on its own. */
const UNEVEN: Defect[] = [
  [10, 4, 2],
  [15.3, 4, 3],
  [31, 3, 1],
];

describe("the mirror image of a section", () => {
  for (const [name, protocol, pressure] of PROTOCOLS) {
    it(`runs as the mirror image through ${name}`, async () => {
      const a = await ran(section(UNEVEN, protocol, pressure));
      const b = await ran(section(mirrored(UNEVEN), protocol, pressure));
      expectSame(a, b, image, 1e-5);
    });
  }

  it("with a flaw grows the mirror image of its filament", async () => {
    const plated = (at: number, tilt: number): ScenarioInput => ({
      ...section([], ["Plate at 3 mA/cm2 for 150 s"], "5 MPa"),
      cell: { width: `${WIDTH} um`, lithium: "10 um", electrolyte: "40 um" },
      physics: { filaments: true },
      electrolyte: { flaws: { list: [{ at: `${at} um`, length: "6 um", tilt }] } },
    });
    const a = await ran(plated(13.3, 20));
    const b = await ran(plated(WIDTH - 13.3, -20));
    const [p, q] = [a.kernel.filamentRows(), b.kernel.filamentRows()];
    expect(p.length).toBe(q.length);
    expect(p.length).toBeGreaterThan(Row.COUNT * 20);
    for (let k = 0; k < p.length; k += Row.COUNT) {
      expect(p[k + Row.x]! + q[k + Row.x]!).toBeCloseTo(WIDTH * 1e-6, 12);
      expect(p[k + Row.y]).toBeCloseTo(q[k + Row.y]!, 12);
    }
    expect(relative(a, b, Out.voltage)).toBeLessThan(1e-4);
  });
});

describe("a section moved by half its width", () => {
  for (const [name, protocol, pressure] of PROTOCOLS) {
    it(`runs moved through ${name}, to the tolerance of the flow`, async () => {
      const a = await ran(section([[WIDTH / 2, 4, 2]], protocol, pressure));
      const sides: Defect[] = [
        [0, 4, 2],
        [WIDTH, 4, 2],
      ];
      const b = await ran(section(sides, protocol, pressure));
      expectSame(a, b, moved, 1e-3);
    });
  }
});

describe("a section whose flaw is moved by whole cells, far from the sides", () => {
  it("grows the same filament there, to what the images in the sides do to it", async () => {
    const plated = (at: number): ScenarioInput => ({
      ...section([], ["Plate at 3 mA/cm2 for 200 s"], "5 MPa"),
      cell: { width: "160 um", lithium: "20 um", electrolyte: "60 um" },
      physics: { filaments: true },
      electrolyte: { flaws: { list: [{ at: `${at} um`, length: "12 um", tilt: 10 }] } },
    });
    const a = await ran(plated(70));
    const b = await ran(plated(80));
    const [p, q] = [a.kernel.filamentRows(), b.kernel.filamentRows()];
    expect(p.length).toBe(q.length);
    expect(p.length).toBeGreaterThan(Row.COUNT * 20);
    // a tenth of a cell where it has grown over forty micrometres
    for (let k = 0; k < p.length; k += Row.COUNT) {
      expect(Math.abs(q[k + Row.x]! - p[k + Row.x]! - 10e-6)).toBeLessThan(0.25e-6);
      expect(Math.abs(q[k + Row.y]! - p[k + Row.y]!)).toBeLessThan(0.25e-6);
    }
    expect(relative(a, b, Out.voltage)).toBeLessThan(1e-3);
  });
});

describe("a symmetric section", () => {
  const symmetric: Defect[] = [
    [WIDTH / 2 - 2.8, 4, 2],
    [WIDTH / 2 + 2.8, 4, 2],
    [7, 3, 1],
    [WIDTH - 7, 3, 1],
  ];
  it("stays symmetric through plating and stripping, column by column", async () => {
    const a = await openRun(
      section(symmetric, [
        "Plate at 1 mA/cm2 until 0.05 mA.h/cm2",
        "Strip at 1 mA/cm2 until 0.2 mA.h/cm2",
        "Plate at 1 mA/cm2 until 0.1 mA.h/cm2",
      ]),
      wasm,
    );
    while (a.run.advance()) {
      expect(apart(a, a, Field.contact, 1, image)).toBeLessThan(1e-6);
      expect(apart(a, a, Field.phi, rows(a), image)).toBeLessThan(1e-6);
    }
    expect(a.run.status).toBe("finished");
  });

  it("opens both of two neighbours whose gaps are equal, to the tolerance of the solvers", async () => {
    // a nucleus of two columns, and the middle one of 31 about to open
    const s = await Section.create(wasm, {
      scenario: {
        ...section([], ["Strip at 1 mA/cm2 for 1 min"]),
        cell: { width: "15.5 um", lithium: "10 um", electrolyte: "10 um" },
        mesh: { columns: 31 },
        physics: { openingGap: "0.5 um" },
      },
    });
    s.line(Field.gap).fill(0.3e-6);
    s.line(Field.gap)[15] = 0.6e-6;
    s.line(Field.gap)[16]! *= 1 + 5e-7;
    s.control(10);
    s.step(0.1);
    expect([...s.line(Field.open)].flatMap((open, i) => (open ? i : []))).toEqual([14, 15, 16]);
  });
});
