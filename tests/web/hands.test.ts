// What a hand draws into a run that plays: by pointer and by keyboard, time goes on, and what it leaves computes the same bits.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { resolveRun } from "../../core/resolve";
import { linkOf } from "../../sim/link";
import { seriesInNode } from "../support/series";
import { clock, contents, log, open, saved, show } from "./visit";

/** Where the interface is in a picture that nobody has moved. */
const interfaceOf = async (page: Page) => {
  const section = page.locator("#section");
  await section.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await section.boundingBox())!;
  return { x, width, y: y + 0.4 * height, height };
};
const about = (page: Page) => page.locator("#drawing p").innerText();
/** [s] */
const time = async (page: Page) => {
  const [, hours, minutes, seconds] =
    /^(?:(\d+)\sh)?\s*(?:(\d+)\smin)?\s*(?:([\d.]+)\ss)?$/.exec(await clock(page)) ?? [];
  return 3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0) + Number(seconds ?? 0);
};

/** Draws from the interface at a share of the picture, by so many pixels. */
async function drag(page: Page, share: number, right: number, up: number) {
  const { x, y, width } = await interfaceOf(page);
  const [left, top] = [x + share * width, y - 12];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(left + right, y - up, { steps: 4 });
  await page.mouse.up();
}

test("voids are cut into a run that plays, by pointer and by keyboard; time goes on, file and link have them", async () => {
  const { page, complaints } = await open("?case=strip-3mpa&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  const said = () => page.locator("#live").textContent();
  await page.locator("#play").click();
  await expect.poll(() => time(page)).toBeGreaterThan(60);
  await page.keyboard.press("v");
  expect(await page.locator("#drawing .new-run").isVisible()).toBe(false);

  const before = await time(page);
  await drag(page, 0.6, 20, 40);
  await expect
    .poll(() => about(page))
    .toMatch(/^Void of [\d.]+\sµm by [\d.]+\sµm, .* from the left\.$/);
  expect(await time(page)).toBeGreaterThanOrEqual(before);

  await page.locator("#section").focus();
  await page.keyboard.press("Enter");
  for (const key of ["Shift+ArrowLeft", "Shift+ArrowUp"]) await page.keyboard.press(key);
  await expect.poll(said).toMatch(/^Void of .*\. .* above the interface$/);
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await saved(page)).edits.length).toBe(2);
  expect(await time(page)).toBeGreaterThan(before);
  await expect.poll(() => time(page)).toBeGreaterThan(before + 10);
  await page.locator("#play").click();
  await expect.poll(() => page.locator("#play").innerText()).toMatch(/Play/);

  const file = await saved(page);
  expect(file.edits.map(({ path }: { path: string }) => path)).toEqual([
    "interface.defects",
    "interface.defects",
  ]);
  expect(file.interface.defects).toEqual([]);
  await show(page, "protocol");
  expect(await log(page)).toMatch(
    /Drawn by hand: void of [\d.]+\sµm by [\d.]+\sµm at [\d.]+\sµm\./,
  );

  // the same bits in Node, and in the page from its link
  const here = await series(page);
  const rows = here.trim().split("\n").length - 1;
  // a row more where a hand has acted, once for all that it did at one time step
  const acted = new Set(file.edits.map(({ step }: { step: number }) => step)).size;
  const steps = rows - 1 - acted;
  expect(await seriesInNode(file, steps)).toBe(here);

  // taken back, one after the other
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await saved(page)).edits.length).toBe(1);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await saved(page)).edits.length).toBe(0);
  expect(await time(page)).toBeGreaterThanOrEqual(before);
  expect(complaints).toEqual([]);
});

