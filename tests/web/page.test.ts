// The built page in a real browser: what a person sees, does and reads.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { GALLERY } from "../../core/gallery";
import { launch, servePage } from "./browser";

let browser: Browser;
let context: BrowserContext | undefined;
let server: Awaited<ReturnType<typeof servePage>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), servePage()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
afterEach(async () => {
  await context?.close();
});

interface Opened {
  page: Page;
  complaints: string[];
}

async function open(query = "", width = 1280, height = 800, prepare?: string): Promise<Opened> {
  context = await browser.newContext({ viewport: { width, height }, acceptDownloads: true });
  const page = await context.newPage();
  if (prepare) await page.addInitScript(prepare);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(server.url + query);
  return { page, complaints };
}

/** Different colours of the canvas, as composited on the screen. */
async function colours(page: Page): Promise<number> {
  const png = (await page.locator("#section").screenshot()).toString("base64");
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(
      await (await fetch(`data:image/png;base64,${data}`)).blob(),
    );
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext("2d")!;
    drawing.drawImage(image, 0, 0);
    const words = new Uint32Array(
      drawing.getImageData(0, 0, image.width, image.height).data.buffer,
    );
    return new Set(words).size;
  }, png);
}

const clock = (page: Page) => page.locator("#clock").innerText();
const log = (page: Page) => page.locator("#events .log").innerText();

async function untilMoving(page: Page) {
  const before = await clock(page);
  await expect.poll(() => clock(page), { timeout: 60_000 }).not.toBe(before);
}

test("the page loads, draws the section and time goes on by itself, without a complaint", async () => {
  const { page, complaints } = await open();
  await untilMoving(page);
  await untilMoving(page);
  // Two materials, void, interface line and their outlines; a blank canvas has one colour.
  expect(await colours(page)).toBeGreaterThan(20);
  await page.locator("#layers").getByLabel("Potential").check({ force: true });
  await expect.poll(() => page.locator("#legend").innerText()).toContain("Potential / mV");
  await expect.poll(() => colours(page)).toBeGreaterThan(100);
  expect(complaints).toEqual([]);
});

test("every layer shows its name, and its unit where it has one", async () => {
  const { page, complaints } = await open("?autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  const legends = [
    ["Current density", "mA/cm²"],
    ["Hydrostatic stress", "MPa"],
    ["Von Mises stress", "MPa"],
    ["Vacancies", "Vacancies"],
    ["Dendrite risk", "Dendrite risk"],
  ];
  for (const [label, expected] of legends) {
    await page.locator("#layers").getByLabel(label!).check({ force: true });
    await expect.poll(() => page.locator("#legend .bar").innerText()).toContain(expected!);
  }
  await page.locator("#channels").getByLabel("Current focusing").check({ force: true });
  await expect.poll(() => page.locator("#legend .bar").innerText()).toContain("Current focusing");
  expect(complaints).toEqual([]);
});

test("autoplay=0 waits; a step is one time step, reset goes back to the start", async () => {
  const { page } = await open("?autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  const start = await clock(page);
  await expect.poll(() => page.locator("#play").innerText()).toBe("Play");
  await page.locator("#step").click();
  await expect.poll(() => clock(page)).not.toBe(start);
  await page.locator("#reset").click();
  await expect.poll(() => clock(page)).toBe(start);
});

test("a control moved while the run goes on acts and is recorded", async () => {
  const { page, complaints } = await open();
  await untilMoving(page);
  await page.getByLabel("Stack pressure in megapascals").fill("7");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("#platen").innerText()).toContain("7.00");
  await expect.poll(() => log(page)).toMatch(/7/);
  await untilMoving(page);
  await page.getByLabel("Plate").check({ force: true });
  await expect.poll(() => page.locator("#sentence").innerText()).toContain("Plating");
  expect(complaints).toEqual([]);
});

test("a value outside its limits is refused in a sentence and does not reach the run", async () => {
  const { page } = await open("?autoplay=0");
  await expect.poll(() => page.locator("#platen").innerText()).not.toBe("");
  const before = await page.locator("#platen").innerText();
  await page.getByLabel("Stack pressure in megapascals").fill("-3");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.locator("#pressure-help").innerText())
    .toContain("must be a number between 0 and 200 MPa");
  expect(await page.locator("#platen").innerText()).toBe(before);
});

