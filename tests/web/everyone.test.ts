// The page for everyone: rules of accessibility in ten states, light and dark; sizes of what fingers hit; magnified four times;
// what is spoken; without WebGL2, without the card, in a sandboxed frame, without its program.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { violationsInBoth } from "./axe";
import { clock, listen, open, said, show, smallTargets, untilMoving } from "./visit";

/** Ten states of the page, each from the one before. */
const states: [name: string, reach: (page: Page) => Promise<unknown>][] = [
  ["start", (page) => expect.poll(() => page.locator(".trace").count()).toBe(1)],
  ["controls", (page) => show(page, "controls")],
  [
    "instruments",
    async (page) => {
      await show(page, "instruments");
      await expect.poll(() => page.locator("#charts .plots").count()).toBe(1);
      // all of them unfolded, tables too; by the keyboard, as what unfolds moves those below
      for (const summary of await page.locator(".instrument > summary").all())
        await summary.press("Enter");
      await expect.poll(() => page.locator(".instrument .chart").count()).toBeGreaterThan(7);
      await page.locator("#instrument-impedance .values summary").press("Enter");
    },
  ],
  [
    "assumptions",
    async (page) => {
      await show(page, "assumptions");
      await page.locator("#assumptions summary").click();
    },
  ],
  ["protocol", (page) => show(page, "protocol")],
  ["record", (page) => show(page, "record")],
  [
    "risk, and its channels",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("7");
      await page.locator("#more-layers").evaluate((menu: HTMLDetailsElement) => {
        menu.open = true;
      });
    },
  ],
  [
    "drawing",
    async (page) => {
      await page.locator("#more-layers").evaluate((menu: HTMLDetailsElement) => {
        menu.open = false;
      });
      await page.keyboard.press("f");
      await expect.poll(() => page.locator("#drawing").isVisible()).toBe(true);
    },
  ],
  [
    "keys",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
    },
  ],
  [
    "projector",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("p");
    },
  ],
];

test("no rule of axe is broken in ten states, light and dark", async () => {
  const { page, complaints } = await open("?autoplay=0");
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  await page.locator("#step").click();
  for (const [name, reach] of states) {
    await reach(page);
    expect(await violationsInBoth(page), name).toEqual([]);
  }
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const [red = "0"] = await page.evaluate(
      () => getComputedStyle(document.body).backgroundColor.match(/\d+/) ?? [],
    );
    expect(Number(red) > 128 ? "light" : "dark").toBe(colorScheme);
  }
  expect(complaints).toEqual([]);
});

test("no rule of axe is broken in relief, beside a second run, with tables and sources unfolded, on a phone, without an engine, light and dark", async () => {
  const { page } = await open("?case=grain-boundary&autoplay=0");
  const clean = async (state: string) => expect(await violationsInBoth(page), state).toEqual([]);
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  await page.locator("#step").click();
  await expect.poll(() => page.locator("#relief").isVisible()).toBe(true);
  await page.locator("#relief").click();
  await expect.poll(() => page.locator("#relief-view").isVisible()).toBe(true);
  await clean("relief");
  await page.keyboard.press("Escape");
  await page.locator("#section").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await show(page, "instruments");
  await page.locator("#instrument-profiles > summary").press("Enter");
  for (const name of ["#instrument-profiles", "#spread"]) {
    await expect.poll(() => page.locator(`${name} .values`).count()).toBeGreaterThan(0);
    for (const summary of await page.locator(`${name} .values summary`).all())
      await summary.press("Enter");
  }
  await clean("tables");
  await show(page, "record");
  await page.locator("#cite > summary").press("Enter");
  await expect.poll(() => page.locator("#cite li").count()).toBeGreaterThan(5);
  await clean("sources");
  await page.locator("#compare").click();
  await clean("dialog of the comparison");
  await page.keyboard.press("Escape");
  await page.goto(page.url().replace(/\?.*/, "?pair=pressure&autoplay=0"));
  await expect.poll(() => page.locator("#beside").count()).toBeGreaterThan(0);
  await clean("two runs");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(page.url().replace(/\?.*/, "?autoplay=0"));
  await page.locator("#curve .plot canvas").waitFor();
  for (const panel of ["controls", "protocol", "record"]) {
    await show(page, panel);
    await clean(`phone, ${panel}`);
  }
  const [engine] = page.workers();
  await engine!.evaluate(() => {
    setTimeout(() => {
      throw new Error("gone");
    });
  });
  await expect.poll(() => page.locator("#failure").isVisible()).toBe(true);
  await clean("without an engine");
});

