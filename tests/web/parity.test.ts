// The same scenario gives the same bits in the page's worker and in Node: the time series that the
// page hands out is compared, byte by byte, with that of a run here.
import { expect, test } from "vitest";
import { fromGallery } from "../../core/gallery";
import { resolveRun } from "../../core/resolve";
import { timeseriesCsv } from "../../sim/export/timeseries";
import { Recorder } from "../../sim/recorder";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";
import { clock, contents, open, saved, show } from "./visit";

/** Time steps: enough for voids to have opened and for every solver to have run from a warm start. */
const steps = 12;
/** After this many of them the current is reversed by hand. */
const reversal = 8;

/** Of a run that is steered here, or of one whose scenario says how. */
async function seriesInNode(file?: unknown): Promise<string> {
  const spec = resolveRun(file ?? fromGallery("single-void").scenario);
  const run = await Simulation.create(spec, wasm);
  const rows: Observables[] = [];
  const recorder = new Recorder(run, { row: (row) => rows.push(row) });
  for (let i = 0; i < steps; i++) {
    if (i === reversal && !file) run.edit("current", "-1 mA/cm2");
    run.advance();
    recorder.observe();
  }
  return new TextDecoder().decode(timeseriesCsv(rows));
}

async function seriesInPage(): Promise<{ series: string; file: unknown }> {
  const { page } = await open("?case=single-void&autoplay=0");
  const step = page.locator("#step");
  await expect.poll(() => step.isEnabled()).toBe(true);
  for (let i = 0; i < steps; i++) {
    if (i === reversal) {
      await show(page, "controls");
      await page.getByLabel("Plate").check({ force: true });
      await expect.poll(() => page.locator("#sentence").innerText()).toContain("Plating");
    }
    const before = await clock(page);
    await step.click();
    await expect.poll(() => clock(page)).not.toBe(before);
  }
  await show(page, "record");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#save-series").click(),
  ]);
  return { series: (await contents(download)).toString(), file: await saved(page) };
}

test("a run stepped and steered in the page gives the bits of the same run in Node, and so does its file", async () => {
  const [here, there] = [await seriesInNode(), await seriesInPage()];
  expect(there.file).toMatchObject({
    edits: [{ step: reversal, path: "current", value: "-1 mA/cm2" }],
  });
  // a row at the start and one at the reversal besides those of the steps; the header, and the end of the last line
  expect(here.split("\n")).toHaveLength(steps + 4);
  expect(there.series).toBe(here);
  expect(await seriesInNode(there.file)).toBe(here);
});
