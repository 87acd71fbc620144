// What words of the page claim about a state, checked against the state itself and not by the conditions under which the page
// says them.
import type { Seen, Telling } from "../../web/sentences";

type Claim = [words: RegExp, holds: (seen: Seen, found: RegExpMatchArray) => boolean];

const shorted = ({ now }: Seen) => now.shortKind > 0 || now.infiltration >= 1;
const grew = (seen: Seen, key: "voidVolume" | "contactFraction" | "filamentDepth") =>
  seen.before === null ? 0 : seen.now[key] - seen.before[key];

/** The number as it is written, to its last digits. */
const isAbout = (value: number, written: string) =>
  Math.abs(value - Number(written)) <= 0.06 * Math.abs(value) + 0.051;

/** Where the words occur, this is so. */
const CLAIMS: Claim[] = [
  [/\bshorted\b/, shorted],
  [/joins both electrodes/, ({ now }) => now.shortKind > 0],
  [/void(?:s)? grow/, (seen) => seen.now.voidCount > 0 && grew(seen, "voidVolume") > 0],
  [
    /void(?:s)? (?:fill|close)/,
    (seen) => grew(seen, "voidVolume") < 0 || grew(seen, "contactFraction") > 0,
  ],
  [/\b(\d+) voids/, ({ now }, [, count]) => now.voidCount === Number(count)],
  // the picture has gaps below a cell as well
  [
    /\ba void (?!opens)/i,
    ({ now, width }) => now.voidCount === 1 && now.contactRecoverable * width < 4 * now.voidWidth,
  ],
  [
    /close (it|them)/,
    ({ now, width }, [, word]) =>
      word === "it"
        ? now.voidCount === 1
        : now.voidCount > 1 ||
          (now.voidCount === 1 && now.contactRecoverable * width > now.voidWidth),
  ],
  [
    /faster than it can follow/,
    (seen) =>
      seen.now.currentDensity > 0 &&
      (grew(seen, "voidVolume") > 0 || grew(seen, "contactFraction") < 0),
  ],
  [
    /([\d.]+)\s%( of the lithium)?( still)? touch/,
    ({ now }, [, percent]) => Math.abs(100 * now.contactFraction - Number(percent)) <= 1,
  ],
  [
    /contact stays whole/,
    ({ now }) => now.contactFraction > 0.98 && now.voidCount === 0 && now.currentDensity > 0,
  ],
  [/Contact is back/, ({ now }) => now.contactFraction > 0.98],
  [/buried/, ({ now }) => now.voidCount > 0 || now.voidVolume > 1e-8],
  [/A filament of lithium/, ({ now }) => now.filamentCount > 0],
  [/cracks its way/, (seen) => grew(seen, "filamentDepth") > 0],
  [/stands still/, (seen) => grew(seen, "filamentDepth") < 1e-8],
  [/No current flows/, ({ now }) => now.currentDensity === 0],
  [/taken away/, ({ now }) => now.currentDensity > 0],
  [/plated/i, ({ now }) => now.currentDensity < 0],
  [/cracks on within/, ({ now }) => now.crackRatio >= 1 && now.crackTime >= 0],
  [/used up/, ({ now }) => now.reservoir <= 0],
  [/cathode is full/, ({ now }) => now.cathodeLithiumMax > 1 && now.currentDensity > 0],
  [/no more lithium to give/, ({ now }) => now.stateOfCharge > 1 && now.currentDensity < 0],
  [
    /cell discharges/,
    ({ now }) => now.currentDensity > 0 && now.openCircuitVoltage > now.cellVoltage,
  ],
  [/cell charges/, ({ now }) => now.currentDensity < 0 && now.openCircuitVoltage < now.cellVoltage],
  [
    /cell (?:dis)?(?:charges|rests) at ([\d.]+)\sV, ([−\d.]+)\s% charged/,
    ({ now }, [, volts, percent]) =>
      Math.abs(now.cellVoltage - Number(volts)) < 0.006 &&
      Math.abs(100 * now.stateOfCharge - Number(percent!.replace("−", "-"))) <= 1,
  ],
  [
    /cell (?:dis)?(?:charges|rests) at ([\d.]+)\sV, past/,
    ({ now }, [, volts]) => Math.abs(now.cellVoltage - Number(volts)) < 0.006,
  ],
  [/past empty/, ({ now }) => now.stateOfCharge < 0],
  [/past full/, ({ now }) => now.stateOfCharge > 1],
  // debris is no gap: neither is lithium parted, nor does pressure or warmth bring back what it covers
  [
    /parts from the electrolyte|press it back|comes back to the electrolyte/,
    ({ now }) => now.contactRecoverable > 0.015,
  ],
  [
    /debris covers ([\d.]+)\s% of the contact/,
    ({ now }, [, percent]) =>
      isAbout(100 * now.contactLost, percent!) &&
      now.contactLost > 0 &&
      now.contactRecoverable < 0.03,
  ],
  [/Lithium follows as fast/, ({ now }) => now.currentDensity > 0 && now.contactRecoverable < 0.03],
  [
    /carries all of the current/,
    ({ now }) => now.currentDensity > 0 && now.contactFraction < 0.12 && now.shortKind === 0,
  ],
  [
    /Pressure squeezes lithium back/,
    (seen) => grew(seen, "voidVolume") < 0 || grew(seen, "contactFraction") > 0,
  ],
  [
    /interphase between lithium and electrolyte grows: ([\d.]+)\snm/,
    (seen, [, thick]) =>
      seen.past !== null &&
      seen.now.interphaseThickness > seen.past.interphaseThickness &&
      isAbout(1e9 * seen.now.interphaseThickness, thick!),
  ],
  [
    /its resistance falls, ([\d.]+)/,
    (seen, [, ohms]) =>
      seen.before !== null &&
      seen.now.filmResistance < seen.before.filmResistance &&
      isAbout(1e4 * seen.now.filmResistance, ohms!),
  ],
  [
    /, and that holds/,
    (seen) => seen.before !== null && Math.abs(grew(seen, "contactFraction")) < 0.005,
  ],
  [/follows at its own side/, ({ now }) => now.contactFraction > 0.98],
  [
    /hardly shows it: ([\d.]+)\smV of ([\d.]+)\sV/,
    ({ now }, [, millivolts, volts]) => {
      const { voltage, etaCathode, etaPellet, etaElectrolyte } = now;
      const lost = 1e3 * (voltage - etaCathode - etaPellet - etaElectrolyte);
      return (
        Math.abs(lost - Number(millivolts)) < 1 + 0.05 * lost &&
        lost < 50 * now.cellVoltage &&
        Math.abs(now.cellVoltage - Number(volts)) < 0.006
      );
    },
  ],
  [/All contact is lost/, ({ now }) => now.contactFraction < 0.05],
  // the state in sentences, and what filaments do
  [/^(?:Stripping|Discharging)\b/, ({ now }) => now.currentDensity > 0],
  [/^(?:Plating|Charging)\b/, ({ now }) => now.currentDensity < 0],
  [/^At rest/, ({ now }) => now.currentDensity === 0],
  [/no open void/, ({ now }) => now.voidCount === 0],
  [/one void, the largest/, ({ now }) => now.voidCount === 1],
  [
    /the largest ([\d.]+)\s(µm|nm) high/,
    ({ now }, [, size, unit]) => isAbout(now.voidHeight * (unit === "nm" ? 1e9 : 1e6), size!),
  ],
  [/Contact ([\d.]+)\s%/, ({ now }, [, percent]) => isAbout(100 * now.contactFraction, percent!)],
  [/and rising;/, (seen) => grew(seen, "contactFraction") > 0],
  [/and falling;/, (seen) => grew(seen, "contactFraction") < 0],
  [/and steady;/, (seen) => Math.abs(grew(seen, "contactFraction")) <= 5e-4 * (1 + 1e-9)],
  [
    /peaks at ([\d.]+) times its mean/,
    ({ now }, [, ratio]) => now.peakCurrentRatio > 1.19 && isAbout(now.peakCurrentRatio, ratio!),
  ],
  [/Flaws only, none has grown/, ({ now }) => now.filamentCount === 0],
  [/One filament/, ({ now }) => now.filamentCount === 1],
  [/(\d+) filaments/, ({ now }, [, count]) => now.filamentCount === Number(count)],
  [
    /deepest tip ([\d.]+)\s(µm|nm) below/,
    ({ now }, [, depth, unit]) => isAbout(now.filamentDepth * (unit === "nm" ? 1e9 : 1e6), depth!),
  ],
  [/no flaw starts at this current/, ({ now }) => now.filamentCount === 0 && now.crackRatio < 1],
  [/starts now; its drive/, ({ now }) => now.filamentCount === 0 && now.crackRatio >= 1],
  [
    /starts first, in/,
    ({ now }) => now.filamentCount === 0 && now.crackRatio > 0 && now.crackTime > 0,
  ],
  [/Soft short/, ({ now }) => now.shortKind === 1],
  [/Hard short/, ({ now }) => now.shortKind === 2],
  [/Short by infiltration/, ({ now }) => now.infiltration >= 1],
  [/the short has (?:fused|healed)/, (seen) => !shorted(seen)],
];

