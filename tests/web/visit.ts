// Visits to the built page in a real browser, and what the tests read off it.
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Download,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { PATIENCE } from "./browser";
import type {} from "./setup";

let browser: Browser;
let context: BrowserContext | undefined;

beforeAll(async () => {
  browser = await chromium.connect(inject("browser"));
});
afterAll(async () => {
  await browser?.close();
});
afterEach(async () => {
  await context?.close();
});

export interface Opened {
  page: Page;
  complaints: string[];
}

/** What the browser says of itself: that it may not keep the page, and that it copies what WebGL has drawn. */
const OF_BROWSER = /^Service Worker registration blocked|GPU stall due to ReadPixels/;

/** For `prepare`: the browser may keep the page for when there is no network. */
export const keeps = async () => {};

/** Opens the page; closed again after the test. `prepare` runs before it is loaded. */
export async function open(
  query = "",
  width = 1280,
  height = 800,
  prepare?: (context: BrowserContext) => Promise<unknown>,
  address = inject("page"),
): Promise<Opened> {
  // a fresh visit each: only what is about being kept keeps the page
  const serviceWorkers = prepare === keeps ? "allow" : "block";
  context = await browser.newContext({
    viewport: { width, height },
    acceptDownloads: true,
    serviceWorkers,
  });
  context.setDefaultTimeout(PATIENCE);
  await prepare?.(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    const isOfBrowser = OF_BROWSER.test(message.text());
    if (["error", "warning"].includes(message.type()) && !isOfBrowser)
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address + query);
  return { page, complaints };
}

export const clock = (page: Page) => page.locator("#clock").innerText();
export const log = (page: Page) => page.locator("#events .log").innerText();

export async function untilMoving(page: Page) {
  const before = await clock(page);
  await expect.poll(() => clock(page)).not.toBe(before);
}

/** Opens what stands behind one of the five words. */
export async function show(page: Page, panel: string) {
  const word = page.locator(`#open-${panel}`);
  if ((await word.getAttribute("aria-expanded")) !== "true") await word.click();
}

/** Chooses a layer by its name. */
export async function look(page: Page, label: string) {
  await page.locator("#more-layers").evaluate((menu: HTMLDetailsElement) => {
    menu.open = true;
  });
  await page.locator("#layers").getByLabel(label, { exact: true }).check({ force: true });
}

/** Pixels of the overlay in the colour of filaments. */
export const magenta = (page: Page) =>
  page.locator(".filaments-lines").evaluate((canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d")!;
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let k = 0; k < data.length; k += 4) {
      if (data[k]! > 150 && data[k + 1]! < 80 && data[k + 2]! > 130) count++;
    }
    return count;
  });

/** What has been downloaded. */
export async function contents(download: Download): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part);
  return Buffer.concat(parts);
}

/** The scenario as it would be saved. */
export async function saved(page: Page) {
  await show(page, "record");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#save-scenario").click(),
  ]);
  return JSON.parse((await contents(download)).toString());
}

/** Keeps everything that a screen reader is told from now on, for `said`: one sentence may soon be followed by another. */
export const listen = (page: Page) =>
  page.evaluate(() => {
    const live = document.getElementById("live")!;
    const said: string[] = [live.textContent ?? ""];
    Object.assign(globalThis, { said });
    new MutationObserver(() => said.push(live.textContent ?? "")).observe(live, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
export const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { said: string[] }).said);

/** What fingers hit and is smaller than 44 px; a box or a dot counts with the label around it. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, select, summary, input, textarea")]
      .filter((element) => element.checkVisibility() && !element.classList.contains("landmark"))
      .map((element) => {
        const labels = element.matches("input[type=checkbox], input[type=radio]")
          ? [...(element as HTMLInputElement).labels!]
          : [];
        const boxes = [element, ...labels].map((one) => one.getBoundingClientRect());
        const span = (low: "left" | "top", high: "right" | "bottom") =>
          Math.max(...boxes.map((box) => box[high])) - Math.min(...boxes.map((box) => box[low]));
        const name = element.id || element.className || (labels[0] ?? element).innerText;
        return { name, width: span("left", "right"), height: span("top", "bottom") };
      })
      .filter(({ width, height }) => height > 0 && (height < 43.5 || width < 43.5))
      .map(({ name, width, height }) => `${name} ${width} x ${height}`),
  );
