// Instruments of the page that compute many runs in workers: the numbers of the terminal, a run from every curve and cell, what
// dies named, cancelled on demand.
import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { computeCase } from "../../sweep/case";
import { csvText } from "../../sweep/columns";
import { type PlanDocument, planFrom } from "../../sweep/plan";
import { violations } from "./axe";
import { contents, open, saved, show, untilMoving } from "./visit";

const wasm = readFileSync("build/kernel.wasm").buffer as ArrayBuffer;

async function unfold(page: Page, id: string): Promise<Locator> {
  await show(page, "instruments");
  const found = page.locator(`#instrument-${id}`);
  // by the keyboard: what is loaded above it may move it away below a pointer
  await found.locator("summary").first().press("Enter");
  await expect.poll(() => found.locator("button.compute").count()).toBe(1);
  return found;
}

async function download(page: Page, button: Locator): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return (await contents(file)).toString();
}

/** The CSV of an instrument, and what Node makes of the plan that it gives. */
async function both(page: Page, panel: Locator): Promise<[page: string, node: string]> {
  const text = await download(page, panel.locator("button.save-plan"));
  const plan = planFrom(JSON.parse(text) as PlanDocument);
  const rows = [];
  for (let n = 0; n < plan.cases; n++) rows.push(await computeCase(plan, n, wasm));
  return [await download(page, panel.locator("button.save")), csvText(plan, rows)];
}

