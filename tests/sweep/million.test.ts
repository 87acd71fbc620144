// Plans of very many cases: what is kept in memory does not grow with what is on the disk.
import { createHash } from "node:crypto";
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { peakOf } from "../../bench/sweep-figures";
import { writeAtomic, writeError, writeFully } from "../../cli/files";
import { usualView } from "../../cli/sweep/summary";
import { levelsOf, type Plan, readPlan } from "../../sweep/plan";
import { planHash } from "../../sweep/plan-hash";
import { Rows } from "../../sweep/rows";
import { openStore, type Sheet } from "../../sweep/store";
import { scratch, start } from "../cli/spawn";
import { amount } from "../support/length";

const CASES = amount(200_000, 1_000_000);
/** [MB] What a sweep of so many cases may take. */
const MEMORY = amount(250, 500);

const planOf = (vary: object[]): Plan =>
  readPlan(
    JSON.stringify({
      ...{ format: "voidscope-plan", schemaVersion: 1, vary },
      scenario: { protocol: ["Strip at 1 mA/cm2 for 1 min"] },
      keep: ["contactFraction", "voidVolume", "voltage"],
    }),
    "plan",
    () => undefined,
  );

/** A directory with the rows of all cases of a plan but the last `left`. */
async function filled(directory: string, plan: Plan, left: number): Promise<void> {
  const kernel = createHash("sha256").update(readFileSync("build/kernel.wasm")).digest("hex");
  const sheet: Sheet = {
    ...{ format: "voidscope-sweep", schemaVersion: 1, hash: planHash(plan, kernel) },
    ...{ kernel, versions: {}, plan: plan.document },
  };
  const store = await openStore(directory, plan, sheet, { writeAtomic, writeFully, writeError });
  const rows = plan.cases - left;
  for (let n = 0; n < rows; n += 5000) {
    const some = Array.from({ length: Math.min(5000, rows - n) }, (_, k) => ({
      ...{ case: n + k, status: "finished", reason: `The protocol is done (${k % 7}).` },
      values: [1 / (n + k + 1), 1e-9 * (n + k), 0.06],
    }));
    await store.add(some);
  }
  store.close();
}

describe(`${CASES} cases`, () => {
  it(`are planned, gone on with and summed up in ${MEMORY} MB`, async () => {
    const directory = scratch();
    const out = join(directory, "out");
    const plan = planOf([{ path: "seed", from: 1, to: CASES, count: CASES }]);
    await filled(out, plan, 2);
    const path = join(directory, "plan.json");
    writeFileSync(path, JSON.stringify(plan.document));
    const run = start(["sweep", path, "--out", out, "--json"]);
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, peakOf(run.process.pid!));
    }, 50);
    const { code, stdout, stderr } = await run.ended;
    clearInterval(timer);
    expect([code, stderr]).toEqual([0, expect.stringContaining(`${CASES} of ${CASES} cases`)]);
    expect(JSON.parse(stdout)).toMatchObject({ rows: CASES, status: { finished: CASES } });
    expect(peak).toBeLessThan(MEMORY);
    let lines = 0;
    for await (const line of createInterface(createReadStream(join(out, "results.csv")))) {
      if (lines > 0 && !line.startsWith(`${lines - 1},${lines},finished,`)) break;
      lines++;
    }
    expect(lines).toBe(CASES + 1);
  });

  it("of a range are worked out when they are asked for, its ends and those between", () => {
    const plan = planOf([
      {
        path: "conditions.stackPressure",
        ...{ from: "1 MPa", to: "10 MPa", count: CASES, scale: "log" },
      },
    ]);
    const at = (n: number) => levelsOf(plan, n)[0]!.value as number;
    expect([at(0), at(CASES - 1)]).toEqual([1, 10]);
    expect(at((CASES - 1) / 3)).toBeCloseTo(10 ** (1 / 3), 8);
    // a table of a million lines is shown to nobody who did not ask for it
    expect(usualView(plan).over).toEqual([]);
    const map = planOf([
      { path: "conditions.stackPressure", from: "1 MPa", to: "10 MPa", count: 1000 },
      { path: "mesh.columns", from: 16, to: 1015, count: 1000 },
    ]);
    expect(usualView(map).over).toEqual([0]);
  });
});

describe("rows by column", () => {
  it("are given back as they came, by case, the last of a case", () => {
    const rows = new Rows(5, 2);
    const some = [
      { case: 3, status: "finished", reason: "end", values: [Number.NaN, null] },
      { case: 1, status: "lost", reason: "it died", values: [] },
      { case: 3, status: "finished", reason: "again", values: [-0, Number.POSITIVE_INFINITY] },
    ];
    for (const row of some) rows.set(row);
    expect(rows.length).toBe(2);
    expect([...rows]).toEqual([{ ...some[1], values: [null, null] }, some[2]]);
  });
});
