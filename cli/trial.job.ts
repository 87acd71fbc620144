// A run to its end, as the searches, maps and ensembles ask for by the hundred.

import type { RunSpec } from "../core/runspec";
import { type Outcome, runToEnd } from "../sim/outcome";
import type { JobKind } from "./jobs/job";

const trial: JobKind<RunSpec, Outcome> = {
  name: "trial",
  remedy: "use fewer --columns or --threads",
  /** What it is called, how it is shown and what is kept of it do not count. */
  identity({ scenario: _, title: __, output: ___, ...computed }) {
    return computed;
  },
  run: runToEnd,
};
export default trial;
