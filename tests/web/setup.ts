// One browser and one server for all files of tests: to start them takes longer than many a test.
import type { TestProject } from "vitest/node";
import { serveBrowser, servePage } from "./browser";

declare module "vitest" {
  interface ProvidedContext {
    browser: string;
    page: string;
  }
}

export default async function setup({ provide }: TestProject) {
  const [browser, server] = await Promise.all([serveBrowser(), servePage()]);
  provide("browser", browser.wsEndpoint());
  provide("page", server.url);
  return async () => {
    await browser.close();
    await server.close();
  };
}
