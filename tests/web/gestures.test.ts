// Hands on the picture: fingers, mouse, wheel, and what the keyboard does in their place.
import type { CDPSession, Page } from "playwright-core";
import { expect, test } from "vitest";
import { clock, open, saved, show } from "./visit";

const section = (page: Page) => page.locator("#section");
const place = (page: Page) => page.locator("#probe .place").innerText();

/** [µm] that a pixel covers, from the scale bar. */
async function pixel(page: Page): Promise<number> {
  const bar = page.locator(".picture .scale");
  const wide = await bar.evaluate((element) => element.getBoundingClientRect().width);
  return Number.parseFloat(await bar.innerText()) / wide;
}

async function waiting(query = "?autoplay=0", width = 1280, height = 800): Promise<Page> {
  const { page } = await open(query, width, height);
  await expect.poll(() => clock(page)).not.toBe("");
  await expect.poll(() => page.locator(".picture .scale").innerText()).toContain("µm");
  // what is loaded late moves nothing below the hand any more
  await page.locator("#curve .plot canvas").waitFor();
  await section(page).scrollIntoViewIfNeeded();
  return page;
}

type Point = [x: number, y: number];

/** In the middle of the picture, a little below the interface. */
async function middle(page: Page): Promise<Point> {
  const { x, y, width, height } = (await section(page).boundingBox())!;
  return [Math.round(x + width / 2), Math.round(y + 0.6 * height)];
}

async function fingers(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
  return (type: "touchStart" | "touchMove" | "touchEnd", ...points: Point[]) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });
}

test("two fingers magnify what lies between them, and the page stays where it is", async () => {
  const page = await waiting("?autoplay=0", 390, 844);
  const touch = await fingers(page);
  const [x, y] = await middle(page);
  await touch("touchStart", [x, y]);
  await touch("touchEnd");
  await expect.poll(() => place(page)).toContain("below the interface");
  const tag = () => page.locator(".tag.value").evaluate((element) => element.style.cssText);
  const [before, at, scroll] = [await pixel(page), await tag(), await page.evaluate("scrollY")];

  await touch("touchStart", [x - 40, y]);
  await touch("touchStart", [x - 40, y], [x + 40, y]);
  for (let k = 1; k <= 10; k++) await touch("touchMove", [x - 40 - 4 * k, y], [x + 40 + 4 * k, y]);
  await touch("touchEnd");
  await expect.poll(async () => before / (await pixel(page))).toBeCloseTo(2, 1);
  const where = (css: string) =>
    [...css.matchAll(/-?[\d.]+px/g)].map((m) => Number.parseFloat(m[0]));
  // Half a cell, since the probe has a cell and the fingers a point.
  for (const [k, px] of where(await tag()).entries()) {
    expect(Math.abs(px - where(at)[k]!)).toBeLessThan(6);
  }
  expect(await page.evaluate("scrollY")).toBe(scroll);

  // Magnified, one finger moves the picture, not the page.
  await touch("touchStart", [x, y]);
  for (let k = 1; k <= 5; k++) await touch("touchMove", [x - 10 * k, y - 10 * k]);
  await touch("touchEnd");
  await expect.poll(async () => where(await tag())[0]! - where(at)[0]!).toBeLessThan(-40);
  expect(await page.evaluate("scrollY")).toBe(scroll);
});

test("a second finger ends the stroke of the first without drawing it", async () => {
  const page = await waiting("?autoplay=0", 390, 844);
  const touch = await fingers(page);
  await show(page, "controls");
  await page.locator("#draw").click();
  await page.keyboard.press("f");
  const [x, y] = await middle(page);
  const before = await pixel(page);
  await touch("touchStart", [x, y]);
  await touch("touchMove", [x, y + 40]);
  await expect.poll(() => page.locator(".tag.beside").innerText()).toMatch(/µm, 0°/);
  await touch("touchStart", [x, y + 40], [x + 50, y + 40]);
  for (let k = 1; k <= 5; k++) await touch("touchMove", [x, y + 40], [x + 50 + 10 * k, y + 40]);
  await touch("touchEnd");
  await expect.poll(async () => before / (await pixel(page))).toBeGreaterThan(1.5);
  expect((await saved(page)).electrolyte.flaws.list).toEqual([]);
});

