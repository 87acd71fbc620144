// What the entries of the tables are made of. One entry says all that is known about one quantity; the scenario's
// schema, its SI values, the kernel's slots, files, docs and the page are derived from it.

import type { SiUnit } from "../dimensions";
import type { Range } from "./ranges";

/** How well a closure stands: shown in the docs and in the page. */
export type Status = "established" | "calibrated" | "illustrative";

export interface About {
  description: string;
  status?: Status;
  /** Paper as [@key] of data/bibliography.json, or where the choice is explained. */
  source?: string;
  /** Name of the kernel's slot, where it is not that of the entry; null = the kernel does not read it. */
  slot?: string | null;
}

export interface NumberRange {
  min: number;
  max: number;
  integer?: boolean;
  /** Written in degrees, radians in the run. */
  degrees?: boolean;
}

export interface Flag extends About {
  kind: "flag";
  default: boolean;
}
export interface PlainNumber extends About, NumberRange {
  kind: "number";
  default: number;
}
/** Written with its unit, as in "100 um"; SI in the run. */
export interface Quantity extends About, Range {
  kind: "quantity";
  default: string;
}
/** A quantity that must be given. */
export interface Required extends About, Range {
  kind: "required";
}
/** A quantity that may be left out. */
export interface Optional extends About, Range {
  kind: "optional";
}

export type Entry = Flag | PlainNumber | Quantity | Required | Optional;
export type Entries = Readonly<Record<string, Entry>>;

export const flag = (fallback: boolean, about: About): Flag => ({
  kind: "flag",
  default: fallback,
  ...about,
});
export const number = (range: NumberRange, fallback: number, about: About): PlainNumber => ({
  kind: "number",
  default: fallback,
  ...range,
  ...about,
});
export const quantity = (range: Range, fallback: string, about: About): Quantity => ({
  kind: "quantity",
  default: fallback,
  ...range,
  ...about,
});
export const required = (range: Range, about: About): Required => ({
  kind: "required",
  ...range,
  ...about,
});
export const optional = (range: Range, about: About): Optional => ({
  kind: "optional",
  ...range,
  ...about,
});

/** Unit of an entry's value in the run; undefined for a switch. */
export function unitOf(entry: Entry): SiUnit | undefined {
  if (entry.kind === "flag") return undefined;
  if (entry.kind === "number") return entry.degrees ? "rad" : "1";
  return entry.si;
}

/** The kernel's slot of the entry under `key`; null when it has none. */
export const slotOf = (key: string, slot: string | null | undefined): string | null =>
  slot === undefined ? key : slot;

export const length = (min: number, max: number) => ({ si: "m", min, max }) as const;
export const time = (min: number, max: number) => ({ si: "s", min, max }) as const;

/** Where a choice of ours is explained. */
export const MODEL = "docs/model.md";