test("what cannot be cut is refused in a sentence, and the run goes on; what starts it again says so before", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0", 390, 844);
  await expect.poll(() => clock(page)).not.toBe("");
  // before the first step nothing is lost by a new run
  await page.keyboard.press("f");
  expect(await page.locator("#drawing .new-run").isVisible()).toBe(false);
  await page.keyboard.press(".");
  await expect.poll(() => time(page)).toBeGreaterThan(0);
  await expect.poll(() => page.locator("#drawing .new-run").isVisible()).toBe(true);
  await expect.poll(() => about(page)).not.toBe("");
  await page.keyboard.press("f");
  await expect.poll(() => about(page)).toContain("The run starts again, with filaments.");
  for (const key of ["x", "b"]) {
    await page.keyboard.press(key);
    await expect.poll(() => page.locator("#drawing .new-run").isVisible()).toBe(false);
  }
  await page.keyboard.press("v");
  await expect.poll(() => about(page)).not.toContain("starts again");
  const at = await clock(page);
  await page.locator("#section").focus();
  for (let k = 0; k < 4; k++) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  for (let k = 0; k < 14; k++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("#message").innerText()).toMatch(/as wide as the section/);
  expect(await clock(page)).toBe(at);
  expect((await saved(page)).edits).toEqual([]);
  expect(complaints).toEqual([]);
});

/** The series that the page hands out. */
async function series(page: Page): Promise<string> {
  await show(page, "record");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#save-series").click(),
  ]);
  return (await contents(download)).toString();
}

async function step(page: Page, count: number) {
  for (let k = 0; k < count; k++) {
    const before = await clock(page);
    await page.locator("#step").click();
    await expect.poll(() => clock(page)).not.toBe(before);
  }
}

