// Numbers that the driver and the kernel share; assembly/abi.ts repeats them for the kernel.

/** [C/mol], exact in the 2019 SI. */
export const FARADAY = 96485.33212331001;
/** [J/(mol K)], exact in the 2019 SI. */
export const GAS_CONSTANT = 8.31446261815324;
/** Permittivity of the vacuum [F/m], CODATA 2018. */
export const VACUUM_PERMITTIVITY = 8.8541878128e-12;
/** Boundaries per length that a straight line meets, times the grain size. */
export const CROSSINGS = 1.08;
/** Largest angle of a surface flaw from the depth [degrees]. */
export const FLATTEST_FLAW = 80;
/** Most grains, pores and layers that the kernel keeps. */
export const MAX_GRAINS = 4096;
export const MAX_PORES = 4096;
export const MAX_LAYERS = 32;
/** Most points of a curve of a cathode material. */
export const MAX_KNOTS = 128;
/** Rows along the depth of a cathode, and shells of the particle of each. */
export const CATHODE_ROWS = 24;
export const CATHODE_SHELLS = 16;
