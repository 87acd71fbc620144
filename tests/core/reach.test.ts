// Limits that can be known to be out of reach: a step without any other is refused, the others are remarked.
import { describe, expect, it } from "vitest";
import { idleRules } from "../../core/reach";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";

const resolve = (protocol: string[], more: Partial<ScenarioInput> = {}) =>
  resolveRun({ protocol, ...more });

describe("a step that would never end is refused", () => {
  it.each([
    ["Rest until capacity > 1 mA.h/cm2", "no charge passes at rest"],
    ["Rest until current > 1 mA/cm2", "its current is 0 mA/cm2"],
    ["Strip at 1 mA/cm2 until j >= 2 mA/cm2", "its current is 1 mA/cm2"],
    ["Strip at 1 mA/cm2 until voltage < -5 mV", "the voltage is positive while stripping"],
    ["Plate at 1 mA/cm2 until voltage > 5 mV", "the voltage is negative while plating"],
    ["Hold at 5 mV until voltage > 6 mV", "its voltage is held at 5 mV"],
    ["Plate at 1 mA/cm2 until contact > 100 %", "contact is 100 % at most"],
    ["Rest until contact < 0 %", "contact is 0 % at least"],
    ["Plate at 1 mA/cm2 until a short", "physics.filaments is off"],
    [
      "Plate at 1 mA/cm2 until a filament or until leakage > 1 A/m2",
      "filaments is off, and physics.leakage is off",
    ],
    ["Rest until infiltration >= 1", "physics.infiltration is off"],
  ])("%s", (words, why) => {
    expect(() => resolve(["Rest for 1 h", words])).toThrow(`"${words}" would never end: `);
    expect(() => resolve(["Rest for 1 h", words])).toThrow(why);
    expect(() => resolve(["Rest for 1 h", words])).toThrow(/as in "for 10 h"$/);
  });

  it.each([
    "Strip at 1 mA/cm2 until voltage > 5 mV",
    "Plate at 1 mA/cm2 until voltage < -5 mV",
    "Hold at 5 mV until current < 0.1 mA/cm2",
    "Rest until contact > 99 %",
    "Plate at 1 mA/cm2 until contact >= 100 %",
    "Strip at 1 mA/cm2 until a void",
    "Plate at 1 mA/cm2 until a short or until 5 V",
    "Press to 5 MPa",
  ])("but not: %s", (words) => {
    expect(resolve([words]).protocol).toHaveLength(1);
  });

  it("nor where its switch is on", () => {
    const physics = { filaments: true };
    expect(() =>
      resolve(["Plate at 1 mA/cm2 until a short"], {
        physics,
        electrolyte: { flaws: { spacing: "10 um" } },
      }),
    ).not.toThrow();
  });
});

it("rules out of reach beside others are told, each once", () => {
  const spec = resolve([
    "Ramp cycles 0.1 to 0.5 mA/cm2 by 0.1 every 5 min until a short",
    "Plate at 1 mA/cm2 for 1 h until voltage > 5 mV",
    "Strip at 1 mA/cm2 for 1 h",
  ]);
  expect(idleRules(spec.protocol, spec)).toEqual([
    '"a short" is out of reach: physics.filaments is off.',
    '"voltage > 5 mV" is out of reach in "Plate at 1 mA/cm2 for 1 h until voltage > 5 mV": the voltage is negative while plating.',
  ]);
});