test("flaws, boundaries and pores are drawn into the run: there from then on, in file and link, the same bits", async () => {
  const { page, complaints } = await open("?case=triple-junction&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await step(page, 2);
  const at = await clock(page);
  const section = page.locator("#section");
  const edits = async () => (await saved(page)).edits.map(({ path }: { path: string }) => path);
  await section.focus();
  for (const key of ["b", "Enter", ...new Array(4).fill("Shift+ArrowDown"), "Enter"])
    await page.keyboard.press(key);
  await expect.poll(edits).toEqual(["electrolyte.grains.list"]);
  const line = (await saved(page)).edits[0].value;
  expect(line).toMatchObject({ fromDepth: "0 um" });
  await section.focus();
  for (const key of ["h", "Shift+ArrowRight", "Enter", "ArrowRight", "ArrowRight", "Enter"])
    await page.keyboard.press(key);
  await expect.poll(edits).toHaveLength(2);
  await section.focus();
  for (const key of ["f", "Shift+ArrowRight", "Enter", "Shift+ArrowDown", "Enter"])
    await page.keyboard.press(key);
  await expect
    .poll(edits)
    .toEqual(["electrolyte.grains.list", "electrolyte.pores.list", "electrolyte.flaws.list"]);
  expect(await clock(page)).toBe(at);
  await step(page, 2);
  const file = await saved(page);
  const here = await series(page);
  expect(await seriesInNode(file, 4)).toBe(here);
  expect(await page.evaluate(() => document.querySelector("#message")!.textContent!.trim())).toBe(
    "",
  );
  expect(complaints).toEqual([]);
});

test("boundaries and pores are moved, by an end or as a whole, and erased while the run goes on; undo brings them back", async () => {
  const scenario = resolveRun({
    cell: { width: "32 um", lithium: "16 um", electrolyte: "16 um", pellet: "16 um" },
    mesh: { columns: 32 },
    electrolyte: {
      grains: { list: [{ from: "8 um", fromDepth: "2 um", to: "8 um", toDepth: "14 um" }] },
      pores: { list: [{ at: "20 um", depth: "8 um", diameter: "6 um" }] },
      flaws: { list: [{ at: "28 um", length: "5 um" }] },
    },
    protocol: ["Plate at 1 mA/cm2 for 1 h"],
  }).scenario;
  const { page, complaints } = await open(`#s=${linkOf({ name: "x", scenario, step: 2 })}`);
  await expect.poll(() => time(page)).toBeGreaterThan(0);
  const at = await clock(page);
  const edits = async () => (await saved(page)).edits;
  const section = page.locator("#section");
  await take(page, "o", /^Takes an edge of a void/);
  // 32 by 32 cells of 1 um, all of them seen, the interface in the middle
  const pixels = async (right: number, down: number) => {
    await section.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await section.boundingBox())!;
    const scale = Math.min(width, height) / 32;
    return [x + width / 2 + (right - 16) * scale, y + height / 2 + down * scale] as const;
  };
  const pull = async (from: [number, number], to: [number, number]) => {
    await page.mouse.move(...(await pixels(...from)));
    await page.mouse.down();
    await page.mouse.move(...(await pixels(...to)), { steps: 4 });
    await page.mouse.up();
  };
  const click = async (...at: [number, number]) => page.mouse.click(...(await pixels(...at)));
  // an end by pointer
  await pull([8, 14], [11, 12]);
  await expect
    .poll(() => about(page))
    .toMatch(/^Boundary moved, now from 8\.00\sµm, 2\.00\sµm deep to/);
  const [end] = await edits();
  expect(end).toMatchObject({ step: 2, path: "moveBoundary" });
  const { value } = end;
  expect(value).toMatchObject({
    newFrom: "8 um",
    newFromDepth: "2 um",
    to: "8 um",
    toDepth: "14 um",
  });
  expect(Number.parseFloat(value.newTo)).toBeCloseTo(11, 0);
  expect(Number.parseFloat(value.newToDepth)).toBeCloseTo(12, 0);
  // the pore by pointer, from within
  await pull([21, 8], [18, 4]);
  await expect
    .poll(() => about(page))
    .toMatch(/^Pore moved to 1[67]\.\d\sµm from the left, [34]\.\d+\sµm deep\.$/);
  await expect.poll(async () => (await edits()).length).toBe(2);
  // the whole boundary by keys
  await section.focus();
  await reachFor(page, "Shift+ArrowLeft", /Nearest: boundary from/);
  for (const key of ["Enter", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await expect.poll(() => about(page)).toMatch(/^Boundary moved, now from 9\.00\sµm/);
  await expect.poll(async () => (await edits()).length).toBe(3);
  expect(await clock(page)).toBe(at);
  await step(page, 1);

  // erased on the way: a click beside all of it says so
  await take(page, "x", /^Takes out a flaw/);
  await click(14, 14);
  await expect
    .poll(() => about(page))
    .toMatch(/^Nothing to erase: there is no flaw, boundary or pore here\.$/);
  const later = await clock(page);
  await click(18, 4);
  await expect.poll(() => about(page)).toMatch(/^Pore erased, 1[67]\.\d/);
  // the flaw, that no filament has grown from: filaments are off
  await click(28, 3);
  await expect.poll(() => about(page)).toMatch(/^Flaw erased, 28\.0\sµm from the left\.$/);
  await section.focus();
  await reachFor(page, "Shift+ArrowLeft", /Nearest: boundary from/);
  await page.keyboard.press("Enter");
  await expect.poll(() => about(page)).toMatch(/^Boundary erased, from 9\.00/);
  expect(await clock(page)).toBe(later);
  const paths = async () => (await edits()).map(({ path }: { path: string }) => path);
  const all = [
    "moveBoundary",
    "movePore",
    "moveBoundary",
    "erasePore",
    "eraseFlaw",
    "eraseBoundary",
  ];
  await expect.poll(paths).toEqual(all);
  await show(page, "protocol");
  expect(await log(page)).toMatch(/Erased by hand: pore at 1[67][.\d]*\sµm/);
  await step(page, 2);
  expect(await seriesInNode(await saved(page), 5)).toBe(await series(page));
  // one after the other they are there again
  for (const left of [5, 4]) {
    await page.keyboard.press("Control+z");
    await expect.poll(paths).toEqual(all.slice(0, left));
  }
  await expect.poll(() => clock(page)).toBe(later);
  expect(complaints).toEqual([]);
});

test("a flaw is erased while it has no filament, and not afterwards; the run does not start again", async () => {
  const { page, complaints } = await open("?case=triple-junction&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await step(page, 1);
  const at = await clock(page);
  await take(page, "x", /^Takes out a flaw/);
  expect(await page.locator("#drawing .new-run").isVisible()).toBe(false);
  const section = page.locator("#section");
  await section.focus();
  // the hand starts in the middle: to the left is the filament, to the right the flaw without one
  await reachFor(page, "Shift+ArrowLeft", /Nearest: flaw at 24/);
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.locator("#message").innerText())
    .toMatch(
      /^A filament has grown from the flaw at 24 um, which stays .* go back to before it grew\./,
    );
  expect((await saved(page)).edits).toEqual([]);
  await section.focus();
  await reachFor(page, "Shift+ArrowRight", /Nearest: flaw at 48/);
  await page.keyboard.press("Enter");
  await expect.poll(() => about(page)).toMatch(/^Flaw erased, 48\.0\sµm from the left\.$/);
  expect((await saved(page)).edits).toMatchObject([{ step: 1, path: "eraseFlaw" }]);
  expect(await clock(page)).toBe(at);
  await step(page, 2);
  expect(await seriesInNode(await saved(page), 3)).toBe(await series(page));
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await saved(page)).edits).toEqual([]);
  expect(complaints).toEqual([]);
});

