// Critical stripping currents that were measured. The bars are the factor within which the model is asked to meet them, not
// an error of the experiment.

export const PUBLISHED = {
  source: "Kasemchainan et al., Nat. Mater. 18 (2019) 1105",
  electrolyte: "Li6PS5Cl",
  /** [K] */
  temperature: 298.15,
  /** Width of the bars, a factor to either side. */
  factor: 1.3,
  /** [Pa], [A/m2] */
  points: [
    { pressure: 3e6, current: 2 },
    { pressure: 7e6, current: 10 },
  ],
} as const;
