// What `run` prints for people.

import type { Simulation } from "../../sim/simulation";
import { describePace, percent } from "../../sim/step-limits";
import type { Summary } from "../../sim/summary";
import { duration } from "../progress";

/** A summary, a line each. */
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
