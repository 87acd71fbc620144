// Entry of the build that `voidscope bench` profiles: the kernel, with the parts of a step exported besides, so that
// they stay functions of their own and keep their names in the profile.
export * from "../index";
export { advect, pushOverfill } from "../lithium/advection";
export { solveFlow } from "../lithium/flow";
export { interfaceBudget } from "../interface/free-volume";
export { balance, bookStep } from "../ledger";
export { splitOverpotential } from "../interface/overpotential";
export { solvePotential } from "../interface/potential";
export { faceFluxes, project } from "../lithium/projection";
export { currentMagnitude } from "../electrolyte/current-density";
export { observeRisk } from "../electrolyte/risk";
export { advance as interphaseAdvance, rates as interphaseRates } from "../interface/interphase";
export { solveStress } from "../electrolyte/stress";
export { openAndClose, voidStatistics } from "../lithium/voids";
