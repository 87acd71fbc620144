// A search in place of a run: the critical current of stripping or plating at the conditions and seed of a case, by bisection
// (sim/critical-current.ts, sim/plating-trials.ts).

import * as z from "zod/mini";
import { VoidscopeError } from "../core/errors";
import { section, sentence } from "../core/fields";
import { RANGES, within } from "../core/ranges";
import type { RunSpec } from "../core/runspec";
import type { ScenarioInput } from "../core/scenario";
import { hint, quote } from "../core/suggest";
import { parse } from "../core/units";
import { criticalCurrent, search } from "../sim/critical-current";
import type { Outcome } from "../sim/outcome";
import { PLATING_GUESS, platingSpec, spared } from "../sim/plating-trials";

const MODES = ["strip", "plate"] as const;
const MARKS = ["start", "short"] as const;
const text = (fallback: string, test: (value: string) => unknown) =>
  z._default(
    z
      .string({
        error: ({ input }) => `${quote(input)} is not a text; write it such as ${quote(fallback)}`,
      })
      .check(sentence(test)),
    fallback,
  );
const choice = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z.enum(choices, {
    error: ({ input }) =>
      `${quote(input)} is unknown; ${hint(String(input), choices, "choose among")}`,
  });

export const findOf = section(
  {
    mode: choice(MODES),
    capacity: text("1 mA.h/cm2", (t) => within(parse(t, "C/m2"), RANGES.capacity, t)),
    contact: text("90 %", (t) => parse(t, "1")),
    criterion: z._default(choice(MARKS), "start"),
  },
  "A search of a critical current.",
);
export type Find = z.output<typeof findOf>;

/** What a search leaves in a row: SI; nulls where there is none. */
export const FOUND = ["criticalCurrent", "kept", "lost", "runs"] as const;
export type Found = (typeof FOUND)[number];

/** How a search ended. */
export interface Searched {
  status: "found" | "above" | "below" | "failed";
  reason: string;
  /** In the order of {@link FOUND}. */
  values: (number | null)[];
}

const finite = (x: number) => (x > 0 && Number.isFinite(x) ? x : null);

/** Searches at the conditions and the seed of `spec`, whose protocol is not used. */
export async function searched(
  find: Find,
  scenario: ScenarioInput,
  spec: RunSpec,
  run: (spec: RunSpec) => Promise<Outcome>,
): Promise<Searched> {
  const at = { pressure: spec.stackPressure, temperature: spec.temperature };
  const capacity = parse(find.capacity, "C/m2");
  const criterion = { capacity, contact: parse(find.contact, "1") };
  let runs = 0;
  const counted = (trial: RunSpec) => {
    runs++;
    return run(trial);
  };
  try {
    const { status, current, low, high } =
      find.mode === "strip"
        ? await criticalCurrent(scenario, at, spec.seed, criterion, counted)
        : await search(
            async (j) =>
              spared(
                await counted(platingSpec(scenario, at, spec.seed, j, capacity, find.criterion)),
                find.criterion,
              ),
            { guess: PLATING_GUESS },
          );
    return { status, reason: "", values: [current, finite(low), finite(high), runs] };
  } catch (error) {
    if (!(error instanceof VoidscopeError)) throw error;
    return { status: "failed", reason: error.message, values: [null, null, null, runs] };
  }
}
