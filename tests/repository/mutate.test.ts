// The faults of `npm run mutate` still fit the kernel: each is in its place, and every file of physics has one.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FAULTS } from "../../scripts/mutate/faults";

const source = (file: string) => readFileSync(`assembly/${file}`, "utf8");

it.each(FAULTS.map((fault) => [`${fault.file}: ${fault.why}`, fault] as const))(
  "%s",
  (_, fault) => {
    expect(source(fault.file).split(fault.find)).toHaveLength(2);
    expect(fault.replace).not.toBe(fault.find);
    expect(fault.tests.length).toBeGreaterThan(0);
    for (const test of fault.tests) {
      expect(existsSync(`tests/${test.split(" ")[0]}.test.ts`), test).toBe(true);
    }
  },
);

it("is in every file of physics", () => {
  // these lay out memory, or only name columns
  const plain = /(?:parts|columns|microstructure)\.ts$/;
  const files = ["interface", "lithium", "electrolyte", "filaments", "cathode"].flatMap((room) =>
    readdirSync(`assembly/${room}`).map((name) => `${room}/${name}`),
  );
  const wrong = new Set(FAULTS.map(({ file }) => file));
  expect(files.filter((file) => !plain.test(file) && !wrong.has(file))).toEqual([]);
  expect(FAULTS.length).toBeGreaterThanOrEqual(40);
});
