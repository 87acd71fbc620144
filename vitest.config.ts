import { defineConfig } from "vitest/config";

// where .ci/run wants the counts
const report = process.env["TEST_REPORT"];

export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/**/*.test.ts"],
    // whole runs and the headless browser on a slow machine; no test measures time
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    // most of the time is spent in spawned runs and in the browser
    pool: "forks",
  },
});
