// The rows of a sweep by case, one array a column: a million of them take some ten megabytes a column, a tenth of what an object a row
// would.

import type { Row } from "./row";

/** Rows in the order of their cases. */
export interface AllRows extends Iterable<Row> {
  readonly length: number;
}

/** Texts of which many are alike, by number. */
class Words {
  readonly all: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    this.numbers.set(word, this.all.length);
    return this.all.push(word) - 1;
  }
}

/** The rows of all cases that have one. */
export class Rows implements AllRows {
  length = 0;
  /** Number of the status, from 1 on; 0 where a case has no row. */
  private readonly status: Uint8Array;
  private readonly reason: Uint32Array;
  private readonly values: readonly Float64Array[];
  /** Where a column has a value: none is not NaN. */
  private readonly given: readonly Uint8Array[];
  private readonly statuses = new Words();
  private readonly reasons = new Words();

  constructor(cases: number, columns: number) {
    this.status = new Uint8Array(cases);
    this.reason = new Uint32Array(cases);
    this.values = Array.from({ length: columns }, () => new Float64Array(cases));
    this.given = Array.from({ length: columns }, () => new Uint8Array(cases));
  }

  /** Keeps a row; it replaces one of the same case. */
  set({ case: n, status, reason, values }: Row): void {
    if (this.status[n] === 0) this.length++;
    this.status[n] = 1 + this.statuses.numberOf(status);
    this.reason[n] = this.reasons.numberOf(reason);
    this.values.forEach((column, k) => {
      const value = values[k] ?? null;
      this.given[k]![n] = value === null ? 0 : 1;
      column[n] = value ?? 0;
    });
  }

  *[Symbol.iterator](): Generator<Row> {
    for (let n = 0; n < this.status.length; n++) {
      const status = this.status[n]!;
      if (status === 0) continue;
      yield {
        ...{ case: n, status: this.statuses.all[status - 1]! },
        reason: this.reasons.all[this.reason[n]!]!,
        values: this.values.map((column, k) => (this.given[k]![n] ? column[n]! : null)),
      };
    }
  }
}
