// Resistances of random polycrystals with coated contacts (assembly/cathode/coated-contacts.ts), over that of bare ones.

import type { KernelExports } from "./module";

export interface ContactSetup {
  /** Share of the contacts that is coated. */
  coated: number;
  /** Two coatings over a cell, as resistances of an area. */
  ratio: number;
  /** Share of the cells that is taken out. */
  removed: number;
  /** Square cells with four neighbours in place of Laguerre cells. */
  lattice: boolean;
}

/** Coating of 10 nm on both sides of a contact over a cell of 5 um: electrons in active material of 1e-3 S/cm (chosen) through a
 * coating of 1e-14 S/cm, ions in electrolyte of 0.5 mS/cm through 1e-6 S/cm. */
export const RATIOS = { electrons: 4e8, ions: 2 } as const;
/** Cells along an edge of the square. */
export const CELLS = 20;

export class CoatedContacts {
  readonly #handle: number;

  constructor(
    readonly kernel: KernelExports,
    cells: number = CELLS,
  ) {
    this.#handle = kernel.contactsCreate(cells);
  }

  /** log10 of R/R0 of `count` structures, with the seeds after `from`. */
  sample({ coated, ratio, removed, lattice }: ContactSetup, count: number, from = 0): number[] {
    const k = this.kernel;
    return Array.from({ length: count }, (_, n) => {
      const s = from + n;
      k.contactsLay(this.#handle, lattice, s + 1);
      // without a coating, and without a hole, the square is its material
      const bare = removed > 0 ? k.contactsResistance(this.#handle, 0, ratio, removed, s + 1) : 1;
      return Math.log10(k.contactsResistance(this.#handle, coated, ratio, removed, s + 1) / bare);
    });
  }
}
