// The coupled section as the cases use it: laid out from a scenario, stepped by hand, its fields open.

import { resolveRun } from "../core/resolve";
import type { RunSpec } from "../core/runspec";
import type { ScenarioInput } from "../core/scenario";
import { Field, type Kernel, Out, Param, Status } from "../sim/kernel";
import { layOut } from "../sim/kernel-setup";
import type { KernelExports, WasmBytes } from "../sim/module";
import { Simulation } from "../sim/simulation";

/** What a case changes in the scenario, and then in the run where no scenario reaches. */
export interface Changes {
  scenario?: Partial<ScenarioInput>;
  run?(spec: RunSpec): void;
}

/** One section of its own, at t = 0 and at rest. */
export class Section {
  readonly spec: RunSpec;
  readonly kernel: Kernel;

  /** The kernel's exports, single laws and operators among them. */
  get laws(): KernelExports {
    return this.kernel.exports;
  }

  private constructor(spec: RunSpec, kernel: Kernel) {
    this.spec = spec;
    this.kernel = kernel;
  }

  /** @throws when the first potential does not converge. */
  static async create(wasm: BufferSource, changes: Changes = {}): Promise<Section> {
    const spec = resolveRun({ protocol: ["Rest for 1 h"], ...changes.scenario });
    changes.run?.(spec);
    const { kernel, status } = await layOut(spec, wasm as WasmBytes);
    expectOk(status);
    return new Section(spec, kernel);
  }

  /** An observable of the last solve, SI. */
  out(which: Out): number {
    return this.kernel.outputs[which]!;
  }

  /** A live view of a line along the interface. */
  line(which: Field): Float64Array {
    return this.kernel.field(which, this.kernel.columns);
  }

  /** A live view of the lithium fraction, row 0 at the interface. */
  get lithium(): Float64Array {
    return this.kernel.field(Field.phi, this.kernel.columns * this.kernel.rows.lithium);
  }

  /** Share of the interface that no resolved void covers. */
  get covered(): number {
    return 1 - this.line(Field.open).reduce((n, open) => n + open, 0) / this.kernel.columns;
  }

  /** Sets the applied current density [A/m2] and solves for the potential. */
  control(currentDensity: number): void {
    this.kernel.setParam(Param.current, currentDensity);
    expectOk(this.kernel.exports.runControl());
  }

  /** Sets the temperature [K]; coefficients and potential follow. */
  heat(temperature: number): void {
    this.kernel.setParam(Param.temperature, temperature);
    expectOk(this.kernel.exports.runTemperature());
  }

  /** Sets the stack pressure [Pa]; the potential follows. */
  press(pressure: number): void {
    this.kernel.exports.runPress(pressure);
    expectOk(this.kernel.exports.runTemperature());
  }

  /** One time step of at most `room` [s]; returns its length. */
  step(room: number): number {
    this.kernel.setParam(Param.room, room);
    expectOk(this.kernel.exports.runStep());
    return this.out(Out.dt);
  }
}

/** Runs a scenario to the end of its protocol; `each` is called after every time step. */
export async function runThrough(
  wasm: BufferSource,
  scenario: ScenarioInput,
  each?: (run: Simulation) => void,
): Promise<Simulation> {
  const run = await Simulation.create(resolveRun(scenario), wasm as WasmBytes);
  while (run.advance()) each?.(run);
  if (run.status !== "finished") throw new Error(run.endReason);
  return run;
}

function expectOk(status: Status): void {
  if (status !== Status.ok) throw new Error(`the kernel reported status ${Status[status]}`);
}
