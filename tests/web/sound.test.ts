// The sound of the current: listened to before the loudspeaker, where nothing can be heard of it otherwise.
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./axe";
import { open, show, untilMoving } from "./visit";

interface Ear {
  contexts: { context: AudioContext; meter: AnalyserNode }[];
  oscillators: number;
}

/** The page's contexts with a meter on what goes to the loudspeaker, and how many oscillators have been started. */
const listening = (context: BrowserContext) =>
  context.addInitScript(() => {
    const ear: Ear = { contexts: [], oscillators: 0 };
    Object.assign(globalThis, { ear });
    globalThis.AudioContext = class extends AudioContext {
      constructor() {
        super();
        const meter = new AnalyserNode(this, { fftSize: 32768, smoothingTimeConstant: 0 });
        ear.contexts.push({ context: this, meter });
      }
    };
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (this: OscillatorNode) {
      ear.oscillators++;
      start.call(this);
    };
    const { connect } = AudioNode.prototype;
    AudioNode.prototype.connect = function (this: AudioNode, to: never, ...more: never[]) {
      const found = ear.contexts.find(({ context }) => (context.destination as unknown) === to);
      if (found) connect.call(this, found.meter as never);
      return connect.call(this, to, ...more);
    } as typeof connect;
  });

const hear = (page: Page) =>
  page.evaluate(() => {
    const { contexts, oscillators } = (globalThis as unknown as { ear: Ear }).ear;
    const last = contexts.at(-1);
    if (!last) return { contexts: 0, oscillators, state: "", peak: 0, frequency: 0 };
    const { context, meter } = last;
    const wave = new Float32Array(meter.fftSize);
    meter.getFloatTimeDomainData(wave);
    const bins = new Float32Array(meter.frequencyBinCount);
    meter.getFloatFrequencyData(bins);
    return {
      contexts: contexts.length,
      oscillators,
      state: context.state as string,
      /** largest amplitude of the last 0.7 s [1] */
      peak: wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
      /** of the strongest tone [Hz] */
      frequency: (bins.indexOf(Math.max(...bins)) * context.sampleRate) / meter.fftSize,
    };
  });
const state = async (page: Page) => (await hear(page)).state;

/** Peak over the mean, as the figures beside the picture show it. */
const ratio = async (page: Page) =>
  Number(
    (await page.locator("#figures dl").innerText()).match(/Peak current\s*([\d.]+)/)?.[1] ?? "0",
  );

/** As fast as it computes, until something happens. */
async function playUntil(page: Page, limit: string) {
  await page.locator("#speed").selectOption({ label: "as fast as it computes" });
  await page.locator("#until").selectOption({ label: limit });
  await expect.poll(() => page.locator("#play").innerText()).toBe("Play");
}

/** So slowly that it goes on for longer than a test. */
async function playSlowly(page: Page) {
  await page.locator("#speed").selectOption({ label: "10 s/s" });
  await page.locator("#play").click();
}

/** The tone becomes that of the figures. */
async function inTune(page: Page) {
  const off = async () => {
    const [{ frequency }, times] = [await hear(page), await ratio(page)];
    return Math.abs(frequency / (220 * Math.min(16, times)) - 1);
  };
  // the figures have two digits
  await expect.poll(off).toBeLessThan(0.06);
  return ratio(page);
}

test("switched on it is heard while the run plays, as high as the figures say, and silent while paused and when off", async () => {
  const { page, complaints } = await open("?case=strip-3mpa&autoplay=0", 1280, 800, listening);
  await page.locator("#sound-on").waitFor({ state: "attached" });
  await show(page, "controls");
  expect(await page.locator("#sound-on").isChecked()).toBe(false);
  await page.locator("#step").click();
  expect((await hear(page)).contexts).toBe(0);
  // by keyboard; nothing is heard before it plays
  await page.locator("#sound-on").focus();
  await page.keyboard.press("Space");
  await expect.poll(async () => (await hear(page)).oscillators).toBe(3);
  await expect.poll(() => state(page)).toBe("suspended");
  expect((await hear(page)).peak).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.locator("#open-controls").click();
  // a click for the void, though the run pauses with it
  await playUntil(page, "a void opens");
  expect((await hear(page)).oscillators).toBe(4);
  await playSlowly(page);
  await expect.poll(() => state(page)).toBe("running");
  const even = await inTune(page);
  await playUntil(page, "contact < 80 %");
  await playSlowly(page);
  expect(await inTune(page)).toBeGreaterThan(1.1 * even);
  const { peak } = await hear(page);
  expect(peak).toBeGreaterThan(0.01);
  expect(peak).toBeLessThan(0.15);
  await page.locator("#play").click();
  await expect.poll(() => state(page)).toBe("suspended");
  expect((await hear(page)).peak).toBeLessThan(1e-3);
  await page.locator("#play").click();
  await expect.poll(() => state(page)).toBe("running");
  await show(page, "controls");
  await page.locator("#sound-on").uncheck();
  await expect.poll(() => state(page)).toBe("closed");
  expect((await hear(page)).contexts).toBe(1);
  expect(complaints).toEqual([]);
});

test("the choice is kept, and sounds from the first press on", async () => {
  const { page, complaints } = await open("?case=strip-3mpa", 390, 844, async (context) => {
    await listening(context);
    await context.addInitScript(() => localStorage.setItem("voidscope.sound", "on"));
  });
  await page.locator("#sound-on").waitFor({ state: "attached" });
  await untilMoving(page);
  expect((await hear(page)).contexts).toBe(0);
  await show(page, "controls");
  expect(await page.locator("#sound-on").isChecked()).toBe(true);
  await expect.poll(() => state(page)).toBe("running");
  const box = (await page.locator("#sound .switch").boundingBox())!;
  expect(box.height).toBeGreaterThanOrEqual(43.5);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("without Web Audio the switch says why it is off", async () => {
  const { page, complaints } = await open("?autoplay=0", 1280, 800, (context) =>
    context.addInitScript(() => Reflect.deleteProperty(globalThis, "AudioContext")),
  );
  await page.locator("#sound-on").waitFor({ state: "attached" });
  await show(page, "controls");
  expect(await page.locator("#sound-on").isDisabled()).toBe(true);
  expect(await page.locator("#sound-about").innerText()).toContain("no Web Audio");
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