/** Takes up a tool, which may be on its way. */
async function take(page: Page, key: string, words: RegExp) {
  await page.keyboard.press(key);
  await expect.poll(() => about(page)).toMatch(words);
}

/** Presses an arrow until what is spoken says what the hand has come to. */
async function reachFor(page: Page, key: string, words: RegExp) {
  const live = () => page.locator("#live").textContent();
  for (let k = 0; k < 30 && !words.test((await live()) ?? ""); k++) {
    const before = await live();
    await page.keyboard.press(key);
    await expect.poll(live).not.toBe(before);
  }
  expect(await live()).toMatch(words);
}

test("a void is given another shape by pointer and by keyboard, and filled; the lithium is in the ledger, the bits are Node's", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await step(page, 3);
  const edits = async () => (await saved(page)).edits;
  const section = page.locator("#section");
  const interfaceIn = async () => {
    await section.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await section.boundingBox())!;
    return { x: x + width / 2, y: y + 0.44 * height };
  };
  await take(page, "o", /^Takes an edge of a void/);
  expect(await page.locator("#drawing .new-run").isVisible()).toBe(false);
  const { x, y } = await interfaceIn();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 90, y, { steps: 4 });
  await page.mouse.up();
  await expect
    .poll(() => about(page))
    .toMatch(/^Void of [\d.]+\sµm by .*, 2[3-7]\.\d\sµm from the left\.$/);
  const [beside] = await edits();
  expect(beside).toMatchObject({ step: 3, path: "reshape", value: { height: expect.anything() } });
  expect(Number.parseFloat(beside.value.at)).toBeGreaterThan(22);

  // its top, by keys: the hand is where the void has been put down
  await section.focus();
  await reachFor(page, "ArrowUp", /Nearest: top of the void/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await edits()).length).toBe(2);
  const higher = (await edits())[1].value;
  expect(Number.parseFloat(higher.height)).toBeGreaterThan(
    1.5 + Number.parseFloat(beside.value.height),
  );
  await step(page, 1);

  await take(page, "i", /^Puts lithium back/);
  await section.focus();
  await reachFor(page, "ArrowDown", /Nearest: void at /);
  await page.keyboard.press("Enter");
  await expect.poll(() => about(page)).toMatch(/^Void filled, .* wide, .* from the left\.$/);
  const all = await edits();
  expect(all.map(({ path }: { path: string }) => path)).toEqual(["reshape", "reshape", "fill"]);
  // the sentence follows, though the run is paused
  await expect.poll(() => page.locator("#headline").innerText()).not.toMatch(/void/);
  // where there is none the hand says so, and nothing is written
  await section.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => about(page)).toMatch(/^Nothing to fill: there is no void here\.$/);
  expect(await edits()).toEqual(all);
  await show(page, "instruments");
  await expect
    .poll(() => page.locator("#ledger").innerText())
    .toMatch(/Lithium taken out by hand\s+−0\.[0-9]+\sµm/);
  await step(page, 2);
  const file = await saved(page);
  expect(await seriesInNode(file, 6)).toBe(await series(page));
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await edits()).length).toBe(2);
  expect(complaints).toEqual([]);
});

