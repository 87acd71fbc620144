// What the editor asks of the model: what may be written and what it means, whether a draft can be run, and whether it would
// start a new run. Loaded in the worker when somebody begins to edit.

import { cathodeNames } from "../core/cathode";
import { DIMENSIONS, type Dimension, type SiUnit } from "../core/dimensions";
import { readDocument } from "../core/document";
import { pathText, VoidscopeError } from "../core/errors";
import { type Explanation, explanations } from "../core/explanations";
import { MATERIALS, resolveMaterials } from "../core/materials";
import { OBSERVABLES } from "../core/observables";
import { canonical, EXAMPLES, parseProtocol } from "../core/protocol";
import { resolveRun } from "../core/resolve";
import type { RunSpec } from "../core/runspec";
import { scenarioSchema } from "../core/scenario";
import { withoutDefaults } from "../sim/link";
import { scenarioSoFar } from "../sim/scenario-so-far";
import type { Simulation } from "../sim/simulation";
import type { Checked, CheckedLine, EntryHelp, Problem, Vocabulary } from "./worker-protocol";

/** Entries that no run depends on. */
const WITHOUT_INFLUENCE = new Set(["$schema", "title", "description", "view"]);

export function vocabulary(): Vocabulary {
  return {
    verbs: [...new Set(EXAMPLES.map((text) => text.split(" ")[0]!))],
    examples: [...EXAMPLES],
    observables: OBSERVABLES.map(({ key, aliases, meaning, unit, share }) => ({
      name: key === "contactFraction" ? "contact" : key,
      names: [key, ...(aliases ?? [])],
      meaning,
      units: share ? ["%"] : unitsOf(unit),
    })),
    units: Object.fromEntries((Object.keys(DIMENSIONS) as SiUnit[]).map((si) => [si, unitsOf(si)])),
    entries: explanations()
      .filter(({ kind }) => kind === "entry")
      .map(entryHelp),
    materials: MATERIALS.map(({ name, kind, title, caveat }) => ({ name, kind, title, caveat })),
  };
}

/** Units of that dimension as people write them, the usual one first. */
function unitsOf(si: SiUnit): string[] {
  const { display, units = [] }: Dimension = DIMENSIONS[si];
  return display === "1" ? [] : [display, ...units];
}

function entryHelp(one: Explanation): EntryHelp {
  const { kind: _, values: __, unit, range, default: written, ...rest } = one;
  const fallback: unknown = written === undefined ? undefined : JSON.parse(written);
  const choices =
    unit === undefined && typeof fallback === "string" ? range?.split(", ") : undefined;
  return {
    ...rest,
    ...(unit !== undefined && { unit }),
    ...(range !== undefined && !choices && { range }),
    ...(fallback !== undefined && { fallback }),
    ...(choices && { choices }),
  };
}

/** The scenario of a run as a draft: with what has been changed by hand, without what would be so anyway. */
export function draftOf(run: Simulation): string {
  return `${JSON.stringify(withoutDefaults(scenarioSoFar(run)), null, 2)}\n`;
}

/** What is wrong with a draft, its steps in canonical words, and what it would change in the run. */
export function check(text: string, run: Simulation | undefined): Checked {
  const document = attempt(() => readDocument(text, "the draft"));
  if ("problem" in document) return { problems: [placed(document.problem)], lines: [] };
  const lines = checkLines(document.value);
  const problems = [...problemsOf(document.value), ...lineProblems(lines)];
  if (problems.length > 0) return { problems, lines };
  const spec = attempt(() => resolveRun(document.value));
  if ("problem" in spec) return { problems: [spec.problem], lines };
  return { problems, lines, ...(run && changeOf(run, spec.value)), values: valuesOf(spec.value) };
}

type Attempt<T> = { value: T } | { problem: Problem };

function attempt<T>(act: () => T): Attempt<T> {
  try {
    return { value: act() };
  } catch (error) {
    if (!(error instanceof VoidscopeError)) throw error;
    const { path, message } = error;
    return { problem: { path, message: path ? message.slice(path.length + 2) : message } };
  }
}

/** "the draft, line 3, column 5: ..." at its place. */
function placed({ path, message }: Problem): Problem {
  const found = /^the draft, line (\d+), column (\d+): (.*)$/s.exec(message);
  if (!found) return { path, message: message.replace(/^the draft/, "This") };
  return { path, message: found[3]!, line: Number(found[1]), column: Number(found[2]) };
}

/** What the schema has against the entries, each at its own. */
function problemsOf(document: unknown): Problem[] {
  const result = scenarioSchema.safeParse(document);
  return (result.error?.issues ?? []).map(({ path, message }) => ({
    path: pathText(path),
    message,
  }));
}

function checkLines(document: unknown): CheckedLine[] {
  const { protocol } = (document ?? {}) as { protocol?: unknown };
  if (!Array.isArray(protocol)) return [];
  return protocol.map((line): CheckedLine => {
    // the schema has said so
    if (typeof line !== "string") return {};
    const read = attempt(() => canonical(line));
    if ("value" in read) return { canonical: read.value, steps: stepsOf(line) };
    return { problem: read.problem.message.replace(/^step 1: /, "") };
  });
}

/** Steps that a sentence comes to; one where that hangs on the rest of the scenario. */
function stepsOf(line: string): number {
  const steps = attempt(() => parseProtocol([line]).length);
  return "value" in steps ? steps.value : 1;
}

const lineProblems = (lines: readonly CheckedLine[]): Problem[] =>
  lines.flatMap(({ problem }, index) =>
    problem === undefined ? [] : [{ path: `protocol[${index}]`, message: problem }],
  );

/** Entries that differ from those of the run, and whether it has to start again for them: not for steps that have not begun. */
function changeOf({ spec, observables, steps }: Simulation, next: RunSpec): Partial<Checked> {
  const before = scenarioEntries(spec);
  const after = scenarioEntries(next);
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const changed = paths.filter((path) => before.get(path) !== after.get(path));
  const now = observables.protocolStep;
  const done = ({ protocol }: RunSpec) => JSON.stringify(protocol.slice(0, now + 1));
  const isOver = now >= spec.protocol.length;
  const follows = !isOver && next.protocol.length > now && done(spec) === done(next);
  const restarts = changed.some(
    (path) => !WITHOUT_INFLUENCE.has(path.split(".")[0]!) && !(path === "protocol" && follows),
  );
  return { changed, restarts, step: steps };
}

/** Entries by path as text, lists whole. */
function scenarioEntries({ scenario }: RunSpec): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      found.set(path, JSON.stringify(value));
      return;
    }
    for (const [key, child] of Object.entries(value)) walk(child, path ? `${path}.${key}` : key);
  };
  walk(scenario, "");
  return found;
}

/** Properties of the materials in use, with where each value comes from. */
function valuesOf({ scenario }: RunSpec) {
  return resolveMaterials(scenario.materials, cathodeNames(scenario)).citations;
}