/** What a state must not be told without. */
const SILENCES: [must: RegExp, when: (seen: Seen) => boolean][] = [
  [/shorted/, shorted],
  [/[Ff]ilament/, (seen) => seen.now.filamentCount > 0 && !shorted(seen)],
  [
    /void/,
    ({ now, over }) =>
      now.contactFraction > 0.99 &&
      now.voidCount > 0 &&
      now.voidVolume > 1.5e-8 &&
      now.filamentCount + now.infiltration === 0 &&
      now.crackRatio < 1 &&
      !over,
  ],
  [/./, () => true],
];

/** What a text claims; the same text is said of many states in a row. */
const claimed = new Map<string, [claim: Claim, found: RegExpMatchArray][]>();

function claimsOf(text: string) {
  let claims = claimed.get(text);
  if (!claims) {
    claims = CLAIMS.flatMap((claim) => {
      const found = text.match(claim[0]);
      return found ? [[claim, found] as [Claim, RegExpMatchArray]] : [];
    });
    claimed.set(text, claims);
  }
  return claims;
}

/** What a text says of the state and is not so. */
export const untruths = (text: string, seen: Seen): string[] =>
  claimsOf(text)
    .filter(([[, holds], found]) => !holds(seen, found))
    .map(([[words]]) => `"${text}" is false: ${words}`);

/** What is said of the state and not so, or so and not said. */
export function falsehoods({ happens, invites }: Telling, seen: Seen): string[] {
  const text = `${happens} ${invites}`;
  const untrue = untruths(text, seen);
  const silent = SILENCES.filter(([must, when]) => when(seen) && !must.test(text)).map(
    ([must]) => `"${text}" keeps silent: ${must}`,
  );
  return [...untrue, ...silent];
}
