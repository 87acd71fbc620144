// What tests, validation and bench call, besides a run.
export * from "./box-forecast";
export * from "./cathode-exports";
export * from "./contact-exports";
export * from "./electrode-exports";
export * from "./electrolyte-probe";
export * from "./filament-exports";
export * from "./network-exports";
export * from "./problem-exports";
export * from "./scalar-exports";
export * from "./section-exports";
export * from "./vector-exports";
