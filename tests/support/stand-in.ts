// A cell without physics in place of the kernel: a resistor whose time steps grow from one to the next. For tests of what
// drives a run, which take a thousand protocol steps of it in the time that the kernel takes for one.
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { Kernel, Out, Param, Status } from "../../sim/kernel";
import { Simulation } from "../../sim/simulation";
import { wasm } from "./kernel";

const COLUMNS = 16;
/** [Ohm m2] */
export const RESISTANCE = 5e-3;
const GROWTH = 2;
/** First time step [s]. */
const FIRST = 1;

/** What a test may ask of the cell. */
export interface Habits {
  /** Longest time step at a time [s]. */
  longest?(time: number): number;
  /** Changes outputs after a time step. */
  change?(outputs: Float64Array, time: number): void;
  /** What a time step comes to, ok by default. */
  status?(): Status;
}

function resistor(columns: number, habits: Habits): Kernel {
  const outputs = new Float64Array(Out.COUNT);
  const params = new Float64Array(Param.COUNT);
  let kept = outputs.slice();
  const control = (): Status => {
    const held = params[Param.voltageControl] === 1;
    const j = held ? params[Param.voltage]! / RESISTANCE : params[Param.current]!;
    outputs[Out.current] = j;
    outputs[Out.voltage] = j * RESISTANCE;
    return Status.ok;
  };
  const exports = {
    runStart: control,
    runControl: control,
    runTemperature: control,
    runPress(pressure: number) {
      outputs[Out.stackPressure] = pressure;
    },
    runStep(): Status {
      kept = outputs.slice();
      const room = params[Param.room]!;
      const grown = Math.min(
        GROWTH * (outputs[Out.dt]! || FIRST / GROWTH),
        habits.longest?.(outputs[Out.time]!) ?? Number.POSITIVE_INFINITY,
      );
      const dt = room <= grown ? room : Math.min(grown, 0.5 * room);
      outputs[Out.dt] = dt;
      outputs[Out.time]! += dt;
      outputs[Out.charge]! += outputs[Out.current]! * dt;
      habits.change?.(outputs, outputs[Out.time]!);
      return habits.status?.() ?? Status.ok;
    },
    runTakeBack() {
      outputs.set(kept);
    },
  };
  return {
    exports,
    outputs,
    columns,
    setProperty() {},
    setParam(slot: Param, value: number) {
      params[slot] = value;
    },
    param: (slot: Param) => params[slot],
    field: () => new Float64Array(columns).fill(outputs[Out.current]!),
    snapshot: () => new Uint8Array(new Float64Array([...outputs, ...params]).buffer),
  } as unknown as Kernel;
}

/** A run of this protocol on the resistor. */
export async function standIn(scenario: ScenarioInput, habits: Habits = {}): Promise<Simulation> {
  const { load } = Kernel;
  Kernel.load = async () => resistor(COLUMNS, habits);
  try {
    return await Simulation.create(resolveRun({ mesh: { columns: COLUMNS }, ...scenario }), wasm);
  } finally {
    Kernel.load = load;
  }
}
