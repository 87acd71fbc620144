// `voidscope ccd --mode strip` as a sweep: a search a condition and seed, or a run a point of the contact map.

import { toUnit } from "../../core/units";
import { type Conditions, estimate, stripping, trialSpec } from "../../sim/critical-current";
import type { Plan as Sweep } from "../../sweep/plan";
import { isBroken, type Row } from "../../sweep/row";
import { caseRows, conditionAxes, sweepOf } from "./cases";
import type { Plan } from "./study";

/** How the search of one seed ended; SI. */
export interface SeedSearch {
  seed: number;
  status: string;
  reason: string;
  current: number | null;
  low: number | null;
  high: number | null;
  runs: number;
}

/** The critical current of one pressure and temperature; SI. */
export interface CriticalPoint extends Conditions {
  /** Theory; null where the scenario has no vacancy sinks. */
  estimate: number | null;
  searches: SeedSearch[];
}

/** How one seed ended at a current; SI. */
export interface SeedTrial {
  seed: number;
  status: string;
  endReason: string;
  contactFraction: number;
  voidVolume: number;
  charge: number;
}

/** The end contact of one pressure and current; SI. */
export interface ContactPoint extends Conditions {
  current: number;
  estimate: number | null;
  trials: SeedTrial[];
}

export interface Study {
  critical: CriticalPoint[];
  contacts: ContactPoint[];
}

/** The sweep of a study. */
export function strippingSweep(plan: Plan): Sweep {
  const { criterion, currents } = plan;
  if (currents.length > 0) {
    // to the end of the capacity, whatever becomes of the contact
    const scenario = stripping(plan.scenario, 1, { ...criterion, contact: 0 });
    const currentAxis = {
      path: "current",
      values: currents.map((j) => `${toUnit(j, "A/m2")} mA/cm2`),
    };
    return sweepOf(scenario, conditionAxes(plan, currentAxis), {
      keep: ["contactFraction", "voidVolume", "charge"],
    });
  }
  return sweepOf(stripping(plan.scenario, 1, criterion), conditionAxes(plan), {
    find: {
      ...{ mode: "strip", criterion: "start" },
      capacity: `${criterion.capacity} C/m2`,
      contact: `${criterion.contact}`,
    },
  });
}

/** The points of a study from the rows of its sweep. */
export function strippingStudy(plan: Plan, rows: readonly Row[]): Study {
  const { scenario, criterion, seeds, currents } = plan;
  const theory = (at: Conditions) => estimate(trialSpec(scenario, at, seeds[0]!, 1, criterion));
  const points = caseRows(plan, rows);
  if (currents.length > 0) {
    const contacts = points.map(({ at, current, rows: trials }) => ({
      ...at,
      current: current!,
      estimate: theory(at),
      trials: trials.map((row, k) => {
        const [contactFraction, voidVolume, charge] = row.values as [number, number, number];
        // what ends it before its capacity but the contact is the lithium, which was used up
        const short = row.status !== "finished" && contactFraction > criterion.contact;
        const status = short || isBroken(row) ? "failed" : row.status;
        return {
          seed: seeds[k]!,
          status,
          endReason: row.reason,
          contactFraction,
          voidVolume,
          charge,
        };
      }),
    }));
    return { critical: [], contacts };
  }
  const critical = points.map(({ at, rows: searches }) => ({
    ...at,
    estimate: theory(at),
    searches: searches.map(({ status, reason, values }, k) => {
      const [current, low, high, runs] = values as [
        number | null,
        number | null,
        number | null,
        number,
      ];
      return { seed: seeds[k]!, status, reason, current, low, high, runs } as SeedSearch;
    }),
  }));
  return { critical, contacts: [] };
}
