// What the electrolyte of a run is made of, as shapes to draw: it stays as it is while the run goes on.

import type { RunSpec } from "../core/runspec";
import { type Particles, readParticles } from "./cathode-particles";
import type { Kernel } from "./kernel";

/** Lengths in metres from the left side and below the interface. */
export interface Geometry {
  /** Seeds of the grains, x, y, r of each: a Laguerre tessellation (assembly/electrolyte/grains.ts). */
  grains: Float64Array;
  /** x, y, r of each pore. */
  pores: Float64Array;
  /** From the interface down. */
  layers: { top: number; bottom: number; takesUp: boolean }[];
  /** Where pressure may push lithium through the pores, and how fast over the fastest; empty without infiltration. */
  sites: { x: number; speed: number }[];
  /** Thickness of the electrolyte in all. */
  pellet: number;
  /** Only with a cathode that is computed as a section. */
  particles?: Particles;
}

export function readGeometry(
  kernel: Kernel,
  { grid, cell, microstructure, physics }: RunSpec,
): Geometry {
  const k = kernel.exports;
  const sites = physics.infiltration ? k.runSites() : 0;
  let top = 0;
  return {
    grains: kernel.table(k.runGrainSeeds(), 3 * k.runGrains()),
    pores: kernel.table(k.runPoreTable(), 3 * k.runPores()),
    layers: microstructure.layers.map(({ thickness, lithiumConsumption }) => {
      const layer = { top, bottom: top + thickness, takesUp: lithiumConsumption > 0 };
      top += thickness;
      return layer;
    }),
    sites: Array.from({ length: sites }, (_, i) => ({
      x: ((i + 0.5) * grid.columns * grid.h) / sites,
      speed: k.runSiteSpeed(i),
    })),
    pellet: cell.pellet,
    ...(kernel.cathode && { particles: readParticles(kernel) }),
  };
}
