// What the page says of a run: each sentence is a function of the observables alone, with the condition under which it may
// be said (tests hold it against the states of all gallery scenarios).
import type { ControlName } from "../core/scenario";
import type { Observables } from "../sim/types";
import { duration, nanometres, number, quantities, show } from "./format";

/** What a sentence is about: the state now, the one a little before, and what does not change during a run. */
export interface Seen {
  now: Observables;
  /** null at the start */
  before: Observables | null;
  /** the same, whatever the current was: for what goes on all the time */
  past: Observables | null;
  /** [m] of electrolyte that is shown */
  depth: number;
  /** [m] of the section, along the interface */
  width: number;
  control: ControlName;
  /** The run cannot go on. */
  over: boolean;
  /** name of the situation that is said now */
  said?: string | undefined;
}

export interface Telling {
  /** of the situation; a change is worth saying aloud */
  name: string;
  happens: string;
  /** what a person may do about it; empty: nothing better than to watch */
  invites: string;
}

interface Situation {
  name: string;
  holds(seen: Seen): boolean;
  happens(seen: Seen): string;
  invites: Partial<Record<ControlName, string>>;
}

/** Changes smaller than these are none [1], [m]. */
const CONTACT_CHANGE = 5e-4;
const VOLUME_CHANGE = 3e-10;
const DEPTH_CHANGE = 1e-9;
/** Under a current the walls of voids come and go by as much without meaning it, as a share of the contact and of their volume [1]. */
const STEADY = { contact: 0.04, volume: 0.1 };
/** A change that is said already is still said at less of it, and one that is not takes more: else the sentence would go to and fro. */
const STAYS = 0.5;
const COMES = 1.5;
const reluctance = ({ said }: Seen, name: string) =>
  said === undefined ? 1 : said === name ? STAYS : COMES;
/** Contact that counts as whole. */
export const WHOLE = 0.985;
/** Contact that gaps and voids take before lithium counts as parted: debris covers its share of it for good, with or without them. */
const PARTED = 0.02;
const LITTLE_DEBRIS = 3e-3;
/** [m] Volume of voids per area that is still something. */
const LEFT = 1e-8;
/** Lithium has parted along as much of the interface as this times the only void that is counted [1]. */
const ALONE = 3;
/** Contact that hardly is any. */
const HARDLY_ANY = 0.1;
/** Where there is hardly any, a rise that is more than a cell of the grid. */
const LITTLE_MORE = 0.01;
/** The film or its resistance changes by as much of itself, at least. */
const FILM_CHANGE = 1e-3;
/** Time steps back that the page looks for what changes. */
const LOOK = 12;

const change = (
  seen: Pick<Seen, "now" | "before">,
  key:
    | "contactFraction"
    | "voidVolume"
    | "filamentDepth"
    | "infiltration"
    | "interphaseThickness"
    | "filmResistance"
    | "temperature",
) => (seen.before ? seen.now[key] - seen.before[key] : 0);
const rises = (seen: Seen) => change(seen, "contactFraction") > CONTACT_CHANGE;
const closes = (seen: Seen) => change(seen, "voidVolume") < -VOLUME_CHANGE;
/** The same between voids, where a little of it is nothing. */
const clearlyFalls = (seen: Seen) =>
  change(seen, "contactFraction") <
  -Math.max(
    CONTACT_CHANGE,
    seen.now.voidCount > 0
      ? STEADY.contact * reluctance(seen, "contact goes") * seen.now.contactFraction
      : 0,
  );
const clearlyRises = (seen: Seen) =>
  change(seen, "contactFraction") >
  Math.max(
    CONTACT_CHANGE,
    STEADY.contact * reluctance(seen, "voids close") * seen.now.contactFraction,
  );
const clearlyOpens = (seen: Seen) =>
  change(seen, "voidVolume") >
  Math.max(VOLUME_CHANGE, STEADY.volume * reluctance(seen, "voids grow") * seen.now.voidVolume);
/** Lithium comes back faster than the current takes it. */
const clearlyCloses = (seen: Seen) =>
  clearlyRises(seen) ||
  (rises(seen) &&
    change(seen, "voidVolume") <
      -STEADY.contact * reluctance(seen, "voids close") * seen.now.voidVolume);