test("at 390 px what fingers hit is 44 px in every panel", async () => {
  const { page } = await open("?case=grain-boundary&autoplay=0", 390, 844);
  await page.locator("#curve .plot canvas").waitFor();
  for (const panel of ["controls", "instruments", "assumptions", "protocol", "record"]) {
    await show(page, panel);
    if (panel === "instruments") {
      await page.locator("#charts .plots").waitFor();
      for (const id of ["profiles", "impedance", "kymographs"])
        await page.locator(`#instrument-${id} > summary`).press("Enter");
      await expect
        .poll(() => page.locator("#instrument-impedance .chart").count())
        .toBeGreaterThan(0);
    }
    if (panel === "assumptions") await page.locator("#assumptions summary").click();
    expect(await smallTargets(page), panel).toEqual([]);
  }
});

test("at 390 px picture, curve, control and play are seen at once, and what fingers hit is 44 px", async () => {
  const { page } = await open("?autoplay=0", 390, 844);
  await expect.poll(() => page.locator(".trace").count()).toBe(1);
  for (const id of ["headline", "picture", "curve", "scenario-control", "play", "tabs"]) {
    const box = (await page.locator(`#${id}`).boundingBox())!;
    expect(box.y, id).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height, id).toBeLessThanOrEqual(844.5);
  }
  expect(await smallTargets(page)).toEqual([]);
});

