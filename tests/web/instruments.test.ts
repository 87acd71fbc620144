// Instruments of the page: loaded when they are opened, live while they are seen.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readSpectrum } from "../../core/spectrum/read-spectrum";
import { open, show, untilMoving } from "./visit";

/** Opens an instrument; the locator of it. */
async function unfold(page: Page, id: string) {
  await show(page, "instruments");
  const found = page.locator(`#instrument-${id}`);
  await found.locator("summary").first().click();
  return found;
}

test("the impedance is live: spectra before it in grey, arcs marked, contact read, a file, a table, keys", async () => {
  const { page, complaints } = await open("?case=strip-3mpa");
  await untilMoving(page);
  const panel = await unfold(page, "impedance");
  const said = panel.locator(".said");
  await expect
    .poll(() => panel.locator(".nyquist polyline.before").count(), { timeout: 20_000 })
    .toBeGreaterThan(1);
  await expect
    .poll(() => panel.locator(".nyquist circle.peak").count(), { timeout: 20_000 })
    .toBe(2);
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
    .poll(
      async () => {
        const [read, own] = await contacts();
        return Math.abs(read! / own! - 1);
      },
      { timeout: 20_000 },
    )
    .toBeLessThan(0.05);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    panel.locator("button.save").click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^strip-3mpa-impedance-\d+s\.csv$/);
  const file = readSpectrum(await readFile(await download.path(), "utf8"), "file");
  expect(file.spectrum.length).toBe(65);
  expect(file.spectrum[0]!.real).toBeGreaterThan(50);
  expect(file.spectrum[0]!.real).toBeLessThan(file.spectrum.at(-1)!.real);

  await panel.locator(".values summary").click();
  expect(await panel.locator(".values tbody tr").count()).toBe(65);
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
  expect(await real()).toBeLessThan(0.2 * whole);
  expect(complaints).toEqual([]);
}, 90_000);
