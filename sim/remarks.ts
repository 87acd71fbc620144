// What is remarked about a run: bounds of core/remarks.ts that it passed, steps that ended at once, entries and rules
// without effect.

import { cathodeRemarks } from "../core/cathode";
import { idleEntries } from "../core/effects";
import { observable } from "../core/observables";
import { idleRules } from "../core/reach";
import { BOUNDS } from "../core/remarks";
import type { RunSpec } from "../core/runspec";
import { toDisplay } from "../core/units";
import type { Observables } from "./types";

/** Plain data, part of a checkpoint. */
export interface RemarkRecord {
  /** Largest size so far of each observable that has passed its bound, and when that was first [s]. */
  passed: Record<string, { value: number; since: number }>;
  /** Protocol steps that ended at once, and the words of the first. */
  skipped: number;
  firstSkipped: string;
}

export const noRemarks = (): RemarkRecord => ({ passed: {}, skipped: 0, firstSkipped: "" });

/** Notes the bounds that a state passes. */
export function note(noted: RemarkRecord, o: Observables): void {
  for (const { observable: key, beyond } of BOUNDS) {
    const value = Math.abs(o[key]);
    if (!(value > beyond)) continue;
    const before = noted.passed[key];
    noted.passed[key] = {
      value: Math.max(value, before?.value ?? 0),
      since: before?.since ?? o.time,
    };
  }
}

/** The remarks, a sentence each, of a run that has made so many of its edits. */
export function remarks(noted: RemarkRecord, spec: RunSpec, edits: number): string[] {
  const said = [
    ...idleEntries(spec.scenario),
    ...idleRules(spec.protocol, spec),
    ...cathodeRemarks(spec),
  ];
  const left = spec.edits.slice(edits);
  if (left.length > 0) {
    const which = left.length === 1 ? "1 edit" : `${left.length} edits`;
    said.push(`${which} from time step ${left[0]!.step} on: the run has not come so far.`);
  }
  for (const { observable: key, beyond, why, look } of BOUNDS) {
    const passed = noted.passed[key];
    if (!passed) continue;
    const { label, unit } = observable(key)!;
    const [most, bound] = [passed.value, beyond].map((v) => toDisplay(v, unit));
    said.push(
      `${label} up to ${most}, beyond ${bound} from ${toDisplay(passed.since, "s")} on: ${why}; ${look}.`,
    );
  }
  if (noted.skipped === 1) said.push(noted.firstSkipped);
  if (noted.skipped > 1)
    said.push(`${noted.skipped} steps, the first of them: ${noted.firstSkipped}`);
  return said;
}
