import { availableParallelism } from "node:os";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// where .ci/run wants the counts
const report = process.env["TEST_REPORT"];

/** Half a minute of processor time and more. They begin first, so that no core waits for one of them at the end. */
const LONGEST = [
  "physics/cases",
  "cli/blocks",
  "physics/gallery",
  "sweep/queue",
  "web/page",
  "web/everyone",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({ moduleId }: TestSpecification) => {
      const k = LONGEST.findIndex((name) => moduleId.endsWith(`tests/${name}.test.ts`));
      return k < 0 ? LONGEST.length : k;
    };
    // what is sorted already keeps its order
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

const config: ViteUserConfig = {
  test: {
    // for what hangs, not for what is slow: whole runs and the headless browser on a busy machine; no test measures time
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    pool: "forks",
    // as many files at once as there are cores, of both projects
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "runs",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/web/*.test.ts"],
        },
      },
      // in one browser, which draws without a graphics card
      {
        extends: true,
        test: {
          name: "page",
          include: ["tests/web/*.test.ts"],
          globalSetup: "tests/web/setup.ts",
        },
      },
    ],
  },
};

export default defineConfig(({ mode }) => {
  // how much is repeated and drawn, tests/support/length.ts; the projects are given no mode, their processes the environment
  if (mode === "long") process.env["TEST_LENGTH"] = mode;
  return config;
});
