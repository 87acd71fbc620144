// The numbers both sides must agree on: slots of the parameter, property and output tables, field ids.
// Plain enums, so that the same file compiles as AssemblyScript and as TypeScript.

/** Material properties; each takes four slots: value [SI], law (0 constant, 1 Arrhenius, 2 Arrhenius over T),
 * activation energy [J/mol], reference temperature [K]. */
export enum Prop {
  ionicConductivity,
  electronicConductivity,
  chargeTransfer,
  seiResistance,
  seiGrowth,
  seiThicknessPerCharge,
  seiConductivity,
  counterResistance,
  seYoungs,
  sePoisson,
  toughness,
  molarVolume,
  lithiumShear,
  creepRate,
  creepStress,
  creepExponent,
  diffusionalCreep,
  selfDiffusivity,
  burgers,
  surfaceEnergy,
  boundaryToughness,
  COUNT,
}

/** Scalars of a run, SI; written by the driver, read by the kernel. */
export enum Param {
  cellSize,
  pelletRest,
  temperature,
  stackPressure,
  /** 0 = current controlled, 1 = voltage controlled. */
  voltageControl,
  /** [A/m2], positive strips. */
  current,
  /** [V] */
  voltage,
  seed,
  siteSpacing,
  sinkAmplitude,
  kineticsAmplitude,
  correlation,
  vacancySinks,
  powerLawCreep,
  healing,
  seiGrowth,
  stressPotential,
  taylor,
  gapScale,
  openingGap,
  transportLength,
  nucleationPreference,
  siteStrength,
  filmSpeed,
  bulkRatio,
  adhesion,
  creepKinetics,
  coverage,
  unrecovered,
  tolerance,
  /** [s] at 10 A/m2; scales as 1/j. */
  maxTimeStep,
  /** [s] room the driver leaves until the next stop. */
  room,
  reservoir,
  /** [Pa/m] lost per length that the platen comes down. */
  stackStiffness,
  /** [m/s] at which the frame that holds the platen comes down. */
  frameSpeed,
  pressureContact,
  contactPressure,
  contactExponent,
  /** Depth of the electrolyte as written [m]: what is drawn in it must not depend on the cells. */
  electrolyteDepth,
  density,
  /** [m]; 0 = no grains. */
  grainSize,
  grainSpread,
  /** [Ohm m2] at the reference temperature of the ionic conductivity; for electrons as it is. */
  boundaryResistance,
  boundaryElectronic,
  /** Mean distance at 90 % density [m]; 0 = no flaws. */
  flawSpacing,
  flawMedian,
  flawSpread,
  flawTilt,
  flawMouth,
  /** Mean distance of flaws inside at 90 % density [m]; 0 = none. */
  flawInside,
  roughness,
  pores,
  poreSize,
  leakage,
  /** [V] */
  nucleationThreshold,
  infiltration,
  /** [m2/s] */
  surfaceMobility,
  /** [rad], through the lithium. */
  contactAngle,
  /** [m] */
  surfaceRange,
  capillarity,
  /** [m]; 0 = none. */
  hardeningLength,
  stickingWall,
  /** Filaments: weight of the field's direction, score of a branch, width out of the plane [m], electrode area [m2]. */
  filamentFollowing,
  filamentBranching,
  shortWidth,
  cellArea,
  shortFuses,
  COUNT,
}

/** What a step leaves behind, SI. */
export enum Out {
  time,
  dt,
  limiter,
  voltage,
  current,
  contactFraction,
  voidVolume,
  voidCount,
  voidHeight,
  voidWidth,
  peakCurrentRatio,
  reservoir,
  etaPellet,
  etaElectrolyte,
  etaConstriction,
  etaKinetics,
  etaSei,
  etaCounter,
  hydrostaticMax,
  vonMisesMax,
  riskMax,
  riskSite,
  lithiumDefect,
  chargeDefect,
  divergence,
  potentialIterations,
  flowIterations,
  flowPasses,
  flowResidual,
  platenVelocity,
  charge,
  opened,
  closed,
  projectionIterations,
  stressIterations,
  gapVolume,
  activeNodes,
  criticalCurrent,
  stackPressure,
  contactRecoverable,
  contactLost,
  voidAreaMean,
  voidAreaMax,
  voidSpacing,
  /** Lithium per area of the interface [m]. */
  lithiumFed,
  lithiumStripped,
  lithiumEaten,
  lithiumWindow,
  lithiumDivergence,
  /** K / K_c and time [s] of the flaw that is forecast to start first. */
  crackRatio,
  crackTime,
  leakageCurrent,
  /** Least U = psi - phi in the electrolyte [V] and where [m]. */
  leastPotential,
  leastPotentialSite,
  leastPotentialDepth,
  /** -U over that of the plating face [V]; 1 in the step in which it passes the threshold. */
  supersaturation,
  nucleated,
  /** Depth of the deepest infiltration over the pellet, 1 in the step that brings it through, its place [m];
   * lithium in its threads per area [m]. */
  infiltration,
  infiltrated,
  infiltrationSite,
  infiltrationVolume,
  /** Filaments that have grown; longest path, depth [m]; lithium in all, cut off in them, and taken up from them by layers,
   * per area [m]; pressure. */
  filamentCount,
  filamentLength,
  filamentDepth,
  filamentVolume,
  filamentDead,
  filamentEaten,
  filamentPressure,
  /** How many started in this step, and the place of the last [m]. */
  filamentStarts,
  filamentSite,
  /** 0 none, 1 soft, 2 hard; its change in this step; resistance [Ohm m2]; share of the current; place [m]; how often
   * it has fused. */
  shortKind,
  shortChange,
  shortResistance,
  shortShare,
  shortSite,
  shortFuses,
  COUNT,
}

/** What set the size of the last time step. */
export enum Limiter {
  room,
  accuracy,
  courant,
  gap,
  growth,
  healing,
  retry,
  pressure,
}

/** Outcome of a step. */
export enum Status {
  ok,
  contactLost,
  lithiumDepleted,
  overpressed,
  potentialDiverged,
  flowDiverged,
  notFinite,
}

/** Pictures the kernel can compose; f32, rows from the platen down. */
export enum Picture {
  lithium,
  potential,
  currentDensity,
  hydrostatic,
  vonMises,
  vacancies,
  risk,
  riskToughness,
  riskStress,
  riskPressure,
  riskFocusing,
  riskLeakage,
  riskVoidEdge,
  localPotential,
}

/** State and line fields whose address the driver may ask for (f64, row 0 at the interface). */
export enum Field {
  phi,
  potential,
  gap,
  open,
  contact,
  current,
  wallPressure,
  sink,
  kinetics,
  velocityX,
  velocityY,
  pressure,
  displacementX,
  displacementY,
  fluxX,
  fluxY,
  picture,
}

/** Columns of the table of layers; see electrolyte/layers.ts. */
export enum Layer {
  thickness,
  /** Ionic and electronic conductivity, Young's modulus, toughness of grains and of boundaries, over the pellet's. */
  ionic,
  electronic,
  youngs,
  toughness,
  boundaryToughness,
  /** Poisson's ratio itself. */
  poisson,
  /** Lithium it takes up per volume from filaments that reach it [m3/m3], and how fast: s^2 / 2t of the reacted zone [m2/s]. */
  consumption,
  reaction,
  COUNT,
}