test("a flaw is moved while it has no filament, and not afterwards", async () => {
  const { page, complaints } = await open("?case=triple-junction&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  const section = page.locator("#section");
  const pull = async () => {
    await take(page, "o", /^Takes an edge of a void/);
    await section.focus();
    await reachFor(page, "ArrowDown", /Nearest: flaw at /);
    for (const key of ["Enter", "Shift+ArrowLeft", "Enter"]) await page.keyboard.press(key);
  };
  await step(page, 1);
  await pull();
  await expect
    .poll(() => page.locator("#message").innerText())
    .toMatch(/^A filament has grown from the flaw at [\d.]+ um, which stays where it has cracked/);
  expect((await saved(page)).edits).toEqual([]);

  await page.locator("#reset").click();
  await expect.poll(() => time(page)).toBe(0);
  await pull();
  await expect.poll(() => about(page)).toMatch(/^Flaw moved to [\d.]+\sµm from the left\.$/);
  const { edits } = await saved(page);
  expect(edits).toMatchObject([{ step: 0, path: "move" }]);
  const way = Number.parseFloat(edits[0].value.to) - Number.parseFloat(edits[0].value.from);
  expect(way).toBeLessThan(-2);
  await step(page, 2);
  expect(await seriesInNode(await saved(page), 2)).toBe(await series(page));
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await saved(page)).edits).toEqual([]);
  expect(complaints).toEqual([]);
});

test("layers are laid, made thicker and taken out while the run goes on", async () => {
  const { page, complaints } = await open("?case=multilayer&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  const layers = async () => {
    const { edits, electrolyte } = await saved(page);
    return [
      edits.length,
      (edits.at(-1)?.value ?? electrolyte.layers) as { thickness: string }[],
    ] as const;
  };
  // before the first step a layer is the scenario's
  await take(page, "y", /^Lays a layer/);
  const thickness = (k: number) => page.getByLabel(`Thickness of layer ${k} in micrometres`);
  await expect.poll(() => thickness(2).inputValue()).toBe("16");
  await thickness(1).fill("12");
  await thickness(1).press("Enter");
  await expect.poll(() => about(page)).toMatch(/^Layer 1 is 12\sµm thick\.$/);
  expect(await layers()).toEqual([
    0,
    [expect.objectContaining({ thickness: "12 um" }), expect.anything()],
  ]);

  await step(page, 2);
  const section = page.locator("#section");
  await page.locator(".layer-list").getByLabel("Tough").check({ force: true });
  await section.focus();
  const live = () => page.locator("#live").textContent();
  for (let k = 0; k < 6 && !/new layer/.test((await live()) ?? ""); k++) {
    const before = await live();
    await page.keyboard.press("Shift+ArrowDown");
    await expect.poll(live).not.toBe(before);
  }
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => about(page)).toMatch(/^Layer 3 laid, [\d.]+\sµm thick\.$/);
  const [count, laid] = await layers();
  expect([count, laid.length]).toEqual([1, 3]);
  expect(laid[2]).toMatchObject({ fractureToughness: "1 MPa.m^0.5" });
  expect(await clock(page)).not.toBe("0.0\u202fs");

  await page.getByLabel("Take out layer 2").click();
  await expect.poll(() => about(page)).toBe("Layer 2 taken out.");
  await step(page, 2);
  const file = await saved(page);
  expect(file.edits.map(({ path }: { path: string }) => path)).toEqual(["electrolyte.layers"]);
  expect(await seriesInNode(file, 4)).toBe(await series(page));
  // what has no thickness is refused where it is typed
  await thickness(1).fill("0");
  await thickness(1).press("Enter");
  await expect.poll(() => about(page)).toMatch(/^0 is no thickness; use 0\.001 to 10000 µm\.$/);
  await page.keyboard.press("Escape");
  expect(complaints).toEqual([]);
});

