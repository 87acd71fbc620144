// Full cells on the page: the cathode beyond its break, half cycles over each other, and instruments of its structure.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./axe";
import { open, show, untilMoving } from "./visit";

const figure = async (page: Page) =>
  Number(/x ([\d.]+),/.exec(await page.locator(".cathode .figure").innerText())![1]);

test("a cathode along its depth: rows are picked by keys and say what they have, cycles lie over each other, its parts are in the ledger", async () => {
  const { page, complaints } = await open("?case=rate-test&set=mesh.columns=16&autoplay=0");
  const pieces = page.locator(".cathode .pieces");
  await pieces.waitFor();
  const before = await figure(page);
  for (let k = 0; k < 25; k++) await page.locator("#step").click();
  await expect.poll(() => figure(page)).toBeGreaterThan(before);
  await pieces.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => page.locator("#live").innerText()).toMatch(/^Row 2 of 24, 3\.8\sµm/u);
  // what is said of a row is near the mean of all
  const said = await page.locator(".cathode .said").innerText();
  expect(Number(/mean x ([\d.]+)/.exec(said)![1])).toBeCloseTo(await figure(page), 1);
  await expect.poll(() => page.locator(".cathode polyline.second").count()).toBe(1);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator(".cathode polyline").count()).toBe(2);
  await page.locator(".cathode select").selectOption("cathodePotential");
  await expect.poll(() => page.locator(".cathode .said").innerText()).toContain("mV");

  await page.locator(".against").getByLabel("capacity").check({ force: true });
  const loops = page.locator("#curve .loops");
  await expect.poll(() => loops.getAttribute("aria-label")).toMatch(/against capacity, \d+ half/);
  expect(await loops.locator("polyline").count()).toBeGreaterThan(0);
  await show(page, "instruments");
  const ledger = page.locator("#ledger");
  await expect.poll(() => ledger.innerText()).toContain("Cathode: charge transfer");
  expect(await ledger.innerText()).toMatch(/Cell [\d.]+\sV = [\d.]+\sV at rest − [\d.]+\smV lost/u);
  expect(await ledger.innerText()).not.toContain("Counter electrode");
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    // colours pass over into each other
    await expect.poll(() => violations(page)).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test("one particle is one box; a cell without a cathode has none, and its counter electrode back", async () => {
  const { page, complaints } = await open("?case=full-cell&set=mesh.columns=16");
  await untilMoving(page);
  await page.locator(".cathode .particles").waitFor();
  const group = page.locator("#scenario optgroup[label='Full cells'] option");
  await expect.poll(() => group.count()).toBeGreaterThan(3);
  await page.locator("#scenario").selectOption("single-void");
  await untilMoving(page);
  await expect.poll(() => page.locator(".cathode .head").count()).toBe(0);
  expect(await page.locator(".against").count()).toBe(0);
  await show(page, "instruments");
  await expect.poll(() => page.locator("#ledger").innerText()).toContain("Counter electrode");
  expect(complaints).toEqual([]);
});

test("the layer of the cathode is that of the scenario, and a link has the one that was chosen", async () => {
  const { page, complaints } = await open("?case=rate-test&set=mesh.columns=16&autoplay=0");
  const chosen = (on: Page) => on.locator(".cathode select").inputValue();
  await expect.poll(() => chosen(page)).toBe("cathodeLithium");
  await page.locator(".cathode select").selectOption("reaction");
  await expect.poll(() => page.locator(".cathode .said").innerText()).toContain("mean");
  await page.locator("#step").click();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await show(page, "record");
  await page.locator("#copy-link").click();
  await expect.poll(() => page.locator("#message").innerText()).not.toBe("");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await page.context().newPage();
  await other.goto(link);
  await expect.poll(() => chosen(other)).toBe("reaction");
  expect(complaints).toEqual([]);
});

test("instruments solve random structures: both conductivities by composition, violins of coated contacts", async () => {
  const { page, complaints } = await open("?autoplay=0");
  await show(page, "instruments");
  const unfold = async (id: string) => {
    const found = page.locator(`#instrument-${id}`);
    await found.locator("summary").first().press("Enter");
    return found;
  };
  const composition = await unfold("percolation");
  const said = composition.locator(".said");
  await expect
    .poll(() => said.innerText())
    .toMatch(/At 40\svol% .*: ions 0\.5\d\smS\/cm, electrons 0\.[12]\d*\smS\/cm/u);
  await composition.locator("input[type=range]").fill("20");
  await expect.poll(() => said.innerText()).toContain("electrons do not get through");
  await composition.locator("summary").first().press("Enter");

  const contacts = await unfold("contacts");
  await expect
    .poll(() => contacts.locator(".said").innerText())
    .toMatch(/70\s% coated: electrons meet [\d.]+\s×\s10[⁶⁷⁸] times/u);
  await contacts.locator("input[type=range]").fill("50");
  await expect
    .poll(() => contacts.locator(".said").innerText())
    .toMatch(/50\s% coated: electrons meet [345]\.\d times/u);
  await expect.poll(() => contacts.locator("polygon").count()).toBeGreaterThan(1);
  expect(complaints).toEqual([]);
});
