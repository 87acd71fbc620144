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

  test("goes on without a network, with all that is loaded late; a newer page says so", async () => {
    const { page } = await open("?case=void-field", 1280, 800, keeps, address);
    await untilMoving(page);
    await expect.poll(() => kept(page)).toBe("activated");
    expect(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
    ).toBe(1);
    const names = readdirSync(join(folder, "assets")).length;
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
    writeFileSync(
      join(folder, "sw.js"),
      `${readFileSync(join(folder, "sw.js"), "utf8")}\n// newer`,
    );
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect.poll(() => page.locator("#message").innerText()).toContain("newer version");
    await untilMoving(page);
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
