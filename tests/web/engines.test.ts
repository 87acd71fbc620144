// The page in Firefox and in WebKit, the engine of Safari: it runs, keeps what it has, and gives the bits of a run in Node, whose engine
// is that of Chromium. Skipped, with a word, where a browser is not installed.
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, inject, test } from "vitest";
import { amount } from "../support/length";
import { seriesInNode } from "../support/series";
import { firefox, openFirefox, openWebKit, type Window, webKit } from "./engines";
import type {} from "./setup";

if (!firefox) console.log("firefox is not installed: the page is not tested in it");
if (!webKit)
  console.log("WebKitWebDriver and xvfb-run are not installed: the page is not tested in WebKit");

const text = (window: Window, selector: string) =>
  window.run((of) => document.querySelector<HTMLElement>(of)?.innerText ?? "", selector);

const click = (window: Window, selector: string) =>
  window.run((of) => document.querySelector<HTMLElement>(of)!.click(), selector);

const is = (window: Window, selector: string) =>
  window.run((of) => document.querySelector(of) !== null, selector);

/** From now on what the page says went wrong is kept, for `complaints`. */
const listen = (window: Window) =>
  window.run(() => {
    const complaints: string[] = [];
    Object.assign(globalThis, { complaints });
    addEventListener("error", (event) => complaints.push(event.message));
    addEventListener("unhandledrejection", (event) => complaints.push(String(event.reason)));
  });
const complaints = (window: Window): Promise<string[]> =>
  window.run(() => (globalThis as unknown as { complaints: string[] }).complaints);

/** The text of the file that a press of a button hands out. */
async function handedOut(window: Window, selector: string): Promise<string> {
  await click(window, "#open-record[aria-expanded=false]").catch(() => {});
  await expect.poll(() => is(window, selector)).toBe(true);
  return window.run(
    (of) =>
      new Promise<string>((resolve) => {
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob: Blob) => {
          URL.createObjectURL = make;
          blob.text().then(resolve);
          return make.call(URL, blob);
        };
        document.querySelector<HTMLElement>(of)!.click();
      }),
    selector,
  );
}

/** Different colours in what is shown of the section. */
async function colours(window: Window): Promise<number> {
  const png = await window.screenshot();
  return window.run(async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const { left, top, width, height } = document
      .querySelector("#section")!
      .getBoundingClientRect();
    const scale = image.width / innerWidth;
    const drawing = new OffscreenCanvas(64, 32).getContext("2d")!;
    drawing.drawImage(
      image,
      left * scale,
      top * scale,
      width * scale,
      height * scale,
      0,
      0,
      64,
      32,
    );
    const { data: rgba } = drawing.getImageData(0, 0, 64, 32);
    return new Set(new Uint32Array(rgba.buffer)).size;
  }, png);
}

/** In the page, since to ask it from here takes long. */
const step = (window: Window, times: number) =>
  window.run(async (count) => {
    const until = async (holds: () => boolean) => {
      while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const now = () => document.querySelector<HTMLElement>("#clock")?.innerText;
    const button = () => document.querySelector<HTMLButtonElement>("#step:enabled");
    for (let k = 0; k < count; k++) {
      await until(() => button() !== null);
      const before = now();
      button()!.click();
      await until(() => now() !== before);
    }
  }, times);

describe.each([
  { engine: "Firefox", there: firefox !== undefined, start: openFirefox },
  { engine: "WebKit", there: webKit, start: openWebKit },
])("$engine", ({ there, start }) => {
  let opened: Promise<Window> | undefined;
  const visit = async (query: string, page = inject("page")) => {
    opened ??= start();
    const window = await opened;
    await window.goto(page + query);
    await listen(window);
    return window;
  };
  afterAll(async () => (await opened)?.close());

  test.skipIf(!there)(
    "time goes on by itself, the section is drawn, every panel opens",
    async () => {
      const window = await visit("");
      const before = await text(window, "#clock");
      await expect.poll(() => text(window, "#clock")).not.toBe(before);
      await expect.poll(() => text(window, "#headline")).toContain("void grows");
      await expect.poll(() => colours(window)).toBeGreaterThan(100);
      for (const panel of ["controls", "instruments", "assumptions", "protocol", "record"]) {
        await click(window, `#open-${panel}`);
        await expect.poll(() => is(window, `#open-${panel}[aria-expanded=true]`)).toBe(true);
      }
      expect(await is(window, ".failure:not([hidden])")).toBe(false);
      expect(await complaints(window)).toEqual([]);
    },
  );

  test.skipIf(!there)("the page as one file runs from a folder", async () => {
    const window = await visit("", pathToFileURL("dist/single/voidscope.html").href);
    const before = await text(window, "#clock");
    await expect.poll(() => text(window, "#clock")).not.toBe(before);
    await expect.poll(() => text(window, "#headline")).toContain("void grows");
    expect(await complaints(window)).toEqual([]);
  });

  // filaments, whose paths are drawn at random; a full cell; voids
  const runs: [name: string, steps: number][] = [
    ["triple-junction", amount(16, 30)],
    ["full-cell", amount(8, 12)],
    ["single-void", 12],
  ];
  test.skipIf(!there).each(runs.slice(0, amount(2, 3)))(
    "%s: %i time steps have the bits of those in Node, moved by hand and reloaded",
    async (name, steps) => {
      const window = await visit(`?case=${name}&autoplay=0`);
      await step(window, steps - 4);
      await click(window, "#open-controls[aria-expanded=false]").catch(() => {});
      await expect.poll(() => is(window, "#pressure-number")).toBe(true);
      await window.run(() => {
        const field = document.querySelector<HTMLInputElement>("#pressure-number")!;
        field.value = "4.5";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await expect.poll(() => text(window, "#platen")).toContain("4.50");
      await step(window, 2);
      const at = await text(window, "#clock");
      await window.reload();
      await listen(window);
      await expect.poll(() => text(window, "#clock")).toBe(at);
      await step(window, 2);
      const scenario = JSON.parse(await handedOut(window, "#save-scenario"));
      // and where its protocol was over
      expect(scenario.edits[0]).toMatchObject({ step: steps - 4, value: "4.5 MPa" });
      expect(await handedOut(window, "#save-series")).toBe(await seriesInNode(scenario, steps));
      expect(await complaints(window)).toEqual([]);
    },
  );
});
