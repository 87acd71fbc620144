// The built page in a real browser: what a person sees, does and reads.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { GALLERY } from "../../core/gallery";
import { layers } from "../../web/view/layers";
import { clock, contents, log, look, open, show, untilMoving } from "./visit";

/** Different colours of the canvas, as composited on the screen. */
async function colours(page: Page): Promise<number> {
  const png = (await page.locator("#section").screenshot()).toString("base64");
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext("2d")!;
    drawing.drawImage(image, 0, 0);
    const words = new Uint32Array(
      drawing.getImageData(0, 0, image.width, image.height).data.buffer,
    );
    return new Set(words).size;
  }, png);
}

test("the page loads, draws the section and time goes on by itself, without a complaint", async () => {
  const { page, complaints } = await open();
  await untilMoving(page);
  await untilMoving(page);
  // Two materials, void, interface line and their outlines; a blank canvas has one colour.
  await expect.poll(() => colours(page)).toBeGreaterThan(20);
  await look(page, "Potential");
  await expect.poll(() => page.locator("#legend").innerText()).toContain("Potential / mV");
  await expect.poll(() => colours(page)).toBeGreaterThan(100);
  expect(complaints).toEqual([]);
});

test("every layer shows its name, and its unit where it has one", async () => {
  const { page, complaints } = await open("?autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  const legends = [
    ["Current density", "Current density / mean"],
    ["Hydrostatic stress", "MPa"],
    ["Von Mises stress", "MPa"],
    ["Vacancies", "Vacancies"],
    ["Dendrite risk", "Dendrite risk"],
  ];
  for (const [label, expected] of legends) {
    await look(page, label!);
    await expect.poll(() => page.locator("#legend .bar").innerText()).toContain(expected!);
    const { about } = layers.find((layer) => layer.label === label)!;
    await expect.poll(() => page.locator("#legend .about").innerText()).toContain(about);
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
  await show(page, "controls");
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

  // charts come after the picture
  await page.locator(".trace").waitFor({ state: "attached" });
  const reached = new Set<string>();
  const walk = async (steps: number) => {
    for (let i = 0; i < steps; i++) {
      await page.keyboard.press("Tab");
      reached.add(
        await page.evaluate(() => {
          const element = document.activeElement as HTMLInputElement | null;
          return element?.name || element?.id || element?.className || "";
        }),
      );
    }
  };
  await walk(28);
  for (const panel of ["controls", "instruments", "record"]) {
    await page.locator(`#open-${panel}`).focus();
    await page.keyboard.press("Enter");
    if (panel === "instruments") await page.locator(".plots").waitFor({ state: "attached" });
    await walk(12);
  }
  for (const id of [
    "scenario",
    "present",
    "help",
    "layer",
    "section",
    "pressure",
    "pressure-number",
    "landmark",
    "play",
    "step",
    "reset",
    "speed",
    "trace",
    "open-assumptions",
    "direction",
    "current",
    "temperature",
    "draw",
    "plots",
    "open",
    "save-scenario",
    "save-series",
  ]) {
    expect([...reached], id).toContain(id);
  }
  await show(page, "instruments");

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

test("buttons stay where they are while slow motion comes and goes", async () => {
  const { page } = await open("?case=doux");
  await page.locator("#curve .plot canvas").waitFor();
  const tops = await page.evaluate(
    () =>
      new Promise<{ slow: number[]; fast: number[] }>((resolve) => {
        const seen = { slow: new Set<number>(), fast: new Set<number>() };
        const look = () => {
          const { top } = document.querySelector("#step")!.getBoundingClientRect();
          seen[document.querySelector(".slow") ? "slow" : "fast"].add(top);
          if (seen.slow.size > 0 && seen.fast.size > 0)
            resolve({ slow: [...seen.slow], fast: [...seen.fast] });
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  expect(tops.slow).toEqual(tops.fast);
  expect(tops.slow).toHaveLength(1);
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

// by one visitor, who has the program already
test("each scenario opens", async () => {
  const { page, complaints } = await open("?autoplay=0");
  for (const { name, title } of GALLERY) {
    await page.goto(page.url().replace(/\?.*/, `?case=${name}&autoplay=0`));
    await expect.poll(() => page.title(), { message: name }).toContain(title);
    await expect.poll(() => page.locator("#step").isEnabled()).toBe(true);
    await expect.poll(() => page.locator("#scenario").inputValue()).toBe(name);
    await expect.poll(() => clock(page)).not.toBe("");
    // a sentence, a picture, a control with its value, and nothing that is not for people
    const happens = page.locator("#headline span");
    await expect.poll(() => happens.innerText(), { message: name }).toMatch(/^[A-Z0-9].{15,}\.$/);
    const control = page.locator("#scenario-control input[type=text]");
    expect(await control.inputValue(), name).toMatch(/^−?\d/);
    expect(await page.locator(".picture .tag.value").isVisible(), name).toBe(false);
    // none of which has to be scrolled to
    const beyond = await page
      .locator("#headline, #picture, #curve, #scenario-control, #play")
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().bottom > innerHeight));
    expect(beyond, name).toEqual([]);
    const start = await clock(page);
    await page.locator("#step").click();
    await expect.poll(() => clock(page), { message: name }).not.toBe(start);
    for (const panel of ["protocol", "instruments"]) {
      await show(page, panel);
      if (panel === "instruments") await page.locator("#ledger table").waitFor();
      expect(await page.locator("main").innerText(), name).not.toMatch(
        /NaN|undefined|Infinity|null|A\.h|\buA|cm2|\d{7,}|\de[-+]\d|time steps of 0(?:\.0)? s/i,
      );
    }
  }
  expect(complaints).toEqual([]);
});

test("colours of a current keep their ends while it crowds, and stand for the same ratio", async () => {
  const { page } = await open("?case=single-void&set=mesh.columns=32");
  await untilMoving(page);
  const ticks = () => page.locator("#legend .ticks").innerText();
  const before = await ticks();
  expect(before.split(/\s+/)).toEqual(["0", "1", "2", "3", "4"]);
  await page.locator("#speed").selectOption({ label: "as fast as it computes" });
  await expect
    .poll(() => page.locator("#figures").innerText())
    .toMatch(/Peak current\s+(?:[3-9]|\d\d)(?:\.\d+)?\s×/);
  expect(await ticks()).toBe(before);
  // lithium that has parted by less than a cell is seen to
  await expect
    .poll(() => page.locator(".tag.gap").innerText())
    .toMatch(/^gap drawn \d+\s× as high$/);
});

test("what the electrolyte is made of is drawn, whatever the layer: grains, layers, threads in pores, what is left behind", async () => {
  const { page, complaints } = await open("?case=multilayer&autoplay=0");
  const drawn = (selector: string) =>
    page.locator(selector).evaluate((canvas: HTMLCanvasElement) => {
      if (canvas.hidden) return 0;
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d")!;
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      // names stand at the left
      const isRight = (k: number) => (k >> 2) % canvas.width > canvas.width / 2;
      for (let k = 3; k < data.length; k += 4) if (data[k]! > 40 && isRight(k)) count++;
      return count;
    });
  const structure = () => drawn(".structure-lines");
  for (const label of ["Lithium and voids", "Hydrostatic stress", "Dendrite risk"]) {
    await look(page, label);
    await expect.poll(structure, { message: label }).toBeGreaterThan(2000);
  }
  await page.locator("#scenario").selectOption("grain-boundary");
  await expect.poll(() => page.title()).toContain("grain");
  await look(page, "Potential");
  await expect.poll(structure).toBeGreaterThan(2000);
  // pressed through the pores, further with time
  await page.locator("#scenario").selectOption("doux");
  await expect.poll(() => page.title()).toContain("pores");
  await page.locator("#speed").selectOption({ label: "as fast as it computes" });
  const through = () => page.locator(".tag.electrolyte").innerText();
  await expect.poll(through).toMatch(/lithium is through \d+(?:\.\d+)?\sµm of/);
  // what is behind thin lithium becomes less
  await page.locator("#scenario").selectOption("thin-lithium");
  await expect.poll(() => page.title()).toContain("Thin");
  const left = async () =>
    Number.parseFloat(
      /([\d.]+)\sµm/.exec(
        (await page.locator(".tag.lithium").innerText()).split("·")[1] ?? "",
      )?.[1] ?? "9",
    );
  await expect.poll(left).toBeLessThan(2);
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
  await expect.poll(() => page.locator("#message").innerText()).toContain("ends too early");
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
  const { page } = await open("", 1280, 800, (context) =>
    context.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" })),
  );
  await expect.poll(() => page.locator("#failure").innerText()).toContain("HTTP 404");
});

test("an engine that dies says so, and why", async () => {
  const { page } = await open("", 1280, 800, (context) =>
    context.route("**/worker-*.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: 'throw new Error("out of memory")' }),
    ),
  );
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
  const { page, complaints } = await open("", 1280, 800, (context) =>
    context.addInitScript("delete globalThis.SharedArrayBuffer"),
  );
  expect(await page.evaluate(() => typeof SharedArrayBuffer)).toBe("undefined");
  await untilMoving(page);
  expect(complaints).toEqual([]);
});

test("scenario and time series can be taken home", async () => {
  const { page } = await open();
  await untilMoving(page);
  await show(page, "record");
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
  const [head, ...lines] = (await contents(series)).toString().trim().split("\n");
  expect(head).toMatch(/^Test Time \/ s,Voltage \/ V,/);
  expect(lines.length).toBeGreaterThan(1);
});

test("a switch starts the run again under the other assumption, and says what it stands on", async () => {
  const { page, complaints } = await open("?autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await show(page, "assumptions");
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
  const summary = page.locator("#assumptions summary");
  await expect.poll(() => summary.innerText()).toMatch(/\(\d\d, 1 changed\)/);
  expect(await page.locator("#set-physics-vacancySinks-about b.changed").isVisible()).toBe(true);
  await page.locator("#search-assumptions").fill("sinks kasem");
  await expect.poll(() => page.locator("#assumptions .closure").count()).toBeLessThan(5);
  expect(await sinks.isVisible()).toBe(true);
  await page.locator("#search-assumptions").fill("");
  await page.locator("#mechanism").selectOption("debris");
  await expect.poll(() => page.getByLabel("Coverage").inputValue()).toBe("0.5 cm2/(mA.h)");
  expect(await page.locator("#assumptions").innerText()).toContain("Predicts:");
  await page.locator("#assumptions").getByRole("button").click();
  await expect.poll(() => page.getByLabel("Vacancy sinks").isChecked()).toBe(true);
  await expect.poll(() => summary.innerText()).not.toContain("changed");
  expect(complaints).toEqual([]);
});

test("what a link has changed is marked among the assumptions", async () => {
  const { page } = await open("?case=strip-3mpa&set=physics.vacancySinks=false&autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await show(page, "assumptions");
  await expect.poll(() => page.locator("#assumptions summary").innerText()).toContain("1 changed");
});

test("an assumption outside its range is refused in a sentence and the old one stays", async () => {
  const { page } = await open("?autoplay=0");
  await expect.poll(() => clock(page)).not.toBe("");
  await show(page, "assumptions");
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
  await show(page, "instruments");
  const said = page.locator("#spread .said");
  await expect.poll(() => said.innerText()).toMatch(/% of the interface carries .* the mean/);
  await page.locator("#spread .bars").focus();
  const before = await said.innerText();
  for (let k = 0; k < 20; k++) await page.keyboard.press("ArrowRight");
  await expect.poll(() => said.innerText()).toContain("above 16");
  expect(await said.innerText()).not.toBe(before);
  await page.keyboard.press("Escape");
  await expect.poll(() => said.innerText()).not.toContain("above 16");
  expect(complaints).toEqual([]);
});

test("it needs no more than its own scripts and styles: a strict content security policy passes", async () => {
  const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'";
  const { page, complaints } = await open("?case=triple-junction", 1280, 800, (context) =>
    context.route("**/*", async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), "content-security-policy": policy };
      await route.fulfill({ response, headers });
    }),
  );
  await untilMoving(page);
  await look(page, "Potential");
  await expect.poll(() => page.locator("#legend .bar").innerText()).toContain("Potential / mV");
  expect(complaints).toEqual([]);
  // what is still loaded late has nobody to answer it once the page is closed
  await page.context().unrouteAll({ behavior: "ignoreErrors" });
});
