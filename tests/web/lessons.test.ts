// One lesson gone through in a real browser: in English on a desktop, in German on a phone.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { LESSONS } from "../../core/lessons/catalogue";
import { violations } from "./axe";
import { listen, open, said } from "./visit";

const NAME = "crowding-or-less-room";
const lesson = LESSONS.find(({ name }) => name === NAME)!;

const title = (page: Page) => page.locator("#lesson h2").innerText();

/** Presses the button of every value, and waits for its row in the table. */
async function runAll(page: Page) {
  const values = page.locator(".trial");
  expect(await values.count()).toBe(lesson.control.values.length);
  for (let k = 0; k < lesson.control.values.length; k++) {
    await values.nth(k).click();
    await expect.poll(() => page.locator(".outcomes tbody tr").count()).toBe(k + 1);
  }
}

test("English, on a desktop: guessed, run, seen, checked, taken away", async () => {
  const { page, complaints } = await open("?autoplay=0", 1000, 640);
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  await page.locator("#lessons").click();
  await expect.poll(() => page.locator(".lessons li").count()).toBe(LESSONS.length);
  expect(await violations(page)).toEqual([]);
  await page.locator(`[data-lesson=${NAME}]`).click();
  await expect.poll(() => title(page)).toBe("Crowding, or just less room");
  expect(page.url()).toContain(`lesson=${NAME}`);
  // by the keyboard: what is open has the focus
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("lesson-title");
  // a lesson sets other values than the name of its scenario says
  expect(await page.locator("#scenario").isVisible()).toBe(false);
  await page.locator("#part-predict .choice").nth(1).click();
  expect(await page.locator(".guess").innerText()).toContain("Only where charge transfer is fast");
  await listen(page);
  expect(await page.locator(".trial.next").innerText()).toBe("0.05 Ω cm²");
  await runAll(page);
  expect(await page.locator(".trial.next").count()).toBe(0);
  const cells = await page.locator(".outcomes tbody tr td:nth-of-type(1)").allInnerTexts();
  expect(cells.map(Number)).toEqual([1.54, 1.26, 1.11, 1.04]);
  expect(await page.locator(".verdict").innerText()).toContain("Your runs agree");
  expect(await page.locator(".small-curve circle").count()).toBe(4);
  await page.locator("#part-check .choice").nth(0).click();
  expect(await page.locator(".answer").innerText()).toMatch(/^Not this one\. All the current/);
  await page.locator("#part-check .choice").nth(1).click();
  expect(await page.locator(".answer").innerText()).toMatch(/^Right\./);
  for (const sentence of ["The run has ended", "Not this one.", "Right."])
    await expect.poll(async () => (await said(page)).join(" | ")).toContain(sentence);
  expect((await said(page)).filter((text) => /The run has ended.*\d/.test(text))).toEqual([]);
  expect(await violations(page)).toEqual([]);
  expect(await page.locator("pre").innerText()).toContain(
    "npx voidscope run single-void --set 'interface.defects[0].width=16 um'",
  );
  await page.locator("#sandbox").click();
  expect(await page.locator("#lesson h2").count()).toBe(0);
  await expect.poll(() => page.locator("#scenario-control").isVisible()).toBe(true);
  expect(page.url()).not.toContain("lesson=");
  expect(page.url()).toContain("case=single-void");
  // what was guessed and run is still there
  await page.locator("#lessons").click();
  await page.locator(`[data-lesson=${NAME}]`).click();
  await expect.poll(() => page.locator(".outcomes tbody tr").count()).toBe(4);
  expect(complaints).toEqual([]);
});

