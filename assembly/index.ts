// The exported ABI, nothing else.
export { alloc, used } from "./memory/arena";
export * from "./lab/electrolyte-probe";
export * from "./lab/box-forecast";
export * from "./lab/filament-exports";
export * from "./lab/section-exports";
export * from "./lab/problem-exports";
export * from "./run";
export * from "./lab/scalar-exports";
export * from "./lab/vector-exports";
export { teamCreate } from "./team-memory";
export { teamDismiss, teamFault, teamHelp, teamTaken } from "./threads/team";
