// A film of a run: pictures of its time steps, in a file that plays; where the browser has no encoder, one sentence.
import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { stepsOf } from "../../web/film";
import { clock, contents, open, show } from "./visit";

const message = (page: Page) => page.locator("#message").innerText();

test("pictures are spread evenly over what is known, both ends among them", () => {
  expect(stepsOf(0, 3)).toEqual([0, 1, 2, 3]);
  const many = stepsOf(10, 5000);
  expect([many.length, many[0], many.at(-1)]).toEqual([240, 10, 5000]);
});

test("the film of a run has a picture for each time step and plays; the run stands where it stood", async () => {
  const { page, complaints } = await open("?case=void-field&autoplay=0");
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  await show(page, "record");
  await page.locator("#film").click();
  await expect.poll(() => message(page)).toContain("nothing to film yet");
  for (let k = 0; k < 12; k++) {
    const before = await clock(page);
    await page.locator("#step").click();
    await expect.poll(() => clock(page)).not.toBe(before);
  }
  const time = await clock(page);
  await page.evaluate(() => {
    const draw = CanvasRenderingContext2D.prototype.fillText;
    const times = new Set<string>();
    Object.assign(globalThis, { times });
    CanvasRenderingContext2D.prototype.fillText = function (
      this: CanvasRenderingContext2D,
      text: string,
      ...rest: never[]
    ) {
      if (this.canvas.width === 960 && /\d\s(?:s|min)/.test(text)) times.add(text);
      return (draw as (...all: unknown[]) => void).call(this, text, ...rest);
    } as typeof draw;
  });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#film").click(),
  ]);
  const bytes = await contents(download);
  if (process.env["KEEP_FILM"]) writeFileSync(process.env["KEEP_FILM"], bytes);
  expect(download.suggestedFilename()).toMatch(/^void-field\.(?:mp4|webm)$/);
  expect(bytes.length).toBeGreaterThan(10_000);
  await expect.poll(() => message(page)).toContain("13 pictures");
  expect(
    await page.evaluate(() => (globalThis as unknown as { times: Set<string> }).times.size),
  ).toBeGreaterThan(10);
  const video = page.locator("#filmed");
  await expect
    .poll(() =>
      video.evaluate((one: HTMLVideoElement) => [
        one.error?.message ?? "",
        one.duration,
        one.videoWidth,
      ]),
    )
    .toEqual(["", expect.closeTo(3, 1), 960]);
  await expect.poll(() => clock(page)).toBe(time);
  expect(complaints).toEqual([]);
});

test("a picture of now is one press: sentence, time and legend beside the section", async () => {
  const { page, complaints } = await open("?case=void-field&autoplay=0");
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  await page.locator("#step").click();
  await page.keyboard.press("2");
  await show(page, "record");
  await page.evaluate(() => {
    const draw = CanvasRenderingContext2D.prototype.fillText;
    const words: string[] = [];
    Object.assign(globalThis, { words });
    CanvasRenderingContext2D.prototype.fillText = function (
      this: CanvasRenderingContext2D,
      text: string,
      ...rest: never[]
    ) {
      if (this.canvas.width === 960 && this.canvas.height > 600) words.push(text);
      return (draw as (...all: unknown[]) => void).call(this, text, ...rest);
    } as typeof draw;
  });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#save-picture").click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^void-field-\d+s\.png$/);
  const bytes = await contents(download);
  if (process.env["KEEP_PICTURE"]) writeFileSync(process.env["KEEP_PICTURE"], bytes);
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([960, 640]);
  expect(bytes.length).toBeGreaterThan(20_000);
  const words = await page.evaluate(() => (globalThis as unknown as { words: string[] }).words);
  expect(words).toContain(await clock(page));
  expect(words).toContain("Potential / mV");
  expect(words.join()).toContain("Computed by Voidscope");
  expect(await page.locator(".film-set").count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("without an encoder there is a sentence", async () => {
  const { page } = await open("?case=single-void&autoplay=0", 1280, 800, (context) =>
    context.addInitScript(() => Reflect.deleteProperty(globalThis, "VideoEncoder")),
  );
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  await page.locator("#step").click();
  await show(page, "record");
  await expect.poll(() => clock(page)).not.toBe("0.0 s");
  await page.locator("#film").click();
  await expect.poll(() => message(page)).toContain("cannot encode films");
});