const parted = ({ now }: Seen) => now.contactRecoverable > PARTED;
const strips = ({ now }: Seen) => now.currentDensity > 0;
const plates = ({ now }: Seen) => now.currentDensity < 0;
/** One that is counted is not all where much more lithium has parted than its width: gaps below a cell are drawn, too. */
const isOne = ({ now, width }: Seen) =>
  now.voidCount === 1 && now.contactRecoverable * width < ALONE * now.voidWidth;
const voids = (seen: Seen) =>
  isOne(seen) ? "a void" : seen.now.voidCount === 1 ? "voids" : `${seen.now.voidCount} voids`;
const contact = ({ now }: Seen) => show(quantities.fraction, now.contactFraction, 2);
const deep = ({ now, depth }: Seen) =>
  `${number(1e6 * now.filamentDepth, 2)} of ${number(1e6 * depth, 2)}\u202fµm`;

/** What is left of voids comes and goes as voids that are counted, while its volume hardly changes. */
const isBuried = ({ now, said }: Seen) =>
  now.contactFraction >= WHOLE &&
  (now.voidCount > 0 || ((said === "buried" || said === "closed") && now.voidVolume > LEFT));
const buried = (seen: Seen) =>
  `Contact is back, ${contact(seen)} touches; what is left of voids is buried in the lithium.`;

const lessCurrent = "Lower the current: does it stop?";
const closing = {
  pressure: "Raise the pressure to close {them}.",
  current: "Lower the current until lithium can follow.",
  temperature: "Warm it: warm lithium follows faster.",
};
const losing = {
  pressure: "Raise the pressure to press it back.",
  current: "Lower the current until lithium can follow.",
  temperature: "Warm it: warm lithium follows faster.",
};
const filmGrows = ({ now, past }: Seen) =>
  change({ now, before: past }, "interphaseThickness") > FILM_CHANGE * now.interphaseThickness;
/** Not because there is more contact, or because it is warmer. */
const filmConditions = (seen: Seen) =>
  plates(seen) &&
  change(seen, "filmResistance") < -FILM_CHANGE * seen.now.filmResistance &&
  Math.abs(change(seen, "contactFraction")) < CONTACT_CHANGE &&
  change(seen, "temperature") === 0;
/** [Ohm m2] Less is not told apart. */
const THIN = 1e-7;
const film = ({ now: { filmResistance } }: Seen) =>
  filmResistance < THIN
    ? `less than ${show(quantities.areaResistance, THIN, 1)}`
    : show(quantities.areaResistance, filmResistance, 2);
const thick = ({ now }: Seen) => show(nanometres, now.interphaseThickness, 2);
/** Contact that is not whole, and not because lithium has parted. */
const remainder = ({ now }: Seen) =>
  now.contactLost < LITTLE_DEBRIS
    ? `${show(quantities.fraction, now.contactFraction, 2)} of the lithium touches`
    : `debris covers ${show(quantities.fraction, now.contactLost, 2)} of the contact for good`;
const wondering = {
  pressure: "Does lithium follow?",
  current: "Does lithium follow?",
  temperature: "Does lithium follow?",
};
const testing = {
  pressure: "Lower the pressure until a void opens.",
  current: "Raise the current until a void opens.",
  temperature: "Cool it until a void opens.",
};
const discharging = { ...testing, current: "Raise the current: how much less does it give?" };

/** A cell with a cathode: its open-circuit voltage is 0 without one. */
const full = ({ now }: Seen) => now.openCircuitVoltage > 0;
const volts = ({ now }: Seen) => `${number(now.cellVoltage)}\u202fV`;
/** Full and empty are contents of the cathode, which a cell may pass. */
export function passed(stateOfCharge: number): "past empty" | "past full" | null {
  return stateOfCharge < -0.005 ? "past empty" : stateOfCharge > 1.005 ? "past full" : null;
}
export const chargedTo = (stateOfCharge: number, say = show) =>
  passed(stateOfCharge) ?? `${say(quantities.fraction, stateOfCharge, 2)} charged`;
