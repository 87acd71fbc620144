// Exact constants of the 2019 SI.

/** [C/mol] */
export const FARADAY = 96485.33212331001;
/** [J/(mol K)] */
export const GAS_CONSTANT = 8.31446261815324;
