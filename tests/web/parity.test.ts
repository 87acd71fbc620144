// The same scenario gives the same bits in the page's worker and in Node, with what hands have done on the way: the time series that
// the page hands out is compared, byte by byte, with that of a run here.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { fromGallery } from "../../core/gallery";
import { amount } from "../support/length";
import { seriesInNode } from "../support/series";
import { clock, contents, open, saved, show } from "./visit";

/** Time steps: enough for voids to have opened and for every solver to have run from a warm start. */
const steps = 12;
/** After this many of them the current is reversed by hand. */
const reversal = 8;

/** Of a run that is steered here. */
const steeredInNode = () =>
  seriesInNode(fromGallery("single-void").scenario, steps, (run) => {
    if (run.steps === reversal) run.edit("current", "-1 mA/cm2");
  });

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
  const [here, there] = [await steeredInNode(), await seriesInPage()];
  expect(there.file).toMatchObject({
    edits: [{ step: reversal, path: "current", value: "-1 mA/cm2" }],
  });
  // a row at the start and one at the reversal besides those of the steps; the header, and the end of the last line
  expect(here.split("\n")).toHaveLength(steps + 4);
  expect(there.series).toBe(here);
  expect(await seriesInNode(there.file, steps)).toBe(here);
});

async function taken(page: Page, button: string): Promise<string> {
  await show(page, "record");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(button).click(),
  ]);
  return (await contents(download)).toString();
}

async function stepped(page: Page, times: number) {
  for (let k = 0; k < times; k++) {
    const before = await clock(page);
    await page.locator("#step").click();
    await expect.poll(() => clock(page)).not.toBe(before);
  }
}

/** Whole numbers below one that is given, drawn for a seed. */
function drawing(seed: number) {
  let state = 7919 * seed;
  return (below: number) => {
    state = (1103515245 * state + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

const modes = ["Strip", "Plate", "Rest"];

/** One move of a hand: of a dial, to another direction, or back in time and another way from there. */
async function move(page: Page, draw: (below: number) => number, mode: string): Promise<string> {
  const type = async (id: string, value: number) => {
    await page.locator(`#${id}-number`).first().fill(value.toFixed(3));
    await page.keyboard.press("Enter");
  };
  const kind = draw(5);
  if (kind === 0) await type("temperature", 5 + draw(6000) / 100);
  else if (kind === 1 && mode !== "Rest") await type("current", 0.1 + draw(2000) / 1000);
  else if (kind === 2) {
    const next = modes[(modes.indexOf(mode) + 1 + draw(2)) % 3]!;
    await page.getByLabel(next, { exact: true }).check({ force: true });
    return next;
  } else {
    if (kind === 3) {
      const now = await clock(page);
      await page.locator(".trace").first().focus();
      for (let k = 0; k <= draw(2); k++) await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("Enter");
      await expect.poll(() => clock(page)).not.toBe(now);
    }
    await type("pressure", 2 + draw(9000) / 1000);
  }
  return mode;
}

/** File, reload and link of a run with at least so many edits give what it has given. */
async function expectSame(page: Page, edits: number) {
  const [file, series, time] = [
    await saved(page),
    await taken(page, "#save-series"),
    await clock(page),
  ];
  const { summary } = JSON.parse(await taken(page, "#save-record"));
  expect(file.edits.length).toBeGreaterThanOrEqual(edits);

  expect(await seriesInNode(file, summary.steps)).toBe(series);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator("#copy-link").click();
  await expect.poll(() => page.locator("#message").innerText()).toContain("is copied");
  const other = await page.context().newPage();
  await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await page.reload();
  for (const again of [other, page]) {
    await expect.poll(() => clock(again)).toBe(time);
    expect(await saved(again)).toEqual(file);
    expect(await taken(again, "#save-series")).toBe(series);
  }
}

test.each(amount([1, 2], [1, 2, 3, 4, 5, 6]))(
  "random moves, draw %i: file, reload and link give the same bits, in the page and in Node",
  async (seed) => {
    const draw = drawing(seed);
    const { page, complaints } = await open("?case=void-field&set=mesh.columns=32&autoplay=0");
    await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
    await page.locator(".trace").waitFor();
    let mode = "Strip";
    for (let k = 0; k < 6; k++) {
      await stepped(page, 2 + draw(2));
      const before = JSON.stringify((await saved(page)).edits);
      await show(page, "controls");
      mode = await move(page, draw, mode);
      await expect.poll(async () => JSON.stringify((await saved(page)).edits)).not.toBe(before);
    }
    await stepped(page, 3);
    await expectSame(page, 3);
    expect(complaints).toEqual([]);
  },
);

/** A stroke by keys in the electrolyte: drawn, moved or erased, wherever the hand has come to. It is an edit, or refused in words. */
async function stroke(page: Page, draw: (below: number) => number, tool: string) {
  const arrow = () => ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"][draw(4)]!;
  const now = async () =>
    `${await page.locator("#drawing p").innerText()} ${await page.locator("#message").innerText()}`;
  await page.keyboard.press(tool);
  await expect.poll(now).toContain("arrow keys and Enter");
  await page.locator("#section").focus();
  for (let k = 0; k < 3; k++) await page.keyboard.press(`Shift+${arrow()}`);
  await page.keyboard.press("Enter");
  if (tool !== "x") {
    for (let k = 0; k < 3; k++) await page.keyboard.press(arrow());
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  }
  await expect.poll(now).not.toMatch(/arrow keys and Enter\. $/);
  // so that the next refusal is seen
  const close = page.locator("#message button.quiet");
  if (await close.isVisible()) await close.click();
}

test.each(amount([1], [1, 2, 3, 4]))(
  "random strokes in the electrolyte, draw %i: file, reload and link give the same bits, in the page and in Node",
  async (seed) => {
    const draw = drawing(seed);
    // slow enough not to end in a short
    const protocol = encodeURIComponent('protocol=["Plate at 0.2 mA/cm2 for 100 h"]');
    const { page, complaints } = await open(`?case=triple-junction&set=${protocol}&autoplay=0`);
    await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
    for (const tool of ["o", "h", "o", "x", "b", "o", "x", "x"]) {
      await stepped(page, 1 + draw(2));
      await stroke(page, draw, tool);
    }
    await stepped(page, 2);
    await expectSame(page, 4);
    expect(complaints).toEqual([]);
  },
);