const charged = ({ now }: Seen) => chargedTo(now.stateOfCharge);
/** What the contact of the lithium takes off the voltage of the cell [V]. */
const anode = ({ now }: Seen) => now.etaConstriction + now.etaKinetics + now.etaInterphase;
/** Contact that is mostly gone, and the share of the voltage of the cell that does not show it [1]. */
const MOSTLY_GONE = 0.5;
const HARDLY = 0.03;

/** The first that holds is said. */
const SITUATIONS: readonly Situation[] = [
  {
    name: "shorted",
    holds: ({ now }) => now.shortKind > 0,
    happens: ({ now }) =>
      `A filament of lithium joins both electrodes: the cell is shorted, ${show(quantities.fraction, now.shortShare, 2)} of the current runs through the metal.`,
    invites: {
      pressure: "Start again with more pressure: does it still short?",
      current: "Start again with less current: does it still short?",
      temperature: "Start again at another temperature: does it still short?",
    },
  },
  {
    name: "infiltrated",
    holds: ({ now }) => now.infiltration >= 1,
    happens: () => "Lithium has been pressed all the way through the pores: the cell is shorted.",
    invites: { pressure: "Start again with less pressure: how much longer does it last?" },
  },
  {
    name: "used up",
    holds: ({ now, over }) => over && now.reservoir <= 0,
    happens: () => "The lithium behind the interface is used up.",
    invites: {},
  },
  {
    name: "no contact",
    holds: ({ now, over }) => over && now.contactFraction < 0.02,
    happens: () => "All contact is lost: no current can pass any more.",
    invites: {
      pressure: "Start again with more pressure.",
      current: "Start again with less current.",
    },
  },
  {
    name: "cathode full",
    holds: (seen) => full(seen) && seen.over && strips(seen) && seen.now.cathodeLithiumMax > 1,
    happens: () => "The cathode is full: it takes no more lithium, and the cell is empty.",
    invites: { current: "Start again with less current: how much more does it give?" },
  },
  {
    name: "cathode empty",
    holds: (seen) => full(seen) && seen.over && plates(seen) && seen.now.stateOfCharge > 1,
    happens: () => "The cathode has no more lithium to give: the cell is full.",
    invites: {},
  },
  {
    name: "filament grows",
    holds: (seen) => seen.now.filamentCount > 0 && change(seen, "filamentDepth") > DEPTH_CHANGE,
    happens: (seen) =>
      `A filament of lithium cracks its way through the electrolyte: ${deep(seen)}.`,
    invites: {
      current: lessCurrent,
      pressure: "Watch the tip.",
      temperature: "Warm it: does it stop?",
    },
  },
  {
    name: "filament stands",
    holds: ({ now }) => now.filamentCount > 0,
    happens: (seen) => `A filament of lithium has cracked ${deep(seen)} deep, and stands still.`,
    invites: {
      current: "Raise the current: does it go on?",
      temperature: "Cool it: does it go on?",
    },
  },
  {
    name: "infiltrating",
    holds: ({ now }) => now.infiltration > 1e-3,
    happens: ({ now }) =>
      `Pressure pushes lithium through the pores of the electrolyte: ${show(quantities.fraction, now.infiltration, 2)} of the way.`,
    invites: { pressure: "Lower the pressure to hold it up." },
  },
  {
    name: "hidden",
    holds: (seen) =>
      full(seen) &&
      strips(seen) &&
      seen.now.contactFraction < MOSTLY_GONE &&
      anode(seen) < HARDLY * seen.now.cellVoltage,
    happens: (seen) =>
      `${contact(seen)} of the lithium still touches, and the voltage of the cell hardly shows it: ${show(quantities.voltage, anode(seen), 2)} of ${volts(seen)}.`,
    invites: losing,
  },
  {
    name: "hardly touches",
    holds: (seen) =>
      strips(seen) &&
      seen.now.contactFraction < HARDLY_ANY &&
      parted(seen) &&
      change(seen, "contactFraction") < LITTLE_MORE,
    happens: (seen) =>
      `Hardly any contact is left: ${contact(seen)} touches, and carries all of the current.`,
    invites: losing,
  },
  {
    name: "voids grow",
    holds: (seen) => strips(seen) && seen.now.voidCount > 0 && clearlyOpens(seen),
    happens: (seen) =>
      `Lithium is taken away faster than it can follow: ${voids(seen)} grow${isOne(seen) ? "s" : ""}.`,
    invites: closing,
  },
  {
    name: "contact goes",
    holds: (seen) =>
      strips(seen) && clearlyFalls(seen) && parted(seen) && seen.now.contactFraction < WHOLE,
    happens: (seen) =>
      `Lithium is taken away faster than it can follow: it parts from the electrolyte, ${contact(seen)} still touches.`,
    invites: losing,
  },
  {
    name: "voids fill",
    holds: (seen) =>
      plates(seen) &&
      seen.now.voidCount > 0 &&
      seen.now.contactFraction < WHOLE &&
      (closes(seen) || rises(seen)),
    happens: (seen) => `Lithium is plated back, and ${voids(seen)} fill${isOne(seen) ? "s" : ""}.`,
    invites: {},
  },
  {
    name: "about to crack",
    holds: (seen) => plates(seen) && seen.now.crackRatio >= 1,
    happens: ({ now }) =>
      `Plated lithium presses into the flaws of the electrolyte: one cracks on within ${duration(Math.max(0.1, now.crackTime))}.`,
    invites: {
      current: "Lower the current: does it still crack?",
      temperature: "Warm it: does it still crack?",
    },
  },
  {
    name: "voids close",
    holds: (seen) =>
      seen.now.voidCount > 0 &&
      seen.now.contactFraction < WHOLE &&
      (strips(seen) ? clearlyCloses(seen) : closes(seen) || rises(seen)),
    happens: (seen) =>
      `Pressure squeezes lithium back: ${voids(seen)} close${isOne(seen) ? "s" : ""}, ${contact(seen)} touches.`,
    invites: { pressure: "More pressure closes {them} faster." },
  },
  {
    name: "closed",
    holds: (seen) => strips(seen) && isBuried(seen),
    happens: buried,
    invites: { pressure: "Lower the pressure again: what happens?" },
  },
  {
    name: "buried",
    holds: (seen) => isBuried(seen),
    happens: buried,
    invites: { pressure: "More pressure shrinks it faster." },
  },
  {
    name: "contact returns",
    holds: (seen) =>
      seen.now.contactFraction < WHOLE &&
      parted(seen) &&
      (strips(seen) && seen.now.voidCount > 0 ? clearlyRises(seen) : rises(seen)),
    happens: (seen) => `Lithium comes back to the electrolyte: ${contact(seen)} touches.`,
    invites: {},
  },
  {
    name: "film conditions",
    holds: filmConditions,
    happens: (seen) =>
      `Plating conditions the interphase between lithium and electrolyte: its resistance falls, ${film(seen)} now.`,
    invites: { current: "Start again with less current: how much charge does it take then?" },
  },
  {
    name: "film grows",
    holds: (seen) => !full(seen) && !parted(seen) && filmGrows(seen),
    happens: (seen) =>
      `The interphase between lithium and electrolyte grows: ${thick(seen)} thick, ${film(seen)}.`,
    invites: { temperature: "Warm it: does it grow faster?" },
  },
  {
    name: "discharges",
    holds: (seen) => full(seen) && strips(seen) && seen.now.contactFraction >= WHOLE,
    happens: (seen) =>
      `The cell discharges at ${volts(seen)}, ${charged(seen)}: lithium fills the cathode, and follows at its own side.`,
    invites: discharging,
  },
  {
    name: "discharges under debris",
    holds: (seen) => full(seen) && strips(seen) && !parted(seen) && seen.now.voidCount === 0,
    happens: (seen) =>
      `The cell discharges at ${volts(seen)}, ${charged(seen)}; ${remainder(seen)}.`,
    invites: discharging,
  },
  {
    name: "discharges on less",
    holds: (seen) => full(seen) && strips(seen) && seen.now.voidCount === 0,
    happens: (seen) =>
      `The cell discharges at ${volts(seen)}, ${charged(seen)}; ${contact(seen)} of the lithium touches.`,
    invites: losing,
  },
  {
    name: "starts",
    // nothing has happened yet that would say what a control can do
    holds: (seen) => seen.past === null && strips(seen) && seen.now.contactFraction >= WHOLE,
    happens: ({ now }) =>
      `Stripping starts at ${show(quantities.currentDensity, now.currentDensity, 2)}.`,
    invites: wondering,
  },
  {
    name: "follows",
    holds: (seen) => strips(seen) && seen.now.contactFraction >= WHOLE,
    happens: () => "Lithium follows as fast as it is taken away: contact stays whole.",
    invites: testing,
  },
  {
    name: "follows under debris",
    holds: (seen) => strips(seen) && !parted(seen) && seen.now.voidCount === 0,
    happens: (seen) => `Lithium follows as fast as it is taken away; ${remainder(seen)}.`,
    invites: testing,
  },
  {
    name: "voids stand",
    holds: (seen) => strips(seen) && seen.now.voidCount > 0,
    happens: (seen) =>
      `${voids(seen).replace(/^[av]/, (letter) => letter.toUpperCase())} take${isOne(seen) ? "s" : ""} part of the contact: ${contact(seen)} touches.`,
    invites: closing,
  },
  {
    name: "holds",
    holds: strips,
    happens: (seen) =>
      `${contact(seen)} of the lithium touches the electrolyte${seen.before ? ", and that holds" : ""}.`,
    invites: losing,
  },
  {
    name: "no crack",
    holds: (seen) => plates(seen) && seen.now.crackRatio > 0,
    happens: ({ now }) =>
      `Lithium is plated into the flaws of the electrolyte, with ${show(quantities.fraction, now.crackRatio, 2)} of what would crack one.`,
    invites: {
      current: "Raise the current until one cracks.",
      temperature: "Cool it until one cracks.",
    },
  },
  {
    name: "charges",
    holds: (seen) => full(seen) && plates(seen),
    happens: (seen) =>
      `The cell charges at ${volts(seen)}, ${charged(seen)}: lithium leaves the cathode and is plated.`,
    invites: { current: "Raise the current: how full is it then at the same voltage?" },
  },
  {
    name: "cell rests",
    holds: (seen) => full(seen) && seen.now.currentDensity === 0 && seen.now.voidCount === 0,
    happens: (seen) => `No current flows: the cell rests at ${volts(seen)}, ${charged(seen)}.`,
    invites: {},
  },
  {
    name: "plates",
    holds: plates,
    happens: (seen) => `Lithium is plated: ${contact(seen)} touches the electrolyte.`,
    invites: {},
  },
  {
    name: "rests",
    holds: () => true,
    happens: (seen) =>
      seen.now.voidCount > 0
        ? `No current flows; ${voids(seen)} and ${contact(seen)} contact.`
        : `No current flows: ${contact(seen)} of the lithium touches the electrolyte.`,
    invites: {},
  },
];

