// After the first load the page needs no network, under any path; a newer one comes with a sentence, not under the hand. As one file it
// needs none at all: from a folder, and in a sandboxed frame.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clock, keeps, open, show, untilMoving } from "./visit";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const TYPES: Record<string, string> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  wasm: "application/wasm",
  svg: "image/svg+xml",
  png: "image/png",
  webmanifest: "application/manifest+json",
};

const kept = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));

const waiting = (page: Page) =>
  page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).waiting));

/** Plays until a time has passed, so that no time step is on its way; what the clock says then. */
async function pauseAt(page: Page, time: string): Promise<string> {
  await page.locator("#until").selectOption({ label: `${time} have passed` });
  await expect.poll(() => page.locator("#play").innerText()).toBe("Play");
  return clock(page);
}

describe("the page under a path of a server", () => {
  const folder = mkdtempSync(join(tmpdir(), "voidscope-page-"));
  let server: Server;
  let address = "";
  beforeAll(async () => {
    cpSync(join(dist, "page"), folder, { recursive: true });
    server = createServer(({ url = "" }, response) => {
      const path = new URL(url, "http://x").pathname.replace("/courses/battery/", "");
      try {
        const bytes = readFileSync(join(folder, path || "index.html"));
        const type = TYPES[(path || "index.html").split(".").at(-1)!] ?? "";
        response.writeHead(200, { "content-type": type, "cache-control": "no-cache" }).end(bytes);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/courses/battery/`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** Another version of the page lies on the server, and this one finds it. */
  async function renew(page: Page) {
    const worker = join(folder, "sw.js");
    writeFileSync(worker, `${readFileSync(worker, "utf8")}\n// newer`);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect.poll(() => page.locator("#message").innerText()).toContain("newer version");
  }

  test("goes on without a network, with all that is loaded late; a newer page says so", async () => {
    const { page } = await open("?case=void-field", 1280, 800, keeps, address);
    await untilMoving(page);
    await expect.poll(() => kept(page)).toBe("activated");
    expect(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
    ).toBe(1);
    // all but the library that writes fields
    const names = readdirSync(join(folder, "assets")).length - 1;
    const inCache = () =>
      page.evaluate(async () => {
        const [name] = await caches.keys();
        return (await (await caches.open(name!)).keys()).length;
      });
    await expect.poll(inCache).toBeGreaterThanOrEqual(names);
    await page.context().setOffline(true);
    await page.goto(`${address}?case=heal&autoplay=1`);
    await untilMoving(page);
    await show(page, "protocol");
    await page.locator("#edit-steps").click();
    await page.locator("#editor .cm-content").waitFor();
    await show(page, "instruments");
    await page.locator("#charts .plots").waitFor();
    // another page comes: the old one goes on, and says so
    await page.context().setOffline(false);
    await renew(page);
    await untilMoving(page);
  });

  test("a newer page is taken by a key, and the run goes on from the same time step; another tab is told", async () => {
    const { page } = await open("?autoplay=0", 1280, 800, keeps, address);
    await expect.poll(() => kept(page)).toBe("activated");
    await page.goto(`${address}?case=heal`);
    const time = await pauseAt(page, "10 min");
    const other = await page.context().newPage();
    await other.goto(`${address}?case=void-field&autoplay=0`);
    await other.locator("#transport #play").waitFor();
    await renew(page);
    await expect.poll(() => other.locator("#message").innerText()).toContain("newer version");
    await page.locator(".skip").focus();
    const isReached = () => page.evaluate(() => document.activeElement?.id === "act");
    for (let key = 0; key < 30 && !(await isReached()); key++) await page.keyboard.press("Tab");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    await expect.poll(() => clock(page)).toBe(time);
    expect(await page.locator("#scenario").inputValue()).toBe("heal");
    expect(await waiting(page)).toBe(false);
    await expect.poll(() => other.locator("#message").innerText()).toContain("Another tab");
    const step = pauseAt(other, "10 min");
    await other.locator("#play").click();
    const there = await step;
    await Promise.all([other.waitForEvent("load"), other.locator("#act").click()]);
    await expect.poll(() => clock(other)).toBe(there);
  });

  test("where the browser keeps no runs the address brings it through the reload; a newer page that waits is told of", async () => {
    const { page } = await open("?autoplay=0", 1280, 800, keeps, address);
    await expect.poll(() => kept(page)).toBe("activated");
    await page.goto(`${address}?case=heal&autoplay=0`);
    await renew(page);
    // of an earlier visit
    await page.goto(`${address}?case=hot`);
    await expect.poll(() => page.locator("#message").innerText()).toContain("newer version");
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    const time = await pauseAt(page, "10 min");
    await expect.poll(() => page.locator("#message").innerText()).toContain("storage is full");
    await renew(page);
    await Promise.all([page.waitForEvent("load"), page.locator("#act").click()]);
    await expect.poll(() => clock(page)).toBe(time);
    expect(await waiting(page)).toBe(false);
    expect(page.url()).toContain("#s=");
  });

  test("can be installed: its manifest and icons are there", async () => {
    const { page } = await open("?autoplay=0", 1280, 800, undefined, address);
    const manifest = await page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>("link[rel=manifest]")!.href;
      const body = await (await fetch(link)).json();
      const icons = await Promise.all(
        body.icons.map(
          async ({ src }: { src: string }) => (await fetch(new URL(src, link))).status,
        ),
      );
      return { ...body, icons, start: new URL(body.start_url, link).href };
    });
    expect(manifest).toMatchObject({ display: "standalone", icons: [200, 200], start: address });
  });
});

describe("the page as one file", () => {
  const file = join(dist, "single/voidscope.html");

  test("runs from a folder, with its panels and a reload", async () => {
    const { page, complaints } = await open(
      "?case=single-void",
      1280,
      800,
      undefined,
      pathToFileURL(file).href,
    );
    await untilMoving(page);
    await page.locator("#scenario").selectOption("hot");
    await expect.poll(() => page.locator("#scenario").inputValue()).toBe("hot");
    await untilMoving(page);
    await show(page, "protocol");
    await page.locator("#edit-json").click();
    await page.locator("#editor .cm-content").waitFor();
    await show(page, "instruments");
    await page.locator("#instrument-impedance > summary").press("Enter");
    await expect
      .poll(() => page.locator("#instrument-impedance .chart").count())
      .toBeGreaterThan(0);
    // it pauses by itself, so that no time step is on its way
    await page.locator("#until").selectOption({ label: "10 min have passed" });
    await expect.poll(() => page.locator("#play").innerText()).toBe("Play");
    const time = await clock(page);
    await page.reload();
    await expect.poll(() => clock(page)).toBe(time);
    expect(complaints).toEqual([]);
    // nothing beside it
    const markup = readFileSync(file, "utf8").replace(/<(script|style)[\s\S]*?<\/\1>/g, "");
    expect(markup).not.toMatch(/(?:src|href)="(?!data:|#)[^"]+"/);
  });

  test("runs in a sandboxed frame", async () => {
    const { page } = await open("", 800, 600, undefined, "about:blank");
    await page.setContent(`<iframe sandbox="allow-scripts" width="700" height="500"></iframe>`);
    await page.locator("iframe").evaluate(
      (frame: HTMLIFrameElement, text) => {
        frame.srcdoc = text;
      },
      readFileSync(file, "utf8"),
    );
    const frame = page.frameLocator("iframe");
    await expect.poll(() => frame.locator("#headline").innerText()).toContain("a void grows");
  });
});
