// Columns of the parameters of the standalone box, for the kernel and for those who fill them in.

/** Parameters of the box, SI, in the order of its table. */
export enum BoxParameter {
  cell,
  conductivity,
  /** Interface resistance of contact and flanks, and of the counter electrode [Ohm m2]. */
  interfaceOhm,
  counterOhm,
  volumePerCharge,
  youngs,
  poisson,
  pressure,
  creepRate,
  creepExponent,
  following,
  branching,
  segment,
  /** Mean current [A/m2], positive plates. */
  current,
  toughness,
  boundaryToughness,
  boundaryHalfWidth,
  COUNT,
}
