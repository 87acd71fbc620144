// What a sweep does with blocks that are lost and with rows that nobody waited for; an engine that answers at once.
import { describe, expect, it } from "vitest";
import { BlockError, type Engine } from "../../sweep/engine";
import { memoryStore } from "../../sweep/memory-store";
import type { Row } from "../../sweep/row";
import { type SweepOptions, sweep } from "../../sweep/sweep";

const row = (n: number): Row => ({ case: n, status: "finished", reason: "", values: [n] });

const options = (more: Partial<SweepOptions> = {}): SweepOptions => ({
  ...{ limit: 1, shard: 0, shards: 1, onRows() {}, interrupted: async () => false },
  ...more,
});

function engineOf(run: (cases: readonly number[]) => Row[], more: Partial<Engine> = {}): Engine {
  return { lanes: 1, run: async (cases) => run(cases), close: async () => {}, ...more };
}

const numbers = async (store: { rows(): Promise<Iterable<Row>> }) =>
  Array.from(await store.rows(), (one) => one.case);

describe("a sweep", () => {
  it("takes a lost block apart, keeps each row as it comes and gives up what is lost alone", async () => {
    const store = memoryStore({ cases: 12 });
    const asked: number[][] = [];
    const keptBefore: number[] = [];
    const engine = engineOf((cases) => {
      asked.push([...cases]);
      if (cases.length === 1) keptBefore.push(store.done);
      if (cases.includes(7)) throw new BlockError("it died");
      return cases.map(row);
    });
    expect(await sweep({ cases: 12 }, store, engine, options())).toBe(true);
    expect(await numbers(store)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const [lost] = [...(await store.rows())].filter(({ status }) => status === "lost");
    expect(lost).toMatchObject({ case: 7, reason: "it died" });
    expect(asked.filter((cases) => cases.includes(7))).toEqual([
      expect.arrayContaining([7, 8]),
      ...[[7], [7]],
    ]);
    // the three that tell how long a case takes, then those of the block one by one, 7 twice
    expect(keptBefore).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10, 11]);
  });

  it("keeps rows that an earlier process asked for, and computes them no more", async () => {
    const store = memoryStore({ cases: 50 });
    const asked: number[] = [];
    let keep: ((rows: readonly Row[]) => Promise<void>) | undefined;
    const engine = engineOf(
      (cases) => {
        asked.push(...cases);
        void keep?.([row(20), row(21), row(22)]);
        return cases.map(row);
      },
      {
        onStray(given) {
          keep = given;
        },
      },
    );
    const said: number[] = [];
    await sweep({ cases: 50 }, store, engine, options({ onRows: (done) => said.push(done) }));
    expect(asked.filter((n) => n >= 20 && n <= 22)).toEqual([]);
    expect(said.at(-1)).toBe(50);
    expect(await numbers(store)).toHaveLength(50);
  });

  it("counts the cases of its own part, in a directory that has others", async () => {
    const store = memoryStore({ cases: 10 });
    const engine = engineOf((cases) => cases.map(row));
    await sweep({ cases: 10 }, store, engine, options({ shards: 2 }));
    expect(await numbers(store)).toEqual([0, 2, 4, 6, 8]);
    const said: string[] = [];
    const onRows = (done: number, all: number) => said.push(`${done} of ${all}`);
    await sweep({ cases: 10 }, store, engine, options({ shard: 1, shards: 2, onRows }));
    expect(said.at(-1)).toBe("5 of 5");
    expect(await numbers(store)).toHaveLength(10);
  });
});
