// Rules of accessibility, as axe-core knows them, run within the page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

interface Axe {
  run(on: Document, options: { runOnly?: readonly string[] }): Promise<{ violations: Violation[] }>;
}

/** What axe finds wrong with the page as it stands, a line each. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const found: Violation[] = await page.evaluate(
    (only) =>
      (globalThis as unknown as { axe: Axe }).axe
        .run(document, only ? { runOnly: only } : {})
        .then(({ violations }) => violations),
    rules,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary ?? ""}`),
  );
}

/** What axe finds wrong with the page in dark and in light; of light what colours can change. */
export async function violationsInBoth(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const dark = await violations(page);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  return [...dark, ...(await violations(page, ["color-contrast", "link-in-text-block"]))];
}
