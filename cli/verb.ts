// What a verb of the terminal is. Every file of cli/verbs/ is one: it says how it is asked for and what it does; main.ts finds it there.

import { type Argument, InvalidArgumentError, Option } from "commander";

/** What commander hands over: the arguments in order, then the options by name. */
// biome-ignore lint/suspicious/noExplicitAny: each verb says what its own are
type Given = any[];

export interface Verb {
  name: string;
  /** What it does, as `voidscope --help` says it. */
  summary: string;
  /** Its place in the help. */
  place: number;
  arguments?: readonly Argument[];
  options: readonly Option[];
  /** Two lines that can be typed. */
  examples: readonly [string, string];
  /** Does it; returns the exit code. */
  run(...given: Given): Promise<number>;
}

/** An option, with what it is when it is left out. */
export function option(flags: string, description: string, fallback?: unknown): Option {
  const made = new Option(flags, description);
  return fallback === undefined ? made : made.default(fallback);
}

/** An option with a whole number from `low` to `high`. */
export function wholeOption(
  flags: string,
  description: string,
  [low, high]: readonly [number, number],
  fallback?: number,
): Option {
  return option(flags, description, fallback).argParser((text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= low && value <= high)
      return value;
    throw new InvalidArgumentError(`Use a whole number from ${low} to ${high}.`);
  });
}

/** Options that several verbs share. */
export const SET = option(
  "--set <path=value>",
  "change an entry of the scenario; may be repeated",
  [],
).argParser<string[]>((text, before) => [...before, text]);
export const JSON_OUT = option("--json", "print one JSON object");
export const DRY_RUN = option("--dry-run", "say what would be computed; compute nothing");
export const QUIET = option("--quiet", "no progress");
export const threads = (description: string) => wholeOption("--threads <n>", description, [1, 256]);
