// Every line of the documentation that can run here runs to its end: `npm run docs:blocks` as the pages say it, and here on coarse grids,
// with few points and seeds.
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("runs each line of the pages", () => {
  const { status, stdout } = spawnSync(process.execPath, ["scripts/docs-blocks.mjs", "--short"], {
    encoding: "utf8",
  });
  const lines = stdout.trim().split("\n");
  expect(lines.filter((line) => !line.startsWith("ok"))).toEqual([]);
  expect(status).toBe(0);
  expect(lines.length).toBeGreaterThan(25);
});
