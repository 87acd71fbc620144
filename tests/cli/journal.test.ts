// The rows of a run on their way to its outputs: what is read is what was kept, wherever a piece of the file ends.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Journal } from "../../cli/journals/run-journal";
import type { Observables } from "../../sim/types";

const directory = mkdtempSync(join(tmpdir(), "voidscope-journal-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** Rows of changing length, one longer than any piece, with numbers that plain JSON loses. */
const row = (k: number) =>
  ({
    time: k,
    voltage: k % 3 ? -0 : Number.NaN,
    limiter: "x".repeat(k === 500 ? 3e6 : (7919 * k) % 5000),
  }) as unknown as Observables;

it("are read as they were kept, and cut back to the mark of a checkpoint", () => {
  const path = join(directory, "run.journal");
  const journal = Journal.create(path, "a run");
  for (let k = 0; k < 1000; k++) journal.row(row(k));
  journal.mark(Buffer.from("checkpoint"));
  // what a checkpoint announces lies in the file
  expect(statSync(path).size).toBeGreaterThan(5e6);
  for (let k = 1000; k < 1010; k++) journal.row(row(k));
  expect([...journal.rows()]).toEqual(Array.from({ length: 1010 }, (_, k) => row(k)));
  expect(journal.name).toBe("a run");
  journal.close();
  const again = Journal.reopen(path, Buffer.from("checkpoint"));
  expect(again.last()).toEqual({ row: 999, frame: -1 });
  again.row(row(1000));
  expect([...again.rows()]).toHaveLength(1001);
  again.close();
});
