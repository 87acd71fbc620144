// A lesson: a scenario of the gallery, one control with the values to try, one observable at the end of the protocol, one claim
// about it. Its texts stand beside it in each language (text.ts). Numbers without a unit are SI.

import * as z from "zod/mini";
import { OBSERVABLES, type ObservableKey } from "../observables";

export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same in each language. */
const told = z.strictObject({ en: z.string(), de: z.string() });

const key = z.enum(OBSERVABLES.map((one) => one.key) as [ObservableKey, ...ObservableKey[]]);

/** Of a run that has come to the end of its protocol. Several seeds: the mean of what each gives. */
const observable = z.strictObject({
  name: told,
  /** "contactRead": what the last spectrum of the protocol says of the contact fraction */
  read: z.union([key, z.literal("contactRead")]),
  times: z.optional(key),
  over: z.optional(key),
  /** without its sign */
  size: z.optional(z.boolean()),
  /** 1 where it is above this value, else 0: with seeds a share of them */
  above: z.optional(z.number()),
});

const claim = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("rises") }),
  z.strictObject({ kind: z.literal("falls") }),
  z.strictObject({ kind: z.literal("never rises") }),
  /** goes as a power of the control, which then has numbers; a share of 1 that the ratio of two neighbours may miss it by */
  z.strictObject({ kind: z.literal("power"), exponent: z.number(), within: z.number() }),
  z.strictObject({ kind: z.literal("bound"), low: z.number(), high: z.number() }),
  /** below a level before a value of the control, above it from there on; or the other way round */
  z.strictObject({
    kind: z.literal("passes"),
    to: z.enum(["above", "below"]),
    level: z.number(),
    from: z.string(),
  }),
]);

export const lessonSchema = z.strictObject({
  /** of the gallery */
  scenario: z.string(),
  /** entries that are changed for every value, "path=value" as in the terminal */
  set: z.array(z.string()),
  control: z.strictObject({
    name: told,
    /** what each value sets, as in the terminal */
    path: z.string(),
    values: z
      .array(
        z.strictObject({
          to: z.string(),
          /** on the button; absent: `to` */
          label: z.optional(told),
          /** the value as a number, where the claim needs one */
          at: z.optional(z.number()),
        }),
      )
      .check(z.minLength(2)),
  }),
  observable,
  /** another observable of the table, to see beside */
  beside: z.optional(key),
  claim,
  /** draws of flaws and boundaries that each value is run with */
  seeds: z.optional(z.array(z.number()).check(z.minLength(2))),
  minutes: z.number().check(z.minimum(1), z.maximum(7)),
});

export type Lesson = z.output<typeof lessonSchema>;
export type Observed = Lesson["observable"];
export type Claim = Lesson["claim"];
export type Value = Lesson["control"]["values"][number];
