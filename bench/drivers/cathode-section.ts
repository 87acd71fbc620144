// The section of a composite cathode in an instance of the kernel of its own, apart from a run: its laws, particles and steps.

import { FARADAY, GAS_CONSTANT } from "../../core/constants";
import { material } from "../../core/materials";
import { cubic, slopes } from "../../core/pchip";
import { instantiate, type KernelExports } from "../../sim/module";

const { properties, curves } = material("NCM811", "cathode");
const POINTS = curves!.openCircuitVoltage.points;
const KNOTS = slopes(POINTS).map((d, k) => [...POINTS[k]!, d] as const);
/** Lithium of the full host [mol/m3], and the contents at 4.2 V and as built. */
export const CONCENTRATION = properties.maximumConcentration!.value;
export const CHARGED = properties.lithiumCharged!.value;
export const BUILT = properties.lithiumAsBuilt!.value;
const TEMPERATURE = 298.15;
export const THERMAL = (GAS_CONSTANT * TEMPERATURE) / FARADAY;

/** Open-circuit voltage at lithium content x [V]. */
export const openCircuit = (x: number): number => cubic(KNOTS, x);

/** Geometry and laws; lengths in metres. */
export interface CathodeSetup {
  nx: number;
  ny: number;
  /** Rows of electrolyte before the electrode. */
  margin: number;
  /** Size of a cell. */
  h: number;
  radius: number;
  spread: number;
  share: number;
  seed: number;
  /** x, y, r of each particle, in place of drawn ones. */
  discs?: readonly (readonly [number, number, number])[];
  /** Share of every surface that has lost contact, in so many arcs. */
  lost: number;
  arcs: number;
  /** Lithium content at the start. */
  x: number;
  diffusivity: number;
  exchange: number;
  film: number;
  /** Of the electrolyte between the particles; of the electrode as a whole, in its place, when given [S/m]. */
  ions: number;
  effectiveIons?: number;
  electrons: number;
}

/** 51.2 um wide, 48 um deep behind 3.2 um of electrolyte, on 128 x 128 cells. */
export const CATHODE_SETUP: CathodeSetup = {
  nx: 128,
  ny: 128,
  margin: 8,
  h: 0.4e-6,
  radius: 2.5e-6,
  spread: 0.2,
  share: 0.42,
  seed: 1,
  lost: 0,
  arcs: 1,
  x: CHARGED,
  diffusivity: 4e-15,
  exchange: 0.15,
  film: 0,
  ions: 0.1,
  electrons: 0.1,
};

export class CathodeSection {
  readonly kernel: KernelExports;
  readonly handle: number;
  readonly setup: CathodeSetup;
  /** Surface of the particles per metre of depth [m]. */
  readonly perimeter: number;
  /** Conductivity of the structure over that of its electrolyte. */
  readonly transport: number;
  /** Cells of active material. */
  readonly cells: number;
  #charge = 0;

  static async create(
    kernel: BufferSource,
    changes: Partial<CathodeSetup> = {},
  ): Promise<CathodeSection> {
    return new CathodeSection(await instantiate(kernel), { ...CATHODE_SETUP, ...changes });
  }

  constructor(kernel: KernelExports, setup: CathodeSetup) {
    this.kernel = kernel;
    this.setup = setup;
    const { nx, ny } = setup;
    this.handle = kernel.cathodeSectionCreate(nx, ny, setup.margin, setup.h);
    for (const [x, value, slope] of KNOTS) {
      kernel.cathodeSectionKnot(this.handle, x, value, slope);
    }
    this.#laws(setup.ions);
    for (const [x, y, r] of setup.discs ?? []) kernel.cathodeSectionAdd(this.handle, x, y, r);
    if (!setup.discs) {
      kernel.cathodeSectionDraw(this.handle, setup.radius, setup.spread, setup.share, setup.seed);
    }
    this.#rest();
    this.transport = kernel.cathodeSectionTransport(this.handle);
    if (setup.effectiveIons !== undefined) this.#laws(setup.effectiveIons / this.transport);
    this.perimeter = this.#rest();
    this.cells = this.owner.reduce((sum, owner) => sum + (owner >= 0 ? 1 : 0), 0);
  }

  #laws(ions: number): void {
    const { diffusivity, exchange, film, electrons } = this.setup;
    this.kernel.cathodeSectionLaws(
      this.handle,
      CONCENTRATION,
      diffusivity,
      exchange,
      THERMAL,
      film,
      ions,
      electrons,
    );
  }

  #rest(): number {
    const { lost, arcs, x } = this.setup;
    return this.kernel.cathodeSectionRest(this.handle, lost, arcs, x);
  }

  /** [m] */
  get width(): number {
    return this.setup.nx * this.setup.h;
  }

  get thickness(): number {
    return (this.setup.ny - this.setup.margin) * this.setup.h;
  }

  /** Charge that lithiates all particles from 0 to 1 [C/m2]. */
  get capacity(): number {
    return (this.cells * this.setup.h ** 2 * CONCENTRATION * FARADAY) / this.width;
  }

  /** Current density that empties the window in an hour [A/m2]. */
  get oneC(): number {
    return (this.capacity * (BUILT - CHARGED)) / 3600;
  }

  /** Voltage of the collector against the entrance of the electrolyte [V]. */
  get voltage(): number {
    return this.kernel.cathodeSectionVoltage(this.handle);
  }

  get mean(): number {
    return this.kernel.cathodeSectionMean(this.handle);
  }

  /** Charge that has passed, positive discharges [C/m2]. */
  get charge(): number {
    return this.#charge;
  }

  /** Steps of dt [s] at current density i [A/m2], positive discharges; returns the most passes. @throws when one does not settle. */
  advance(i: number, dt: number, steps = 1): number {
    let most = 0;
    for (let k = 0; k < steps; k++) {
      const passes = this.kernel.cathodeSectionStep(this.handle, i, dt);
      if (passes < 0) throw new Error(`no convergence in ${-passes} passes`);
      most = Math.max(most, passes);
      this.#charge += i * dt;
    }
    return most;
  }

  #field(which: number, count: number): Float64Array {
    const at = this.kernel.cathodeSectionField(this.handle, which);
    return new Float64Array(this.kernel.memory.buffer, at, count);
  }

  /** Particle of each cell, or -1. */
  get owner(): Int32Array {
    const at = this.kernel.cathodeSectionField(this.handle, 0);
    return new Int32Array(this.kernel.memory.buffer, at, this.setup.nx * this.setup.ny);
  }

  /** Lithium content of the cells of the particles. */
  get lithium(): Float64Array {
    return this.#field(1, this.setup.nx * this.setup.ny).filter((_, k) => this.owner[k]! >= 0);
  }

  /** Current density and area of the faces, anodic positive. */
  get faces(): { j: Float64Array; area: Float64Array } {
    const count = this.kernel.cathodeSectionFaces(this.handle);
    return { j: this.#field(5, count), area: this.#field(6, count) };
  }
}
