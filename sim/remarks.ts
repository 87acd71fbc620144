// What is remarked about a run: bounds of core/remarks.ts that it passed, steps that ended at once, entries and rules
// without effect.

import { cathodeRemarks } from "../core/cathode";
import { idleEntries } from "../core/effects";
import { observable } from "../core/observables";
import { idleRules } from "../core/reach";
import { BOUNDS } from "../core/remarks";
import { toDisplay } from "../core/units";
import type { Simulation } from "./simulation";
import { crawled } from "./step-limits";

/** What is remarkable about the run so far, a sentence each: absurd results, steps that ended at once, rules out of reach. */
export function remarksOf({ spec, notes }: Simulation): string[] {
  const { noted, edits, limits } = notes;
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
  const crawl = crawled(limits);
  return crawl ? [...said, crawl] : said;
}
