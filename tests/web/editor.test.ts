// The editor: three faces of one draft under the policy of content that the page ships with.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violationsInBoth } from "./axe";
import { clock, open, saved, show } from "./visit";

const field = (page: Page) => page.locator("#editor .cm-content");
const echoes = (page: Page) => page.locator("#editor .cm-echo").allInnerTexts();
const says = (page: Page) => page.locator("#apply-says").innerText();

async function edit(page: Page, face: "steps" | "entries" | "json") {
  await show(page, "protocol");
  await page.locator(`#edit-${face}`).click();
  if (face !== "entries") await field(page).waitFor();
  await expect.poll(() => says(page)).toContain("Nothing is changed");
}

async function write(page: Page, text: string) {
  await field(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** Takes what is offered first; a list that has only just come up takes no keys yet, so that none is lost to it. */
async function accept(page: Page, first: string) {
  const offered = page.locator("#editor .cm-tooltip-autocomplete li").first();
  await expect.poll(() => offered.innerText()).toContain(first);
  await page.waitForTimeout(150);
  await page.keyboard.press("Enter");
}

async function begin(query: string, width?: number, height?: number) {
  const visit = await open(query, width, height);
  await expect.poll(() => visit.page.locator("#step").isEnabled()).toBe(true);
  return visit;
}

test("steps: canonical words under each line, errors at the words, completion by the grammar", async () => {
  const { page, complaints } = await begin("?case=single-void&autoplay=0");
  await edit(page, "steps");
  await write(
    page,
    "strip at 2mA/cm2 for 30min\nCycle 3 times: [Rest for 1 min; Plate at 0.5 mA/cm2 for 60 s]\n",
  );
  await expect.poll(() => echoes(page)).toHaveLength(2);
  expect(await echoes(page)).toEqual([
    expect.stringContaining("= Strip at 2 mA/cm² for 30 min"),
    expect.stringContaining("6 steps"),
  ]);
  await write(page, "Strip at 2 mA/cm2 for 30 min\nRest until nonsense < 60 %");
  await expect
    .poll(() => page.locator("#editor .cm-lintRange-error").allInnerTexts())
    .toEqual(["nonsense"]);
  await expect.poll(async () => (await echoes(page))[1]).toContain("is not an observable");
  await expect.poll(() => page.locator("#apply").isDisabled()).toBe(true);
  // what the grammar wants next
  await write(page, "Strip at 1 ");
  await page.keyboard.type("mA");
  await accept(page, "mA/cm2");
  await page.keyboard.type(" unt");
  await accept(page, "until");
  await page.keyboard.type("contac");
  await accept(page, "contact");
  await page.keyboard.type("< 50 %");
  await expect.poll(() => echoes(page)).toEqual(["✓"]);
  expect(await field(page).innerText()).toContain("Strip at 1 mA/cm2 until contact < 50 %");
  // Escape, then Tab: out of the field, with the panel still there
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect.poll(() => page.locator("#editor .cm-editor.cm-focused").count()).toBe(0);
  expect(await field(page).isVisible()).toBe(true);
  expect(complaints).toEqual([]);
});

test("applying: a step that is still to come leaves what has run; anything before starts a new run", async () => {
  const { page, complaints } = await begin("?case=pressure-step&autoplay=0");
  for (let k = 0; k < 4; k++) {
    const before = await clock(page);
    await page.locator("#step").click();
    await expect.poll(() => clock(page)).not.toBe(before);
  }
  const [time, figures] = [await clock(page), await page.locator("#figures").innerText()];
  await edit(page, "steps");
  const lines = (await field(page).locator(".cm-line").allInnerTexts()).filter(Boolean);
  expect(lines.length).toBeGreaterThan(1);
  await write(page, [...lines, "Rest for 7 min"].join("\n"));
  await expect.poll(() => page.locator("#apply").innerText()).toContain("the run goes on");
  expect(await says(page)).toContain("Changed: protocol");
  await page.locator("#apply").click();
  await expect.poll(async () => (await saved(page)).protocol.at(-1)).toBe("Rest for 7 min");
  await expect.poll(() => clock(page)).toBe(time);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator("#figures").innerText()).toBe(figures);
  // the step that runs
  await show(page, "protocol");
  await write(page, ["Strip at 0.3 mA/cm2 for 1 h", ...lines.slice(1)].join("\n"));
  await expect.poll(() => page.locator("#apply").innerText()).toContain("a new run starts");
  await page.locator("#apply").click();
  await expect.poll(() => clock(page)).not.toBe(time);
  expect((await saved(page)).protocol[0]).toBe("Strip at 0.3 mA/cm2 for 1 h");
  // no address says so, and a reload leaves it
  await page.reload();
  await expect.poll(async () => (await saved(page)).protocol[0]).toContain("0.3 mA/cm2");
  expect(complaints).toEqual([]);
});

test("the whole as JSON: errors at their place, names and values completed, the entry explained", async () => {
  const { page, complaints } = await begin("?case=single-void&autoplay=0");
  await edit(page, "json");
  await write(
    page,
    '{\n  "cell": { "width": "40 bananas" },\n  "mesh": { "colums": 64 },\n  "protocol": ["Rest for 1 min"]\n}',
  );
  await expect
    .poll(() => page.locator("#editor .cm-lintRange-error").allInnerTexts())
    .toEqual(expect.arrayContaining(["bananas", '"colums"']));
  expect(await page.locator(".problems li").count()).toBe(2);
  expect(await page.locator(".problems").innerText()).toContain("did you mean");
  // broken JSON: line and words
  await write(page, '{\n  "cell": { "width": 40 um },\n  "protocol": []\n}');
  await expect.poll(() => page.locator(".problems").innerText()).toContain("Line 2");
  await write(page, '{\n  "physics": { "tay');
  await page.locator("#editor .cm-tooltip-autocomplete").waitFor();
  expect(await page.locator("#editor .cm-completionInfo").innerText()).toContain("Taylor constant");
  await accept(page, "taylor");
  await expect.poll(() => field(page).innerText()).toContain('"taylor": ');
  await expect
    .poll(() => page.locator(".entry-help").innerText())
    .toMatch(/physics\.taylor.*0\.1 to 10/s);
  expect(complaints).toEqual([]);
});

test("all entries: found by words, marked where changed, with sources; a value of a material is set", async () => {
  const { page, complaints } = await begin("?case=single-void&autoplay=0");
  await edit(page, "entries");
  await page.locator("#search-entries").fill("taylor");
  await expect.poll(() => page.locator("#editor .entry").count()).toBeLessThan(5);
  expect(await page.locator("#entry-physics-taylor-about").innerText()).toContain("Kasemchainan");
  await page.locator("#entry-physics-taylor").fill("99");
  await page.keyboard.press("Tab");
  await expect.poll(() => page.locator(".entry .wrong").innerText()).toContain("too large");
  await page.locator("#entry-physics-taylor").fill("2");
  await page.keyboard.press("Tab");
  await page.locator("#search-entries").fill("ionic conductivity");
  const value = page.locator("#value-Li6PS5Cl-ionicConductivity");
  expect(await value.inputValue()).toBe("2 mS/cm");
  await value.fill("1 mS/cm");
  await page.keyboard.press("Tab");
  await page.locator("#search-entries").fill("");
  await page.locator("#only-changed").check();
  await expect.poll(() => page.locator("#editor .entry").count()).toBe(2);
  await expect.poll(() => says(page)).toContain("A new run starts");
  await page.locator("#apply").click();
  await expect.poll(async () => (await saved(page)).physics.taylor).toBe(2);
  expect((await saved(page)).materials.overrides).toEqual({
    "Li6PS5Cl.ionicConductivity": "1 mS/cm",
  });
  expect(complaints).toEqual([]);
});

test("no rule of axe is broken in any face, light and dark", async () => {
  const { page } = await begin("?case=single-void&autoplay=0", 390, 844);
  for (const face of ["steps", "entries", "json"] as const) {
    await edit(page, face);
    for (const summary of await page.locator("#editor details > summary").all())
      await summary.press("Enter");
    expect(await violationsInBoth(page), face).toEqual([]);
  }
});
