// What a sweep computes: a scenario, what varies in it, and what is kept of each case.
//
//   case n = p G + g     p: point of the sample (0 where nothing is sampled), g: point of the grid, its last axis fastest
//
// A case is a number; its scenario follows from the plan and the number alone, whoever computes it.

import * as z from "zod/mini";
import { pathText, ScenarioError, VoidscopeError } from "../core/errors";
import { section } from "../core/fields";
import { readJson } from "../core/json";
import { nearestObservable, observable } from "../core/observables";
import { applyOverrides } from "../core/overrides";
import { resolveRun } from "../core/resolve";
import type { RunSpec } from "../core/runspec";
import { hint, quote } from "../core/suggest";
import { type Axis, axisOf, type Level } from "./axis";
import { type Find, FOUND, findOf } from "./find";
import { sampledOf } from "./samples";
import { type Sample, sampleOf } from "./sampling";

export const FORMAT = "voidscope-plan";
const MOST_CASES = 10_000_000;

/** Kinds of events whose first time may be kept, as "first.short". */
export const EVENTS = [
  "contact-lost",
  "void-opened",
  "filament-started",
  "short",
  "short-fused",
] as const;

/** What is kept when a plan does not say. */
const USUAL = ["contactFraction", "voidVolume", "voltage", "charge", "time"];

const text = z.string({
  error: ({ input }) => `${quote(input)} is not a text; write it in quotes`,
});
const value = z.union([z.string(), z.number(), z.boolean()], {
  error: ({ input }) => `${quote(input)} is not a value; write a text, a number, true or false`,
});
const count = (low: number, high: number) =>
  z.number({ error: ({ input }) => `${quote(input)} is not a number` }).check(
    z.refine((n) => Number.isInteger(n) && n >= low && n <= high, {
      error: `use a whole number from ${low} to ${high}`,
    }),
  );

const axisShape = {
  path: text,
  values: z.optional(z.array(value, { error: "is not a list of values; write [1, 2, 5]" })),
  from: z.optional(z.union([z.string(), z.number()], { error: "is neither a number nor a text" })),
  to: z.optional(z.union([z.string(), z.number()], { error: "is neither a number nor a text" })),
  count: z.optional(count(2, 1_000_000)),
  scale: z.optional(
    z.enum(["linear", "log"], {
      error: ({ input }) => `${quote(input)} is neither "linear" nor "log"`,
    }),
  ),
};
const axis = section(axisShape, "What varies, and its values.");
const zip = section({ zip: z.array(axis) }, "Axes that vary together.");
const KINDS = ["grid", "latin-hypercube", "sobol", "morris", "saltelli"] as const;

const planSchema = section(
  {
    format: z.literal(FORMAT, { error: `is not ${quote(FORMAT)}; is this a plan of a sweep?` }),
    schemaVersion: z.literal(1, {
      error: ({ input }) => `${quote(input)} is not a version this Voidscope reads; use 1`,
    }),
    title: z._default(text, "Untitled"),
    scenario: z.union([z.string(), z.record(z.string(), z.unknown())], {
      error: 'is neither the name of a scenario nor a scenario; write "strip-3mpa"',
    }),
    set: z._default(z.record(z.string(), value), {}),
    vary: z.array(z.union([axis, zip]), {
      error: 'is not a list; write [{ "path": "seed", "from": 1, "to": 5, "count": 5 }]',
    }),
    sample: z._default(
      section(
        {
          kind: z.enum(KINDS, {
            error: ({ input }) =>
              `${quote(input)} is unknown; ${hint(String(input), KINDS, "choose among")}`,
          }),
          count: z.optional(count(1, 1_000_000)),
          seed: z._default(count(0, 2 ** 32 - 1), 1),
          levels: z._default(count(4, 64), 8),
        },
        "How axes with from and to but no count are sampled.",
      ),
      { kind: "grid", seed: 1, levels: 8 },
    ),
    find: z._default(z.nullable(findOf), null),
    keep: z._default(
      z.array(text, { error: 'is not a list; write ["contactFraction", "first.short"]' }),
      USUAL,
    ),
  },
  "A plan of a sweep.",
);

export type PlanDocument = z.output<typeof planSchema>;

