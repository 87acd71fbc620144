// What a run leaves to cite it and to go on with elsewhere: its record, its sources in words, its fields for ParaView.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import h5wasm, { type Dataset, type Group } from "h5wasm";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { RunRecord } from "../../core/record";
import { resolveRun } from "../../core/resolve";
import { version } from "../../package.json";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";
import { clock, contents, open, saved } from "./visit";

async function taken(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(button).click(),
  ]);
  return contents(download);
}

/** So many time steps, with the pressure changed by hand after some. */
async function steered(page: Page, steps: number, hand: number) {
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  for (let k = 0; k < steps; k++) {
    if (k === hand) {
      await page.getByLabel("Stack pressure in megapascals").fill("6");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator("#platen").innerText()).toContain("6.00");
    }
    const before = await clock(page);
    await page.locator("#step").click();
    await expect.poll(() => clock(page)).not.toBe(before);
  }
}

test("the record: the run with what was changed by hand, kernel, ledgers and sources; it opens again", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0");
  await steered(page, 6, 3);
  const file = await saved(page);
  const record = JSON.parse((await taken(page, "#save-record")).toString()) as RunRecord;
  const kernel = readFileSync("build/kernel.wasm");
  expect(record).toMatchObject({
    format: "voidscope-record",
    versions: { voidscope: version },
    wasm: { sha256: createHash("sha256").update(kernel).digest("hex") },
    status: "running",
    summary: { scenario: "single-void", steps: 6 },
    scenario: { edits: [{ step: 3, path: "conditions.stackPressure", value: "6 MPa" }] },
  });
  expect(record.scenario).toEqual(file);
  expect(record.ledger.lithiumDefect).toBeLessThan(1e-9);
  expect(record.citations.length).toBeGreaterThan(20);
  for (const { source } of record.citations) expect(source).not.toBe("");

  await page.locator("#cite > summary").click();
  const words = page.locator("#cite");
  await expect.poll(() => words.innerText()).toContain(`Voidscope ${version}, kernel`);
  expect(await words.innerText()).toMatch(/6 time steps, 1 change by hand/);
  expect(await words.locator("li").count()).toBeGreaterThan(5);
  expect(await words.innerText()).toContain("voidscope validate");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator("#copy-citation").click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const { property, source } of record.citations) {
    expect(copied).toContain(property);
    expect(copied).toContain(source);
  }

  await page.locator("#file").setInputFiles({
    name: "kept.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(record)),
  });
  await expect.poll(() => page.locator("#scenario").inputValue()).toBe("kept");
  await expect.poll(async () => (await saved(page)).edits).toEqual(file.edits);
  expect(complaints).toEqual([]);
});

test("the fields: those of a run in Node to the bit, at the times of the terminal and at the end", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0");
  await steered(page, 8, 4);
  const file = await saved(page);
  const bytes = await taken(page, "#save-fields");
  expect(await page.locator("#save-fields").innerText()).toBe("Download fields (VTKHDF)");
  expect(complaints).toEqual([]);

  const run = await Simulation.create(resolveRun(file), wasm);
  while (run.steps < 8) run.advance();
  const { FS } = await h5wasm.ready;
  FS!.writeFile("/page.vtkhdf", bytes);
  const opened = new h5wasm.File("/page.vtkhdf", "r");
  try {
    const times = Array.from((opened.get("VTKHDF/Steps/Values") as Dataset).value as Float64Array);
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBe(run.observables.time);
    const cells = opened.get("VTKHDF/CellData") as Group;
    expect(cells.keys()).toContain("hydrostatic");
    const current = opened.get("Voidscope/interface/current") as Dataset;
    const last = current.slice([[times.length - 1, times.length], []]) as Float32Array;
    expect(Array.from(last)).toEqual(Array.from(run.frame([]).interface.current));
    const scenario = (opened.get("Voidscope/scenario") as Dataset).value as string[];
    expect(JSON.parse(scenario[0]!)).toEqual(file);
  } finally {
    opened.close();
  }
});
