// Runs and pictures on the debug build of the kernel, in which an access past a block of memory is a trap and a borrowed array
// starts as NaN: what reads an array before it wrote there has other bits than the release build.
import { expect, it } from "vitest";
import { GALLERY } from "../../core/gallery";
import type { ScenarioInput } from "../../core/scenario";
import { Picture } from "../../sim/kernel";
import { checked, wasm } from "../support/kernel";
import { amount } from "../support/length";
import { openRun, PICTURES } from "../support/run";
import { type Kind, listed } from "./scenarios";

const kernel = checked();
const STEPS = amount(12, 25);
const KINDS: Kind[] = ["plain", "switched", "surfaced", "textured", "filaments", "buried"];

const scenarios: [string, ScenarioInput][] = [
  ...GALLERY.map(({ name, scenario }): [string, ScenarioInput] => [
    name,
    { ...(scenario as ScenarioInput), mesh: { columns: 32 } },
  ]),
  ...KINDS.flatMap((kind) =>
    listed(amount(2, 3), 1, kind).map((scenario, k): [string, ScenarioInput] => [
      `${kind} ${k}`,
      scenario,
    ]),
  ),
];

it.each(scenarios)("%s stays in its memory, and reads what was written", async (_, scenario) => {
  const { run, kernel: k } = await openRun(scenario, kernel);
  while (run.steps < STEPS && run.advance());
  const release = await openRun(scenario, wasm);
  while (release.run.steps < STEPS && release.run.advance());
  for (const which of PICTURES) {
    expect(k.picture(which), Picture[which]).toEqual(release.kernel.picture(which));
  }
  expect(k.outputs.every(Number.isFinite)).toBe(true);
  expect(k.outputs).toEqual(release.kernel.outputs);
});
