// The plans of sweeps that ship with Voidscope, by name: screening, docs/screening.md.

import criticalCurrentMap from "../data/plans/critical-current-map.json";
import morris from "../data/plans/sensitivity-morris.json";
import sobol from "../data/plans/sensitivity-sobol.json";

/** As written. */
export const PLANS: Readonly<Record<string, unknown>> = {
  "sensitivity-morris": morris,
  "sensitivity-sobol": sobol,
  "critical-current-map": criticalCurrentMap,
};
