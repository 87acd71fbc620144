// Instruments of the page: loaded when they are opened, live while they are seen.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readSpectrum } from "../../core/spectrum/read-spectrum";
import { clock, contents, open, show, untilMoving } from "./visit";

/** Opens an instrument, by the keyboard: what is loaded above it may move it away below a pointer. Returns the locator of it. */
async function unfold(page: Page, id: string) {
  await show(page, "instruments");
  const found = page.locator(`#instrument-${id}`);
  await found.locator("summary").first().press("Enter");
  return found;
}

test("the impedance is live: spectra before it in grey, arcs marked, contact read, a file, a table, keys", async () => {
  const { page, complaints } = await open("?case=strip-3mpa");
  await untilMoving(page);
  const panel = await unfold(page, "impedance");
  const said = panel.locator(".said");
  await expect.poll(() => panel.locator(".nyquist polyline.before").count()).toBeGreaterThan(1);
  await expect.poll(() => panel.locator(".nyquist circle.peak").count()).toBe(2);
  expect(await panel.locator(".nyquist text.peak").allTextContents()).toEqual([
    expect.stringMatching(/^(8|9)\d\skHz$/u),
    expect.stringMatching(/^1\.\d\skHz$/u),
  ]);
  await page.locator("#play").click();
  // when it rests, what is read is of what is shown
  const contacts = async () => {
    const text = await said.first().innerText();
    return [.../([\d.]+)\s%/gu[Symbol.matchAll](text)].map(([, share]) => Number(share));
  };
  await expect
    .poll(async () => {
      const [read, own] = await contacts();
      return Math.abs(read! / own! - 1);
    })
    .toBeLessThan(0.05);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    panel.locator("button.save").click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^strip-3mpa-impedance-\d+s\.csv$/);
  const file = readSpectrum((await contents(download)).toString(), "file");
  expect(file.spectrum.length).toBe(65);
  expect(file.spectrum[0]!.real).toBeGreaterThan(50);
  expect(file.spectrum[0]!.real).toBeLessThan(file.spectrum.at(-1)!.real);

  await panel.locator(".values summary").click();
  await expect.poll(() => panel.locator(".values tbody tr").count()).toBe(65);
  await panel.locator(".plots").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => page.locator("#live").innerText()).toContain("100\u202fkHz: Z′");
  await page.keyboard.press("Escape");
  await expect.poll(() => said.nth(1).innerText()).toContain("charge transfer");

  // the working side starts from the section alone
  const real = async () => Number(/([\d.]+)\u202fΩ/u.exec(await said.first().innerText())![1]);
  const whole = await real();
  await panel.getByLabel("Working side").check({ force: true });
  await expect.poll(real).toBeLessThan(0.2 * whole);
  expect(complaints).toEqual([]);
});

