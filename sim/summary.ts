// What a run has come to, as `run --json` prints it and a record holds it: one object of the state it stands in.

import { hangsOn } from "../core/bands";
import { buildRecord, type RunRecord } from "../core/record";
import type { Scenario } from "../core/scenario";
import { remarksOf } from "./remarks";
import type { Simulation } from "./simulation";

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

/** Which program and kernel computed. */
interface Origin {
  /** Of the package. */
  version: string;
  /** SHA-256 of build/kernel.wasm, hex. */
  wasmHash: string;
}

/** The record of a run as it stands; `scenario` gives its rows again. */
export function recordOf(
  sim: Simulation,
  scenario: Scenario,
  summary: Summary,
  origin: Origin,
): RunRecord {
  // how long it took is not part of what was computed
  const { wall_s: _, expected_s: __, ...result } = summary;
  return buildRecord(scenario, {
    ...origin,
    threads: sim.threads,
    status: sim.status,
    endReason: sim.endReason,
    ledger: summary.ledger,
    events: sim.events,
    summary: result,
  });
}