test.each([
  [320, 256],
  [320, 640],
  [640, 400],
])(
  "magnified to %i x %i nothing scrolls sideways and the control can be reached",
  async (width, height) => {
    const { page } = await open("?autoplay=0", width, height);
    await expect.poll(() => page.locator(".trace").count()).toBe(1);
    const sideways = await page.evaluate(
      () => document.scrollingElement!.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBe(0);
    const slider = page.locator("#pressure");
    await slider.scrollIntoViewIfNeeded();
    const box = (await slider.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
  },
);

test("what is spoken: situations and steps, few and whole sentences; numbers are not live", async () => {
  const { page } = await open("?case=pressure-step&autoplay=0");
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  expect(await page.locator("output, [role=timer], [role=status]").count()).toBe(0);
  expect(await page.locator("[aria-live]").count()).toBe(1);
  await listen(page);
  await page.locator("#speed").selectOption({ label: "as fast as it computes" });
  // it pauses in both steps until what happens there has been said, however fast it computes
  for (const [limit, time, sentence] of [
    ["the step ends", /^30\smin/, /Lithium follows/],
    ["contact < 80 %", /^[345]\d\smin/, /faster than it can follow/],
  ] as const) {
    await page.locator("#until").selectOption({ label: limit });
    await expect.poll(() => clock(page)).toMatch(time);
    await expect.poll(() => page.locator("#play").innerText()).toBe("Play");
    await expect.poll(async () => (await said(page)).join(" | ")).toMatch(sentence);
  }
  expect((await said(page)).join(" | ")).toMatch(/Next: Strip at 1 mA/);
  expect((await said(page)).length).toBeLessThan(25);
});

describe("where something is missing", () => {
  test("no WebGL2: the picture is drawn without it, and a sentence says so", async () => {
    const { page, complaints } = await open("", 1280, 800, (context) =>
      context.addInitScript(() => {
        const get = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (
          this: HTMLCanvasElement,
          kind: string,
          ...more: never[]
        ) {
          return kind.startsWith("webgl") ? null : get.call(this, kind as "2d", ...more);
        } as typeof get;
      }),
    );
    await untilMoving(page);
    await expect.poll(() => page.locator("#message").innerText()).toContain("no WebGL2");
    await expect.poll(() => shades(page)).toBeGreaterThan(100);
    expect(complaints.filter((text) => !/WebGL/.test(text))).toEqual([]);
  });

  test("a card that is taken away: the picture goes on without it, and comes back", async () => {
    const { page } = await open();
    await expect.poll(() => page.locator(".flat-section").isHidden()).toBe(true);
    const card = (action: "loseContext" | "restoreContext") =>
      page.evaluate((act) => {
        const canvas = document.getElementById("section") as HTMLCanvasElement;
        const g = globalThis as unknown as { card?: WEBGL_lose_context };
        g.card ??= canvas.getContext("webgl2")!.getExtension("WEBGL_lose_context")!;
        g.card[act]();
      }, action);
    await card("loseContext");
    await expect.poll(() => page.locator("#message").innerText()).toContain("taken away");
    await expect.poll(() => page.locator(".flat-section").isVisible()).toBe(true);
    await expect.poll(() => shades(page)).toBeGreaterThan(100);
    await card("restoreContext");
    await expect.poll(() => page.locator(".flat-section").isHidden()).toBe(true);
    await expect.poll(() => page.locator("#message").innerText()).toBe("");
  });

  test("a program that cannot be loaded leaves a sentence", async () => {
    const { page } = await open("", 1280, 800, (context) =>
      context.route("**/index-*.js", (route) => route.abort()),
    );
    await expect.poll(() => page.locator(".stuck").isVisible()).toBe(true);
    expect(await page.locator(".stuck").innerText()).toContain("web server, not from a file");
  });

  test("no WebAssembly: said in a sentence", async () => {
    const { page } = await open("", 1280, 800, (context) =>
      context.route("**/worker-*.js", async (route) => {
        const response = await route.fetch();
        await route.fulfill({
          response,
          body: `delete globalThis.WebAssembly;${await response.text()}`,
        });
      }),
    );
    await expect
      .poll(() => page.locator("#failure").innerText())
      .toContain("WebAssembly switched off");
  });

  test("no SIMD: said in a sentence", async () => {
    const { page } = await open("", 1280, 800, (context) =>
      context.route("**/worker-*.js", async (route) => {
        const response = await route.fetch();
        await route.fulfill({
          response,
          body: `WebAssembly.validate = () => false;${await response.text()}`,
        });
      }),
    );
    await expect
      .poll(() => page.locator("#failure").innerText())
      .toContain("WebAssembly with SIMD, which every browser has since 2023");
  });

  test("in a sandboxed frame the run goes on", async () => {
    const { page } = await open("?autoplay=0");
    const address = page.url().replace("autoplay=0", "ui=lesson");
    await page.context().route("**/*", async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), "access-control-allow-origin": "*" };
      await route.fulfill({ response, headers });
    });
    await page.goto("about:blank");
    await page.setContent(
      `<iframe sandbox="allow-scripts" width="480" height="320" src="${address}"></iframe>`,
    );
    const frame = page.frameLocator("iframe");
    await expect.poll(() => frame.locator("#play").innerText()).toBe("Play");
    await frame.locator("#play").click();
    await expect.poll(() => frame.locator("#play").innerText()).toBe("Pause");
    await expect.poll(() => frame.locator("#headline").innerText()).toContain("a void grows");
  });
});

/** Different colours of the picture, as composited on the screen. */
async function shades(page: Page): Promise<number> {
  const png = (await page.locator("#picture").screenshot()).toString("base64");
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
    pen.drawImage(image, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer))
      .size;
  }, png);
}
