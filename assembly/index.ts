// The exported ABI, nothing else.
export { alloc, used } from "./memory";
export * from "./dendrite/probe";
export * from "./dendrite/scoring";
export * from "./dendrite/exports";
export * from "./physics/exports";
export * from "./problems/exports";
export * from "./run";
export * from "./scalar/exports";
export * from "./vector/exports";
export { teamCreate, teamDismiss, teamFault, teamHelp, teamTaken } from "./threads/team";
