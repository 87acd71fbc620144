// Observables as a list of names and values.
import type { Observables } from "../../sim/types";
import { type Quantity, show } from "../format";
import { el, say } from "./dom";

export type Entry = [key: keyof Observables, label: string, quantity: Quantity];

/** A list element, and what fills it from a row. */
export function figures(entries: readonly Entry[]) {
  const values = entries.map(() => el("dd"));
  const list = el(
    "dl",
    { class: "books" },
    ...entries.flatMap(([, label], i) => [el("dt", {}, label), values[i]!]),
  );
  const fill = (o: Observables) => {
    entries.forEach(([key, , quantity], i) => {
      say(values[i]!, show(quantity, o[key] as number));
    });
  };
  return { list, fill };
}
