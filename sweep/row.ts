// What is kept of a case of a sweep.

/** What is kept of a case. "refused": its scenario does not hold. "lost": whoever computed it died of it or ran out of time. */
export interface Row {
  case: number;
  status: string;
  reason: string;
  /** In the order of the plan's columns; SI; null where there is none. */
  values: (number | null)[];
}

/** Whether a case ended without a result. */
export const isBroken = ({ status }: { status: string }): boolean =>
  ["failed", "refused", "lost"].includes(status);