/** What happens, and what to try. */
export function tell(seen: Seen): Telling {
  const { name, happens, invites } = SITUATIONS.find(({ holds }) => holds(seen))!;
  const them = isOne(seen) ? "it" : "them";
  const invitation = invites[seen.control] ?? "";
  return { name, happens: happens(seen), invites: invitation.replace("{them}", them) };
}

/** A sentence said of one state is not so of another any more, whatever is said in its place: nobody should read it there. */
export function isOutdated(then: Observables, now: Observables): boolean {
  const moved = (key: keyof Observables, least: number) =>
    Math.abs((now[key] as number) - (then[key] as number)) > least;
  return (
    Math.sign(then.currentDensity) !== Math.sign(now.currentDensity) ||
    then.voidCount > 0 !== now.voidCount > 0 ||
    then.filamentCount > 0 !== now.filamentCount > 0 ||
    moved("shortKind", 0) ||
    moved("contactFraction", 0.03) ||
    moved("filamentDepth", 3e-6) ||
    moved("infiltration", 0.03) ||
    moved("stateOfCharge", 0.03)
  );
}

/** The row that a state is compared with to see what changes: under the same current, unless that does not matter. */
export function earlier(
  rows: readonly Observables[],
  now: Observables,
  whatever = false,
): Observables | null {
  for (let k = Math.max(0, rows.length - LOOK); k < rows.length; k++) {
    const row = rows[k]!;
    const alike = whatever || Math.sign(row.currentDensity) === Math.sign(now.currentDensity);
    if (row.time < now.time && alike) return row;
  }
  return null;
}
