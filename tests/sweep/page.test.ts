// What the page computes many times: its plans, their rows beside those of the terminal, and what is drawn of them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { GALLERY } from "../../core/gallery";
import { endingAt } from "../../core/protocol/ending";
import { resolveRun } from "../../core/resolve";
import { runToEnd } from "../../sim/outcome";
import { computeCase } from "../../sweep/case";
import { csvText } from "../../sweep/columns";
import { BlockError, type Engine } from "../../sweep/engine";
import { memoryStore } from "../../sweep/memory-store";
import { planFrom } from "../../sweep/plan";
import { sweep } from "../../sweep/sweep";
import type { Curve } from "../../web/case-worker";
import { type CaseRequest, planOf } from "../../web/instruments/case-plans";
import {
  bandOf,
  isOneCurve,
  momentsOf,
  shareInWords,
  valueAt,
} from "../../web/instruments/ensemble-curves";
import { voidscope } from "../cli/spawn";

/** Runs of some 20 ms. */
const SMALL = {
  protocol: ["Strip at 1 mA/cm2 until 0.05 mA.h/cm2"],
  cell: { width: "20 um", lithium: "10 um", electrolyte: "10 um" },
  mesh: { columns: 16 },
};
const { scenario } = resolveRun(SMALL);
const wasm = readFileSync("build/kernel.run.wasm").buffer as ArrayBuffer;
const home = mkdtempSync(join(tmpdir(), "voidscope-page-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const ensemble: CaseRequest = {
  ...{ kind: "ensemble", scenario, seeds: [1, 2, 7], until: "" },
  keep: ["contactFraction", "voltage"],
};
const map: CaseRequest = {
  ...{ kind: "map", scenario, mode: "strip", capacity: 0.05, columns: null },
  pressure: { from: 3, to: 7, count: 2, unit: "MPa" },
  across: { path: "conditions.temperature", from: 25, to: 60, count: 2, unit: "Cel" },
};

describe("a plan of the page", () => {
  it.each([
    ["ensemble", ensemble, 3],
    ["map", map, 4],
  ] as const)("gives the numbers of `voidscope sweep`: %s", async (name, request, cases) => {
    const document = planOf(request);
    const plan = planFrom(document);
    expect(plan.cases).toBe(cases);
    const file = join(home, `${name}.json`);
    writeFileSync(file, JSON.stringify(document, null, 2));
    const out = join(home, name);
    expect((await voidscope(["sweep", file, "--out", out, "--quiet"])).code).toBe(0);
    const rows = [];
    for (let n = 0; n < plan.cases; n++) rows.push(await computeCase(plan, n, wasm));
    expect(rows.every(({ status }) => status === (name === "map" ? "found" : "finished"))).toBe(
      true,
    );
    expect(csvText(plan, rows)).toBe(readFileSync(join(out, "results.csv"), "utf8"));
    const found = rows.map(({ values }) => values[0]);
    expect(new Set(found).size).toBeGreaterThan(name === "map" ? 3 : 0);
  });

  it("leaves the end by hand of the shown run out, and keeps what else was moved", () => {
    const edits = [
      { step: 3, path: "conditions.stackPressure", value: "5 MPa" },
      { step: 9, path: "end", value: true },
    ] as typeof scenario.edits;
    const moved = { ...scenario, edits };
    const [ofSeeds, ofMap] = [ensemble, map].map((one) => planOf({ ...one, scenario: moved }));
    expect((ofSeeds!.scenario as typeof scenario).edits).toEqual(edits.slice(0, 1));
    expect((ofMap!.scenario as typeof scenario).edits).toEqual([]);
  });

  it("takes one value of an axis, and refuses a range that runs backwards", () => {
    const one = { ...map, across: { ...map.across, count: 1 } };
    expect(planFrom(planOf(one)).cases).toBe(2);
    const back = { ...map, pressure: { ...map.pressure, from: 9 } };
    expect(() => planFrom(planOf(back))).toThrow(/lower end stands first/);
  });
});

describe("a protocol that is over at a limit", () => {
  it("ends there, whichever of its steps runs", async () => {
    const steps = ["Rest for 1 min", "Strip at 2 mA/cm2 for 20 min", "Rest for 1 h"];
    const ends = async (protocol: string[]) => runToEnd(resolveRun({ ...SMALL, protocol }), wasm);
    const whole = await ends(steps);
    const ended = await ends(endingAt(steps, "contact < 80 %"));
    expect(whole.time).toBeCloseTo(60 + 1200 + 3600, 6);
    expect(ended.contactFraction).toBeLessThanOrEqual(0.8);
    expect(ended.contactFraction).toBeGreaterThan(0.75);
    expect(ended.time).toBeLessThan(60 + 1200);
    expect(ended.time).toBeGreaterThan(60);
  });

  it.each(GALLERY.map(({ name, scenario }) => [name, scenario] as const))(
    "can be said of %s",
    (_, input) => {
      const { protocol } = resolveRun(input).scenario;
      const ending = endingAt(protocol, "a short");
      const spec = resolveRun({ ...(input as object), protocol: ending });
      const isShort = ({ observable }: { observable: string }) => observable === "shortKind";
      const { length } = spec.protocol;
      // a loop looks at it after each step, and leads behind the last one
      const exits = spec.protocol.map(
        ({ loops }) => loops.find(({ until }) => until.some(isShort))?.exit,
      );
      expect(exits).toEqual(Array(length).fill(length));
      const current = spec.protocol.filter(({ kind }) => ["strip", "plate", "hold"].includes(kind));
      // the doses of a titration are whole
      const doses = /^Titrate/.test(protocol[0]!);
      expect(current.every(({ until }) => until.some(isShort))).toBe(!doses);
    },
  );
});

describe("the curves of an ensemble", () => {
  const curve = (times: number[], contact: number[]): Curve => ({
    times: Float64Array.from(times),
    values: { contactFraction: Float64Array.from(contact) },
  });
  const many = [
    curve([0, 1, 4], [0, 10, 40]),
    curve([0, 2, 2, 4], [0, 4, 8, 8]),
    curve([0, 2], [0, 2]),
    curve([0, 1], [0, 3]),
  ];

  it("are straight between steps, jump where a time stands twice, and end with the run", () => {
    const { times, values } = many[1]!;
    const at = (t: number) => valueAt(times, values.contactFraction!, t);
    expect([0, 1, 2, 3, 4].map(at)).toEqual([0, 2, 8, 8, 8]);
    expect(at(4.001)).toBeNaN();
    expect(at(-1)).toBeNaN();
    expect(valueAt([], [], 0)).toBeNaN();
  });

  it("have a median and quartiles while at least half of the seeds run", () => {
    const moments = momentsOf(many, 5);
    expect(moments).toEqual([0, 1, 2, 3, 4]);
    const band = bandOf(many, "contactFraction", moments);
    expect(band.map(({ time }) => time)).toEqual([0, 1, 2, 3, 4]);
    // 10, 2, 1, 3 at 1 s
    expect(band[1]).toEqual({ time: 1, low: 1.75, median: 2.5, high: 4.75 });
    // 30, 8 at 3 s
    expect(band[3]).toEqual({ time: 3, low: 13.5, median: 19, high: 24.5 });
    expect(bandOf([...many, many[3]!], "contactFraction", moments)).toHaveLength(3);
  });

  it("are said to be one where they are", () => {
    expect(isOneCurve([many[0]!, many[0]!], "contactFraction")).toBe(true);
    expect(isOneCurve(many, "contactFraction")).toBe(false);
    expect(shareInWords(3, 5)).toBe("3 of 5 seeds (60\u202f%; 95\u202f% interval 23 to 88\u202f%)");
  });
});

describe("an engine of single cases", () => {
  it("has the case that kills two workers lost, and all others done", async () => {
    const plan = planFrom(planOf({ ...ensemble, seeds: [1, 2, 3, 4, 5] }));
    const store = memoryStore(plan);
    const sizes: number[] = [];
    const engine: Engine = {
      lanes: 2,
      async run(cases) {
        sizes.push(cases.length);
        if (cases.includes(3)) throw new BlockError("its worker died: out of memory");
        return cases.map((n) => ({ case: n, status: "finished", reason: "", values: [] }));
      },
      async close() {},
    };
    await sweep(plan, store, engine, {
      ...{ limit: 1, blockSeconds: 0, shard: 0, shards: 1 },
      onRows() {},
      interrupted: async () => false,
    });
    const rows = [...(await store.rows())];
    expect(rows.map(({ status }) => status)).toEqual([
      ...["finished", "finished", "finished", "lost", "finished"],
    ]);
    expect(rows[3]!.reason).toBe("its worker died: out of memory");
    expect(new Set(sizes)).toEqual(new Set([1]));
  });
});
