// Stop rules that are out of reach whatever the run computes, and why: what is known before it begins.

import { ScenarioError } from "./errors";
import type { ProtocolStep, RunSpec, Termination } from "./runspec";
import { toDisplay } from "./units";

type Known = Pick<RunSpec, "physics" | "cell" | "electrolyte" | "cathode">;

/** Observables that stay at zero without a switch. */
const SWITCHED: readonly (readonly [
  names: RegExp,
  key: "filaments" | "infiltration" | "leakage",
])[] = [
  [/^(filament|short)/, "filaments"],
  [/^infiltration/, "infiltration"],
  [/^leakageCurrent$/, "leakage"],
];

/** Why a rule can never end a step, as a clause; undefined where it may. */
export function outOfReach(
  rule: Termination,
  { control, follows }: ProtocolStep,
  { physics, cell, electrolyte, cathode }: Known,
): string | undefined {
  const { observable, op, value } = rule;
  const fixedControl = follows?.current === undefined && follows?.voltage === undefined;
  const j = fixedControl && control.mode === "current" ? control.currentDensity : undefined;
  if (observable === "capacity" && j === 0 && op === ">") return "no charge passes at rest";
  if (observable === "currentDensity" && j !== undefined) {
    return fixed(rule, j, `its current is ${toDisplay(j, "A/m2")}`);
  }
  // the polarisation of a full cell is of both electrodes, and lasts after the current
  if (observable === "voltage" && cathode) return undefined;
  if (observable === "voltage" && fixedControl && control.mode === "voltage") {
    return fixed(
      rule,
      control.voltage,
      `its voltage is held at ${toDisplay(control.voltage, "V")}`,
    );
  }
  if (observable === "voltage" && j && !physics.stressPotential) {
    if (j > 0 && op === "<" && value <= 0) return "the voltage is positive while stripping";
    if (j < 0 && op === ">" && value >= 0) return "the voltage is negative while plating";
  }
  if (observable === "voltage" && j === 0 && op === ">" && value > 0 && !physics.stressPotential) {
    if (!cell.lithiumFree) return "the voltage is zero at rest, but for cell.lithiumFree";
    if (!physics.interphaseGrowth) return "physics.interphaseGrowth is off: nothing eats the metal";
    const stable = electrolyte.interphaseReaction.value * electrolyte.interphaseGrowth.value === 0;
    if (stable) return "the electrolyte is stable against lithium: nothing eats the metal";
  }
  if (observable === "contactFraction") {
    if (op === ">" && value >= 1 && (rule.strict || value > 1)) return "contact is 100 % at most";
    if (op === "<" && value <= 0 && (rule.strict || value < 0)) return "contact is 0 % at least";
  }
  const missing = SWITCHED.find(([names, key]) => names.test(observable) && !physics[key]);
  if (missing && op === ">" && value >= 0) return `physics.${missing[1]} is off`;
  return undefined;
}

function fixed({ op, value, strict }: Termination, at: number, why: string): string | undefined {
  const met = op === ">" ? at > value : at < value;
  return met || (at === value && !strict) ? undefined : why;
}

/** Throws ScenarioError when a step has no limit that it could reach. */
export function checkReach(protocol: readonly ProtocolStep[], known: Known): void {
  for (const step of protocol) {
    const reasons = step.until.map((rule) => outOfReach(rule, step, known));
    if (reasons.length === 0 || reasons.some((why) => why === undefined)) continue;
    throw new ScenarioError(
      `"${step.description}" would never end: ${[...new Set(reasons)].join(", and ")}; give the step a time as well, as in "for 10 h"`,
      "protocol",
    );
  }
}

/** The rules of a protocol that will never end a step, a sentence each. */
export function idleRules(protocol: readonly ProtocolStep[], known: Known): string[] {
  const said = new Set<string>();
  for (const step of protocol) {
    for (const rule of [...step.until, ...step.loops.flatMap((loop) => loop.until)]) {
      const why = outOfReach(rule, step, known);
      if (why?.startsWith("physics.")) said.add(`"${rule.text}" is out of reach: ${why}.`);
      else if (why && step.until.includes(rule)) {
        said.add(`"${rule.text}" is out of reach in "${step.description}": ${why}.`);
      }
    }
  }
  return [...said];
}
