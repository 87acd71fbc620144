// What other screens, a room, paper, another page and another policy of content make of the page.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { clock, look, open, show, smallTargets, untilMoving } from "./visit";

/** Right and lower edge of what the ids name, as far as they lie outside of the screen; empty: all is in sight. */
async function outside(page: Page, ids: string[]): Promise<string[]> {
  const { width, height } = page.viewportSize()!;
  const out: string[] = [];
  for (const id of ids) {
    const box = await page.locator(`#${id}`).boundingBox();
    const seen =
      box &&
      box.x >= -0.5 &&
      box.y >= -0.5 &&
      box.x + box.width <= width + 0.5 &&
      box.y + box.height <= height + 0.5;
    if (!seen) out.push(`${id} ${JSON.stringify(box)}`);
  }
  return out;
}

/** Words that stand in each other's way. */
const colliding = (page: Page, selector: string) =>
  page.evaluate((words) => {
    const boxes = [...document.querySelectorAll<HTMLElement>(words)]
      .filter((word) => word.checkVisibility())
      .map((word) => {
        // the words, not the room that they have
        const range = document.createRange();
        range.selectNodeContents(word);
        return [word.textContent, range.getBoundingClientRect()] as const;
      });
    return boxes.flatMap(([a, one], k) =>
      boxes
        .slice(k + 1)
        .filter(
          ([, other]) =>
            one.left < other.right &&
            other.left < one.right &&
            one.top < other.bottom &&
            other.top < one.bottom,
        )
        .map(([b]) => `${a} | ${b}`),
    );
  }, selector);

test.each([
  [844, 390],
  [667, 375],
])(
  "a phone that lies, %i x %i: picture, curve, control and play at once",
  async (width, height) => {
    const { page } = await open("?case=grain-boundary", width, height);
    await untilMoving(page);
    await page.locator("#curve .plot canvas").waitFor();
    const ids = ["headline", "picture", "curve", "scenario-control", "play", "tabs"];
    expect(await outside(page, ids)).toEqual([]);
    expect((await page.locator("#picture").boundingBox())!.height).toBeGreaterThan(200);
    expect((await page.locator("#curve .plot").first().boundingBox())!.height).toBeGreaterThan(44);
    expect(await smallTargets(page)).toEqual([]);
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
  },
);

test("a frame of a lesson, 480 x 320: waits, says what happens, and has the control and Play", async () => {
  const { page, complaints } = await open("?ui=lesson&case=grain-boundary", 480, 320);
  await expect.poll(() => page.locator("#play").isEnabled()).toBe(true);
  expect(await page.locator("#play").innerText()).toBe("Play");
  const ids = ["headline", "picture", "scenario-control", "play"];
  expect(await outside(page, ids)).toEqual([]);
  expect((await page.locator("#picture").boundingBox())!.height).toBeGreaterThan(90);
  expect(await smallTargets(page)).toEqual([]);
  await page.locator("#play").click();
  await expect.poll(() => page.locator("#headline").innerText()).toContain("shorted");
  expect(await outside(page, ids)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a bare frame, 320 x 180: the picture fills it, Play stands on it", async () => {
  const { page, complaints } = await open("?ui=bare", 320, 180);
  await expect.poll(() => page.locator("#play").isEnabled()).toBe(true);
  const { x, y, width, height } = (await page.locator("#section").boundingBox())!;
  expect([x, y, width, height]).toEqual([0, 0, 320, 180]);
  expect(await outside(page, ["play"])).toEqual([]);
  expect(await page.locator("#headline").isVisible()).toBe(false);
  await page.locator("#play").click();
  await expect.poll(() => page.locator("#play").innerText()).toBe("Pause");
  expect(complaints).toEqual([]);
});

test("the code of a frame opens the run where it stood, waits, and rests out of sight", async () => {
  const { page } = await open("?case=heal&autoplay=0");
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  await page.locator("#step").click();
  await show(page, "record");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator("#copy-embed").click();
  await expect.poll(() => page.locator("#message").innerText()).toContain("is copied");
  const code = await page.evaluate(() => navigator.clipboard.readText());
  expect(code).toMatch(/^<iframe src="[^"]+ui=lesson#s=[^"]+" width="480" height="320"/);
  const time = await clock(page);
  expect(time).not.toBe("0.0 s");
  // in a page of the same origin, below its fold
  const host = page.url().replace(/[?#].*/, "manifest.webmanifest");
  await page.goto(host);
  await page.setContent(
    `<div id="above" style="height: 3000px"></div>${code.replace(' loading="lazy"', "")}`,
  );
  const frame = page.frameLocator("iframe");
  await frame.locator("#play").scrollIntoViewIfNeeded();
  await expect.poll(() => frame.locator("#play").innerText()).toBe("Play");
  await expect.poll(() => frame.locator("#clock").textContent()).toBe(time);
  await frame.locator("#play").click();
  await expect.poll(() => frame.locator("#play").innerText()).toBe("Pause");
  await page.locator("#above").evaluate((above) => above.scrollIntoView());
  await expect.poll(() => frame.locator("#play").innerText()).toBe("Play");
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await expect.poll(() => frame.locator("#play").innerText()).toBe("Pause");
});

test.each([
  [1920, 1080],
  [1024, 768],
])("for a room, %i x %i: large, nothing cut off or in its way, and back", async (width, height) => {
  const { page } = await open("?autoplay=0", width, height);
  await page.locator("#curve .plot canvas").waitFor();
  await page.keyboard.press("p");
  const ids = ["headline", "picture", "curve", "scenario-control", "play"];
  await expect.poll(() => page.locator("#help").isVisible()).toBe(false);
  await expect.poll(() => outside(page, ids)).toEqual([]);
  const size = (selector: string) =>
    page
      .locator(selector)
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(await size("#headline")).toBeGreaterThanOrEqual(28);
  expect((await page.locator("#picture").boundingBox())!.width).toBeGreaterThan(width / 2);
  await expect.poll(() => page.locator("#legend .ticks span").count()).toBeGreaterThan(3);
  expect(await colliding(page, "#legend .ticks span")).toEqual([]);
  // numbers below the slider stand in its card
  const [card, mark] = await Promise.all(
    ["#scenario-control", ".landmark"].map((at) => page.locator(at).first().boundingBox()),
  );
  expect(mark!.y + mark!.height).toBeLessThanOrEqual(card!.y + card!.height + 6);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator("#help").isVisible()).toBe(true);
});

test("the marks of no layer run into each other", async () => {
  const { page } = await open("?case=smooth&autoplay=0", 390, 844);
  await expect.poll(() => clock(page)).not.toBe("");
  await page.locator("#step").evaluate((step: HTMLButtonElement) => step.click());
  for (const label of ["Potential", "Current density", "Hydrostatic stress", "Dendrite risk"]) {
    await look(page, label);
    await expect.poll(() => page.locator("#legend .bar").innerText()).toContain(label);
    await expect.poll(() => page.locator("#legend .ticks span").count()).toBeGreaterThan(1);
    expect(await colliding(page, "#legend .ticks span"), label).toEqual([]);
  }
});

/** Different colours on a part of the screen. */
async function colours(page: Page, selector: string): Promise<number> {
  const png = (await page.locator(selector).screenshot()).toString("base64");
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
    pen.drawImage(image, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer))
      .size;
  }, png);
}

