// Filaments on the built page: drawn over the section, noticed, and drawn by hand.
import { expect, test } from "vitest";
import { clock, listen, magenta, open, said, saved, show } from "./visit";

test("a filament grows, shorts, and dies: drawn, noticed, listed, in words; at 390 px too", async () => {
  const { page, complaints } = await open("?autoplay=0", 390, 844);
  await expect.poll(() => clock(page)).not.toBe("");
  const scenario = {
    title: "Through",
    cell: { width: "64 um", lithium: "16 um", electrolyte: "64 um", pellet: "64 um" },
    conditions: { stackPressure: "3 MPa" },
    mesh: { columns: 64 },
    electrolyte: { flaws: { list: [{ at: "30 um", length: "5 um" }] } },
    physics: { filaments: true },
    protocol: [
      "Plate at 1 mA/cm2 for 1 min",
      "Plate at 4 mA/cm2 for 90 s",
      "Strip at 4 mA/cm2 for 2 min",
    ],
  };
  await page.locator("#file").setInputFiles({
    name: "through.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(scenario)),
  });
  await expect.poll(() => page.title()).toContain("Through");
  await page.locator("#play").click();
  await expect.poll(() => page.locator("#play").innerText()).toBe("Play");
  await page.locator("#reset").click();
  const words = () => page.locator("#filaments").innerText();
  await expect.poll(words).toContain("Flaws only, none has grown");
  const flaw = await magenta(page);
  expect(flaw).toBeGreaterThan(0);

  // By keyboard: the risk layer marks the flaw that comes nearest to starting, the probe reads its value.
  await page.locator("#section").focus();
  await page.keyboard.press("7");
  await page.keyboard.press(".");
  await expect.poll(words).toMatch(/Forecast: no flaw starts .* the flaw at 30.0\sµm/);
  await expect.poll(words).toContain("highest risk");
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => page.locator(".tag.value").innerText()).toMatch(/Dendrite risk \S/);

  await page.locator("#speed").selectOption({ label: "as fast as it computes" });
  await page.keyboard.press("Escape");
  await page.locator("#play").click();
  const short = () => page.locator("#events .log .short").textContent();
  await expect.poll(short).toMatch(/Soft short: .* µm/);
  expect(await magenta(page)).toBeGreaterThan(3 * flaw);
  await expect.poll(words).toContain("the short has healed");
  const overflow = await page.evaluate(
    () => document.scrollingElement!.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  expect(complaints).toEqual([]);
});

test("with filament following at zero the page says that it spalls", async () => {
  const { page } = await open("?case=triple-junction&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  const warning = page.getByText("Filament following (chi) is low");
  expect(await warning.isVisible()).toBe(false);
  await show(page, "assumptions");
  await page.locator("#assumptions summary").click();
  await page.getByLabel("Filament following").fill("0");
  await page.keyboard.press("Enter");
  await expect.poll(() => warning.isVisible()).toBe(true);
  expect(await warning.innerText()).toContain("spall");
});

test("a flaw is drawn by pointer, taken back, drawn again; file and link have it", async () => {
  const { page, complaints } = await open("?autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  // what is loaded late moves nothing below the hand any more
  await page.locator("#curve .plot canvas").waitFor();
  await show(page, "controls");
  await page.locator("#draw").click();
  await page.keyboard.press("f");
  const drag = async () => {
    const section = page.locator("#section");
    await section.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await section.boundingBox())!;
    // A little above the interface, which draws the end to it.
    await page.mouse.move(x + width / 2, y + 0.4 * height - 5);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + 0.5 * height, { steps: 4 });
  };
  const about = () => page.locator("#drawing p").innerText();

  await drag();
  await expect.poll(() => page.locator(".tag.beside").innerText()).toMatch(/^5.0\d\sµm, 0°, 5.0\d/);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect((await saved(page)).electrolyte.flaws.list).toEqual([]);

  await drag();
  await page.mouse.up();
  await expect.poll(about).toMatch(/open to the lithium. Filaments are on now/);
  await expect.poll(() => magenta(page)).toBeGreaterThan(20);
  await page.keyboard.press("Control+z");
  await expect.poll(about).toBe("Taken back.");
  expect((await saved(page)).physics.filaments).toBe(false);

  await drag();
  await page.mouse.up();
  await expect.poll(about).toContain("Filaments are on now");
  const { electrolyte, physics } = await saved(page);
  expect(physics.filaments).toBe(true);
  expect(electrolyte.flaws.list).toHaveLength(1);
  expect(electrolyte.flaws.list[0]).toMatchObject({ tilt: 0, depth: "0 um" });
  expect(Number.parseFloat(electrolyte.flaws.list[0].at)).toBeCloseTo(20, 0);

  await page.goto(page.url());
  await expect.poll(() => magenta(page)).toBeGreaterThan(20);
  expect((await saved(page)).electrolyte).toEqual(electrolyte);
  expect(complaints).toEqual([]);
});

test("a boundary is drawn and erased by keyboard, in words; at 390 px too", async () => {
  const { page, complaints } = await open("?autoplay=0", 390, 844);
  await expect.poll(() => clock(page)).not.toBe("");
  const live = () => page.locator("#live").textContent();
  await listen(page);
  const boundaries = async () => (await saved(page)).electrolyte.grains.list;
  await page.keyboard.press("b");
  await expect.poll(async () => (await said(page)).join(" | ")).toContain("A grain boundary");
  await page.keyboard.press("Enter");
  for (let k = 0; k < 4; k++) await page.keyboard.press("Shift+ArrowDown");
  await expect.poll(live).toMatch(/^Boundary 10.0\sµm long, 0° .* 10.0\sµm below the interface$/);
  await page.keyboard.press("Enter");
  await expect.poll(live).toMatch(/^Boundary 10.0\sµm long/);
  const line = { from: "20 um", fromDepth: "0 um", to: "20 um", toDepth: "10 um" };
  await expect.poll(boundaries).toEqual([line]);
  expect(await page.locator("#filaments").innerText()).toContain("grain boundary");
  await page.locator("#section").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Enter");
  await expect.poll(boundaries).toEqual([]);
  await page.keyboard.press("u");
  await expect.poll(boundaries).toEqual([line]);
  await page.keyboard.press("Escape");
  expect(await page.locator("#drawing").isVisible()).toBe(false);
  const overflow = await page.evaluate(
    () => document.scrollingElement!.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  expect(complaints).toEqual([]);
});
