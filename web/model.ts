// The one door from the page to the model: gallery, scenario files, runs.
import type { RunSpec } from "../core/runspec";
import type { SimulationLike } from "../sim/simulation.contract";
import { FakeSimulation } from "./dev/fake-simulation";
import type { GalleryEntry, RunInfo, ScenarioSource } from "./link";

export type { RunSpec };
export type Simulation = SimulationLike;

export function gallery(): GalleryEntry[] {
  return ["single-void", "strip-3mpa", "strip-7mpa"].map((name) => ({
    name,
    title: name,
    summary: "",
  }));
}

export interface Opened {
  name: string;
  spec: RunSpec;
}

export function openScenario(source: ScenarioSource): Opened {
  const name = "name" in source ? source.name : source.fileName.replace(/\.json$/i, "");
  if ("text" in source) JSON.parse(source.text);
  const spec = {
    scenario: {},
    title: name,
    grid: { columns: 128, lithiumRows: 40, electrolyteRows: 64, h: 0.78e-6 },
    cell: { width: 1e-4 },
    temperature: 298.15,
    stackPressure: 3e6,
    protocol: [
      {
        text: "Strip at 1 mA/cm2 for 1 h",
        cycle: 1,
        control: { mode: "current", currentDensity: 10 },
      },
    ],
  } as unknown as RunSpec;
  return { name, spec };
}

export function createSimulation(spec: RunSpec, _kernel: WebAssembly.Module): Promise<Simulation> {
  return Promise.resolve(new FakeSimulation(spec));
}

export function describeRun({ name, spec }: Opened): RunInfo {
  const first = spec.protocol.find((step) => step.control.mode === "current");
  return {
    name,
    title: spec.title,
    scenario: JSON.stringify(spec.scenario, null, 2),
    electrolyte: "Li6PS5Cl",
    protocol: spec.protocol.map(({ text, cycle }) => ({ text, cycle })),
    width: spec.cell.width,
    temperature: spec.temperature,
    stackPressure: spec.stackPressure,
    currentDensity: first?.control.mode === "current" ? first.control.currentDensity : 0,
  };
}