test("the longest name of a curve leaves room for what the other run says", async () => {
  const { page } = await open("?pair=density&autoplay=0");
  await expect.poll(() => page.locator("#curve .others").innerText()).toContain("B");
  expect(await colliding(page, "#curve .head .name, #curve .others, #curve .head .number")).toEqual(
    [],
  );
});

test("in forced colours the picture keeps its legend, sliders their tracks and curves their keys", async () => {
  const { page } = await open("?autoplay=0");
  await page.emulateMedia({ forcedColors: "active" });
  await page.locator("#curve .plot canvas").waitFor();
  await expect.poll(() => page.locator("#legend .ticks span").count()).toBeGreaterThan(3);
  expect(await colours(page, "#legend .ramp .strip")).toBeGreaterThan(60);
  const backs = await page
    .locator("#legend .key .swatch")
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
  expect(new Set(backs).size).toBeGreaterThan(4);
  expect(await colours(page, "#pressure")).toBeGreaterThan(8);
  expect(await colours(page, "#curve .plot")).toBeGreaterThan(4);
  const key = await page
    .locator("#curve .name")
    .first()
    .evaluate((name) => getComputedStyle(name, "::before").backgroundColor);
  expect(key).not.toBe("rgba(0, 0, 0, 0)");
});

test("on paper: picture, sentence, curve and numbers, dark on light and without a button", async () => {
  const { page } = await open("?autoplay=0");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("#curve .plot canvas").waitFor();
  await show(page, "instruments");
  await page.locator("#charts .plots").waitFor();
  await page.keyboard.press("f");
  await page.locator(".tools .chips").waitFor();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const id of ["headline", "picture", "curve", "charts", "ledger"])
    expect(await page.locator(`#${id}`).isVisible(), id).toBe(true);
  expect(await page.locator("button:visible, input:visible").count()).toBe(0);
  const [text, back] = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return [color, backgroundColor].map((c) =>
      Math.max(
        ...c
          .match(/[\d.]+/g)!
          .slice(0, 3)
          .map(Number),
      ),
    );
  });
  expect(text).toBeLessThan(90);
  expect(back).toBeGreaterThan(200);
});

test("without JavaScript the first thing is what is missing, and nothing pretends to start", async () => {
  const { page } = await open("?autoplay=0");
  const browser = page.context().browser()!;
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const bare = await context.newPage();
    await bare.goto(page.url());
    const said = (await bare.locator("body").innerText()).trim();
    expect(said).toMatch(
      /^(?:Skip to the control\s+)?Voidscope computes in the browser and needs JavaScript/,
    );
    expect(said).not.toMatch(/Starting|Play/);
  } finally {
    await context.close();
  }
});

describe("policies of content", () => {
  const under = (policy: string) => async (context: BrowserContext) => {
    await context.route("**/*", async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), "content-security-policy": policy };
      await route.fulfill({ response, headers });
    });
  };

  test("a strict one is part of the page", () => {
    const page = fileURLToPath(new URL("../../dist/page/index.html", import.meta.url));
    const markup = readFileSync(page, "utf8").replaceAll("&#39;", "'");
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(markup)![1]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
  });

  test("with trusted types it runs, editor and instruments too", async () => {
    const { page, complaints } = await open(
      "?case=triple-junction",
      1280,
      800,
      under("require-trusted-types-for 'script'"),
    );
    await untilMoving(page);
    await show(page, "instruments");
    await page.locator("#instrument-impedance > summary").press("Enter");
    await expect
      .poll(() => page.locator("#instrument-impedance .chart").count())
      .toBeGreaterThan(0);
    await show(page, "protocol");
    await page.locator("#edit-json").click();
    await page.locator("#editor .cm-content").waitFor();
    expect(complaints).toEqual([]);
  });

  test("where no worker may be started a sentence says so", async () => {
    const { page } = await open(
      "",
      1280,
      800,
      under("require-trusted-types-for 'script'; trusted-types lit-html"),
    );
    await expect.poll(() => page.locator("#failure").innerText()).toContain("a worker");
    expect(await page.locator("#play").isDisabled()).toBe(true);
  });
});
