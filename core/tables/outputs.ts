// What a step leaves behind for the driver and for tests alone, SI. What people should see is an observable, observables.ts.
//
// To add one: an entry here, `npm run schema`, and `m.put(Out.name, value)` in the kernel.

export const OUTPUTS: Readonly<Record<string, { unit: string; meaning: string }>> = {
  time: {
    unit: "s",
    meaning: "sum of all steps, to rounding; the clock of a run is sim/protocol-clock.ts",
  },
  limiter: { unit: "1", meaning: "what set the size of the step, a Limiter" },
  platenVelocity: { unit: "m/s", meaning: "speed at which the platen comes down" },
  opened: { unit: "1", meaning: "voids that opened in the step" },
  closed: { unit: "1", meaning: "voids that closed in the step" },
  gapVolume: { unit: "m", meaning: "part of voidVolume that is in gaps" },
  activeNodes: { unit: "1", meaning: "nodes of the interface that carry pressure" },
  flowPasses: { unit: "1", meaning: "passes of the viscosity in the flow solve" },
  flowResidual: { unit: "1", meaning: "relative residual of the flow solve" },
  projectionIterations: { unit: "1", meaning: "linear iterations of the last projection" },
  stressIterations: { unit: "1", meaning: "linear iterations of the last elastic solve" },
  nucleated: { unit: "1", meaning: "1 in the step in which supersaturation passes the threshold" },
  infiltrated: { unit: "1", meaning: "1 in the step that brings infiltration through" },
  infiltrationSite: { unit: "m", meaning: "place of the deepest infiltration" },
  cathodeSurfaceLithium: {
    unit: "1",
    meaning: "lithium content at the surface of the particles of the cathode",
  },
  filamentStarts: { unit: "1", meaning: "filaments that started in the step" },
  filamentSite: { unit: "m", meaning: "place of the last of them" },
  shortSite: { unit: "m", meaning: "place of the short" },
};
