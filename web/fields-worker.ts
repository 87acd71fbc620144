// The fields of a run as a file for ParaView, beside the run and beside the page: it is computed again from its scenario, with all that
// was changed by hand, and pictured when the terminal pictures it; the same bytes.
import * as Comlink from "comlink";
import { resolveRun } from "../core/resolve";
import { CATHODE_FIELD_NAMES, FIELD_NAMES } from "../core/tables/fields";
import { fieldsVtkhdf } from "../sim/export/fields";
import { Recorder } from "../sim/recorder";
import { Simulation } from "../sim/simulation";
import type { Frame } from "../sim/types";
import { kernelHash } from "./kernel-hash";

export interface FieldsWorker {
  /** The bytes of fields.vtkhdf up to a time step, and one picture at its end; `tell` hears how many time steps are computed. */
  write(
    scenario: string,
    steps: number,
    wasm: ArrayBuffer,
    tell: (steps: number) => void,
  ): Promise<Uint8Array>;
}

/** [ms] between two words about how far it is */
const every = 200;

async function* framesOf(
  run: Simulation,
  steps: number,
  tell: (steps: number) => void,
): AsyncGenerator<Frame> {
  let due = false;
  let last = -1;
  let told = performance.now();
  const sink = {
    row() {},
    frame() {
      due = true;
    },
  };
  const recorder = new Recorder(run, sink);
  const picture = () => {
    due = false;
    last = run.observables.time;
    return run.frame([...FIELD_NAMES, ...CATHODE_FIELD_NAMES]);
  };
  if (due) yield picture();
  let goesOn = true;
  while (goesOn && run.steps < steps) {
    goesOn = run.advance();
    recorder.observe();
    if (due) yield picture();
    if (performance.now() - told < every) continue;
    told = performance.now();
    tell(run.steps);
  }
  if (run.observables.time > last) yield picture();
}

const worker: FieldsWorker = {
  async write(scenario, steps, wasm, tell) {
    const spec = resolveRun(JSON.parse(scenario));
    const run = await Simulation.create(spec, wasm);
    run.openEnd = true;
    const origin = {
      scenario: spec.scenario,
      seed: spec.seed,
      wasmHash: kernelHash || run.kernelId,
    };
    const bytes = await fieldsVtkhdf({ frames: framesOf(run, steps, tell), ...origin });
    return Comlink.transfer(bytes, [bytes.buffer]);
  },
};

Comlink.expose(worker);
