// What a run of a lesson changes in its scenario.

import type { Lesson, Value } from "./lesson";

/** "path=value" each, as in the terminal. */
export function assignmentsOf({ set, control }: Lesson, { to }: Value, seed?: number): string[] {
  const draw = seed === undefined ? [] : [`seed=${seed}`];
  return [...set, `${control.path}=${to}`, ...draw];
}
