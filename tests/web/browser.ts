// A real browser and the built page for the tests: a system Chromium where there is one, else the one
// that @sparticuz/chromium brings inside its npm package (headless, WebGL2 by SwiftShader, no root).
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import packed from "@sparticuz/chromium";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { preview } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** [ms] For what hangs, not for what is slow. */
export const PATIENCE = 120_000;

/** Where systems without Chromium on the PATH have one. */
const USUAL: Record<string, string[]> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
    .flatMap((name) => process.env[name] ?? [])
    .flatMap((folder) => [
      join(folder, "Google/Chrome/Application/chrome.exe"),
      join(folder, "Microsoft/Edge/Application/msedge.exe"),
    ]),
};
/** WebGL without a graphics card, in a system browser. Only what asks for WebGL is drawn by an emulated card: the rest of the page
 * takes the processor a third of the time without one. */
const software = [
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  "--disable-gpu-compositing",
];

function systemBrowser(): string | undefined {
  const given = process.env["CHROME_PATH"];
  if (given && !existsSync(given)) {
    throw new Error(
      `CHROME_PATH names "${given}", which does not exist; name a Chromium or unset it.`,
    );
  }
  const usual = USUAL[process.platform]?.find((path) => existsSync(path));
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
  return given ?? found ?? usual;
}

export const launch = async (): Promise<Browser> => chromium.launch(await launchOptions());

/** A browser that several connect to. */
export const serveBrowser = async () => chromium.launchServer(await launchOptions());

async function launchOptions(): Promise<LaunchOptions> {
  const system = systemBrowser();
  return {
    executablePath: system ?? (await packed.executablePath()),
    args: [...software, ...(system ? systemArguments() : packedArguments)],
    headless: true,
    timeout: PATIENCE,
    // uPlot asks the browser for its language at once; the POSIX locale of a container is not one.
    env: { ...process.env, LANG: "en_US.UTF-8", LC_ALL: "en_US.UTF-8" } as Record<string, string>,
  };
}

/** Not the package's own list: that one runs everything in one process and switches SharedArrayBuffer on. */
const packedArguments = ["--no-sandbox", "--headless=shell", "--lang=en-US"];

/** Chromium refuses its sandbox to root, as in many containers. */
function systemArguments(): string[] {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}

/** Serves dist/page on a free port, as `npm start` does, with `headers` on top; `url` ends with a slash. */
export async function servePage(
  headers: Record<string, string> = {},
): Promise<{ url: string; close(): Promise<void> }> {
  if (!existsSync(join(root, "dist/page/index.html"))) {
    throw new Error("dist/page is missing; build the page first: npm run build");
  }
  const server = await preview({
    root: join(root, "web"),
    configFile: join(root, "vite.config.ts"),
    logLevel: "silent",
    preview: { port: 0, host: "127.0.0.1", headers },
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error("vite preview gave no address");
  return { url, close: () => server.close() };
}
