// What `run` prints: one object of the final state.

import { hangsOn } from "../../core/bands";
import { remarksOf } from "../../sim/remarks";
import type { Simulation } from "../../sim/simulation";
import { describePace, percent } from "../../sim/step-limits";
import { duration } from "../progress";

/** Coulomb per square metre in one mAh/cm2. */
const MILLIAMP_HOUR_PER_CM2 = 36_000;

export type Summary = ReturnType<typeof summarise>;

/** @param wall seconds this process took, for that many time steps of the run. */
export function summarise(scenario: string, sim: Simulation, wall: number, taken: number) {
  const o = sim.observables;
  const { crawl } = sim;
  return {
    scenario,
    status: sim.status,
    endReason: sim.endReason,
    time_s: o.time,
    charge_mAh_cm2: o.charge / MILLIAMP_HOUR_PER_CM2,
    voltage_V: o.voltage,
    contactFraction: o.contactFraction,
    voidVolume_um: o.voidVolume * 1e6,
    peakCurrentRatio: o.peakCurrentRatio,
    riskMax: o.riskMax,
    voids: {
      count: o.voidCount,
      heightMax_um: o.voidHeight * 1e6,
      widthMax_um: o.voidWidth * 1e6,
    },
    ledger: {
      lithiumDefect: o.lithiumDefect,
      chargeDefect: o.chargeDefect,
      divergence: o.divergence,
      lithiumTaken_um: o.lithiumTaken * 1e6,
    },
    hangsOn: hangsOn(sim.spec.scenario),
    remarks: remarksOf(sim),
    steps: sim.steps,
    stepLimits: Object.fromEntries(
      sim.stepLimits.map(([limiter, { steps, time }, share]) => [
        limiter,
        { steps, share: Number(share.toPrecision(4)), time_s: time },
      ]),
    ),
    crawl: crawl && { limiter: crawl.limiter, step_s: crawl.step, stepsToGo: crawl.toGo },
    wall_s: Math.round(wall * 1000) / 1000,
    expected_s: crawl && taken > 0 ? Math.round((wall / taken) * crawl.toGo) : null,
  };
}

/** The same for people, a line each. */
export function describe(s: Summary): string {
  const lines: [string, string][] = [
    ["scenario", s.scenario],
    ["status", `${s.status}: ${s.endReason}`],
    ["time", `${number(s.time_s / 3600)} h`],
    ["charge", `${number(s.charge_mAh_cm2)} mAh/cm2 (stripping positive)`],
    ["voltage", `${millivolts(s.voltage_V)} (positive while stripping)`],
    ["contact", `${number(100 * s.contactFraction)} %`],
    ["voids", `${number(s.voidVolume_um)} um mean, ${s.voids.count} resolved`],
    [
      "largest void",
      `${number(s.voids.heightMax_um)} um high, ${number(s.voids.widthMax_um)} um wide`,
    ],
    ["peak current", `${number(s.peakCurrentRatio)} times the mean`],
    ["dendrite risk", `${number(s.riskMax)} (illustrative)`],
    [
      "ledgers",
      `lithium ${s.ledger.lithiumDefect.toExponential(1)}, charge ${s.ledger.chargeDefect.toExponential(1)}, divergence ${s.ledger.divergence.toExponential(1)}${takenByHand(s)}`,
    ],
    ...(s.hangsOn ? [["hangs on", s.hangsOn] as [string, string]] : []),
    ...s.remarks.map((text): [string, string] => ["remark", text]),
    ["steps", `${s.steps} in ${number(s.wall_s)} s${limitedBy(s)}`],
  ];
  return lines.map(([label, text]) => `${label.padEnd(14)}${text}\n`).join("");
}

function takenByHand({ ledger: { lithiumTaken_um } }: Summary): string {
  if (lithiumTaken_um === 0) return "";
  const how = lithiumTaken_um > 0 ? "taken out" : "put in";
  return `; ${number(Math.abs(lithiumTaken_um))} um of lithium ${how} by hand`;
}

function limitedBy({ stepLimits, crawl, expected_s }: Summary): string {
  const [first] = Object.entries(stepLimits);
  if (!first) return "";
  const said = `, ${percent(first[1].share)} of them set by "${first[0]}"`;
  return crawl && expected_s !== null
    ? `${said}; ${crawl.stepsToGo} to go at its pace, about ${duration(expected_s)}`
    : said;
}

/** The state in a few words, for the progress line. */
export function progressNote({ observables: o, crawl }: Simulation): string {
  if (crawl) return `t = ${number(o.time / 3600)} h, ${describePace(crawl)}`;
  return `t = ${number(o.time / 3600)} h, ${millivolts(o.voltage)}, contact ${number(100 * o.contactFraction)} %`;
}

/** A voltage [V]; below a picovolt it is the rounding of a solve. */
function millivolts(voltage: number): string {
  return `${Math.abs(voltage) < 1e-12 ? 0 : number(voltage * 1000)} mV`;
}

/** Four significant digits, the same in every locale. */
function number(value: number): string {
  return String(Number(value.toPrecision(4)));
}
