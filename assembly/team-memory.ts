// A team of threads with the memory that the solvers need in it.
import { commonBytes, laneBytes } from "./numerics/scalar/sweep";
import { createTeam } from "./threads/team";

/** Makes a team for grids of up to `columns` cells across (threads/team.ts); returns its control block, for helpers. */
export function teamCreate(columns: i32, threads: i32, patience: i32): usize {
  return createTeam(columns, threads, laneBytes(columns), commonBytes(columns), patience);
}
