// What stores charge in the cell, for spectra of its impedance alone: no run changes with them.
//
// To add an entry: one line here, `npm run schema`, and its use in the kernel, `m.p(Param.name)`.

import { length, MODEL, number, quantity } from "./entry";

export const IMPEDANCE = {
  permittivity: number({ min: 1, max: 10000 }, 30, {
    description: "Relative permittivity of the electrolyte",
    status: "illustrative",
    source: MODEL,
  }),
  doubleLayer: quantity({ si: "F/m2", min: 1e-4, max: 1e4 }, "100 uF/cm2", {
    description:
      "Capacitance of the double layer in full contact at 1 rad/s, which falls as frequency^(exponent - 1)",
    status: "illustrative",
    source: MODEL,
  }),
  doubleLayerExponent: number({ min: 0.5, max: 1 }, 0.9, {
    description: "Exponent of the double layer as a constant phase element; 1 = a capacitor",
    status: "illustrative",
    source: MODEL,
  }),
  filmPermittivity: number({ min: 1, max: 10000 }, 20, {
    description: "Relative permittivity of the interphase and of layers thinner than half a cell",
    status: "illustrative",
    source: MODEL,
  }),
  filmExponent: number({ min: 0.5, max: 1 }, 0.9, {
    description: "Exponent of the interphase's relaxation; 1 = resistance and capacitor",
    status: "illustrative",
    source: MODEL,
  }),
  boundaryWidth: quantity(length(1e-10, 1e-6), "1 nm", {
    description: "Electrical width of a grain boundary, which gives it its capacitance",
    status: "illustrative",
    source: MODEL,
  }),
  vacancyStorage: number({ min: 1e-12, max: 1 }, 1, {
    description:
      "Vacancies that the lithium stores where it strips, over those that would make them as mobile as lithium itself; with vacancyPotential",
    status: "illustrative",
    source: MODEL,
  }),
  particleDoubleLayer: quantity({ si: "F/m2", min: 1e-4, max: 1e4 }, "20 uF/cm2", {
    description: "Capacitance of the double layer per surface of the particles of a cathode",
    status: "illustrative",
    source: "PyBaMM, a usual value",
  }),
} as const;
