// What a run notes of itself on its way, for the remarks about it: bounds of core/remarks.ts that it has passed, and steps that ended at
// once.

import { BOUNDS } from "../core/remarks";
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
