// What a person has done survives: in time, in a reload, in a link, in the history of the browser, out of sight.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { clock, open, saved, show, untilMoving } from "./visit";

const ready = (page: Page) => expect.poll(() => clock(page)).not.toBe("");

async function step(page: Page, times: number) {
  for (let k = 0; k < times; k++) {
    const before = await clock(page);
    await page.locator("#step").click();
    await expect.poll(() => clock(page)).not.toBe(before);
  }
}

async function press(page: Page, megapascals: string) {
  await page.getByLabel("Stack pressure in megapascals").fill(megapascals);
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await saved(page)).edits.length).toBeGreaterThan(0);
}

test("a reload goes on paused at the same time step, and a link opens the same run", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0");
  await ready(page);
  await step(page, 4);
  await press(page, "9");
  await step(page, 3);
  const [file, time] = [await saved(page), await clock(page)];
  expect(file.edits).toEqual([{ step: 4, path: "conditions.stackPressure", value: "9 MPa" }]);
  await page.reload();
  await expect.poll(() => clock(page)).toBe(time);
  expect(await saved(page)).toEqual(file);
  expect(await page.locator("#play").innerText()).toBe("Play");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await show(page, "record");
  await page.locator("#copy-link").click();
  await expect.poll(() => page.locator("#message").innerText()).toContain("copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await page.context().newPage();
  await other.goto(link);
  await expect.poll(() => clock(other)).toBe(time);
  expect(await saved(other)).toEqual(file);
  // cut off on its way: a sentence, and the first scenario instead
  const third = await page.context().newPage();
  await third.goto(link.slice(0, -30));
  await expect.poll(() => third.locator("#message").innerText()).toContain("cut off");
  await ready(third);
  expect(complaints).toEqual([]);
});

test("a link opens with the layer, the part of the section and the probe that somebody looked at", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0");
  await ready(page);
  const written = await saved(page);
  await page.keyboard.press("Escape");
  await page.locator("#section").focus();
  await page.keyboard.press("2");
  const scale = async (on: Page) =>
    /[\d.]+\s(?:µm|nm)\n/u.exec(await on.locator("#picture").innerText())?.[0];
  const home = await scale(page);
  for (let k = 0; k < 2; k++) await page.keyboard.press("+");
  await expect.poll(() => scale(page)).not.toBe(home);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await show(page, "instruments");
  const probed = await page.locator("#probe .place").innerText();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await show(page, "record");
  await page.locator("#copy-link").click();
  await expect.poll(() => page.locator("#message").innerText()).toContain("copied");
  const other = await page.context().newPage();
  // what is loaded after the first picture waits for no time: a run that stands has no picture that moves
  await other.addInitScript(() => {
    const later = setTimeout;
    Object.assign(globalThis, {
      setTimeout: (then: () => void, ms = 0) => (ms < 5000 ? later(then, ms) : 0),
    });
  });
  await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await ready(other);
  await expect
    .poll(() => other.locator("#layers :checked").getAttribute("value"))
    .toBe("potential");
  await expect.poll(() => scale(other)).toBe(await scale(page));
  expect(probed).toMatch(/µm/);
  await show(other, "instruments");
  await expect.poll(() => other.locator("#probe .place").innerText()).toBe(probed);
  // nothing but the view is another one
  const opened = await saved(other);
  expect({ ...opened, view: null }).toEqual({ ...written, view: null });
  expect(opened.view).not.toEqual(written.view);
  // a reload shows the same, too
  await step(page, 1);
  const [time, bar] = [await clock(page), await scale(page)];
  await page.reload();
  await expect.poll(() => clock(page)).toBe(time);
  await expect.poll(() => page.locator("#layers :checked").getAttribute("value")).toBe("potential");
  await expect.poll(() => scale(page)).toBe(bar);
  expect(complaints).toEqual([]);
});

test("a pull along the curve goes back in time, and a hand there takes another way", async () => {
  const { page } = await open("?case=single-void&autoplay=0");
  await ready(page);
  const start = await clock(page);
  await step(page, 3);
  const time = await clock(page);
  await step(page, 5);
  await page.locator("#curve .u-over").click({ position: { x: 1, y: 20 } });
  await expect.poll(() => clock(page)).toBe(start);
  await step(page, 3);
  expect(await clock(page)).toBe(time);
  await press(page, "8");
  expect((await saved(page)).edits).toMatchObject([{ step: 3, value: "8 MPa" }]);
  // the keys do what the hand does
  const now = await clock(page);
  await page.locator(".trace").first().focus();
  for (let k = 0; k < 3; k++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect.poll(() => clock(page)).not.toBe(now);
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  await expect.poll(() => clock(page)).toBe(start);
});

test("Back returns to the scenario before; an entry that cannot be set leaves the others", async () => {
  const { page } = await open(
    "?case=hot&set=conditions.stackPressure=4%2BMPa&set=mesh.columns=3&autoplay=0&colour=red",
  );
  await expect.poll(() => page.locator("#message").innerText()).toContain("mesh.columns");
  expect((await saved(page)).conditions.stackPressure).toBe("4 MPa");
  await page.evaluate(() => history.replaceState(history.state, "", location.href));
  await page.locator("#scenario").selectOption("cold");
  await expect.poll(() => page.url()).toContain("case=cold");
  expect(page.url()).not.toContain("+");
  await page.goBack();
  await expect.poll(async () => (await saved(page)).title).toContain("60");
  await page.goForward();
  await expect.poll(async () => (await saved(page)).title).not.toContain("60");
  expect(page.url()).toContain("case=cold");
});

test("runs that are kept are listed with name and picture; another name stays, and each goes on where it stood", async () => {
  const { page, complaints } = await open("?case=void-field&autoplay=0");
  await ready(page);
  await step(page, 3);
  const time = await clock(page);
  await page.locator("#scenario").selectOption("hot");
  await expect.poll(() => page.title()).toContain("60");
  await step(page, 2);
  await show(page, "record");
  // beside the run that is open, once that has been kept, too
  const mine = page.locator("#runs li", { has: page.locator("img") }).filter({ hasText: time });
  await expect.poll(() => mine.count()).toBe(1);
  const size = await mine
    .locator("img")
    .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
  expect(size).toBeGreaterThan(60);
  await mine.locator("input").fill("My field");
  await page.keyboard.press("Enter");
  await page.locator("#open-controls").click();
  await show(page, "record");
  await expect.poll(() => mine.locator("input").inputValue()).toBe("My field");
  await mine.getByRole("button", { name: "Go on" }).click();
  await expect.poll(() => clock(page)).toBe(time);
  expect(complaints).toEqual([]);
});

test("storage denied is one sentence, and the run goes on", async () => {
  const { page } = await open("?case=single-void", 1280, 800, (context) =>
    context.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    }),
  );
  await expect.poll(() => page.locator("#message").innerText()).toContain("keeps nothing");
  await untilMoving(page);
});
