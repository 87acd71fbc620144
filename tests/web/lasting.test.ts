// A run that lasts: past the end of its protocol and past a short, out of sight, and past the death of its engine.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { clock, contents, log, open, show, untilMoving } from "./visit";

const playing = (page: Page) => page.locator("#play").innerText();

/** Time, voltage and contact of the rows that the page hands out. */
async function series(page: Page) {
  await show(page, "record");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#save-series").click(),
  ]);
  const [head, ...lines] = (await contents(download)).toString().trim().split("\n");
  const names = head!.split(",");
  const column = (start: string) => names.findIndex((name) => name.startsWith(start));
  const [time, voltage] = [column("Test Time"), column("Voltage")];
  return lines.map((line) => {
    const cells = line.split(",").map(Number);
    return { time: cells[time]!, voltage: Math.abs(cells[voltage]!) };
  });
}

test("past the end of its protocol a run goes on, and a hand acts", async () => {
  const { page, complaints } = await open("?case=single-void&set=mesh.columns=32");
  await untilMoving(page);
  await page.locator("#speed").selectOption({ label: "as fast as it computes" });
  // the protocol is 30 min long
  await expect.poll(() => clock(page)).toMatch(/^(?:3[2-9]|[4-9]\d)\smin|^\d+\sh/);
  expect(await playing(page)).toBe("Pause");
  await page.locator("#speed").selectOption({ label: "2 min/s" });
  expect(await clock(page)).not.toMatch(/finished|stopped/);
  for (const id of ["step", "reset", "pressure", "pressure-number", "until"])
    expect(await page.locator(`#${id}`).isEnabled(), id).toBe(true);
  await page.getByLabel("Stack pressure in megapascals").fill("12");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("#platen").innerText()).toContain("12.0");
  await expect.poll(() => page.locator("#headline").innerText()).toMatch(/Contact is back|closes/);
  await untilMoving(page);
  // a link to where it is goes on, too
  await page.locator("#play").click();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await show(page, "record");
  await page.locator("#copy-link").click();
  await expect.poll(() => page.locator("#message").innerText()).toContain("copied");
  const other = await page.context().newPage();
  await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
  const time = await clock(page);
  await expect.poll(() => clock(other)).toBe(time);
  await other.locator("#step").click();
  await expect.poll(() => clock(other)).not.toBe(time);
  expect(await clock(other)).not.toContain("finished");
  expect(await other.locator("#step").isEnabled()).toBe(true);
  expect(complaints).toEqual([]);
});

test.each([
  [1280, 800],
  [390, 844],
])(
  "a short: nothing moves on the page at %i x %i, the run goes on, and its curve has the voltage that has fallen",
  async (width, height) => {
    const { page } = await open("?case=grain-boundary", width, height);
    await page.locator("#curve .plot canvas").waitFor();
    const places = () =>
      page.evaluate(() =>
        ["picture", "curve", "scenario-control", "play"].map((id) => {
          const { x, y, width, height } = document.getElementById(id)!.getBoundingClientRect();
          return [x, y, width, height].map(Math.round).join(" ");
        }),
      );
    const before = await places();
    await expect.poll(() => page.locator("#headline").innerText()).toContain("shorted");
    expect(await places()).toEqual(before);
    await expect.poll(() => log(page)).toMatch(/short/i);
    const shorted = await clock(page);
    await untilMoving(page);
    expect(await playing(page)).toBe("Pause");
    await expect.poll(() => clock(page)).not.toBe(shorted);
    const rows = await series(page);
    const most = Math.max(...rows.map(({ voltage }) => voltage));
    expect(rows.at(-1)!.voltage).toBeLessThan(0.7 * most);
  },
);

test("out of sight it waits, and goes on when it is seen again; as fast as it computes it does not wait", async () => {
  const { page } = await open("?case=single-void");
  await untilMoving(page);
  const hide = (hidden: boolean) =>
    page.evaluate((away) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => away });
      Object.defineProperty(document, "visibilityState", {
        configurable: true,
        get: () => (away ? "hidden" : "visible"),
      });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await hide(true);
  await expect.poll(() => playing(page)).toBe("Play");
  await hide(false);
  await expect.poll(() => playing(page)).toBe("Pause");
  await untilMoving(page);
  // what a hand has paused stays paused
  await page.locator("#play").click();
  await expect.poll(() => playing(page)).toBe("Play");
  await hide(true);
  await hide(false);
  expect(await playing(page)).toBe("Play");
  // where it was to pause it still does
  await page.locator("#reset").click();
  await page.locator("#until").selectOption({ label: "10 min have passed" });
  await expect.poll(() => playing(page)).toBe("Pause");
  await hide(true);
  await expect.poll(() => playing(page)).toBe("Play");
  await hide(false);
  await expect.poll(() => playing(page)).toBe("Pause");
  await page.locator("#speed").selectOption({ label: "as fast as it computes" });
  await expect.poll(() => playing(page)).toBe("Play");
  expect(await clock(page)).toMatch(/^10\smin/);
  await page.locator("#play").click();
  await expect.poll(() => playing(page)).toBe("Pause");
  await hide(true);
  expect(await playing(page)).toBe("Pause");
  await untilMoving(page);
});

test("an engine that dies on its way loses nothing: the page goes on at the same time step", async () => {
  const { page } = await open("?case=heal");
  await page.locator("#until").selectOption({ label: "10 min have passed" });
  await expect.poll(() => playing(page)).toBe("Play");
  const time = await clock(page);
  const [engine] = page.workers();
  await engine!.evaluate(() => {
    setTimeout(() => {
      throw new Error("out of memory");
    });
  });
  await expect.poll(() => page.locator("#failure").innerText()).toContain("out of memory");
  await Promise.all([
    page.waitForEvent("load"),
    page.locator("#failure").getByRole("button").click(),
  ]);
  await expect.poll(() => clock(page)).toBe(time);
  expect(await page.locator("#scenario").inputValue()).toBe("heal");
  expect(await page.locator("#failure").isHidden()).toBe(true);
  // at rest the dial of the current has the one that a strip would begin with, as its field says
  await show(page, "controls");
  expect(await page.locator("#current-number").inputValue()).toBe("1.00");
  expect(await page.locator("#current").getAttribute("aria-valuetext")).toMatch(/^1.00 /);
  expect(Number(await page.locator("#current").inputValue())).toBeCloseTo(0, 6);
});

test.each([
  [1280, 800],
  [390, 844],
])("the list of keys can be read to its end and closed at %i x %i", async (width, height) => {
  const { page } = await open("?autoplay=0", width, height);
  await page.locator("#curve .plot canvas").waitFor();
  await page.keyboard.press("?");
  const dialog = page.locator("#shortcuts");
  await expect.poll(() => dialog.isVisible()).toBe(true);
  const box = (await dialog.boundingBox())!;
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height).toBeLessThanOrEqual(height);
  await dialog.getByRole("button", { name: "Close" }).scrollIntoViewIfNeeded();
  const close = (await dialog.getByRole("button", { name: "Close" }).boundingBox())!;
  expect(close.y + close.height).toBeLessThanOrEqual(box.y + box.height + 1);
});
