// Changes by hand while a run goes on, kept in the scenario. Each takes effect before the time step of its index, so that the
// run can be computed again to the bit.
//
//   "edits": [{ "step": 120, "path": "conditions.stackPressure", "value": "10 MPa" }]

import * as z from "zod/mini";
import { type Drawn, type DrawnPath, resolveDrawn } from "./drawn";
import { ScenarioError, VoidscopeError } from "./errors";
import { choiceField, section } from "./fields";
import { ProfileTable } from "./profiles";
import { flatten } from "./protocol/flatten";
import { parseStep } from "./protocol/parser";
import { RANGES, within } from "./ranges";
import { type Body, type Reworked, type ReworkedPath, resolveReworked } from "./reworked";
import type { Edit, ProtocolStep, Termination } from "./runspec";
import { quote } from "./suggest";
import { parse } from "./units";

/** What can be changed by hand, and how an event calls it. */
const WORDS = {
  "conditions.stackPressure": "stack pressure",
  "conditions.temperature": "temperature",
  current: "current",
  until: "limit of the step",
  protocol: "step of the protocol",
  end: "end",
  "interface.defects": "void",
  "electrolyte.flaws.list": "flaw",
  "electrolyte.grains.list": "grain boundary",
  "electrolyte.pores.list": "pore",
  fill: "void filled",
  reshape: "void",
  move: "flaw",
  moveBoundary: "grain boundary",
  movePore: "pore",
  eraseFlaw: "flaw",
  eraseBoundary: "grain boundary",
  erasePore: "pore",
  "electrolyte.layers": "layers",
} as const;
export type EditPath = keyof typeof WORDS;
const EDIT_PATHS = Object.keys(WORDS) as [EditPath, ...EditPath[]];

/** Adds to a list what is drawn. */
export function isDrawn(path: EditPath): path is DrawnPath {
  return path === "interface.defects" || path.endsWith(".list");
}

/** Changes what is there: voids, flaws, boundaries, pores, layers. */
export function isReworked(path: EditPath): path is ReworkedPath {
  return /^(fill|reshape|move\w*|erase\w+|electrolyte\.layers)$/.test(path);
}

/** Acts on what the one before has left, so that there may be several before one time step. */
const addsUp = (path: EditPath): boolean =>
  isDrawn(path) || (isReworked(path) && path !== "electrolyte.layers");

/** A hand in the section itself. */
export type ByHand = Edit & (Drawn | Reworked);

export function isByHand(edit: Edit): edit is ByHand {
  return isDrawn(edit.path) || isReworked(edit.path);
}

/** More edits than this, or later ones, are a mistake. */
const MAX_EDITS = 10_000;
const MAX_STEP = 10_000_000;

const RIGHT_STEP = `use the number of time steps before it, 0 to ${MAX_STEP}`;

const edit = section(
  {
    step: z
      .number({
        error: ({ input }) =>
          `${input === undefined ? "is missing" : `${quote(input)} is not a number`}; ${RIGHT_STEP}`,
      })
      .check(
        z.minimum(0, { error: ({ input }) => `${quote(input)} is too small; ${RIGHT_STEP}` }),
        z.maximum(MAX_STEP, {
          error: ({ input }) => `${quote(input)} is too large; ${RIGHT_STEP}`,
        }),
        z.multipleOf(1, { error: ({ input }) => `${quote(input)} is not whole; ${RIGHT_STEP}` }),
        z.meta({ description: "Time steps that the run has taken before it" }),
      ),
    path: choiceField(EDIT_PATHS, "current", {
      description:
        "What is changed: the stack pressure, the temperature, the current (positive strips, 0 rests), the limits of the present step, which step of the protocol runs, whether the run goes on, the list of what is drawn into the run, a void that is filled or given another shape, a flaw, grain boundary or pore that is moved or erased, or the layers of the electrolyte",
    }),
    value: z.unknown().check(
      z.meta({
        description:
          'To what: "10 MPa", "60 Cel", "-0.5 mA/cm2", a limit such as "contact < 80 %", the number of a step from 1, true for "end", an entry of the list such as { "at": "30 um", "width": "8 um", "height": "4 um" }, for "fill" { "at": "30 um", "above": "0 um" }, for "reshape" { "void": "30 um", "at": "31 um", "width": "9 um", "height": "4 um" }, for "move" and "movePore" { "from": "20 um", "to": "26 um" } with "fromDepth" and "toDepth", for "moveBoundary" both ends as in the list and "newFrom", "newFromDepth", "newTo", "newToDepth", for "eraseBoundary" both ends, for "eraseFlaw" and "erasePore" { "at": "20 um", "depth": "4 um" }, or all layers as electrolyte.layers has them',
      }),
    ),
  },
  "A change by hand.",
);

