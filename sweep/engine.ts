// Who works out the cases: blocks of them go in, rows come out, in any order and at least once. An engine keeps nothing; what
// it loses is offered again.

import type { Row } from "./row";

export interface Engine {
  /** Blocks that are worth having under way at a time. */
  readonly lanes: number;
  /** The rows of a block. Rejects when whoever worked on it died, or took more than `limit` seconds a case. */
  run(cases: readonly number[], limit: number): Promise<Row[]>;
  /** Has rows that nobody waits for kept: of blocks that an earlier process offered. */
  onStray?(keep: (rows: readonly Row[]) => Promise<void>): void;
  close(): Promise<void>;
}

/** Whoever worked on a block died of it, or was ended after its time. */
export class BlockError extends Error {}
