import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// where .ci/run wants the counts
const report = process.env["TEST_REPORT"];

export default defineConfig({
  test: {
    // whole runs and the headless browser on a slow machine; no test measures time
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    pool: "forks",
    projects: [
      // computing: as many files at once as there are cores
      {
        extends: true,
        test: {
          name: "runs",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/web/**"],
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      // the browser: drawing without a graphics card takes several cores for one page, so one file at a time, after the others
      {
        extends: true,
        test: {
          name: "page",
          include: ["tests/web/**/*.test.ts"],
          maxWorkers: 1,
          globalSetup: "tests/web/setup.ts",
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
