// What a run of a lesson gives: one number, read at the end of its protocol.

import type { ObservableKey } from "../observables";
import type { Observed } from "./lesson";

type Row = Readonly<Record<ObservableKey, number>>;

/** [SI] @param contactRead contact fraction that the last spectrum of the protocol says */
export function outcomeOf(observed: Observed, end: Row, contactRead = Number.NaN): number {
  const { read, times, over, size, above } = observed;
  const plain = read === "contactRead" ? contactRead : end[read];
  const signed = (plain * (times ? end[times] : 1)) / (over ? end[over] : 1);
  const value = size ? Math.abs(signed) : signed;
  return above === undefined ? value : Number(value > above);
}

/** Mean of the outcomes of several seeds; NaN without any. */
export const meanOf = (outcomes: readonly number[]): number =>
  outcomes.reduce((sum, one) => sum + one, 0) / outcomes.length;
