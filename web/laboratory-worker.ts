// Random structures of a cathode, beside the run and beside the page: their conductivities and resistances.
import * as Comlink from "comlink";
import laboratoryUrl from "../build/kernel.wasm?url";
import { CoatedContacts, type ContactSetup } from "../sim/coated-contacts";
import { instantiate } from "../sim/module";
import { type Composite, Network3d, type Phase } from "../sim/network3d";

/** An instance of the whole kernel, which is fetched when the first structure is asked for. */
async function laboratory() {
  const response = await fetch(laboratoryUrl);
  if (!response.ok)
    throw new Error(`The laboratory could not be fetched: HTTP ${response.status}.`);
  return instantiate(await response.arrayBuffer());
}

let network: Promise<Network3d> | undefined;
let contacts: Promise<CoatedContacts> | undefined;

export interface Laboratory {
  /** Both phases of a composite of n^3 voxels; n is that of the first call. */
  measure(composite: Composite, n: number): Promise<{ electrolyte: Phase; active: Phase }>;
  /** log10 of R/R0 of so many arrangements after the first `from`. */
  sample(setup: ContactSetup, count: number, from: number): Promise<number[]>;
}

const laboratoryOfTheWorker: Laboratory = {
  async measure(composite, n) {
    network ??= laboratory().then((kernel) => new Network3d(kernel, n));
    return (await network).measure(composite);
  },
  async sample(setup, count, from) {
    contacts ??= laboratory().then((kernel) => new CoatedContacts(kernel));
    return (await contacts).sample(setup, count, from);
  },
};

Comlink.expose(laboratoryOfTheWorker);