export interface Plan {
  document: PlanDocument;
  /** Its text in one spelling: what its hash is of and what workers get. */
  text: string;
  /** Axes of the grid, the last one fastest; axes that are sampled. */
  grid: readonly Axis[][];
  sampled: readonly Axis[];
  sample: Sample;
  /** All axes in the order of their columns. */
  axes: readonly Axis[];
  /** Columns that are kept after those of the axes. */
  columns: readonly string[];
  cases: number;
  find: Find | null;
}

/** The plan in a text; `scenarioNamed` gives the document of a scenario that it names. @throws ScenarioError */
export function readPlan(
  source: string,
  where: string,
  scenarioNamed: (name: string) => unknown,
): Plan {
  const result = planSchema.safeParse(readJson(source, where));
  if (!result.success) {
    const { issues } = result.error;
    const { message, path } = deepest(issues);
    throw new ScenarioError(message, pathText(path) || where);
  }
  const { scenario } = result.data;
  const whole = typeof scenario === "string" ? scenarioNamed(scenario) : scenario;
  return planFrom({ ...result.data, scenario: whole as Record<string, unknown> });
}

/** Of alternatives that all failed, the complaint that went furthest into the document. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  const first = issues[0]!;
  if (first.code !== "invalid_union") return first;
  const inner = first.errors
    .map((all) => deepest(all))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return inner ? { ...inner, path: [...first.path, ...inner.path] } : first;
}

/** The plan of a checked document with its scenario in it. @throws ScenarioError when an axis does not hold. */
export function planFrom(document: PlanDocument): Plan {
  const groups = document.vary.map((item, k) => {
    const list = "zip" in item ? item.zip : [item];
    return list.map((one, i) =>
      axisOf(one, pathText(["vary", k, ...("zip" in item ? ["zip", i] : [])])),
    );
  });
  const sampling = document.sample.kind !== "grid";
  const isSampled = (group: Axis[]) => group.some((a) => a.count === undefined);
  const sampled = groups.filter(isSampled).flat();
  const grid = groups.filter((group) => !isSampled(group));
  checkGroups(groups, sampling, isSampled);
  const sample = sampleOf(document.sample, sampled.length);
  const cases = grid.reduce((n, group) => n * group[0]!.count!, sample.points);
  if (cases > MOST_CASES) {
    throw new ScenarioError(`${cases} cases are too many; use at most ${MOST_CASES}`, "vary");
  }
  const paths = groups.flat().map(({ path }) => path);
  const twice = paths.find((path, k) => paths.indexOf(path) !== k);
  if (twice) throw new ScenarioError(`${quote(twice)} varies twice; leave one out`, "vary");
  const keep = document.keep.map(keptKey);
  const plan: Plan = {
    ...{
      document,
      text: JSON.stringify({ ...document, title: undefined }),
      grid,
      sampled,
      sample,
      cases,
    },
    axes: groups.flat(),
    columns: document.find ? FOUND : [...new Set(keep)],
    find: document.find,
  };
  return plan;
}

function checkGroups(
  groups: readonly Axis[][],
  sampling: boolean,
  isSampled: (group: Axis[]) => boolean,
): void {
  if (groups.length === 0)
    throw new ScenarioError(
      'is empty; name what varies, as in [{ "path": "seed", "values": [1, 2] }]',
      "vary",
    );
  groups.forEach((group, k) => {
    const [first] = group;
    if (first === undefined)
      throw new ScenarioError("is empty; name axes that vary together", `vary[${k}].zip`);
    if (isSampled(group)) {
      if (group.length > 1)
        throw new ScenarioError("axes that vary together need values or a count", `vary[${k}].zip`);
      if (!sampling) throw new ScenarioError("lacks a count of values on the grid", `vary[${k}]`);
      return;
    }
    const twice = group.every(({ listed }) => listed) && twiceIn(group);
    if (twice) throw new ScenarioError(`has ${quote(twice)} twice`, `${first.where}.values`);
    const lengths = group.map((one) => one.count);
    if (new Set(lengths).size > 1) {
      throw new ScenarioError(
        `axes that vary together have ${lengths.join(" and ")} values; give them as many each`,
        `vary[${k}].zip`,
      );
    }
  });
  if (sampling && !groups.some(isSampled)) {
    throw new ScenarioError(
      "there is nothing to sample; give an axis from and to without a count",
      "sample",
    );
  }
}

