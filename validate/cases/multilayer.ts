// A layer that takes lithium up between two that do not (C15): [@ye2021]. The rate of the uptake is
// chosen (assembly/filaments/layer-reaction.ts), so the order is put in; that the tip starves in the layer by its own balance is not.

import type { Case } from "../check";
import { runThrough } from "../section";

const LONGEST = 60;

/** Time to short [s], or LONGEST, with `consumption` in the middle third of 48 um. */
async function life(wasm: BufferSource, lithiumConsumption: number): Promise<number> {
  const run = await runThrough(wasm, {
    cell: { width: "64 um", lithium: "16 um", electrolyte: "48 um", pellet: "48 um" },
    interface: { siteSpacing: "0 um" },
    mesh: { columns: 64 },
    electrolyte: {
      flaws: { list: [{ at: "32 um", length: "5 um" }] },
      layers: [{ thickness: "16 um" }, { thickness: "16 um", lithiumConsumption }],
    },
    physics: { filaments: true },
    protocol: [`Plate at 2 mA/cm2 for ${LONGEST} min or until shortKind > 0.5`],
  });
  return run.observables.time;
}

const cases: readonly Case[] = [
  {
    id: "multilayer-lives",
    topic: "C15",
    kind: "experimental",
    quantity: `time to short with a layer that takes lithium up over that without, at most ${LONGEST} min; published: 1800 h over 150 h`,
    source: "[@ye2021]",
    conditions:
      "Ordering: 16 um inert, 16 um that take up their own volume, 16 um inert; one flaw of 5 um; 2 mA/cm2",
    target: { atLeast: 5 },
    run: async (wasm) => (await life(wasm, 1)) / (await life(wasm, 0)),
  },
];
export default cases;