/** Keeps all that is said from now on. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const live = document.getElementById("live")!;
    const said: (string | null)[] = [];
    Object.assign(globalThis, { said });
    new MutationObserver(() => said.push(live.textContent)).observe(live, {
      ...{ childList: true, characterData: true, subtree: true },
    });
  });
const spoken = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { said: string[] }).said.join("\n"));

const isThere = (locator: Locator, count: number) => expect.poll(() => locator.count()).toBe(count);

test("seeds: curves, their band, shares with an interval, a run from a curve; the same numbers in Node", async () => {
  const { page, complaints } = await open("?case=cycle-to-short&set=mesh.columns=32");
  await untilMoving(page);
  const panel = await unfold(page, "ensemble");
  await panel.getByLabel("Seeds").selectOption("4");
  await panel.getByLabel("A run ends when").selectOption({ label: "contact falls below 80 %" });
  await panel.getByLabel("Pause the shown run").uncheck();
  await listen(page);
  await panel.locator("button.compute").click();
  // the shown run goes on
  await untilMoving(page);
  await isThere(panel.locator(".seed"), 4);
  await expect
    .poll(() => panel.locator(".said").innerText())
    .toMatch(
      /a short in \d of 4 seeds \(\d+\s%; 95\s% interval \d+ to \d+\s%\); contact falls below 80\s% in 4 of 4/u,
    );
  // the shown run speaks, too
  await expect.poll(() => spoken(page)).toContain("of 4 seeds");
  expect(await panel.locator("polyline.median").count()).toBe(1);
  expect((await panel.locator(".quartiles").getAttribute("points"))!.length).toBeGreaterThan(200);
  const [here, node] = await both(page, panel);
  expect(here).toBe(node);
  expect(here.split("\n")[1]).toMatch(/^0,1,finished,/);

  // on demand the shown run waits meanwhile, and goes on
  await expect.poll(() => page.locator("#play").innerText()).toContain("Pause");
  await page.evaluate(() => {
    const button = document.getElementById("play")!;
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    new MutationObserver(() => shown.push(button.innerText.trim())).observe(button, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await panel.getByLabel("Pause the shown run").check();
  await panel.locator("button.compute").click();
  const shown = () => page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  await expect.poll(shown).toEqual(["Play", "Pause"]);
  await isThere(panel.locator(".seed"), 4);

  await panel.getByLabel("Curve").selectOption("contactFraction");
  await panel.locator(".many").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => spoken(page)).toMatch(/^Seed 2: contact (79|80)/m);
  await panel.locator(".values summary").click();
  expect(await panel.locator(".values tbody tr").count()).toBe(4);
  expect(await violations(page)).toEqual([]);
  await panel.locator(".many").focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await saved(page)).seed).toBe(2);
  expect((await saved(page)).protocol[0]).toMatch(/until contact < 80 %$/);
  await show(page, "instruments");
  // what is drawn stays, of the scenario that it was drawn of
  await panel.locator(".seed").nth(3).dispatchEvent("click");
  await expect.poll(async () => (await saved(page)).seed).toBe(4);
  expect(complaints).toEqual([]);
});

test("the critical current: a cell each as it comes, the same numbers in Node, the trial behind a cell; bad ranges in a sentence", async () => {
  const { page, complaints } = await open("?case=strip-3mpa&autoplay=0", 390, 844);
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  const panel = await unfold(page, "current-map");
  const fill = async (name: string, value: string) => {
    await panel.locator(`[name=${name}]`).fill(value);
    await panel.locator(`[name=${name}]`).blur();
  };
  await panel.getByLabel("Columns of the mesh").selectOption("32");
  await fill("pressure-count", "2");
  await fill("across-count", "2");
  await fill("pressure-from", "20");
  await panel.locator("button.compute").click();
  await expect
    .poll(() => panel.locator(".said").innerText())
    .toContain("goes from 20 MPa to 10 MPa; the lower end stands first");
  await fill("pressure-from", "3");
  await fill("capacity", "0.1");
  await panel.locator("button.compute").click();
  await isThere(panel.locator(".cell"), 4);
  await expect.poll(() => panel.locator("button.cancel").count()).toBe(0);
  const [here, node] = await both(page, panel);
  expect(here).toBe(node);
  expect(here.split("\n").filter((line) => line.includes(",found,"))).toHaveLength(4);
  expect(await violations(page)).toEqual([]);

  const first = panel.locator(".cell").first();
  const box = (await first.boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  expect(await page.locator(":focus").getAttribute("aria-label")).toMatch(/^10\sMPa, 60\s°C: /u);
  await page.keyboard.press("Enter");
  const lost = Number(here.trim().split("\n")[4]!.split(",")[7]) / 10;
  await expect
    .poll(async () => Number(/at ([\d.]+) mA/.exec((await saved(page)).protocol[0])?.[1]))
    .toBeCloseTo(lost, 6);
  expect(await saved(page)).toMatchObject({ conditions: { temperature: "333.15 K" } });
  expect(complaints).toEqual([]);
});

test("a worker that dies twice takes one case along, named; a plating map without flaws is refused; the rest can be cancelled", async () => {
  const { page, complaints } = await open("?case=single-void&autoplay=0", 1280, 800, (context) =>
    context.addInitScript(() => {
      // one worker at a time; the second and third that compute die
      Object.defineProperty(navigator, "hardwareConcurrency", { get: () => 2 });
      const Whole = Worker;
      let begun = 0;
      globalThis.Worker = class extends Whole {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          if (!/case-worker/.test(String(url)) || ![2, 3].includes(++begun)) return;
          const message = "out of memory";
          setTimeout(() => {
            this.terminate();
            this.dispatchEvent(new ErrorEvent("error", { message, cancelable: true }));
          }, 50);
        }
      };
    }),
  );
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  const panel = await unfold(page, "ensemble");
  await panel.getByLabel("Seeds").selectOption("4");
  await panel.locator("button.compute").click();
  await isThere(panel.locator(".broken li"), 1);
  expect(await panel.locator(".broken").innerText()).toBe(
    "Seed 1: lost. its worker died: out of memory",
  );
  await isThere(panel.locator(".seed"), 3);
  await expect.poll(() => panel.locator(".said").innerText()).toContain("of 3 seeds");
  // nothing is drawn at random around a single void
  await expect.poll(() => panel.innerText()).toContain("All 4 of");

  const map = await unfold(page, "current-map");
  await map.locator("[name=mode]").selectOption("plate");
  await map.locator("button.compute").click();
  await expect.poll(() => map.locator(".said").innerText()).toContain("has no flaws");
  await map.locator("[name=mode]").selectOption("strip");
  await map.locator("[name=columns]").selectOption("128");
  await map.locator("button.compute").click();
  await expect.poll(() => map.locator("progress").count()).toBe(1);
  await map.locator("button.cancel").click();
  await expect.poll(() => map.innerText()).toContain("Cancelled after");
  await expect.poll(() => page.locator("#live").innerText()).toBe("Cancelled.");
  expect(complaints).toEqual([]);
});
