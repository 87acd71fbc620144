// The observables by name, as stop rules and columns of files look them up; the table is tables/observables.ts.

import { nearest } from "./suggest";
import { type BdfColumn, OBSERVABLE_TABLE, type ObservableEntry } from "./tables/observables";
import { BOUNDS, type Range } from "./tables/ranges";

export type ObservableKey = keyof typeof OBSERVABLE_TABLE;

export interface Observable extends ObservableEntry {
  key: ObservableKey;
}

export const OBSERVABLES: readonly Observable[] = Object.entries(OBSERVABLE_TABLE).map(
  ([key, entry]) => ({ key: key as ObservableKey, ...entry }),
);

const squash = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

const byName = new Map<string, Observable>();
for (const entry of OBSERVABLES) {
  for (const name of [entry.key, entry.label, ...(entry.aliases ?? [])]) {
    byName.set(squash(name), entry);
  }
}

/** The observable of that key, label or alias. */
export function observable(name: string): Observable | undefined {
  return byName.get(squash(name));
}

/** What the bound of a stop rule on it may be. */
export function boundsOf({ unit: si, share }: Observable): Range {
  return { si, ...(share ? { min: 0, max: 1 } : BOUNDS[si]!) };
}

/** The known name nearest to an unknown one. */
export function nearestObservable(name: string): string | undefined {
  return nearest(
    name,
    OBSERVABLES.flatMap((o) => [o.key, ...(o.aliases ?? [])]),
  );
}

/** SI value of an observable as its Battery Data Format column wants it. */
export function toBdf(value: number, column: BdfColumn): number {
  return value * (column.scale ?? 1) + (column.offset ?? 0);
}
