// The first quarter of a minute of somebody who has read nothing: a picture of the page at each instant, with what it says.
import { join } from "node:path";
import type { Page } from "playwright-core";

/** [s] since the picture first moved, on a computer that keeps up: the page plays two minutes of the cell a second, and it is the
 * cell's time that is waited for, so that a slow computer takes the same pictures. */
export const instants = [0, 2, 5, 10, 15] as const;
/** [s] of the cell, a second of the page */
const rate = 120;
/** [s] when the hand takes the control that glows */
const touches = 6;

/** [s] of the page that what the hand does takes to be seen */
const acts = 3;

/** What the clock of the page says [s]. */
const clockTime = () => {
  const text = document.querySelector("#clock")!.textContent!;
  const of = (unit: string) =>
    Number(new RegExp(`(\\d+)\\s*${unit}(?!\\w)`, "u").exec(text)?.[1] ?? 0);
  return 3600 * of("h") + 60 * of("min") + of("s");
};

export interface Shot {
  second: number;
  file: string;
  /** the sentence above the picture */
  says: string;
  /** contact in percent */
  contact: number;
  /** the control glows */
  glows: boolean;
}

/** Follows the opening demonstration on a page that has just been opened; `folder` null keeps no pictures. */
export async function record(page: Page, folder: string | null): Promise<Shot[]> {
  await page.waitForFunction(() => performance.getEntriesByName("moving").length > 0);
  await page.locator("#curve .number").waitFor();
  const until = async (time: number) => {
    while ((await page.evaluate(clockTime)) < time) await page.waitForTimeout(20);
  };
  let least = 0;
  const play = page.locator("#play");
  const shots: Shot[] = [];
  let touched = false;
  for (const second of instants) {
    if (!touched && second > touches) {
      await until(touches * rate);
      await play.click();
      await page.locator("#scenario-control input[type=range]").focus();
      // as a hand pulls it: to the right, in one go
      for (let k = 0; k < 7; k++) await page.keyboard.press("PageUp");
      // a page that has come further than it should have still shows what the hand has done
      least = (await page.evaluate(clockTime)) + acts * rate;
      await play.click();
      touched = true;
    }
    await until(Math.max(least, second * rate));
    await play.click();
    const file = `newcomer-${String(second).padStart(2, "0")}s.png`;
    if (folder !== null) await page.screenshot({ path: join(folder, file) });
    const [says, contact, glows] = await page.evaluate(
      () =>
        [
          (document.querySelector("#headline") as HTMLElement).innerText,
          Number.parseFloat(document.querySelector("#curve .number")!.textContent!),
          document.querySelector("#scenario-control")!.classList.contains("glows"),
        ] as const,
    );
    await play.click();
    shots.push({ second, file, says: says.replaceAll("\n", " "), contact, glows });
  }
  return shots;
}