test("everything is reached by keyboard alone", async () => {
  const { page, complaints } = await open("?autoplay=0");
  await expect.poll(() => page.locator("#play").isEnabled()).toBe(true);
  const start = await clock(page);
  await page.keyboard.press("Space");
  await expect.poll(() => clock(page)).not.toBe(start);
  await page.keyboard.press("Space");
  await expect.poll(() => page.locator("#play").innerText()).toBe("Play");
  await page.keyboard.press("2");
  await expect.poll(() => page.locator("#legend").innerText()).toContain("Potential / mV");

  const reached = new Set<string>();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    reached.add(
      await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null;
        return element?.name || element?.id || element?.className || "";
      }),
    );
  }
  for (const id of [
    "scenario",
    "play",
    "step",
    "reset",
    "speed",
    "layer",
    "section",
    "direction",
    "current",
    "pressure-number",
    "temperature",
    "plots",
    "open",
    "save-scenario",
    "save-series",
  ]) {
    expect(reached, id).toContain(id);
  }

  await page.locator("#section").focus();
  await page.keyboard.press("ArrowDown");
  await expect
    .poll(() => page.locator("#probe .place").innerText())
    .toContain("below the interface");
  await expect.poll(() => page.locator("#live").textContent()).toContain("millivolts");
  await page.locator(".plots").focus();
  await page.keyboard.press("ArrowLeft");
  await expect
    .poll(() => page.locator("#live").textContent())
    .toMatch(/^At .*contact \d+.* percent/);

  await page.locator("#section").focus();
  await page.keyboard.press("?");
  await expect.poll(() => page.locator("#shortcuts").isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator("#shortcuts").isVisible()).toBe(false);
  expect(complaints).toEqual([]);
});

test.each([390, 768, 1280])("no horizontal scrolling at %i px", async (width) => {
  const { page } = await open("", width, 844);
  await untilMoving(page);
  const overflow = await page.evaluate(() => {
    document.scrollingElement!.scrollLeft = 1000;
    return document.scrollingElement!.scrollWidth - document.documentElement.clientWidth;
  });
  expect(overflow).toBe(0);
});

test.each(GALLERY.map(({ name, title }) => [name, title]))("%s opens", async (name, title) => {
  const { page, complaints } = await open(`?case=${name}&autoplay=0`);
  await expect.poll(() => page.title()).toContain(title);
  await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
  await expect.poll(() => page.locator("#scenario").inputValue()).toBe(name);
  const start = await clock(page);
  await page.locator("#step").click();
  await expect.poll(() => clock(page)).not.toBe(start);
  expect(complaints).toEqual([]);
});

test("a broken scenario is refused in words, and the run before it goes on", async () => {
  const { page } = await open();
  await untilMoving(page);
  await page.locator("#file").setInputFiles({
    name: "broken.json",
    mimeType: "application/json",
    buffer: Buffer.from('{ "cell": { "width": '),
  });
  await expect.poll(() => page.locator("#message").innerText()).toMatch(/JSON/);
  await untilMoving(page);
  await page.locator("#file").setInputFiles({
    name: "narrow.json",
    mimeType: "application/json",
    buffer: Buffer.from('{ "cell": { "width": "-3 um" }, "protocol": ["Rest for 1 min"] }'),
  });
  await expect.poll(() => page.locator("#message").innerText()).toContain("cell.width");
  await untilMoving(page);
});

test("an engine that cannot be loaded is reported with its cause", async () => {
  context = await browser.newContext();
  await context.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  const page = await context.newPage();
  await page.goto(server.url);
  await expect.poll(() => page.locator("#failure").innerText()).toContain("HTTP 404");
});

test("an engine that dies says so, and why", async () => {
  context = await browser.newContext();
  await context.route("**/worker-*.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: 'throw new Error("out of memory")' }),
  );
  const page = await context.newPage();
  await page.goto(server.url);
  await expect.poll(() => page.locator("#failure").innerText()).toContain("out of memory");
  await expect.poll(() => page.locator("#play").isDisabled()).toBe(true);
});

test("an unknown case is named in words, and the first scenario opens instead", async () => {
  const { page } = await open("?case=singel-void");
  await expect.poll(() => page.locator("#message").innerText()).toContain("single-void");
  await untilMoving(page);
});

test("a scenario file dropped on the page opens", async () => {
  const { page } = await open("?autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await page.evaluate(() => {
    const scenario = { title: "Dropped", protocol: ["Rest for 7 min"] };
    const data = new DataTransfer();
    data.items.add(new File([JSON.stringify(scenario)], "dropped.json"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
  });
  await expect.poll(() => page.title()).toContain("Dropped");
  await expect.poll(() => page.locator("#events .protocol").innerText()).toContain("7 min");
});

test("it runs without SharedArrayBuffer", async () => {
  const { page, complaints } = await open("", 1280, 800, "delete globalThis.SharedArrayBuffer");
  expect(await page.evaluate(() => typeof SharedArrayBuffer)).toBe("undefined");
  await untilMoving(page);
  expect(complaints).toEqual([]);
});

test("scenario and time series can be taken home", async () => {
  const { page } = await open();
  await untilMoving(page);
  const [scenario] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#save-scenario").click(),
  ]);
  expect(scenario.suggestedFilename()).toBe("single-void.json");
  const [series] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#save-series").click(),
  ]);
  expect(series.suggestedFilename()).toBe("single-void.bdf.csv");
  const { readFile } = await import("node:fs/promises");
  const [head, ...lines] = (await readFile(await series.path(), "utf8")).trim().split("\n");
  expect(head).toMatch(/^Test Time \/ s,Voltage \/ V,/);
  expect(lines.length).toBeGreaterThan(1);
});

