// Coated contacts as a standard problem: how the resistance of a polycrystal spreads over random arrangements.

import { quantile } from "../core/quantile";
import { CoatedContacts, type ContactSetup, RATIOS } from "../sim/coated-contacts";
import { instantiate } from "../sim/module";

export interface ContactsResult {
  problem: "coated-contacts";
  tool: "voidscope";
  /** Share of contacts that is coated [%]. */
  coverage: number;
  structures: number;
  /** log10 of R/R0. */
  median: number;
  p10: number;
  p90: number;
  /** Time of all structures [s]. */
  solve_s: number;
}

/** Contacts of active material, coated at random. */
export async function solveCoatedContacts(
  kernel: BufferSource,
  coverage: number,
  structures: number,
  changes: Partial<ContactSetup> = {},
): Promise<ContactsResult> {
  const contacts = new CoatedContacts(await instantiate(kernel));
  const setup = {
    coated: coverage / 100,
    ratio: RATIOS.electrons,
    removed: 0,
    lattice: false,
    ...changes,
  };
  const start = performance.now();
  const sample = contacts.sample(setup, structures);
  return {
    problem: "coated-contacts",
    tool: "voidscope",
    coverage,
    structures,
    median: quantile(sample, 0.5),
    p10: quantile(sample, 0.1),
    p90: quantile(sample, 0.9),
    solve_s: (performance.now() - start) / 1e3,
  };
}
