// Browsers with other engines than Chromium's, where they are installed: Firefox by WebDriver BiDi, and the WebKit that Safari has, as
// WebKitGTK, by WebDriver (https://www.w3.org/TR/webdriver2/). Both need no more than a Debian package and no root.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";
import { vi } from "vitest";
import { PATIENCE } from "./browser";

/** A window of a browser. */
export interface Window {
  /** With its version. */
  name: string;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page, awaits it and gives its value; both sides of it are plain data. */
  run<In extends unknown[], Out>(
    what: (...args: In) => Out | Promise<Out>,
    ...args: In
  ): Promise<Out>;
  /** What is shown, as PNG in base64. */
  screenshot(): Promise<string>;
  close(): Promise<void>;
}

const onPath = (name: string) =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

const WIDTH = 1280;
const HEIGHT = 900;

export const firefox = onPath("firefox-esr") ?? onPath("firefox");

export async function openFirefox(): Promise<Window> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: firefox!,
    headless: true,
    defaultViewport: null,
    timeout: PATIENCE,
    protocolTimeout: PATIENCE,
    args: [`--width=${WIDTH}`, `--height=${HEIGHT}`],
  });
  const page = await browser.newPage();
  return {
    name: await browser.version(),
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    run: (what, ...args) => page.evaluate(`(${what})(...${JSON.stringify(args)})`) as never,
    screenshot: () => page.screenshot({ encoding: "base64" }),
    close: () => browser.close(),
  };
}

const driver = onPath("WebKitWebDriver");
const screen = onPath("xvfb-run");
export const webKit = driver !== undefined && screen !== undefined;

/** A port that is free now. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** The driver on a screen of its own, with a session in the small browser that comes with it. */
export async function openWebKit(): Promise<Window> {
  const port = await freePort();
  const running = spawn(screen!, ["-a", driver!, `--port=${port}`], {
    stdio: "ignore",
    detached: true,
    env: {
      ...process.env,
      // uPlot asks the browser for its language at once; the POSIX locale of a container is not one.
      LANG: "en_US.UTF-8",
      LC_ALL: "en_US.UTF-8",
      // containers do not let a sandbox be set up
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    },
  });
  const stop = () => process.kill(-running.pid!);
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { value } = (await response.json()) as { value: { message?: string } };
    if (!response.ok) throw new Error(`WebKitWebDriver, ${path}: ${value.message}`);
    return value as never;
  };
  try {
    await vi.waitFor(() => call("GET", "/status"), PATIENCE);
    const { sessionId, capabilities } = (await call("POST", "/session", {
      capabilities: {},
    })) as { sessionId: string; capabilities: { browserName: string; browserVersion: string } };
    const path = (command: string) => `/session/${sessionId}/${command}`;
    await call("POST", path("timeouts"), { script: PATIENCE, pageLoad: PATIENCE });
    await call("POST", path("window/rect"), { width: WIDTH, height: HEIGHT });
    return {
      name: `${capabilities.browserName} (WebKit ${capabilities.browserVersion})`,
      goto: (url) => call("POST", path("url"), { url }),
      reload: () => call("POST", path("refresh"), {}),
      run: (what, ...args) =>
        call("POST", path("execute/sync"), { script: `return (${what})(...arguments)`, args }),
      screenshot: () => call("GET", path("screenshot")),
      close: async () => {
        try {
          await call("DELETE", `/session/${sessionId}`);
        } finally {
          stop();
        }
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}