test("a switch starts the run again under the other assumption, and says what it stands on", async () => {
  const { page, complaints } = await open("?autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await page.locator("#assumptions summary").click();
  const sinks = page.getByLabel("Vacancy sinks");
  await expect.poll(() => sinks.isChecked()).toBe(true);
  expect(await page.locator("#set-physics-vacancySinks-about").innerText()).toMatch(
    /^calibrated .*Kasemchainan/,
  );
  await page.locator("#step").click();
  await sinks.uncheck();
  await expect.poll(() => clock(page)).toMatch(/^0.0/);
  await expect.poll(() => sinks.isChecked()).toBe(false);
  await page.locator("#mechanism").selectOption("debris");
  await expect.poll(() => page.getByLabel("Coverage").inputValue()).toBe("0.5 cm2/(mA.h)");
  expect(await page.locator("#assumptions .help").innerText()).toContain("Predicts:");
  await page.locator("#assumptions").getByRole("button").click();
  await expect.poll(() => page.getByLabel("Vacancy sinks").isChecked()).toBe(true);
  expect(complaints).toEqual([]);
});

test("an assumption outside its range is refused in a sentence and the old one stays", async () => {
  const { page } = await open("?autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await page.locator("#assumptions summary").click();
  const gap = page.getByLabel("Gap scale");
  await gap.fill("3 MPa");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("#message").innerText()).toMatch(/"3 MPa" is not a length/);
  await expect.poll(() => gap.inputValue()).toBe("0.15 um");
});

test("the spread of the current is a chart that the arrow keys walk over", async () => {
  const { page, complaints } = await open("?case=strip-3mpa");
  await untilMoving(page);
  const said = page.locator("#spread output");
  await expect.poll(() => said.innerText()).toMatch(/% of the interface carries .* the mean/);
  await page.locator("#spread canvas").focus();
  const before = await said.innerText();
  for (let k = 0; k < 20; k++) await page.keyboard.press("ArrowRight");
  await expect.poll(() => said.innerText()).toContain("above 16");
  expect(await said.innerText()).not.toBe(before);
  await page.keyboard.press("Escape");
  await expect.poll(() => said.innerText()).not.toContain("above 16");
  expect(complaints).toEqual([]);
});

/** Pixels of the overlay in the colour of filaments. */
const magenta = (page: Page) =>
  page.locator("#lines").evaluate((canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d")!;
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let k = 0; k < data.length; k += 4) {
      if (data[k]! > 150 && data[k + 1]! < 80 && data[k + 2]! > 130) count++;
    }
    return count;
  });

test("a filament grows, shorts, and dies: drawn, noticed, listed, in words; at 390 px too", async () => {
  const { page, complaints } = await open("?autoplay=0", 390, 844);
  await expect.poll(() => clock(page)).not.toBe("");
  const scenario = {
    title: "Through",
    cell: { width: "64 um", lithium: "16 um", electrolyte: "64 um", pellet: "64 um" },
    conditions: { stackPressure: "3 MPa" },
    mesh: { columns: 64 },
    electrolyte: { flaws: { list: [{ at: "30 um", length: "5 um" }] } },
    physics: { filaments: true },
    protocol: [
      "Plate at 1 mA/cm2 for 1 min",
      "Plate at 4 mA/cm2 for 90 s",
      "Strip at 4 mA/cm2 for 2 min",
    ],
  };
  await page.locator("#file").setInputFiles({
    name: "through.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(scenario)),
  });
  await expect.poll(() => page.title()).toContain("Through");
  await page.locator("#play").click();
  await expect.poll(() => page.locator("#play").innerText()).toBe("Play");
  await page.locator("#reset").click();
  const words = () => page.locator("#filaments").innerText();
  await expect.poll(words).toContain("Flaws only, none has grown");
  const flaw = await magenta(page);
  expect(flaw).toBeGreaterThan(0);

  // By keyboard: the risk layer marks the flaw that comes nearest to starting, the probe reads its value.
  await page.locator("#section").focus();
  await page.keyboard.press("7");
  await page.keyboard.press(".");
  await expect.poll(words).toMatch(/Forecast: no flaw starts .* the flaw at 30.0\sµm/);
  await expect.poll(words).toContain("highest risk");
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => page.locator("#value").innerText()).toMatch(/Dendrite risk \S/);

  await page.locator("#speed").selectOption({ label: "as fast as it computes" });
  await page.keyboard.press("Escape");
  await page.locator("#play").click();
  await expect
    .poll(() => page.locator("#message .short").innerText(), { timeout: 60_000 })
    .toMatch(/^Short circuit after \d\smin \d\d\ss\. Soft short: .* µm/);
  expect(await magenta(page)).toBeGreaterThan(3 * flaw);
  expect(await page.locator("#events .log .short").innerText()).toContain("Soft short");
  await expect.poll(words, { timeout: 60_000 }).toContain("the short has healed");
  const overflow = await page.evaluate(
    () => document.scrollingElement!.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await page.locator("#reset").click();
  await expect.poll(() => page.locator("#message").innerText()).toBe("");
  expect(complaints).toEqual([]);
});

