// What a person wrote -> SI, entry by entry of a table.

import type { Entries, Entry, Flag, Optional } from "./tables/entry";
import { parse } from "./units";

type Value<E> = E extends Flag ? boolean : number;

/** The entries of a table in SI; what may be left out may be absent. */
export type Si<T extends Entries> = {
  -readonly [K in keyof T as T[K] extends Optional ? never : K]: Value<T[K]>;
} & {
  -readonly [K in keyof T as T[K] extends Optional ? K : never]?: number;
};

const RADIANS = Math.PI / 180;

function siValue(entry: Entry, written: unknown): unknown {
  if (entry.kind === "flag") return written;
  if (entry.kind === "number") return entry.degrees ? (written as number) * RADIANS : written;
  return parse(written as string, entry.si);
}

/** The values of `entries` in SI: lengths in m, angles in rad, switches as they are. Throws ScenarioError. */
export function siValues<T extends Entries>(
  entries: T,
  written: { readonly [K in keyof T]?: unknown },
): Si<T> {
  const given = Object.entries(entries).filter(([key]) => written[key] !== undefined);
  return Object.fromEntries(
    given.map(([key, entry]) => [key, siValue(entry, written[key])]),
  ) as Si<T>;
}