export const editsField = z._default(
  z
    .array(edit, {
      error: ({ input }) =>
        `${quote(input)} is not a list; write [{ "step": 120, "path": "conditions.stackPressure", "value": "10 MPa" }]`,
    })
    .check(
      z.maxLength(MAX_EDITS, { error: `there are too many edits; use at most ${MAX_EDITS}` }),
      z.meta({
        description:
          "Changes by hand while the run goes on, in the order of their time steps. While one of them waits, the run goes on after its protocol",
      }),
    ),
  [],
);

/** One edit as the scenario holds it. */
export type WrittenEdit = z.output<typeof edit>;

/** What edits change. */
export interface Changed extends Body {
  protocol: readonly ProtocolStep[];
}

/** The edits of a scenario in SI. Throws ScenarioError. */
export function resolveEdits(written: readonly WrittenEdit[], changed: Changed): Edit[] {
  return written.map((one, k) => {
    const before = written[k - 1];
    if (before && before.step > one.step) {
      throw new ScenarioError(
        `${one.step} comes before the ${before.step} of the edit above it; put them in the order of their steps`,
        `edits[${k}].step`,
      );
    }
    if (before?.path === "end") {
      throw new ScenarioError("comes after the end of the run; leave it out", `edits[${k}]`);
    }
    return resolveEdit(one, changed, `edits[${k}].value`);
  });
}

/** One edit in SI; `where` stands in the sentence of an error. */
export function resolveEdit(
  { step, path, value }: WrittenEdit,
  changed: Changed,
  where: string,
): Edit {
  try {
    const change = changeOf(path, value, changed, where);
    return { ...change, step, text: change.text ?? `${WORDS[path]} ${value}` };
  } catch (error) {
    if (!(error instanceof VoidscopeError) || error.path) throw error;
    throw new ScenarioError(error.message, where);
  }
}

type Change = Edit extends infer E
  ? E extends Edit
    ? Omit<E, "step" | "text"> & { text?: string }
    : never
  : never;

function changeOf(path: EditPath, value: unknown, changed: Changed, where: string): Change {
  switch (path) {
    case "conditions.stackPressure":
      return { path, value: quantity(value, RANGES.pressure, "10 MPa") };
    case "conditions.temperature":
      return { path, value: quantity(value, RANGES.temperature, "60 Cel") };
    case "current":
      return { path, value: quantity(value, RANGES.current, "-0.5 mA/cm2") };
    case "until":
      return { path, rules: limitsOfText(value) };
    case "protocol": {
      const steps = changed.protocol.length;
      if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= steps) {
        return { path, at: (value as number) - 1 };
      }
      throw new ScenarioError(
        `${quote(value)} is not a step of the protocol; use ${steps === 1 ? "1" : `1 to ${steps}`}`,
      );
    }
    case "end":
      if (value === true) return { path };
      throw new ScenarioError(`${quote(value)} does not end the run; write true`);
    default:
      return isReworked(path)
        ? resolveReworked(path, value, changed, where)
        : resolveDrawn(path, value, changed, where);
  }
}

function quantity(value: unknown, range: (typeof RANGES)[keyof typeof RANGES], example: string) {
  if (typeof value === "string") return within(parse(value, range.si), range, value);
  throw new ScenarioError(
    `${quote(value)} is not a text with a unit; write it such as ${quote(example)}`,
  );
}

/** Limits as they stand behind "until". Throws ScenarioError. */
export function limitsOfText(value: unknown): Termination[] {
  if (typeof value === "string" && value.trim() !== "") {
    const [step, ...more] = flatten(
      [parseStep(`Strip at 1 mA/cm2 until ${value}`)],
      new ProfileTable(),
    );
    const { until, temperature, pressure, ramps, follows } = step!;
    const others = [temperature, pressure, ramps, follows];
    if (more.length === 0 && others.every((other) => other === undefined)) return until;
  }
  throw new ScenarioError(
    `${quote(value)} is not a limit; write it such as "contact < 80 %" or "10 min"`,
  );
}

/** The edits with another one behind those that `kept` counts: it takes the place of one of the same step and path, unless it adds to
 * what there is, and what would follow later is dropped. */
export function withEdit(
  edits: readonly WrittenEdit[],
  kept: number,
  added: WrittenEdit,
): WrittenEdit[] {
  const waiting = edits.slice(kept).filter(({ step }) => step <= added.step);
  const at = addsUp(added.path)
    ? -1
    : waiting.findIndex(({ step, path }) => step === added.step && path === added.path);
  if (at < 0) waiting.push(added);
  else waiting[at] = added;
  return [...edits.slice(0, kept), ...waiting];
}
