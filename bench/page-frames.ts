// Animation frames of the page in a browser, and what they cost: at the start of a run, with a live spectrum, and late in the run.
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";

export interface Rates {
  phase: string;
  /** animation frames a second, and times between them [ms] */
  rate: number;
  median: number;
  longest: number;
  /** changes of the clock on the page, a second */
  texts: number;
  /** time that the browser computes, of a second [ms]: the page's thread, drawing, all */
  page: number;
  drawing: number;
  all: number;
  /** what else computes meanwhile [cores]; NaN where the system does not say */
  others: number;
}

/** [ms] of measuring, and before it, so that the page has settled */
const span = 5000;
const settling = 3000;

/** Gaps between animation frames [ms] and changes of the clock. */
const watchFrames = (ms: number) =>
  new Promise<{ gaps: number[]; texts: number }>((resolve) => {
    const gaps: number[] = [];
    const clock = document.querySelector("#clock")!;
    let [last, texts, text] = [performance.now(), 0, clock.textContent];
    const begun = last;
    const tick = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (clock.textContent !== text) texts++;
      text = clock.textContent;
      if (now - begun < ms) requestAnimationFrame(tick);
      else resolve({ gaps, texts });
    };
    requestAnimationFrame(tick);
  });

/** Time that all processes of this system have computed [ms]. */
function systemTime(): number {
  try {
    const [, user, nice, system, , , irq, soft] = readFileSync("/proc/stat", "utf8").split(/\s+/);
    const ticks = [user, nice, system, irq, soft].reduce((sum, one) => sum + Number(one), 0);
    return 10 * ticks;
  } catch {
    return Number.NaN;
  }
}

export async function measureFrames(browser: Browser, page: Page, phase: string): Promise<Rates> {
  await page.waitForTimeout(settling);
  const whole = await browser.newBrowserCDPSession();
  const own = await page.context().newCDPSession(page);
  await own.send("Performance.enable");
  const times = async () => {
    const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
    const { metrics } = await own.send("Performance.getMetrics");
    const of = (type?: string) =>
      processInfo.reduce((sum, one) => sum + (!type || one.type === type ? one.cpuTime : 0), 0);
    const task = metrics.find(({ name }) => name === "TaskDuration")!.value;
    return { all: 1000 * of(), drawing: 1000 * of("GPU"), page: 1000 * task, system: systemTime() };
  };
  const [before, begun] = [await times(), performance.now()];
  const { gaps, texts } = await page.evaluate(watchFrames, span);
  const seconds = (performance.now() - begun) / 1000;
  const after = await times();
  await Promise.all([whole.detach(), own.detach()]);
  const sorted = gaps.toSorted((a, b) => a - b);
  const all = (after.all - before.all) / seconds;
  return {
    phase,
    rate: (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0),
    median: sorted[sorted.length >> 1]!,
    longest: sorted.at(-1)!,
    texts: texts / seconds,
    page: (after.page - before.page) / seconds,
    drawing: (after.drawing - before.drawing) / seconds,
    all,
    others: ((after.system - before.system) / seconds - all) / 1000,
  };
}

/** Chooses how fast the run goes by its words. */
const choose = (page: Page, label: string) =>
  page.locator("#transport select", { hasText: label }).selectOption({ label });

/** Plays until so many hours of the run are over. */
async function playTo(page: Page, hours: number) {
  await choose(page, "as fast as it computes");
  await page.waitForFunction(
    (want) => {
      const [, h] = /(\d+)\s*h/u.exec(document.querySelector("#clock")!.textContent!) ?? [];
      return Number(h ?? 0) >= want;
    },
    hours,
    { timeout: 300_000, polling: 500 },
  );
  await choose(page, "2 min/s");
}

/** Rates of the gallery's strip at 128 columns. */
export async function pageFrames(browser: Browser, url: string): Promise<Rates[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}?case=strip-3mpa`);
  await page.waitForFunction(() => performance.getEntriesByName("moving").length > 0);
  const rates = [await measureFrames(browser, page, "plain")];
  await page.locator("#open-instruments").click();
  const impedance = page.locator("#instrument-impedance summary").first();
  await impedance.waitFor({ state: "visible", timeout: 60_000 });
  await impedance.click();
  await page.locator("#instrument-impedance .nyquist").waitFor({ timeout: 60_000 });
  rates.push(await measureFrames(browser, page, "live spectrum"));
  await page.locator("#open-instruments").click();
  await playTo(page, 2);
  rates.push(await measureFrames(browser, page, "late, 2 h"));
  await page.locator("#play").click();
  rates.push(await measureFrames(browser, page, "paused"));
  await page.close();
  return rates;
}

/** [ms] that the page takes to show each of ten instants of a run at 128 columns that it is sent back to. */
export async function scrubTimes(browser: Browser, url: string): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}?case=strip-3mpa`);
  await page.waitForFunction(() => performance.getEntriesByName("moving").length > 0);
  await playTo(page, 1);
  await page.locator("#play").click();
  await page.waitForTimeout(1000);
  const box = (await page.locator("#curve .u-over").boundingBox())!;
  const times: number[] = [];
  // instants that stand in for random ones, the same each time: the golden section leaves none out
  for (let k = 1; k <= 10; k++) {
    const share = (0.618034 * k) % 1;
    const x = box.x + 2 + share * 0.84 * box.width;
    const y = box.y + box.height / 2;
    times.push(await page.evaluate(scrubTo, { x, y }));
  }
  await page.close();
  return times;
}

/** From a press on the curve to the clock of another instant [ms]. */
const scrubTo = ({ x, y }: { x: number; y: number }) =>
  new Promise<number>((resolve) => {
    const over = document.querySelector("#curve .u-over")!;
    const clock = document.querySelector("#clock")!;
    const begun = performance.now();
    const seen = new MutationObserver(() => {
      seen.disconnect();
      resolve(performance.now() - begun);
    });
    seen.observe(clock, { subtree: true, childList: true, characterData: true });
    const touch = { clientX: x, clientY: y, button: 0, pointerId: 1, bubbles: true };
    over.addEventListener("pointerdown", (event) => event.stopPropagation(), { once: true });
    // there is no pointer to capture
    (over as HTMLElement).setPointerCapture = () => {};
    over.dispatchEvent(new PointerEvent("pointerdown", touch));
  });

/** A pair of the gallery, both playing; both pictures are drawn with each animation frame that there is. */
export async function pairFrames(browser: Browser, url: string): Promise<Rates> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}?pair=pressure`);
  await page.locator("#headline-beside b").waitFor({ timeout: 120_000 });
  await page.waitForTimeout(settling);
  const rates = await measureFrames(browser, page, "A | B");
  await page.close();
  return rates;
}

export function framesTable(rates: readonly Rates[]): string {
  const head = [
    "phase",
    "frames/s",
    "median ms",
    "longest ms",
    "texts/s",
    "page ms/s",
    "drawing ms/s",
    "all ms/s",
    "others, cores",
  ];
  const rows = rates.map((r) => [
    r.phase,
    ...[r.rate, r.median, r.longest, r.texts].map((value) => value.toFixed(1)),
    ...[r.page, r.drawing, r.all].map((value) => value.toFixed(0)),
    r.others.toFixed(2),
  ]);
  const widths = head.map((name, k) => Math.max(name.length, ...rows.map((row) => row[k]!.length)));
  return [head, ...rows]
    .map((row) => row.map((cell, k) => cell.padStart(widths[k]!)).join("  "))
    .join("\n");
}
