// Flaws, grain boundaries and pores that a hand takes out while a run goes on, boundaries and pores that it moves: the run is one that
// never had them, or had them there.
import { describe, expect, it } from "vitest";
import type { EditPath } from "../../core/edits";
import { exactStringify } from "../../sim/exact-json";
import { Field } from "../../sim/kernel";
import type { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";
import { base, expectAlike, flawed, onward, start } from "./by-hand";

const flaw = { at: "20.5 um", length: "6 um" };
const other = { at: "9.5 um", length: "4 um" };
const inside = { at: "14.5 um", length: "5 um", tilt: -20, depth: "4 um" };
const boundary = { from: "8 um", fromDepth: "0 um", to: "14 um", toDepth: "24 um" };
const pore = { at: "20 um", depth: "4 um", diameter: "6 um" };
const mouth = { at: "24 um", depth: "1 um", diameter: "5 um" };
const resists = { boundaryResistance: "20 Ohm.cm2" };
/** Of what flaws do, and of what boundaries and pores do. */
const OF_FLAWS = [
  "voltage",
  "contactFraction",
  "vonMisesMax",
  "filamentVolume",
  "filamentPressure",
  "crackRatio",
] as const;
const OF_CELLS = ["voltage", "contactFraction", "contactLost", "vonMisesMax"] as const;

const again = async (run: Simulation) => {
  const copy = await start(JSON.parse(JSON.stringify(run.spec.scenario)));
  onward(copy, run.steps);
  return copy;
};
const trace = ({ observables, events }: Simulation) => exactStringify([observables, events]);

type Change = [path: EditPath, value: object];
const eraseFlaw = ({ at, depth }: { at: string; depth?: string }): Change => [
  "eraseFlaw",
  { at, ...(depth && { depth }) },
];

describe("erased before the first step it never was there:", () => {
  it.each<[string, object, object, object, Change]>([
    [
      "a flaw",
      { flaws: { list: [flaw, other] } },
      { flaws: { list: [other] } },
      flawed,
      eraseFlaw(flaw),
    ],
    ["the only flaw", { flaws: { list: [flaw] } }, {}, flawed, eraseFlaw(flaw)],
    ["the only flaw, without filaments", { flaws: { list: [flaw] } }, {}, {}, eraseFlaw(flaw)],
    [
      "a flaw inside",
      { flaws: { list: [inside, flaw] } },
      { flaws: { list: [flaw] } },
      flawed,
      eraseFlaw(inside),
    ],
    [
      "a boundary that resists",
      { grains: { ...resists, list: [boundary] } },
      { grains: resists },
      {},
      ["eraseBoundary", boundary],
    ],
    [
      "a boundary, its ends the other way round",
      { grains: { ...resists, list: [boundary] } },
      { grains: resists },
      {},
      ["eraseBoundary", { from: "14 um", fromDepth: "24 um", to: "8 um", toDepth: "0 um" }],
    ],
    [
      "a pore",
      { pores: { list: [mouth, pore] } },
      { pores: { list: [mouth] } },
      {},
      ["erasePore", { at: "20 um", depth: "4 um" }],
    ],
    [
      "the only pore, at the interface",
      { pores: { list: [mouth] } },
      {},
      {},
      ["erasePore", { at: "24 um", depth: "1 um" }],
    ],
  ])("%s", async (_, there, without, more, [path, value]) => {
    const runs = [
      await start({ ...base(there, more), edits: [{ step: 0, path, value }] }),
      // filaments have nothing to start from
      await start(base(without, Object.keys(without).length > 0 ? more : {})),
      await start(base(there, more)),
    ] as const;
    for (const run of runs) onward(run, 6);
    expect(runs[0].spec.scenario.edits).toHaveLength(1);
    expectAlike(path === "eraseFlaw" ? OF_FLAWS : OF_CELLS, ...runs);
  });
});

const elsewhere = {
  newFrom: "22 um",
  newFromDepth: "0 um",
  newTo: "18 um",
  newToDepth: "20 um",
};
const moved = { from: "22 um", fromDepth: "0 um", to: "18 um", toDepth: "20 um" };
const away = { at: "9 um", depth: "2 um", diameter: "6 um" };
const poreTo = { from: "20 um", fromDepth: "4 um", to: "9 um", toDepth: "2 um" };

describe("moved before the first step it was there from the start:", () => {
  it.each<[string, object, object, Change]>([
    [
      "a boundary that resists",
      { grains: { ...resists, list: [boundary] } },
      { grains: { ...resists, list: [moved] } },
      ["moveBoundary", { ...boundary, ...elsewhere }],
    ],
    [
      "a pore, to the interface",
      { pores: { list: [pore] } },
      { pores: { list: [away] } },
      ["movePore", poreTo],
    ],
  ])("%s", async (_, here, there, [path, value]) => {
    const runs = [
      await start({ ...base(here), edits: [{ step: 0, path, value }] }),
      await start(base(there)),
      await start(base(here)),
    ] as const;
    for (const run of runs) onward(run, 6);
    expectAlike(OF_CELLS, ...runs);
  });
});

describe("while the run goes on", () => {
  it.each<[string, object, Change, Change[]]>([
    [
      "a boundary",
      { grains: { ...resists, list: [boundary] } },
      ["moveBoundary", { ...boundary, ...elsewhere }],
      [
        ["eraseBoundary", boundary],
        ["electrolyte.grains.list", moved],
      ],
    ],
    [
      "a pore that leaves the interface and another one that comes to it",
      { pores: { list: [{ ...mouth, at: "8 um" }, pore] } },
      ["movePore", { from: "8 um", fromDepth: "1 um", to: "26 um", toDepth: "0.5 um" }],
      [
        ["erasePore", { at: "8 um", depth: "1 um" }],
        ["electrolyte.pores.list", { at: "26 um", depth: "0.5 um", diameter: "5 um" }],
      ],
    ],
  ])("moved is erased and drawn: %s", async (_, electrolyte, move, pair) => {
    const [one, two] = [await start(base(electrolyte)), await start(base(electrolyte))];
    for (const run of [one, two]) onward(run, 4);
    one.edit(...move);
    for (const change of pair) two.edit(...change);
    for (const run of [one, two]) onward(run, 12);
    // the potential is solved once more on the way: to what its solves leave
    for (const key of OF_CELLS) {
      const [a, b] = [one.observables[key], two.observables[key]];
      expect(Math.abs(a - b), key).toBeLessThanOrEqual(1e-6 * Math.abs(b));
    }
    for (const run of [one, two]) expect(run.observables.lithiumDefect).toBeLessThan(1e-12);
    expect(trace(await again(one))).toBe(trace(one));
  });

  it("a boundary that is drawn and erased before a filament reaches it leaves no trace", async () => {
    const material = { "Li6PS5Cl.fractureToughness": "0.3 MPa.m^0.5" };
    const weak = { boundaryToughness: "0.05 MPa.m^0.5" };
    const way = { from: "16.5 um", fromDepth: "12 um", to: "22.5 um", toDepth: "20 um" };
    const scenario = base(
      { flaws: { list: [{ at: "16.5 um", length: "6 um" }] }, grains: weak },
      { ...flawed, materials: { overrides: material } },
    );
    const grown = async (draws: boolean, erases: boolean) => {
      const run = await start({
        ...scenario,
        protocol: ["Plate at 0.5 mA/cm2 for 20 s", "Plate at 4 mA/cm2 for 10 min"],
      });
      onward(run, 2);
      if (draws) run.edit("electrolyte.grains.list", way);
      onward(run, 3);
      expect(run.observables.filamentDepth).toBeCloseTo(9e-6, 12);
      if (erases) run.edit("eraseBoundary", way);
      while (run.observables.filamentDepth < 16e-6 && run.advance());
      return run;
    };
    const [erased, never, stays] = [
      await grown(true, true),
      await grown(false, false),
      await grown(true, false),
    ];
    const ends = (run: Simulation) =>
      run.frame([]).filaments.map(({ points }) => [points.at(-2)!, points.at(-1)!]);
    // the same segments at the same times, to what solves that begin from elsewhere leave
    expect(ends(erased)).toEqual(ends(never));
    for (const key of ["time", "voltage", "filamentVolume", "filamentPressure"] as const)
      expect(erased.observables[key] / never.observables[key], key).toBeCloseTo(1, 7);
    expect(ends(stays)).not.toEqual(ends(never));
    expect(Math.abs(stays.observables.time / never.observables.time - 1)).toBeGreaterThan(0.01);
    expect(
      erased.events.some(({ message }) =>
        /^Erased by hand: grain boundary from 16\.5 um, 12 um deep to/.test(message),
      ),
    ).toBe(true);
    expect(trace(await again(erased))).toBe(trace(erased));
  });

  it("a flaw goes with the lithium that was plated into it; the rest goes on as if it had not been", async () => {
    const slow = { ...flawed, protocol: ["Plate at 1 mA/cm2 for 1 h"] };
    const run = await start(base({ flaws: { list: [flaw, other] } }, slow));
    const without = await start(base({ flaws: { list: [other] } }, slow));
    const initial = run.observables.filamentVolume - without.observables.filamentVolume;
    onward(run, 6);
    while (without.observables.time < run.observables.time && without.advance());
    const before = run.observables;
    run.edit(...eraseFlaw(flaw));
    const now = run.observables;
    expect(run.events.at(-1)!.message).toBe("Erased by hand: flaw at 20.5 um.");
    expect([now.time, now.lithiumWindow]).toEqual([before.time, before.lithiumWindow]);
    expect(run.frame([]).filaments).toHaveLength(1);
    // what it was found with goes with it; what has been plated since is booked
    expect(now.lithiumTaken).toBeGreaterThan(0);
    expect((before.filamentVolume - now.filamentVolume - initial) / now.lithiumTaken).toBeCloseTo(
      1,
      6,
    );
    const { lithiumTaken } = now;
    for (const one of [run, without]) while (one.observables.time < 900 && one.advance());
    expect(run.observables.lithiumTaken).toBe(lithiumTaken);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-10);
    expect(run.observables.chargeDefect).toBeLessThan(1e-10);
    // the other one had less current for a while
    for (const key of ["voltage", "crackRatio", "filamentPressure"] as const)
      expect(run.observables[key] / without.observables[key], key).toBeCloseTo(1, 3);
    expect(trace(await again(run))).toBe(trace(run));
  });

  it("a flaw beside a filament is taken out from under it: the filament stays, and goes on to the short", async () => {
    const run = await start(
      base(
        { flaws: { list: [other, { ...inside, at: "28 um" }, { at: "20.5 um", length: "8 um" }] } },
        { ...flawed, protocol: ["Plate at 2 mA/cm2 for 20 min or until a short"] },
      ),
    );
    while (run.observables.filamentDepth < 12e-6 && run.advance());
    const grown = () => run.frame([]).filaments.filter((one) => one.grown);
    const before = grown();
    expect(() => run.edit("eraseFlaw", { at: "20.5 um" })).toThrow(
      /^A filament has grown from the flaw at 20\.5 um, which stays where it has cracked; erase one that has none, or go back to before it grew\.$/,
    );
    run.edit(...eraseFlaw(other));
    run.edit("eraseFlaw", { at: "28 um", depth: "4 um" });
    expect(run.frame([]).filaments.filter((one) => !one.grown)).toEqual([]);
    expect(grown().map(({ points }) => points)).toEqual(before.map(({ points }) => points));
    while (run.advance());
    expect(run.observables.shortKind).toBeGreaterThan(0.5);
    expect(run.events.find(({ kind }) => kind === "short")!.site).toBeGreaterThan(15e-6);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-9);
    expect(trace(await again(run))).toBe(trace(run));
  });

  it("the contact on a pore comes back: where there was none at all, fresh", async () => {
    const { run, kernel } = await openRun(base(), wasm);
    onward(run, 4);
    const contact = () => Array.from(kernel.field(Field.contact, 32));
    const before = contact();
    run.edit("electrolyte.pores.list", mouth);
    const covered = contact();
    expect(Math.min(...covered)).toBe(0);
    onward(run, 5);
    run.edit("erasePore", { at: "24 um", depth: "1 um" });
    for (const [i, area] of contact().entries()) {
      if (covered[i]! < before[i]!) expect(area, `column ${i}`).toBeCloseTo(before[i]!, 9);
    }
    expect(run.observables.contactLost).toBeCloseTo(0, 12);
    run.edit("electrolyte.pores.list", mouth);
    onward(run, 8);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-12);
  });
});