test("maps, kymographs, a micrograph and the titration line: read by keys, kept as files", async () => {
  const { page, complaints } = await open("?case=strip-3mpa");
  await untilMoving(page);
  const live = page.locator("#live");

  // the lithium is one potential, the electrolyte falls off from it by current times resistance
  const map = await unfold(page, "potential");
  await expect.poll(() => map.locator(".map image").count()).toBe(1);
  const growth = await unfold(page, "growth");
  await expect.poll(() => growth.innerText()).toContain("No interphase has grown yet");
  const kymographs = await unfold(page, "kymographs");
  await expect.poll(() => kymographs.locator(".map image").count()).toBe(2);
  await page.locator("#play").click();
  await map.locator(".map").focus();
  await page.keyboard.press("Shift+ArrowDown");
  const depth = async () => {
    const text = await map.locator(".said").nth(1).innerText();
    const [, y, mV] = /([\d.]+)\sµm below the interface: ([\d.]+)\smV/u.exec(text)!;
    return { y: Number(y), mV: Number(mV) };
  };
  const above = await depth();
  await page.keyboard.press("Shift+ArrowDown");
  const below = await depth();
  expect(below.y).toBeGreaterThan(above.y);
  // 1 mA/cm2 over 2 mS/cm: 5 mV in 100 um
  const fall = (above.mV - below.mV) / (below.y - above.y);
  expect(fall).toBeGreaterThan(0.03);
  expect(fall).toBeLessThan(0.07);
  await expect.poll(() => live.innerText()).toContain("Step at the interface");

  // no current crosses at a void, twice the mean beside one
  await kymographs.locator(".map").first().focus();
  for (let k = 0; k < 4; k++) await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => live.innerText()).toMatch(/from the left: current density [\d.]+\smA/u);

  const micrograph = await unfold(page, "micrograph");
  await expect
    .poll(() => micrograph.locator("canvas").getAttribute("aria-label"))
    .toContain("lithium above");
  // black voids under bright edges, and two greys
  const greys = await micrograph.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height - 44);
    const counts = [0, 0, 0, 0, 0];
    for (let k = 0; k < data.length; k += 4) counts[Math.min(4, Math.floor(data[k]! / 51))]!++;
    return counts.map((n) => n / (data.length / 4));
  });
  expect(greys[1]).toBeGreaterThan(0.2);
  expect(greys[3]).toBeGreaterThan(0.2);
  expect(greys[0]).toBeGreaterThan(1e-3);
  expect(greys[4]).toBeGreaterThan(1e-4);
  const [png] = await Promise.all([
    page.waitForEvent("download"),
    micrograph.locator("button.save").click(),
  ]);
  expect(png.suggestedFilename()).toMatch(/^strip-3mpa-micrograph-\d+s\.png$/);
  expect((await contents(png)).subarray(1, 4).toString()).toBe("PNG");

  const coatings = await unfold(page, "coatings");
  await coatings.locator(".map").focus();
  const share = async () =>
    Number(/([\d.]+)\s% drops/u.exec(await coatings.locator(".said").first().innerText())![1]);
  await expect.poll(share).toBeCloseTo(25, 0);
  for (let k = 0; k < 8; k++) await page.keyboard.press("ArrowRight");
  await expect.poll(share).toBeGreaterThan(60);
  await expect.poll(() => live.innerText()).toContain("keeps the electrolyte from reduction");
  expect(complaints).toEqual([]);
});

test("charge against the root of time is a line through the titrations", async () => {
  const { page } = await open("?case=ctta");
  await untilMoving(page);
  await page.locator("#speed").selectOption({ label: "as fast as it computes" });
  const growth = await unfold(page, "growth");
  await expect.poll(() => growth.locator("circle.peak").count()).toBeGreaterThan(3);
  await page.locator("#play").click();
  await expect
    .poll(() => growth.locator(".said").first().innerText())
    .toMatch(/slope k (2\.0|1\.99)/);
});

test("every curve has its numbers as a table, in the instruments and beside the picture", async () => {
  const { page, complaints } = await open("?case=ctta&autoplay=0");
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  for (let k = 0; k < 3; k++) {
    const before = await clock(page);
    await page.locator("#step").click();
    await expect.poll(() => clock(page)).not.toBe(before);
  }
  await expect.poll(() => page.locator("#curve table tbody tr").count()).toBeGreaterThan(1);
  await page.locator("#section").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await show(page, "instruments");
  await expect.poll(() => page.locator("#charts table tbody tr").count()).toBeGreaterThan(1);
  for (const name of [
    "instrument-profiles",
    "instrument-impedance",
    "instrument-potential",
    "instrument-kymographs",
    "instrument-growth",
    "instrument-percolation",
    "instrument-contacts",
    "spread",
  ]) {
    const part = page.locator(`#${name}`);
    if (name !== "spread") await part.locator("> summary").press("Enter");
    const table = part.locator(".values");
    await expect.poll(() => table.count(), { message: name }).toBeGreaterThan(0);
    for (const one of await table.all()) {
      await one.locator("summary").press("Enter");
      await expect
        .poll(() => one.locator("tbody tr").count(), { message: name })
        .toBeGreaterThan(0);
      const heads = await one.locator("thead th").count();
      expect(await one.locator("tbody tr").first().locator("th, td").count(), name).toBe(heads);
    }
  }
  // at the probe against time, from the second time step on
  await page.locator("#step").click();
  await expect.poll(() => page.locator("#instrument-profiles .values").count()).toBe(3);
  expect(complaints).toEqual([]);
});
