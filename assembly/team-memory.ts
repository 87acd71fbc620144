// A team of threads with the memory that the solvers need in it.
import * as scalar from "./numerics/scalar/sweep";
import * as vector from "./numerics/vector/strips";
import { createTeam } from "./threads/team";

/** Makes a team for grids of up to `columns` cells across (threads/team.ts); returns its control block, for helpers. */
export function teamCreate(columns: i32, threads: i32, patience: i32): usize {
  const lane = max(scalar.laneBytes(columns), vector.stripBytes(columns)),
    common = max(scalar.commonBytes(columns), vector.commonBytes(columns));
  return createTeam(columns, threads, lane, common, patience);
}
