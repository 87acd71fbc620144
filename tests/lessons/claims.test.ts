// Every claim of a lesson, on the kernel: exactly the scenario of the lesson at its values.
import { describe, expect, it } from "vitest";
import { fromGallery } from "../../core/gallery";
import { assignmentsOf } from "../../core/lessons/assignments";
import { LESSONS, type NamedLesson } from "../../core/lessons/catalogue";
import { bearsOut } from "../../core/lessons/claim";
import type { Claim, Value } from "../../core/lessons/lesson";
import { meanOf, outcomeOf } from "../../core/lessons/outcome";
import { applyOverrides } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import { analyse } from "../../core/spectrum/analysis";
import { contactFromFit, perSquareCentimetre, workingSide } from "../../sim/impedance";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";

async function run(lesson: NamedLesson, value: Value, seed?: number): Promise<number> {
  const written = fromGallery(lesson.scenario).scenario;
  const scenario = applyOverrides(written, assignmentsOf(lesson, value, seed));
  const simulation = await Simulation.create(resolveRun(scenario), wasm);
  while (simulation.advance());
  expect(simulation.status, simulation.endReason).toBe("finished");
  return outcomeOf(lesson.observable, simulation.observables, contactRead(simulation));
}

/** From the last spectrum. */
function contactRead({ spectra, spec }: Simulation): number | undefined {
  const last = spectra.at(-1);
  if (!last) return undefined;
  const { fit } = analyse(perSquareCentimetre(workingSide(last.points)));
  return contactFromFit(fit, spec, last.observables.temperature);
}

/** What the learner's table shows once every value has been run. */
async function outcomesOf(lesson: NamedLesson): Promise<number[]> {
  const outcomes: number[] = [];
  for (const value of lesson.control.values) {
    const runs: number[] = [];
    for (const seed of lesson.seeds ?? [undefined]) runs.push(await run(lesson, value, seed));
    outcomes.push(meanOf(runs));
  }
  return outcomes;
}

const OPPOSITE: { [K in Claim["kind"]]: (claim: Extract<Claim, { kind: K }>) => Claim } = {
  rises: () => ({ kind: "falls" }),
  falls: () => ({ kind: "rises" }),
  "never rises": () => ({ kind: "rises" }),
  power: (claim) => ({ ...claim, exponent: -claim.exponent }),
  bound: ({ high }) => ({ kind: "bound", low: 1.05 * high, high: 1.2 * high }),
  passes: (claim) => ({ ...claim, to: claim.to === "above" ? "below" : "above" }),
};

describe.each(LESSONS.map((lesson) => [lesson.name, lesson] as const))("%s", (name, lesson) => {
  it("gives what it claims, and not the opposite", async () => {
    const outcomes = await outcomesOf(lesson);
    if (process.env["SHOW"]) console.log(name, outcomes.map((one) => one.toPrecision(5)).join(" "));
    expect(outcomes.every(Number.isFinite), `${outcomes}`).toBe(true);
    expect(bearsOut(lesson, outcomes), `${outcomes}`).toBe(true);
    const { claim } = lesson;
    const opposite = (OPPOSITE[claim.kind] as (claim: Claim) => Claim)(claim);
    expect(bearsOut({ ...lesson, claim: opposite }, outcomes)).toBe(false);
  });
});