test("German, at 390 px: the picture stays above the text, fingers find everything", async () => {
  const { page, complaints } = await open(`?lesson=${NAME}&lang=de`, 390, 844);
  await expect.poll(() => title(page)).toBe("Gedränge oder nur weniger Platz");
  expect(await page.locator("#lesson").getAttribute("lang")).toBe("de");
  await expect.poll(() => page.locator("#play").isEnabled()).toBe(true);
  expect(await page.locator("#clock").innerText()).toMatch(/^0/);
  await runAll(page);
  const cells = await page.locator(".outcomes tbody tr td:nth-of-type(1)").allInnerTexts();
  expect(cells).toEqual(["1,54", "1,26", "1,11", "1,04"]);
  await page.locator("#part-check .choice").nth(1).click();
  expect(await page.locator(".answer").innerText()).toMatch(/^Richtig\./);
  expect(await page.locator("#live").getAttribute("lang")).toBe("de");
  for (const name of ["see", "take"]) {
    const heading = page.locator(`#heading-${name}`);
    await page.locator(".parts button", { hasText: await heading.innerText() }).click();
    const [stage, box] = [await page.locator("#stage").boundingBox(), await heading.boundingBox()];
    expect(stage!.y, name).toBeGreaterThanOrEqual(-1);
    expect(box!.y, name).toBeGreaterThanOrEqual(stage!.y + stage!.height - 1);
  }
  const faults = await page.evaluate(() => {
    const fingers = [...document.querySelectorAll<HTMLElement>("#lesson :is(button, .choice)")]
      .map((element) => ({ text: element.innerText, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 43.5 || box.width < 43.5)
      .map(({ text, box }) => `${text} ${box.width} x ${box.height}`);
    const wide = document.scrollingElement!.scrollWidth - document.documentElement.clientWidth;
    return wide > 0 ? [...fingers, `${wide} px sideways`] : fingers;
  });
  expect(faults).toEqual([]);
  expect(await violations(page)).toEqual([]);
  // closed it leaves no empty row or column behind
  await page.locator("#sandbox").click();
  const { x, y, width, height } = (await page.locator("#tabs").boundingBox())!;
  expect([x, width, y + height]).toEqual([0, 390, 844]);
  expect(complaints).toEqual([]);
});

/** Runs values by their place, each to its row in the table. */
async function runSome(page: Page, places: number[]) {
  await expect.poll(() => page.locator("#play").isEnabled()).toBe(true);
  for (const [k, place] of places.entries()) {
    await page.locator(".trial").nth(place).click();
    await expect.poll(() => page.locator(".outcomes tbody tr").count()).toBe(k + 1);
  }
}

const row = (page: Page, k: number) =>
  page.locator(".outcomes tbody tr").nth(k).locator("td").allInnerTexts();

test("What impedance sees, on a phone: clock and picture stand at the end of the protocol; width and frequency of the arc are in the table", async () => {
  const { page } = await open("?lesson=what-impedance-sees&lang=de", 390, 844);
  await runSome(page, [0, 2]);
  await expect.poll(() => page.locator("#clock").innerText()).toMatch(/^1\sh 00\smin/);
  expect(await row(page, 0)).toEqual(["1,00", "80,6\u202f%", "3,72\u202fΩ cm²", "1306\u202fHz"]);
  expect(await row(page, 1)).toEqual(["1,00", "25,0\u202f%", "12,0\u202fΩ cm²", "1306\u202fHz"]);
  const { x, width } = (await page.locator(".outcomes table").boundingBox())!;
  expect(x + width).toBeLessThanOrEqual(390 - 11.5);
});

test("The skin that grows: nanometres, and a curve over time that bends as a root does", async () => {
  const { page } = await open("?lesson=skin-that-grows&lang=de");
  const legend = () => page.locator("#legend .name").innerText();
  await expect.poll(legend).toContain("100\u202f× as deep");
  await runSome(page, [0, 1, 3]);
  expect(await row(page, 1)).toEqual(["3,62\u202fΩ cm²", "36,2\u202fnm"]);
  const xs = await page
    .locator(".small-curve circle")
    .evaluateAll((dots) => dots.map((dot) => Number(dot.getAttribute("cx"))));
  expect((xs[1]! - xs[0]!) / (xs[2]! - xs[0]!)).toBeCloseTo(3 / 63, 6);
});

test("A layer that eats filaments: the words on the strip below the picture are not cut off", async () => {
  const { page } = await open("?lesson=layer-that-eats&lang=en");
  await runSome(page, [0]);
  await expect.poll(() => page.locator(".profile .top").innerText()).toMatch(/^peak 0\.4/);
  const [strip, words] = await Promise.all(
    [".profile", ".profile .top"].map((one) => page.locator(one).boundingBox()),
  );
  expect(words!.y + words!.height).toBeLessThanOrEqual(strip!.y + strip!.height);
});
