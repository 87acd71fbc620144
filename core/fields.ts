// Entries of the tables -> fields of the scenario's schema. Each carries its default, its meaning and its range in the
// schema itself, so that JSON Schema, docs and the page's controls say the same.

import * as z from "zod/mini";
import { cite } from "./bibliography";
import { DIMENSIONS } from "./dimensions";
import { VoidscopeError } from "./errors";
import { type Range, within } from "./ranges";
import { first, hint, list, quote } from "./suggest";
import type {
  About,
  Entries,
  Entry,
  Flag,
  NumberRange,
  Optional,
  PlainNumber,
  Required,
} from "./tables/entry";
import { parse, toDisplay } from "./units";

const meta = ({ description, status, source }: About, more: Record<string, unknown> = {}) =>
  z.meta({
    description,
    ...(status && { "x-status": status }),
    ...(source && { "x-source": cite(source) }),
    ...more,
  });

/** Reports one sentence from a function that throws ScenarioError. */
export function sentence<T>(test: (value: T) => unknown) {
  return z.check<T>((ctx) => {
    try {
      test(ctx.value);
    } catch (error) {
      if (!(error instanceof VoidscopeError)) throw error;
      ctx.issues.push({ code: "custom", message: error.message, input: ctx.value });
    }
  });
}

/** For editors only: how a quantity begins. */
const QUANTITY_PATTERN = "^\\s*[+\\-−–]?[.,]?\\d";

const quantityString = (range: Range, about: About) => {
  const limits = [range.min, range.max].map((v) => toDisplay(v, range.si));
  return z
    .string({
      error: ({ input }) => {
        const wrong =
          input === undefined ? "is missing" : `${quote(input)} is not a text with a unit`;
        return `${wrong}; write it such as ${quote(DIMENSIONS[range.si].example)}`;
      },
    })
    .check(
      sentence((text) => within(parse(text, range.si), range, text)),
      meta(about, {
        pattern: QUANTITY_PATTERN,
        "x-unit": range.si,
        "x-minimum": limits[0],
        "x-maximum": limits[1],
        ...(range.least && { "x-least": toDisplay(range.least, range.si) }),
      }),
    );
};

function plainNumber({ min, max, integer }: NumberRange, about: About) {
  const wrong = (input: unknown) =>
    `${quote(input)} is not ${typeof input === "number" ? "finite" : "a number"}`;
  const right = `use ${integer ? "a whole number" : "a number"} from ${min} to ${max}`;
  return z
    .number({ error: ({ input }) => `${wrong(input)}; ${right}` })
    .check(
      z.minimum(min, { error: ({ input }) => `${quote(input)} is too small; ${right}` }),
      z.maximum(max, { error: ({ input }) => `${quote(input)} is too large; ${right}` }),
      ...(integer
        ? [z.multipleOf(1, { error: ({ input }) => `${quote(input)} is not whole; ${right}` })]
        : []),
      meta(about),
    );
}

const truth = (about: About) =>
  z
    .boolean({
      error: ({ input }) => `${quote(input)} is neither true nor false; use one of them`,
    })
    .check(meta(about));

type FieldOf<E> = E extends Flag
  ? z.ZodMiniDefault<z.ZodMiniBoolean>
  : E extends PlainNumber
    ? z.ZodMiniDefault<z.ZodMiniNumber>
    : E extends Required
      ? z.ZodMiniString
      : E extends Optional
        ? z.ZodMiniOptional<z.ZodMiniString>
        : z.ZodMiniDefault<z.ZodMiniString>;

function fieldOf(entry: Entry): z.core.$ZodType {
  switch (entry.kind) {
    case "flag":
      return z._default(truth(entry), entry.default);
    case "number":
      return z._default(plainNumber(entry, entry), entry.default);
    case "required":
      return quantityString(entry, entry);
    case "optional":
      return z.optional(quantityString(entry, entry));
    case "quantity":
      return z._default(quantityString(entry, entry), entry.default);
  }
}

/** The entries of a table as a shape of the schema. */
export const fieldsOf = <T extends Entries>(entries: T) =>
  Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, fieldOf(entry)])) as {
    [K in keyof T]: FieldOf<T[K]>;
  };

export const textField = (fallback: string, about: About) =>
  z._default(
    z
      .string({ error: ({ input }) => `${quote(input)} is not a text; write it in quotes` })
      .check(meta(about)),
    fallback,
  );

export const choiceField = <const T extends readonly [string, ...string[]]>(
  choices: T,
  fallback: T[number],
  about: About,
) =>
  z._default(
    z
      .enum(choices, {
        error: ({ input }) =>
          `${quote(input)} is unknown; ${hint(String(input), choices, "choose among")}`,
      })
      .check(meta(about)),
    fallback as never,
  );

/** An object that refuses keys it does not know, with the nearest one it does. */
export function section<T extends z.core.$ZodLooseShape>(shape: T, description: string) {
  const keys = Object.keys(shape).filter((key) => !key.startsWith("$"));
  return z
    .strictObject(shape, {
      error: (issue) => {
        if (issue.code === "unrecognized_keys") {
          const [first, ...others] = issue.keys as string[];
          const names = others.length ? list([first!, ...others].map(quote)) : quote(first);
          return `${names} ${others.length ? "are unknown keys" : "is an unknown key"}; ${hint(first!, keys)}`;
        }
        return `${quote(issue.input)} is not a section; write an object with ${list(first(keys), "or")}`;
      },
    })
    .check(z.meta({ description }));
}

/** A section all of whose entries have defaults. */
export const sectionField = <T extends z.core.$ZodLooseShape>(shape: T, description: string) =>
  z.prefault(section(shape, description), {} as never);
