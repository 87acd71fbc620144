// A run of a scenario together with the kernel under it, for tests that look at memory.
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { Field, Kernel, Picture } from "../../sim/kernel";
import { Simulation } from "../../sim/simulation";

/** Every picture that a kernel composes. */
export const PICTURES = Object.values(Picture).filter((k): k is Picture => typeof k === "number");

/** A run at t = 0 and its kernel. */
export async function openRun(
  input: ScenarioInput,
  wasm: Uint8Array<ArrayBuffer>,
): Promise<{ run: Simulation; kernel: Kernel }> {
  const load = Kernel.load;
  let kernel: Kernel | undefined;
  Kernel.load = async (...args) => {
    kernel = await load.apply(Kernel, args);
    return kernel;
  };
  try {
    const run = await Simulation.create(resolveRun(input), wasm);
    return { run, kernel: kernel! };
  } finally {
    Kernel.load = load;
  }
}

/** Every field of the run and its length; a live view of each by kernel.field. */
export function fieldSizes({ columns: nx, rows }: Kernel): [Field, number][] {
  const { lithium: nl, electrolyte: ns } = rows;
  return [
    [Field.phi, nx * nl],
    [Field.potential, nx * ns],
    [Field.gap, nx],
    [Field.open, nx],
    [Field.contact, nx],
    [Field.current, nx],
    [Field.wallPressure, nx],
    [Field.sink, nx],
    [Field.kinetics, nx],
    [Field.velocityX, (nx + 1) * (nl + 1)],
    [Field.velocityY, (nx + 1) * (nl + 1)],
    [Field.pressure, nx * nl],
    [Field.displacementX, (nx + 1) * (ns + 1)],
    [Field.displacementY, (nx + 1) * (ns + 1)],
    [Field.fluxX, (nx + 1) * nl],
    [Field.fluxY, nx * (nl + 1)],
  ];
}
