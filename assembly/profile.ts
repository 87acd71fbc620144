// Entry of the build that `voidscope bench` profiles: the kernel, with the parts of a step exported besides, so that
// they stay functions of their own and keep their names in the profile.
export * from "./index";
export { advect, pushOverfill } from "./physics/advection";
export { solveFlow } from "./physics/creep";
export { interfaceBudget } from "./physics/interface";
export { balance, bookStep } from "./physics/ledger";
export { solvePotential, splitOverpotential } from "./physics/potential";
export { faceFluxes, project } from "./physics/projection";
export { currentMagnitude, riskChannel } from "./physics/risk";
export { growSei, seiUptake } from "./physics/sei";
export { solveStress } from "./physics/stress";
export { openAndClose, voidStatistics } from "./physics/voids";