test("of two runs side by side both are cut", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await step(page, 3);
  await page.locator("#compare").click();
  await page.getByLabel("Stack pressure of B in megapascals").fill("4");
  await page.locator("#compare-go").click();
  const contactOfB = async () =>
    Number.parseFloat(/B\s*([\d.]+)/.exec(await page.locator("#curve .others").innerText())![1]!);
  await expect.poll(contactOfB, { timeout: 60_000 }).toBeGreaterThan(1);
  const before = await contactOfB();
  await page.locator("#section").first().focus();
  const away = new Array(3).fill("Shift+ArrowLeft");
  for (const key of ["v", ...away, "Enter", "Shift+ArrowLeft", "Shift+ArrowUp", "Enter"])
    await page.keyboard.press(key);
  await expect.poll(async () => (await saved(page)).edits.length).toBe(1);
  await step(page, 1);
  await expect.poll(contactOfB).toBeLessThan(before - 5);
  await page.keyboard.press("u");
  await expect.poll(async () => (await saved(page)).edits.length).toBe(0);
  await expect.poll(contactOfB, { timeout: 60_000 }).toBeGreaterThan(before - 5);
  expect(complaints).toEqual([]);
});

test("of two runs side by side one goes on without what it has no place for, in a sentence that says which and why", async () => {
  const wide = resolveRun({
    cell: { width: "32 um", lithium: "16 um", electrolyte: "16 um" },
    mesh: { columns: 32 },
    protocol: ["Strip at 0.5 mA/cm2 for 1 h"],
  }).scenario;
  const cell = { ...wide.cell, width: "16 um", lithium: "8 um", electrolyte: "8 um" };
  const narrow = { ...wide, cell, mesh: { columns: 16 } };
  const [a, b] = [wide, narrow].map((scenario) => linkOf({ name: "x", scenario, step: 2 }));
  const { page, complaints } = await open(`#s=${a}&b=${b}`);
  await page.locator("#compare-bar").waitFor();
  const section = page.locator("#section").first();
  const draw = async (aside: string, times: number) => {
    await take(page, "v", /^A half-elliptic hole/);
    await section.focus();
    const away = new Array(times).fill(aside);
    for (const key of [...away, "Enter", "ArrowLeft", "ArrowLeft", "ArrowUp", "Enter"])
      await page.keyboard.press(key);
  };
  const edits = async () => (await saved(page)).edits.length;
  const message = () => page.locator("#message").innerText();
  // in the left half there is room for it in both
  await draw("ArrowLeft", 6);
  await expect.poll(edits).toBe(1);
  await step(page, 1);
  expect(await message()).toBe("");
  await draw("ArrowRight", 12);
  await expect.poll(edits).toBe(2);
  await expect
    .poll(message)
    .toMatch(/^B goes on without the void: "2\d um" is outside the section; use 0 um to 16 um\./);
  // once, though B begins again for what follows
  await page.locator("#message button.quiet").click();
  await page.keyboard.press("u");
  await expect.poll(edits).toBe(1);
  await step(page, 1);
  expect(await message()).toBe("");
  expect(complaints).toEqual([]);
});
