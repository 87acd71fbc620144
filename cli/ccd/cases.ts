// What all modes of `voidscope ccd` share: the axes temperature, pressure, current and seed of their sweep, and its rows by point.

import type { ScenarioInput } from "../../core/scenario";
import type { Conditions } from "../../sim/critical-current";
import { FORMAT, type PlanDocument, planFrom, type Plan as SweepPlan } from "../../sweep/plan";
import type { Row } from "../../sweep/row";
import type { Plan } from "./study";

type Vary = PlanDocument["vary"];

/** The plan of a sweep over a scenario. */
export function sweepOf(
  scenario: ScenarioInput,
  vary: Vary,
  { find = null, keep = [] }: { find?: PlanDocument["find"]; keep?: string[] },
): SweepPlan {
  return planFrom({
    ...{ format: FORMAT, schemaVersion: 1, title: "ccd" },
    ...{ scenario: scenario as Record<string, unknown>, set: {}, vary },
    ...{ sample: { kind: "grid", seed: 1, levels: 8 }, find, keep },
  });
}

/** Temperature outermost, then pressure, then `inner`, then the seeds. */
export function conditionAxes(
  { temperatures, pressures, seeds }: Plan,
  ...inner: { path: string; values: string[] }[]
): Vary {
  return [
    { path: "conditions.temperature", values: temperatures.map((T) => `${T} K`) },
    { path: "conditions.stackPressure", values: pressures.map((P) => `${P} Pa`) },
    ...inner,
    { path: "seed", values: seeds },
  ];
}

/** The rows of one point, a seed each. */
export interface PointRows {
  at: Conditions;
  /** [A/m2]; where currents vary. */
  current: number | undefined;
  rows: readonly Row[];
}

/** The rows of a sweep over {@link conditionAxes}, point by point. */
export function caseRows(plan: Plan, rows: readonly Row[]): PointRows[] {
  const { temperatures, pressures, currents, seeds } = plan;
  const inner = currents.length > 0 ? currents : [undefined];
  const points = temperatures.flatMap((temperature) =>
    pressures.flatMap((pressure) =>
      inner.map((current) => ({ at: { pressure, temperature }, current })),
    ),
  );
  return points.map((point, k) => ({
    ...point,
    rows: rows.slice(k * seeds.length, (k + 1) * seeds.length),
  }));
}
