import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/**/*.test.ts"],
    // whole runs and the headless browser on a slow machine; no test measures time
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // most of the time is spent in spawned runs and in the browser
    pool: "forks",
  },
});