/** Values that axes that vary together take for the second time; undefined when there are none. */
function twiceIn(group: readonly Axis[]): string | undefined {
  const seen = new Set<string>();
  for (let i = 0; i < group[0]!.count!; i++) {
    const together = group.map((one) => one.level(i)?.written).join(", ");
    if (seen.has(together)) return together;
    seen.add(together);
  }
  return undefined;
}

/** The name of a column as the plan keeps it. @throws ScenarioError */
function keptKey(name: string, k: number): string {
  const event = /^first\.(.+)$/.exec(name)?.[1];
  if (event !== undefined) {
    if ((EVENTS as readonly string[]).includes(event)) return name;
    throw new ScenarioError(
      `${quote(event)} is not a kind of event; ${hint(event, EVENTS)}`,
      `keep[${k}]`,
    );
  }
  if (name.includes("@")) {
    try {
      sampledOf(name);
      return name;
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      throw new ScenarioError(error.message, `keep[${k}]`);
    }
  }
  const known = observable(name);
  if (known) return known.key;
  const near = nearestObservable(name);
  throw new ScenarioError(
    `${quote(name)} is not an observable; ${near ? `did you mean "${near}"?` : 'use one such as "contact"'}`,
    `keep[${k}]`,
  );
}

/** The values of the axes in case `n`, in the order of {@link Plan.axes}. */
export function levelsOf(plan: Plan, n: number): Level[] {
  const size = plan.cases / plan.sample.points;
  let rest = n % size;
  const chosen = new Map<Axis, Level>();
  for (const group of [...plan.grid].reverse()) {
    const length = group[0]!.count!;
    const k = rest % length;
    rest = (rest - k) / length;
    for (const one of group) chosen.set(one, one.level(k));
  }
  const point = plan.sample.at(Math.floor(n / size));
  plan.sampled.forEach((one, k) => {
    chosen.set(one, one.between(point[k]!));
  });
  return plan.axes.map((one) => chosen.get(one)!);
}

/** The scenario of case `n`, not yet checked. */
export function caseDocument(plan: Plan, n: number): unknown {
  const { scenario, set } = plan.document;
  const levels = levelsOf(plan, n);
  return applyOverrides(scenario, [
    ...Object.entries(set).map(([path, v]) => `${path}=${v}`),
    ...plan.axes.map(({ path }, k) => `${path}=${levels[k]!.written}`),
  ]);
}

/** The run of case `n`. @throws ScenarioError */
export function caseSpec(plan: Plan, n: number): RunSpec {
  return resolveRun(caseDocument(plan, n));
}

/** Tries every value that is written, and of a range of very many its ends and some between; others as in case 0, and the last case.
 * @throws ScenarioError naming the value. */
export function checkPlan(plan: Plan): void {
  const { scenario, set } = plan.document;
  const base = applyOverrides(
    scenario,
    Object.entries(set).map(([path, v]) => `${path}=${v}`),
  );
  resolveRun(base);
  const first = levelsOf(plan, 0);
  plan.axes.forEach((one, k) => {
    for (const level of triedOf(one)) {
      const assignments = plan.axes.map(
        (other, i) => `${other.path}=${i === k ? level.written : first[i]!.written}`,
      );
      try {
        resolveRun(applyOverrides(base, assignments));
      } catch (error) {
        if (!(error instanceof VoidscopeError)) throw error;
        throw new ScenarioError(`${one.path}=${level.written}: ${error.message}`, one.where);
      }
    }
  });
  caseSpec(plan, plan.cases - 1);
}

/** Values of a range that are tried: all have one unit, and what holds at these holds between but for rare cases, which are refused by row.
 * To try one takes a millisecond, which is two per cent of a short run. */
const TRIED = 16;

function triedOf({ count, listed, level, between }: Axis): Level[] {
  if (count === undefined) return [between(0), between(1)];
  if (listed || count <= TRIED) return Array.from({ length: count }, (_, k) => level(k));
  return Array.from({ length: TRIED }, (_, k) =>
    level(Math.round((k * (count - 1)) / (TRIED - 1))),
  );
}