test("the wheel magnifies about the mouse; where the page scrolls it scrolls, and magnifies with Ctrl", async () => {
  const page = await waiting("?case=void-field&autoplay=0");
  await section(page).focus();
  await page.keyboard.press("Escape");
  const [x, y] = await middle(page);
  await page.mouse.move(x + 150, y - 30);
  await expect.poll(() => place(page)).toContain("below the interface");
  const [before, there] = [await pixel(page), await place(page)];
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -60);
  await page.keyboard.up("Control");
  await expect.poll(async () => before / (await pixel(page))).toBeCloseTo(Math.exp(0.6), 2);
  await page.mouse.move(x, y);
  await expect.poll(() => place(page)).not.toBe(there);
  await page.mouse.move(x + 150, y - 30);
  await expect.poll(() => place(page)).toBe(there);

  const magnified = await pixel(page);
  await page.mouse.wheel(0, -20);
  await expect.poll(async () => magnified / (await pixel(page))).toBeCloseTo(Math.exp(0.2), 2);
  await page.setViewportSize({ width: 1280, height: 500 });
  await section(page).scrollIntoViewIfNeeded();
  const now = await pixel(page);
  await page.mouse.move(...(await middle(page)));
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
  expect(await pixel(page)).toBe(now);
});

test("the mouse moves the picture, a tap keeps the probe, two taps magnify and come back", async () => {
  const page = await waiting();
  const [x, y] = await middle(page);
  const before = await pixel(page);
  await page.mouse.dblclick(x, y);
  await expect.poll(async () => before / (await pixel(page))).toBeCloseTo(3, 1);
  await page.mouse.click(x, y);
  const kept = await place(page);
  await page.mouse.move(x - 100, y);
  expect(await place(page)).toBe(kept);
  const left = () =>
    page.locator(".tag.value").evaluate((element) => Number.parseFloat(element.style.left));
  const from = await left();
  await page.mouse.down();
  await page.mouse.move(x - 40, y + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await left()) - from).toBeCloseTo(60, 0);
  expect(await place(page)).toBe(kept);
  await page.mouse.dblclick(x, y);
  await expect.poll(async () => before / (await pixel(page))).toBeCloseTo(1, 2);
});

test("what hands do keys do: the probe, its place kept and let go, magnifying, moving", async () => {
  const page = await waiting("?case=void-field&autoplay=0");
  await section(page).focus();
  await page.keyboard.press("ArrowRight");
  const first = await place(page);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => place(page)).not.toBe(first);
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => place(page)).toBe(first);
  // Enter is a tap: it lets go of the place, and keeps it again.
  const [x, y] = await middle(page);
  await page.mouse.move(x, y);
  expect(await place(page)).toBe(first);
  await page.keyboard.press("Enter");
  await page.mouse.move(x + 5, y + 80);
  await expect.poll(() => place(page)).not.toBe(first);
  await page.keyboard.press("Enter");
  const second = await place(page);
  await page.mouse.move(x + 50, y);
  expect(await place(page)).toBe(second);

  const before = await pixel(page);
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect.poll(async () => before / (await pixel(page))).toBeCloseTo(2.25, 2);
  // The picture follows the hand.
  for (let k = 0; k < 12; k++) await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(() => page.locator(".tag.value").isVisible()).toBe(true);
  await page.keyboard.press("-");
  await expect.poll(async () => before / (await pixel(page))).toBeCloseTo(1.5, 2);
  await page.keyboard.press("0");
  await expect.poll(async () => before / (await pixel(page))).toBeCloseTo(1, 2);
  await page.keyboard.press("Escape");
  await expect.poll(() => place(page)).toContain("Point at the picture");
});

test("the platen is pulled down for pressure, up for less, as far as the dial goes", async () => {
  const page = await waiting();
  const tag = page.locator(".tag.lithium");
  const before = (await tag.boundingBox())!;
  const [x, y] = [before.x + 20, before.y + 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 32, { steps: 4 });
  // the hand and what it holds are at one place
  expect((await tag.boundingBox())!.y - before.y).toBeCloseTo(32, 0);
  await page.mouse.up();
  await expect.poll(() => page.locator("#pressure-number").first().inputValue()).toBe("7.00");
  await expect.poll(() => tag.innerText()).toContain("7.00");
  expect((await tag.boundingBox())!.y).toBe(before.y);

  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, 0, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => tag.innerText()).toContain("0");
  await expect.poll(() => page.locator("#pressure-number").first().inputValue()).toBe("0");
  // where the hand has been on its way is no part of the run
  expect((await saved(page)).edits).toEqual([
    { step: 0, path: "conditions.stackPressure", value: "0 MPa" },
  ]);
  // a hand before the first step is not lost in a reload
  await page.reload();
  await expect.poll(() => page.locator("#pressure-number").first().inputValue()).toBe("0");
});
