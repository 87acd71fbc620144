// Somebody who has read nothing, and a filament that is seen to grow.
import { expect, test } from "vitest";
import { record } from "../../bench/film";
import { clock, open } from "./visit";

test("within 15 s a void grows, the page says what to do about it, and it closes", async () => {
  const { page, complaints } = await open();
  const shots = await record(page, null);
  expect(shots.map(({ second }) => second)).toEqual([0, 2, 5, 10, 15]);
  const [, second, third, fourth, last] = shots;
  for (const shot of [second!, third!]) {
    expect(shot.says).toContain("a void grows");
    expect(shot.says).toContain("Raise the pressure to close it");
    expect(shot.glows).toBe(true);
  }
  expect(third!.contact).toBeLessThan(70);
  for (const shot of [fourth!, last!]) {
    expect(shot.contact).toBeGreaterThan(90);
    expect(shot.says).toMatch(/Contact is back|closes/);
    expect(shot.glows).toBe(false);
  }
  expect(complaints).toEqual([]);
});

/** The filaments as they are drawn, in short. */
const drawn = () => {
  const canvas = document.querySelector<HTMLCanvasElement>(".filaments-lines")!;
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d")!;
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  let sum = 0;
  for (let k = 0; k < data.length; k += 4) {
    if (data[k]! > 150 && data[k + 1]! < 90 && data[k + 2]! > 130) sum = (sum * 31 + k) % 1e9;
  }
  return sum;
};

test("from its start to the short a filament has at least 60 pictures of its own at the default speed", async () => {
  const { page } = await open("?case=grain-boundary&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await page.locator("#curve .plot canvas").waitFor();
  // animation frames of 60 a second, however long this computer takes for one
  await page.clock.install();
  await page.clock.pauseAt(new Date(Date.now() + 60_000));
  await page.locator("#play").click();
  const pictures = new Set<number>();
  let shorted = false;
  for (let k = 0; k < 5000 && !(shorted && pictures.size >= 60); k++) {
    await page.clock.runFor(17);
    pictures.add(await page.evaluate(drawn));
    if (k % 10 === 0) shorted = (await page.locator("#headline.alarm").count()) > 0;
  }
  expect(shorted).toBe(true);
  expect(pictures.size).toBeGreaterThanOrEqual(60);
});
