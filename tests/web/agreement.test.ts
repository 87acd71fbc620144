// One instant, one number: the same quantity reads the same wherever it stands, and what is another has another name.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { open, untilMoving } from "./visit";

/** Of so many pictures those in which two places that name the contact, or the peak of the current, do not say the same. */
const disagreements = (page: Page, pictures: number) =>
  page.evaluate(async (count) => {
    const text = (selector: string) => document.querySelector(selector)?.textContent?.trim() ?? "";
    const figure = (name: string) =>
      [...document.querySelectorAll("#figures dt")]
        .find((term) => term.textContent === name)
        ?.nextElementSibling?.textContent?.trim() ?? "";
    const first = (words: string) => /[\d.]+/.exec(words)?.[0] ?? "";
    const wrong: string[] = [];
    const read = new Set<string>();
    for (let k = 0; k < count; k++) {
      await new Promise(requestAnimationFrame);
      // after everything that follows the picture
      await new Promise((done) => setTimeout(done));
      const contact = [text("#curve .number"), figure("Contact")];
      const peak = [first(text("#profile .top")), first(figure("Peak current"))];
      read.add(contact[0]!);
      for (const [one, other] of [contact, peak])
        if (one !== other) wrong.push(`${one} | ${other}`);
    }
    return { wrong, different: read.size };
  }, pictures);

test("contact and peak current read the same in curve, figures and profile, at the start and in every picture", async () => {
  const { page } = await open("?case=single-void&autoplay=0");
  await expect.poll(() => page.locator("#curve .number").innerText()).toBe("89.5\u202f%");
  expect(await page.locator("#profile .mean").innerText()).toBe("1\u202f×");
  expect((await disagreements(page, 2)).wrong).toEqual([]);
  await page.locator("#speed").selectOption({ label: "5 min/s" });
  await page.locator("#play").click();
  await untilMoving(page);
  const { wrong, different } = await disagreements(page, 120);
  expect(different).toBeGreaterThan(3);
  expect(wrong).toEqual([]);
});

test("the highest value in the section is called so: it is not the peak along the interface", async () => {
  const { page } = await open("?case=single-void&autoplay=0", 1920, 1080);
  await expect
    .poll(() => page.locator("#legend .about").textContent())
    .toMatch(/Highest in the section: [\d.]+\.$/);
});

test.each(["full-cell", "cathode-section", "rate-test"])(
  "a phone shows a cell with a cathode whole: %s needs no scrolling",
  async (name) => {
    const { page } = await open(`?case=${name}`, 390, 844);
    await untilMoving(page);
    await page.locator(".cathode svg").first().waitFor();
    await expect
      .poll(() => page.evaluate(() => document.scrollingElement!.scrollHeight))
      .toBeLessThanOrEqual(844);
    const table = page.locator(".cathode summary");
    expect(await table.first().isVisible()).toBe(true);
  },
);

test("for a room the names beside the cathode are whole", async () => {
  const { page } = await open("?case=cathode-section&autoplay=0", 1920, 1080);
  await page.locator(".cathode svg").first().waitFor();
  await page.keyboard.press("p");
  const left = () =>
    page.evaluate(() => {
      const svg = document.querySelector(".cathode svg.chart")!;
      const edge = svg.getBoundingClientRect().left;
      const words = [...svg.querySelectorAll("text")].map(
        (word) => word.getBoundingClientRect().left - edge,
      );
      return Math.min(...words);
    });
  await expect.poll(left).toBeGreaterThanOrEqual(0);
});

test.each(["ccd-ramp", "conditioning", "doux", "dense-pellet"])(
  "%s: name, value and Keep stand in one row above the curve",
  async (name) => {
    for (const [width, height] of [
      [390, 844],
      [1280, 800],
    ] as const) {
      const { page } = await open(`?case=${name}&autoplay=0`, width, height);
      await expect.poll(() => page.locator("#curve .number").innerText()).not.toBe("");
      const [value, keep] = await Promise.all([
        page.locator("#curve .number").boundingBox(),
        page.locator("#keep-run").boundingBox(),
      ]);
      expect(keep!.y).toBeLessThan(value!.y + value!.height);
      expect(keep!.x).toBeGreaterThan(value!.x);
      await page.context().close();
    }
  },
);
