// The targets that the cases belong to: N properties of the numerics, A closed forms, B published computations,
// C experiments. A case is of the target that lists its id, or the id up to a hyphen.

export interface Topic {
  /** "A3" */
  id: string;
  title: string;
  cases: readonly string[];
}

export const TARGETS: readonly Topic[] = [
  {
    id: "N1",
    title: "Solvers against direct solves, and their orders",
    cases: ["p1", "p2", "order"],
  },
  { id: "N2", title: "A void carried by the lithium keeps its shape", cases: ["carried"] },
  { id: "N3", title: "Time step and grid", cases: ["step-halving", "grid"] },
  { id: "N4", title: "Where filaments start is where the risk is highest", cases: ["risk"] },
  { id: "N5", title: "Filaments: stress intensity, start, growth, short", cases: ["filament"] },
  { id: "N6", title: "Filaments prefer weak boundaries", cases: ["boundary-preference"] },
  { id: "A1", title: "Ohmic drop and charge transfer in series", cases: ["series"] },
  { id: "A2", title: "Butler-Volmer kinetics", cases: ["butler-volmer"] },
  {
    id: "A3",
    title: "Constriction of the current by lost contact",
    cases: ["constriction", "section-constriction", "section-uniform-flux", "strip-current"],
  },
  { id: "A4", title: "Constriction at round spots (Holm)", cases: ["holm", "flux-tube"] },
  { id: "A5", title: "Current at the edge of lost contact", cases: ["edge-focusing"] },
  {
    id: "A6",
    title: "Vacancies without and with sinks",
    cases: ["sand-time", "vacancy", "void-growth", "stationary-contact"],
  },
  { id: "A7", title: "Rigid drift swallows voids", cases: ["rigid-drift"] },
  { id: "A8", title: "Interphase at rest", cases: ["sei"] },
  { id: "A9", title: "Lithium potential through layers", cases: ["ladder"] },
  { id: "A10", title: "Kirsch's hole", cases: ["kirsch"] },
  { id: "A11", title: "Lame's hole", cases: ["lame"] },
  { id: "A12", title: "Eshelby's inclusion", cases: ["eshelby"] },
  { id: "A13", title: "Closure of a hole in creeping lithium (Nye)", cases: ["nye"] },
  { id: "A14", title: "Capillary pressure and contact angle", cases: ["laplace", "wetting"] },
  { id: "A15", title: "Pressure shifts the potential", cases: ["stress-potential"] },
  { id: "A16", title: "Griffith's crack filled with lithium", cases: ["griffith", "threshold"] },
  { id: "A17", title: "Balances of lithium and charge", cases: ["lithium", "charge"] },
  { id: "A18", title: "Extrusion of lithium through a slot", cases: ["slot"] },
  { id: "A19", title: "Wagner number", cases: ["wagner"] },
  {
    id: "B1",
    title: "Flux focusing and creep alone grow no small voids",
    cases: ["roy", "focusing-alone"],
  },
  {
    id: "B2",
    title: "Diffusion along the interface against creep",
    cases: ["interfacial-diffusion"],
  },
  { id: "B3", title: "A void's edge follows the flux there", cases: ["edge-speed"] },
  { id: "B4", title: "Signs of the phase-field model", cases: ["sign", "bulk-creep-closes"] },
  { id: "B5", title: "Pressure against current, argyrodite and garnet", cases: ["sensitivity"] },
  {
    id: "C1",
    title: "Critical currents of stripping and plating, and what follows",
    cases: [
      "plating-limit",
      "contact",
      "void-height",
      "void-cells",
      "critical",
      "cycle",
      "heals",
      "lives",
    ],
  },
  { id: "C3", title: "Time to short of a porous pellet against pressure", cases: ["infiltration"] },
  { id: "C17", title: "Critical plating current against density", cases: ["density"] },
  { id: "C14", title: "Order of published critical currents", cases: ["table"] },
  { id: "C15", title: "A layer that takes lithium up", cases: ["multilayer"] },
  { id: "C16", title: "Sign of stack pressure on growth", cases: ["stack-pressure-sign"] },
  { id: "C18", title: "No growth at low, cracks at high current", cases: ["regime"] },
  { id: "C4", title: "Impedance against stack pressure", cases: ["doux"] },
  { id: "C5", title: "Voltage and contact of a long strip", cases: ["knee"] },
  {
    id: "C6",
    title: "Garnet without pressure and under high pressure",
    cases: ["garnet-unpressed", "garnet-pressed"],
  },
  {
    id: "C7",
    title: "Pressure that garnet needs",
    cases: ["garnet-loose", "garnet-trend", "garnet-pressure"],
  },
  { id: "C8", title: "Capacity until contact is lost", cases: ["loss-falls"] },
  { id: "C9", title: "Grain size of the lithium", cases: ["grains"] },
  { id: "C20", title: "Exponent of that capacity", cases: ["loss-exponent"] },
];

/** The target of a case. @throws when it has none, or two. */
export function targetOf(id: string): Topic {
  const found = TARGETS.filter(({ cases }) =>
    cases.some((name) => id === name || id.startsWith(`${name}-`)),
  );
  if (found.length === 1) return found[0]!;
  throw new Error(`case ${id} belongs to ${found.length} targets; list it in validate/targets.ts`);
}
