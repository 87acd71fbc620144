import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeAtomic, writeError, writeFully } from "../../cli/files";
import { planFrom, readPlan } from "../../sweep/plan";
import type { Row } from "../../sweep/row";
import { openStore, PART_ROWS, type Sheet } from "../../sweep/store";
import { scratch } from "../cli/spawn";

const files = { writeAtomic, writeFully, writeError };
const SHEET: Sheet = {
  ...{
    format: "voidscope-sweep",
    schemaVersion: 1,
    hash: "h",
    kernel: "k",
    versions: {},
    plan: {},
  },
};

function plan(cases: number) {
  const document = {
    ...{ format: "voidscope-plan", schemaVersion: 1, keep: ["voltage", "first.short"] },
    scenario: { protocol: ["Rest for 1 s"] },
    vary: [{ path: "seed", from: 1, to: cases, count: cases }],
  };
  return readPlan(JSON.stringify(document), "plan", () => ({}));
}

const row = (n: number): Row => ({
  ...{ case: n, status: "finished", reason: `end, "${n}"` },
  values: [n === 3 ? Number.NaN : n / 3, n % 2 === 0 ? null : n],
});

describe("the store of a sweep", () => {
  it("keeps each case once, and cuts off what a kill has torn", async () => {
    const directory = join(scratch(), "store");
    const p = plan(10);
    let store = await openStore(directory, p, SHEET, files);
    await store.add([row(1), row(0)]);
    await store.add([{ ...row(1), reason: "again" }, row(3)]);
    store.close();
    appendFileSync(join(directory, "rows.ndjson"), '[5,"finish');
    store = await openStore(directory, p, SHEET, files);
    expect(store.done).toBe(3);
    expect([0, 1, 2, 3, 5].map((n) => store.has(n))).toEqual([true, true, false, true, false]);
    await store.add([row(5)]);
    expect([...(await store.rows())]).toEqual([row(0), row(1), row(3), row(5)]);
    store.close();
  });

  it("seals rows into Parquet that gives back the same bits", async () => {
    const directory = join(scratch(), "store");
    const p = plan(PART_ROWS + 5);
    let store = await openStore(directory, p, SHEET, files);
    const all = Array.from({ length: PART_ROWS + 5 }, (_, n) => row(n));
    // as a kill between sealing and emptying leaves them: twice
    await store.add(all.slice(0, PART_ROWS));
    await store.add(all.slice(PART_ROWS));
    store.close();
    expect(
      readFileSync(join(directory, "rows", "00000.parquet"))
        .subarray(0, 4)
        .toString(),
    ).toBe("PAR1");
    store = await openStore(directory, p, SHEET, files);
    expect(store.done).toBe(all.length);
    expect([...(await store.rows())]).toEqual(all);
    store.close();
  });

  it("is not shared by two processes, nor by two sweeps", async () => {
    const directory = join(scratch(), "store");
    const store = await openStore(directory, plan(10), SHEET, files);
    await expect(openStore(directory, plan(10), SHEET, files)).rejects.toThrow(
      "another process works on",
    );
    store.close();
    const other = { ...SHEET, hash: "other" };
    await expect(openStore(directory, planFrom(plan(9).document), other, files)).rejects.toThrow(
      "another plan",
    );
  });
});
