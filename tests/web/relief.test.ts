// The relief on the built page: it differs from the flat picture, follows the run, turns, and leaves the flat picture as it was.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { listen, look, magenta, open, said, untilMoving } from "./visit";

const toggle = (page: Page) => page.locator("#relief");
const relief = (page: Page) => page.locator("#relief-view");
const pressed = (page: Page) => toggle(page).getAttribute("aria-pressed");

/** A small copy of what the screen shows of the picture within its ring of focus, grey levels: means over what it stands for, so that it
 * hardly hangs on how fine a busy machine draws. */
async function seen(page: Page): Promise<number[]> {
  const png = (await page.locator("#picture").screenshot()).toString("base64");
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const drawing = new OffscreenCanvas(48, 24).getContext("2d")!;
    drawing.imageSmoothingQuality = "high";
    drawing.drawImage(image, 4, 4, image.width - 8, image.height - 8, 0, 0, 48, 24);
    const { data: rgba } = drawing.getImageData(0, 0, 48, 24);
    return Array.from({ length: 48 * 24 }, (_, k) => rgba[4 * k]! + rgba[4 * k + 1]!);
  }, png);
}

/** Share of places that differ. */
const differs = (a: number[], b: number[]) =>
  a.filter((x, k) => Math.abs(x - b[k]!) > 24).length / a.length;

/** Once the picture is drawn and stands still. */
async function settled(page: Page): Promise<number[]> {
  let last = await seen(page);
  await expect
    .poll(async () => {
      const before = last;
      last = await seen(page);
      return differs(before, last) === 0 && new Set(last).size > 60;
    })
    .toBe(true);
  return last;
}

async function paused(page: Page) {
  await page.locator("#play").click();
  await expect.poll(() => page.locator("#play").innerText()).toBe("Play");
}

test("a relief of the current: drawn, going on, turned, and flat again as before", async () => {
  const { page, complaints } = await open();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await untilMoving(page);
  await look(page, "Current density");
  await page.locator("#more-layers").evaluate((menu: HTMLDetailsElement) => {
    menu.open = false;
  });
  await toggle(page).click();
  await expect.poll(() => pressed(page)).toBe("true");
  await expect
    .poll(() => page.locator(".relief-note").innerText())
    .toBe("Height: 0 to 4 × the mean, a contour every 1");
  await paused(page);
  const early = await settled(page);
  await page.locator("#play").click();
  await expect.poll(async () => differs(early, await seen(page))).toBeGreaterThan(0.01);
  await paused(page);
  const raised = await settled(page);
  await toggle(page).click();
  await expect.poll(() => relief(page).isHidden()).toBe(true);
  const flat = await settled(page);
  expect(differs(flat, raised)).toBeGreaterThan(0.2);

  await listen(page);
  await page.locator("#section").focus();
  await page.keyboard.press("d");
  await expect.poll(() => relief(page).isVisible()).toBe(true);
  expect(await relief(page).evaluate((canvas) => canvas === document.activeElement)).toBe(true);
  expect((await said(page)).at(-1)).toMatch(/^Relief\. Height: .* Escape goes back\.$/);
  await expect.poll(async () => differs(raised, await seen(page))).toBeLessThan(0.02);
  for (let k = 0; k < 32; k++) await page.keyboard.press("ArrowLeft");
  await expect.poll(async () => differs(raised, await seen(page))).toBeGreaterThan(0.1);
  const turned = await settled(page);
  const { x, y, width, height } = (await relief(page).boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 150, y + height / 2 + 20, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => differs(turned, await seen(page))).toBeGreaterThan(0.1);

  await page.keyboard.press("Escape");
  await expect.poll(() => pressed(page)).toBe("false");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("section");
  await page.mouse.move(2, 2);
  await expect.poll(async () => differs(flat, await seen(page))).toBeLessThan(0.02);

  // what draws belongs to the flat picture
  await page.keyboard.press("d");
  await expect.poll(() => relief(page).isVisible()).toBe(true);
  await page.keyboard.press("f");
  await expect.poll(() => relief(page).isHidden()).toBe(true);
  expect(await page.locator("#drawing").isVisible()).toBe(true);
  expect(complaints).toEqual([]);
});

/** Pixels of the screen in the colour of filaments. */
async function filamentPixels(page: Page): Promise<number> {
  const png = (await relief(page).screenshot()).toString("base64");
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const drawing = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
    drawing.drawImage(image, 0, 0);
    const { data: rgba } = drawing.getImageData(0, 0, image.width, image.height);
    let count = 0;
    for (let k = 0; k < rgba.length; k += 4) {
      if (rgba[k]! > 150 && rgba[k + 1]! < 90 && rgba[k + 2]! > 130) count++;
    }
    return count;
  }, png);
}

