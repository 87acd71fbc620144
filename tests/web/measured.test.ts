// Measured data of a person over the curves: read by the readers of `voidscope fit`, drawn, compared, kept; or refused in a sentence.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Observables } from "../../sim/types";
import { residualOf } from "../../web/instruments/measured";
import { violations } from "./axe";
import { clock, contents, open, show } from "./visit";

const says = (page: Page) => page.locator("#measured-says").innerText();
const message = (page: Page) => page.locator("#message").innerText();

/** Dropped on the page, as from a folder. */
async function drop(page: Page, name: string, text: string) {
  await page.evaluate(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text!], name!, { type: "text/csv" }));
      document.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    },
    [name, text],
  );
}

/** Pixels of a chart in the colour of measured points. */
const pink = (page: Page, chart: string) =>
  page
    .locator(`${chart} canvas`)
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let k = 0; k < data.length; k += 4)
        if (data[k + 3]! > 100 && data[k]! > data[k + 1]! + 90 && data[k + 2]! > data[k + 1]! + 80)
          count++;
      return count;
    });

test("the difference is taken on a straight line between two time steps, where both are", () => {
  const rows = [0, 10, 20].map((time) => ({ time, voltage: time / 100 })) as Observables[];
  const { points, rms } = residualOf(
    { key: "voltage", times: [5, 15, 30], values: [0.06, 0.16, 9] },
    rows,
  );
  expect(points.map(([t, r]) => [t, Number(r.toFixed(9))])).toEqual([
    [5, 0.01],
    [15, 0.01],
  ]);
  expect(rms).toBeCloseTo(0.01, 12);
});

test("our own series comes back with no difference; another column, another observable; kept in a reload", async () => {
  const { page, complaints } = await open("?case=strip-3mpa&autoplay=0");
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  for (let k = 0; k < 6; k++) {
    const before = await clock(page);
    await page.locator("#step").click();
    await expect.poll(() => clock(page)).not.toBe(before);
  }
  await show(page, "record");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#save-series").click(),
  ]);
  const text = (await contents(download)).toString();
  await show(page, "instruments");
  await page.locator("#charts .plots").waitFor();
  const [curve, charts] = [await pink(page, "#curve"), await pink(page, "#charts")];
  await drop(page, "own.bdf.csv", text);
  await expect.poll(() => says(page)).toContain("points lie within the run");
  // as small as the digits of the file
  expect(await says(page)).toMatch(/computed (0|[\d.]+\s×\s10⁻([⁶⁷⁸⁹]|¹\S))\sm?V/);
  await expect
    .poll(() => page.locator("#instrument-measured circle.measured").count())
    .toBeGreaterThan(8);
  await expect.poll(async () => (await pink(page, "#charts")) - charts).toBeGreaterThan(20);
  expect(await violations(page)).toEqual([]);
  // a column with the share of contact belongs on the main curve of this scenario
  await page.locator("#measured-column").selectOption("Contact Fraction / 1");
  await expect.poll(() => page.locator("#measured-key").inputValue()).toBe("contactFraction");
  await expect.poll(async () => (await pink(page, "#curve")) - curve).toBeGreaterThan(8);
  const time = await clock(page);
  await page.reload();
  await expect.poll(() => clock(page)).toBe(time);
  await show(page, "instruments");
  await expect
    .poll(() => page.locator("#instrument-measured").innerText())
    .toContain("own.bdf.csv");
  // the browser advises this test, which reads pixels
  expect(complaints.filter((text) => !text.includes("willReadFrequently"))).toEqual([]);
});

test.each([
  ["empty.csv", "", "is empty"],
  ["words.csv", "a,b\n1,2\n", "holds no curve that is known"],
  ["back.csv", "time / s,voltage / V\n0,1\n2,1\n1,1\n", "goes back in time"],
  ["mass.csv", "time / s,mass / kg\n0,1\n1,1\n2,1\n", "nothing that is computed is measured in"],
])("%s is refused in one sentence", async (name, text, words) => {
  const { page } = await open("?case=single-void&autoplay=0");
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  await drop(page, name, text);
  await expect.poll(() => message(page)).toContain(words);
  expect(await message(page)).toContain(name);
});