test("with filament following at zero the page says that it spalls", async () => {
  const { page } = await open("?case=triple-junction&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  const warning = page.getByText("Filament following (chi) is low");
  expect(await warning.isVisible()).toBe(false);
  await page.locator("#assumptions summary").click();
  await page.getByLabel("Filament following").fill("0");
  await page.keyboard.press("Enter");
  await expect.poll(() => warning.isVisible()).toBe(true);
  expect(await warning.innerText()).toContain("spall");
});

/** The scenario as it would be saved. */
async function saved(page: Page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#save-scenario").click(),
  ]);
  const { readFile } = await import("node:fs/promises");
  return JSON.parse(await readFile(await download.path(), "utf8"));
}

test("a flaw is drawn by pointer, taken back, drawn again; file and link have it", async () => {
  const { page, complaints } = await open("?autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await page.locator("#draw").click();
  const drag = async () => {
    const section = page.locator("#section");
    await section.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await section.boundingBox())!;
    // A little above the interface, which draws the end to it.
    await page.mouse.move(x + width / 2, y + 0.4 * height - 5);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + 0.5 * height, { steps: 4 });
  };
  const about = () => page.locator("#drawing p").innerText();

  await drag();
  await expect.poll(() => page.locator("#beside").innerText()).toMatch(/^5.0\d\sµm, 0°, 5.0\d/);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect((await saved(page)).electrolyte.flaws.list).toEqual([]);

  await drag();
  await page.mouse.up();
  await expect.poll(about).toMatch(/open to the lithium. Filaments are on now/);
  await expect.poll(() => magenta(page)).toBeGreaterThan(50);
  await page.keyboard.press("Control+z");
  await expect.poll(about).toBe("Taken back.");
  expect((await saved(page)).physics.filaments).toBe(false);

  await drag();
  await page.mouse.up();
  await expect.poll(about).toContain("Filaments are on now");
  const { electrolyte, physics } = await saved(page);
  expect(physics.filaments).toBe(true);
  expect(electrolyte.flaws.list).toHaveLength(1);
  expect(electrolyte.flaws.list[0]).toMatchObject({ tilt: 0, depth: "0 um" });
  expect(Number.parseFloat(electrolyte.flaws.list[0].at)).toBeCloseTo(20, 0);

  await page.goto(page.url());
  await expect.poll(() => magenta(page)).toBeGreaterThan(50);
  expect((await saved(page)).electrolyte).toEqual(electrolyte);
  expect(complaints).toEqual([]);
});

test("a boundary is drawn and erased by keyboard, in words; at 390 px too", async () => {
  const { page, complaints } = await open("?autoplay=0", 390, 844);
  await expect.poll(() => clock(page)).not.toBe("");
  const live = () => page.locator("#live").textContent();
  const boundaries = async () => (await saved(page)).electrolyte.grains.list;
  await page.keyboard.press("b");
  await expect.poll(live).toContain("A grain boundary");
  await page.keyboard.press("Enter");
  for (let k = 0; k < 4; k++) await page.keyboard.press("Shift+ArrowDown");
  await expect.poll(live).toMatch(/^Boundary 10.0\sµm long, 0° .* 10.0\sµm below the interface$/);
  await page.keyboard.press("Enter");
  await expect.poll(live).toMatch(/^Boundary 10.0\sµm long/);
  const line = { from: "20 um", fromDepth: "0 um", to: "20 um", toDepth: "10 um" };
  await expect.poll(boundaries).toEqual([line]);
  expect(await page.locator("#filaments").innerText()).toContain("grain boundary");
  await page.locator("#section").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Enter");
  await expect.poll(boundaries).toEqual([]);
  await page.keyboard.press("u");
  await expect.poll(boundaries).toEqual([line]);
  await page.keyboard.press("Escape");
  expect(await page.locator("#drawing").isVisible()).toBe(false);
  const overflow = await page.evaluate(
    () => document.scrollingElement!.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  expect(complaints).toEqual([]);
});
