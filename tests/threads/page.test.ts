// Wide sections in the page: on one thread from any server, with helpers where the page is isolated.
import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromGallery } from "../../core/gallery";
import { applyOverrides } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import { timeseriesCsv } from "../../sim/export/timeseries";
import { Recorder } from "../../sim/recorder";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm as plain } from "../support/kernel";
import { launch, PATIENCE, servePage } from "../web/browser";

const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
/** Wide, but shallow: a few seconds on a slow machine. */
const scenario = applyOverrides(fromGallery("single-void").scenario, [
  "mesh.columns=512",
  "cell.lithium=10 um",
  "cell.electrolyte=12 um",
  "title=Wide",
]);
const spec = resolveRun(scenario);

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** The time series as far as the run has come after a few steps, and whether a helper has started. */
async function inPage(
  headers: Record<string, string>,
): Promise<{ series: string; helped: boolean }> {
  const server = await servePage(headers);
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  let helped = false;
  page.on("worker", (worker) => {
    helped ||= worker.url().includes("thread-worker");
  });
  await page.goto(`${server.url}?autoplay=0`);
  const step = page.locator("#step");
  await expect.poll(() => step.isEnabled()).toBe(true);
  await page.locator("#file").setInputFiles({
    name: "wide.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(scenario)),
  });
  await expect.poll(() => page.title()).toContain("Wide");
  // an opened file plays at once
  const shown = () => page.locator("#clock").innerText();
  const before = await shown();
  await expect.poll(shown).not.toBe(before);
  // how far it plays is chance; three more steps by hand make sure of a few rows
  for (let k = 0; k < 3; k++) {
    const now = await shown();
    await step.click();
    await expect.poll(shown).not.toBe(now);
  }
  await page.locator("#open-record").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#save-series").click(),
  ]);
  const series = await readFile(await download.path(), "utf8");
  await page.close();
  await server.close();
  return { series, helped };
}

test("helpers come only where the page is isolated, and change no bit", async () => {
  expect(spec.grid.electrolyteRows).toBeGreaterThanOrEqual(128);
  const run = await Simulation.create(spec, plain);
  const rows: Observables[] = [];
  const recorder = new Recorder(run, { row: (row) => rows.push(row) });
  const inNode = (like: string) => {
    while (rows.length < like.trim().split("\n").length - 1) {
      run.advance();
      recorder.observe();
    }
    return new TextDecoder().decode(timeseriesCsv(rows));
  };
  const open = await inPage({});
  expect(open.helped).toBe(false);
  const isolated = await inPage(ISOLATED);
  expect(isolated.helped).toBe(true);
  for (const { series } of [open, isolated]) {
    const node = inNode(series).split("\n");
    const page = series.trim().split("\n");
    expect(page.length).toBeGreaterThan(3);
    expect(node.slice(0, page.length)).toEqual(page);
  }
});