/** Lengths of the bar on the screen, along the section and across [px]. */
const bar = (page: Page) =>
  page.locator(".relief-scale .bar").evaluate((line: SVGPolylineElement) => {
    const [a, b, c] = Array.from(line.points);
    const far = (p: DOMPoint, q: DOMPoint) => Math.hypot(p.x - q.x, p.y - q.y);
    return [far(a!, b!), far(b!, c!)] as const;
  });

test("what the electrolyte holds lies on the relief; a bar says how long it is; keys, Shift and the right button move it", async () => {
  const { page, complaints } = await open("?case=grain-boundary");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(() => page.locator("#headline").innerText()).toContain("shorted");
  await paused(page);
  await page.locator("#section").focus();
  await page.keyboard.press("d");
  await settled(page);
  await expect.poll(() => filamentPixels(page)).toBeGreaterThan(120);
  const length = page.locator(".relief-scale span");
  expect(await length.innerText()).toMatch(/^\d+\sµm$/);
  const [along, across] = await bar(page);
  expect(across).toBeLessThan(0.95 * along);

  for (let k = 0; k < 3; k++) await page.keyboard.press("+");
  const near = await settled(page);
  const micrometres = Number.parseFloat(await length.innerText());
  const [longer] = await bar(page);
  // 1.5 times as near each time, but for perspective
  expect((longer / micrometres / (along / 10)) ** (1 / 3)).toBeGreaterThan(1.3);

  await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(async () => differs(near, await seen(page))).toBeGreaterThan(0.1);
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => differs(near, await seen(page))).toBeLessThan(0.02);
  const { x, y, width, height } = (await relief(page).boundingBox())!;
  const drag = async (by: number, button: "left" | "right") => {
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down({ button });
    await page.mouse.move(x + width / 2 + by, y + height / 2 - by / 3, { steps: 4 });
    await page.mouse.up({ button });
  };
  await drag(60, "right");
  await expect.poll(async () => differs(near, await seen(page))).toBeGreaterThan(0.1);
  await page.keyboard.down("Shift");
  await drag(-60, "left");
  await page.keyboard.up("Shift");
  await page.mouse.move(2, 2);
  await expect.poll(async () => differs(near, await seen(page))).toBeLessThan(0.02);
  const opens = await relief(page).evaluate((canvas) =>
    canvas.dispatchEvent(new MouseEvent("contextmenu", { cancelable: true })),
  );
  expect(opens).toBe(false);

  // from above both directions are as long as each other
  for (let k = 0; k < 20; k++) await page.keyboard.press("ArrowDown");
  await settled(page);
  const [right, away] = await bar(page);
  expect(away / right).toBeGreaterThan(0.9);
  expect(away / right).toBeLessThan(1.1);
  // the flat picture has its lines where they belong
  await page.keyboard.press("0");
  await page.keyboard.press("Escape");
  await page.mouse.move(2, 2);
  await settled(page);
  expect(await magenta(page)).toBeGreaterThan(300);
  expect(complaints).toEqual([]);
});

test("on a phone the button is there, wide enough for a finger; a card that is taken away leaves the flat picture", async () => {
  const { page } = await open("?autoplay=0", 390, 844);
  await toggle(page).click();
  await expect.poll(() => relief(page).isVisible()).toBe(true);
  const box = (await toggle(page).boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  const [note, picture] = await Promise.all(
    [".relief-note", "#picture"].map((at) => page.locator(at).boundingBox()),
  );
  expect(note!.x).toBeGreaterThanOrEqual(picture!.x);
  expect(note!.x + note!.width).toBeLessThanOrEqual(picture!.x + picture!.width);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await relief(page).evaluate((canvas: HTMLCanvasElement) =>
    canvas.getContext("webgl2")!.getExtension("WEBGL_lose_context")!.loseContext(),
  );
  await expect.poll(() => page.locator("#message").innerText()).toContain("flat picture");
  expect(await relief(page).isHidden()).toBe(true);
  expect(await pressed(page)).toBe("false");
});

test("no WebGL2: no button", async () => {
  const { page } = await open("", 1280, 800, (context) =>
    context.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
        apply: (get, canvas, args) =>
          String(args[0]).startsWith("webgl") ? null : Reflect.apply(get, canvas, args),
      });
    }),
  );
  await expect.poll(() => page.locator("#message").innerText()).toContain("no WebGL2");
  expect(await toggle(page).isHidden()).toBe(true);
});
