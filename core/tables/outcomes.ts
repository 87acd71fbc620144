// Small lists that driver and kernel share by number. To add to one: an entry, `npm run schema`, its use.

/** What set the size of the last time step, in the words of the page. */
export const LIMITERS = {
  room: "end of step",
  accuracy: "accuracy",
  courant: "lithium moves",
  gap: "contact gap",
  growth: "growth",
  healing: "void volume",
  retry: "retry",
  pressure: "stack pressure",
  filaments: "filaments grow",
  cathode: "cathode lithium",
} as const;

/** Outcome of a step. */
export const STATUSES = [
  "ok",
  "contactLost",
  "lithiumDepleted",
  "overpressed",
  "lithiumPierced",
  "potentialDiverged",
  "flowDiverged",
  "notFinite",
  "cathodeDiverged",
] as const;

/** What there is for a hand at a place: nothing; what it may have; what is held there, a void in the lithium by that, a flaw by the
 * filament that has grown from it; what would end outside. */
export const FINDS = ["nothing", "free", "held", "outside"] as const;
