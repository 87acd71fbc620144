// Where the rows of a sweep are kept while it goes on, and the rows in memory.

import type { Plan } from "./plan";
import type { Row } from "./row";
import type { AllRows } from "./rows";

export interface Store {
  has(n: number): boolean;
  /** Cases that have a row. */
  readonly done: number;
  /** Keeps rows; those of known cases are dropped. Returns how many were new. */
  add(rows: readonly Row[]): Promise<number>;
  /** All rows by case. */
  rows(): Promise<AllRows>;
  close(): void;
}

/** A set of bits, one a case. */
export class Cases {
  private readonly bits: Uint8Array;
  count = 0;

  constructor(cases: number) {
    this.bits = new Uint8Array(Math.ceil(cases / 8));
  }

  has(n: number): boolean {
    return ((this.bits[n >> 3]! >> (n & 7)) & 1) === 1;
  }

  /** Whether it was new. */
  add(n: number): boolean {
    if (this.has(n)) return false;
    this.bits[n >> 3]! |= 1 << (n & 7);
    this.count++;
    return true;
  }
}

/** Rows that are gone when the process ends. */
export function memoryStore(plan: Pick<Plan, "cases">): Store {
  const cases = new Cases(plan.cases);
  const kept: Row[] = [];
  return {
    has: (n) => cases.has(n),
    get done() {
      return cases.count;
    },
    async add(rows) {
      const fresh = rows.filter((row) => cases.add(row.case));
      kept.push(...fresh);
      return fresh.length;
    },
    rows: async () => kept.sort((a, b) => a.case - b.case),
    close() {},
  };
}
