// What is heard of a state: pitch, beats and silence, at their limits too.
import { expect, test } from "vitest";
import type { RunEvent } from "../../../sim/types";
import { newEvents, strikesOf, type Tone, toneOf } from "../../../web/sound";

const state = { currentDensity: 10, peakCurrentRatio: 1, contactFraction: 1 };
const heard = (change: Partial<typeof state>): Tone => toneOf({ ...state, ...change })!;

test("an octave for each doubling of the peak over the mean, from 220 Hz, four at most", () => {
  const pitch = (peakCurrentRatio: number) => heard({ peakCurrentRatio }).frequency;
  expect([1, 2, 3, 4, 8, 16].map(pitch)).toEqual([220, 440, 660, 880, 1760, 3520]);
  expect([0, 0.5, 17, 1e9, Number.POSITIVE_INFINITY].map(pitch)).toEqual([
    220, 220, 3520, 3520, 3520,
  ]);
  // plating is as high as stripping, and the size of the current has no part in it
  for (const currentDensity of [-10, 1e-3, 1e3])
    expect(heard({ currentDensity, peakCurrentRatio: 3 })).toEqual(heard({ peakCurrentRatio: 3 }));
});

test("a beat a second for each tenth of the contact that is lost; whole contact is steady", () => {
  const at = (contactFraction: number) => heard({ contactFraction });
  expect(at(1)).toMatchObject({ beats: 0, swing: 0 });
  expect(at(0.95).beats).toBeCloseTo(0.5, 12);
  expect(at(0.95).swing).toBeCloseTo(0.5, 12);
  expect(at(0.7).beats).toBeCloseTo(3, 12);
  expect(at(0)).toMatchObject({ beats: 10, swing: 1 });
  for (let k = 1; k <= 20; k++)
    expect(at(1 - k / 20).beats).toBeGreaterThan(at(1 - (k - 1) / 20).beats);
  // round-off beyond its ends
  expect(at(1 + 1e-9)).toEqual(at(1));
  expect(at(-1e-9)).toEqual(at(0));
});

test("higher tones are played lower, all within the room that the strikes leave", () => {
  let before = Number.POSITIVE_INFINITY;
  for (const peakCurrentRatio of [1, 2, 4, 8, 16]) {
    const { upper, lower } = heard({ peakCurrentRatio, contactFraction: 0.5 }).gains;
    expect(upper + lower).toBeLessThanOrEqual(0.65);
    expect(lower).toBeGreaterThan(0.05);
    expect(upper).toBeGreaterThan(lower);
    expect(upper).toBeLessThan(before);
    before = upper;
  }
});

test("silence at rest, and where there is no number", () => {
  for (const change of [
    { currentDensity: 0 },
    { currentDensity: -0 },
    { currentDensity: Number.NaN },
    { peakCurrentRatio: Number.NaN },
    { contactFraction: Number.NaN },
  ])
    expect(toneOf({ ...state, ...change })).toBeNull();
});

test("voids that open click and shorts thud, once for what comes together and only what is new", () => {
  const of = (kind: RunEvent["kind"]): RunEvent => ({ time: 0, kind, message: "" });
  const [start, first, second, short] = (
    ["step-start", "void-opened", "void-opened", "short"] as const
  ).map(of) as [RunEvent, RunEvent, RunEvent, RunEvent];
  expect(strikesOf([])).toEqual([]);
  expect(strikesOf([start, of("void-closed"), of("short-healed")])).toEqual([]);
  expect(strikesOf([first, second, short])).toEqual(["click", "thud"]);
  expect(newEvents([start, first], [start])).toEqual([first]);
  expect(newEvents([start, first], [start, first])).toEqual([]);
  // gone back to before the void, which then opens again
  expect(newEvents([start], [start, first])).toEqual([]);
  expect(newEvents([start, second], [start])).toEqual([second]);
  // another run
  expect(newEvents([of("step-start"), second], [start, first])).toHaveLength(2);
});
