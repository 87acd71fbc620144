// Runs and pictures on the debug build of the kernel, in which an access past a block of memory is a trap.
import { expect, it } from "vitest";
import { GALLERY } from "../../core/gallery";
import type { ScenarioInput } from "../../core/scenario";
import { checked } from "../support/kernel";
import { openRun, PICTURES } from "../support/run";
import { type Kind, listed } from "./scenarios";

const kernel = checked();
const STEPS = 25;
const KINDS: Kind[] = ["plain", "switched", "surfaced", "textured", "filaments", "buried"];

const scenarios: [string, ScenarioInput][] = [
  ...GALLERY.map(({ name, scenario }): [string, ScenarioInput] => [
    name,
    { ...(scenario as ScenarioInput), mesh: { columns: 32 } },
  ]),
  ...KINDS.flatMap((kind) =>
    listed(3, 1, kind).map((scenario, k): [string, ScenarioInput] => [`${kind} ${k}`, scenario]),
  ),
];

it.each(scenarios)("%s stays in its memory", async (_, scenario) => {
  const { run, kernel: k } = await openRun(scenario, kernel);
  while (run.steps < STEPS && run.advance());
  for (const which of PICTURES) k.picture(which);
  expect(k.outputs.every(Number.isFinite)).toBe(true);
});
