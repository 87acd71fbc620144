// The current as a sound: what is heard is a function of the observables that the page's sentences and figures are of.
//
//   pitch   f = 220 Hz * peakCurrentRatio, within four octaves: an octave higher for each doubling of the peak over the mean
//   beats   10 Hz * (1 - contactFraction), of a voice an octave below: one a second for each tenth of the contact that is lost
//
// Contact is a rate because beats can be counted: at any volume and on any loudspeaker, where the loudness of a voice could
// only be compared. How deep they are grows with the first tenth, so that whole contact is a steady tone.
import type { Observables, RunEvent } from "../sim/types";

/** [Hz] where the current is even */
export const LOWEST = 220;
/** [1] over the mean, what is heard as the highest pitch: four octaves up */
const TOP_RATIO = 2 ** 4;
/** [Hz] once all contact is lost */
const MOST_BEATS = 10;
/** Lost contact from which on the lower voice goes silent between two beats [1]. */
const FULL_SWING = 0.1;
/** Of the voices where the current is even [1]; with what is struck they add up to 1. */
const UPPER = 0.4;
const LOWER = 0.25;
export const STRUCK = 0.35;

export interface Tone {
  /** of the upper voice [Hz]; the lower one is an octave below */
  frequency: number;
  gains: { upper: number; lower: number };
  /** of the lower voice [Hz] */
  beats: number;
  /** how much of the lower voice comes and goes [1] */
  swing: number;
}

/** Null: silence, as no current flows or there is no number to tell. */
export function toneOf(
  o: Pick<Observables, "currentDensity" | "peakCurrentRatio" | "contactFraction">,
): Tone | null {
  const { currentDensity, peakCurrentRatio, contactFraction } = o;
  if (!currentDensity || Number.isNaN(peakCurrentRatio + contactFraction)) return null;
  const ratio = Math.min(TOP_RATIO, Math.max(1, peakCurrentRatio));
  const lost = Math.min(1, Math.max(0, 1 - contactFraction));
  // 3 dB less for each octave, about what the ear hears higher tones louder
  const even = 1 / Math.sqrt(ratio);
  return {
    frequency: LOWEST * ratio,
    gains: { upper: UPPER * even, lower: LOWER * even },
    beats: MOST_BEATS * lost,
    swing: Math.min(1, lost / FULL_SWING),
  };
}

export type Strike = "click" | "thud";
const STRIKES: Partial<Record<RunEvent["kind"], Strike>> = {
  "void-opened": "click",
  short: "thud",
};

/** What is struck for events that come together, each once. */
export function strikesOf(events: readonly RunEvent[]): Strike[] {
  return [...new Set(events.flatMap(({ kind }) => STRIKES[kind] ?? []))];
}

/** Events that were not among those before; a run that has been gone back tells them again. */
export function newEvents(events: readonly RunEvent[], before: readonly RunEvent[]) {
  const first = events.findIndex((event, k) => event !== before[k]);
  return first < 0 ? [] : events.slice(first);
}

export const IN_WORDS =
  "Pitch is the peak of the local current over its mean: 220 Hz where it is even, an octave higher for each doubling, four at most; a lower voice beats once a second for each tenth of the contact that is lost; clicks say that voids open or widen, a thud that the cell shorts; silent at rest.";
