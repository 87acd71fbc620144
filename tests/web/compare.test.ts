// Two runs side by side: in step, each its own bits, the share link and a reload bring both back.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { clock, open, saved, show } from "./visit";

const bar = (page: Page) => page.locator("#compare-bar");
const title = (page: Page) => page.locator("#compare-bar h2").allInnerTexts();
const note = (page: Page) => page.locator("#beside .beside-note").count();

/** Both stand, B where A is. */
async function together(page: Page) {
  await expect.poll(() => bar(page).count()).toBe(1);
  await expect
    .poll(() => page.locator("#headline-beside").innerText())
    .not.toMatch(/^(Starting|$)/);
  await expect.poll(() => note(page)).toBe(0);
}

/** What the curve says of B. */
const curveOfB = (page: Page) => page.locator("#curve .others").first().innerText();

async function step(page: Page, times: number) {
  for (let k = 0; k < times; k++) {
    const before = await clock(page);
    await page.locator("#step").click();
    await expect.poll(() => clock(page)).not.toBe(before);
  }
}

test("a pair of the gallery opens as A | B: in step, one curve with both, the difference, and A goes on alone", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0");
  await expect.poll(() => page.locator("#scenario optgroup option").count()).toBeGreaterThan(3);
  await page.locator("#scenario").selectOption("pair:pressure");
  await together(page);
  expect(page.url()).toContain("pair=pressure");
  await expect
    .poll(() => title(page))
    .toEqual([expect.stringMatching(/A\s*3.00\sMPa/), expect.stringMatching(/B\s*7.00\sMPa/)]);
  // contact is lost at 3 MPa, and stays at 7
  await expect.poll(() => page.locator("#curve .number").innerText()).toMatch(/^[1-8]\d\.\d/);
  await page.locator("#play").click();
  await together(page);
  await expect.poll(() => curveOfB(page)).toMatch(/B\s*9\d\.\d\s%/);
  await page.getByLabel("B − A", { exact: true }).check({ force: true });
  await expect.poll(() => page.locator("#beside .legend").innerText()).toContain("B − A");
  // Back leaves the pair, and Forward comes to it again
  await page.goBack();
  await expect.poll(() => bar(page).count()).toBe(0);
  await page.goForward();
  await together(page);
  expect(page.url()).toContain("pair=pressure");
  // another value of the control is B's alone
  await page.getByLabel("Stack pressure of B in megapascals").fill("9");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => title(page))
    .toEqual([expect.stringContaining("3.00"), expect.stringContaining("9.00")]);
  const time = await clock(page);
  await page.locator("#leave-beside").click();
  await expect.poll(() => bar(page).count()).toBe(0);
  expect(await clock(page)).toBe(time);
  await expect.poll(() => page.locator("#message").innerText()).toContain("is kept");
  await show(page, "record");
  const kept = () =>
    page
      .locator("#runs input")
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  await expect.poll(async () => (await kept()).join()).toContain("9.00");
  await page.locator("#play").click();
  await expect.poll(() => clock(page)).not.toBe(time);
  expect(complaints).toEqual([]);
});

test("with one control set otherwise: hands act on both but for that one; a link brings the two back", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await step(page, 4);
  await page.locator("#compare").click();
  await page.getByLabel("Stack pressure of B in megapascals").fill("1000000");
  await page.locator("#compare-go").click();
  await expect.poll(() => page.locator("#compare-wrong").innerText()).toContain("must be a number");
  await page.getByLabel("Stack pressure of B in megapascals").fill("12");
  await page.locator("#compare-go").click();
  await together(page);
  await show(page, "controls");
  await page.getByLabel("Temperature in degrees Celsius").fill("50");
  await page.keyboard.press("Enter");
  await page.getByLabel("Stack pressure in megapascals").fill("4");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await saved(page)).edits.length).toBe(2);
  await step(page, 3);
  await together(page);
  const said = await curveOfB(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await show(page, "record");
  await page.locator("#copy-link").click();
  await expect.poll(() => page.locator("#message").innerText()).toContain("copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await page.context().newPage();
  await other.goto(link);
  await together(other);
  await expect.poll(() => clock(other)).toBe(await clock(page));
  await together(other);
  await expect.poll(() => curveOfB(other)).toBe(said);
  await expect
    .poll(() => title(other))
    .toEqual([expect.stringContaining("4.00"), expect.stringContaining("12.0")]);
  // a pull along the curve takes both back
  await other.locator("#curve .u-over").click({ position: { x: 1, y: 20 } });
  await expect.poll(() => curveOfB(other)).not.toBe(said);
  // and a reload leaves nothing out
  await page.reload();
  await together(page);
  await expect.poll(() => curveOfB(page)).toBe(said);
  expect(complaints).toEqual([]);
});

test("at 390 px each sentence is read above its picture, and both are seen with Play without scrolling", async () => {
  const { page } = await open("?pair=pressure&autoplay=0", 390, 844);
  await together(page);
  const boxes = await Promise.all(
    ["#headline", "#picture", "#headline-beside", "#beside .picture", "#curve", "#play"].map(
      async (part) => (await page.locator(part).boundingBox())!,
    ),
  );
  let above = 0;
  for (const { y, height } of boxes) {
    expect(y).toBeGreaterThanOrEqual(above - 0.5);
    above = y + height;
  }
  expect(above).toBeLessThanOrEqual((await page.locator("#tabs").boundingBox())!.y);
  const [b, close] = await Promise.all(
    ["#compare-bar .segments", "#leave-beside"].map((part) => page.locator(part).boundingBox()),
  );
  expect(b!.x + b!.width).toBeLessThanOrEqual(close!.x);
  // a phone that lies
  await page.setViewportSize({ width: 844, height: 390 });
  const ends = () =>
    page
      .locator("#picture, #beside .picture, #curve, #play")
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
  await expect.poll(async () => Math.max(...(await ends()))).toBeLessThanOrEqual(390.5);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("button:visible, input:visible").count()).toBe(0);
});

const labels = (page: Page) => page.locator("#curve .others").first().innerText();

test("Keep pins curve and picture; what starts the run again says so before, and the run before stays", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await page.locator("#keep-run").waitFor();
  await step(page, 12);
  await page.locator("#keep-run").click();
  await expect.poll(() => labels(page)).toMatch(/kept 1/);
  expect(await page.locator("#curve .others img").count()).toBe(1);
  await show(page, "assumptions");
  expect(await page.locator("#assumptions .new-run").isVisible()).toBe(true);
  expect(await page.locator("#drawing-place .new-run").count()).toBe(1);
  await page.locator("#assumptions summary").click();
  await page.getByLabel("Vacancy sinks").uncheck();
  await expect.poll(() => clock(page)).toMatch(/^0/);
  await expect.poll(() => labels(page)).toMatch(/kept 1.*run before/s);
  expect(await page.locator("#curve .others img").count()).toBe(2);
  await page.locator("#curve .others button").first().click();
  await expect.poll(() => labels(page)).not.toContain("kept 1");
  // another scenario has curves of its own
  await page.locator("#scenario").selectOption("hot");
  await expect.poll(() => page.locator("#curve .others").count()).toBe(0);
  expect(complaints).toEqual([]);
});
