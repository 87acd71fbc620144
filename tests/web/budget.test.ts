// What has to come over the net before the first picture moves.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { open } from "./visit";

const page = fileURLToPath(new URL("../../dist/page", import.meta.url));
/** [kB], 1000 bytes, as gzip -9 sends them. */
const BUDGET = 260;

test(`the first picture moves after at most ${BUDGET} kB`, async () => {
  const requests: { url: string; at: number }[] = [];
  const visit = await open("", 1280, 800, async (context) => {
    context.on("request", (request) => requests.push({ url: request.url(), at: Date.now() }));
  });
  const isMarked = () => performance.getEntriesByName("moving").length > 0;
  await visit.page.waitForFunction(isMarked);
  const moved = await visit.page.evaluate(() => {
    const [mark] = performance.getEntriesByName("moving");
    return performance.timeOrigin + mark!.startTime;
  });
  const files = requests
    .filter(({ at }) => at <= moved)
    .map(({ url }) => new URL(url).pathname.slice(1) || "index.html");
  const sizes = [...new Set(files)].map((file) => {
    const bytes = gzipSync(readFileSync(join(page, file)), { level: 9 }).length;
    return [file, bytes / 1000] as const;
  });
  expect(sizes.some(([file]) => file.endsWith(".wasm"))).toBe(true);
  const all = sizes.reduce((sum, [, size]) => sum + size, 0);
  const list = sizes.map(([file, size]) => `${file} ${size.toFixed(1)}`).join(", ");
  expect(all, list).toBeLessThanOrEqual(BUDGET);
  expect(all, list).toBeGreaterThan(100);
});