it("what is not there is refused in a sentence, and left out of a file with an event", async () => {
  const run = await start(base({ pores: { list: [pore] } }));
  onward(run, 2);
  const line = "from 8 um to 14 um, 24 um deep";
  for (const [path, value, sentence] of [
    [
      "erasePore",
      { at: "20 um" },
      "There is no pore whose centre is at 20 um; erase one that is there.",
    ],
    [
      "movePore",
      { ...poreTo, from: "3 um" },
      "There is no pore whose centre is at 3 um, 4 um deep; move one that is there.",
    ],
    [
      "eraseBoundary",
      boundary,
      `There is no drawn grain boundary ${line}; erase one that is there.`,
    ],
    [
      "moveBoundary",
      { ...boundary, ...elsewhere },
      `There is no drawn grain boundary ${line}; move one that is there.`,
    ],
    [
      "eraseFlaw",
      { at: "5 um", depth: "3 um" },
      "There is no flaw whose upper end is at 5 um, 3 um deep; erase one that is there.",
    ],
    [
      "erasePore",
      { at: "33 um" },
      'erasePore.at: "33 um" is outside the section; use 0 um to 32 um',
    ],
    [
      "moveBoundary",
      { ...boundary, ...elsewhere, newTo: "40 um" },
      'moveBoundary.newTo: "40 um" is outside the section; use 0 um to 32 um',
    ],
  ] as const) {
    expect(() => run.edit(path, value)).toThrow(sentence);
  }
  const edits = [{ step: 1, path: "eraseBoundary", value: boundary }];
  const left = await start({ ...base(), edits });
  onward(left, 3);
  expect(left.events.map(({ message }) => message)).toContain(
    `Left out: there is no drawn grain boundary ${line}; erase one that is there.`,
  );
});
