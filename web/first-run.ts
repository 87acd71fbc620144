// The run that the page opens with, worked out. A build puts the text in place of this file (vite.lean.ts), so that how scenarios,
// materials and their sources are read is loaded after the first picture.
import firstScenario from "../data/scenarios/single-void.json";
import { exactStringify } from "../sim/exact-json";
import { openedAs } from "./open-scenario";
import { FIRST_CHOICE } from "./worker-protocol";

export const firstRun = exactStringify(
  openedAs(FIRST_CHOICE, firstScenario.description, firstScenario),
);
