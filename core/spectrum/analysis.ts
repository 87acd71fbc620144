// All that is read off one spectrum, and the contact fraction from the capacitance of charge transfer.

import { type Element, type ElementKind, type Fit, fitCircuit } from "./circuit";
import { type KramersKronig, type KramersKronigRule, kramersKronig } from "./kramers-kronig";
import { BULK_TIME, type Spectrum } from "./point";
import { type RelaxationTimes, relaxationTimes } from "./relaxation-times";

export interface Analysis {
  kramersKronig: KramersKronig;
  relaxationTimes: RelaxationTimes;
  fit: Fit;
}

/** The circuit of lithium on an argyrodite: electrolyte, interphase, charge transfer. */
export const DEFAULT_CIRCUIT: readonly ElementKind[] = ["R", "RQ", "RQ"];

/** @param bulk relaxation time of the electrolyte [s], 0 for none. */
export function analyse(
  spectrum: Spectrum,
  circuit: readonly ElementKind[] = DEFAULT_CIRCUIT,
  bulk = BULK_TIME,
  rule: KramersKronigRule = "decades",
): Analysis {
  const times = relaxationTimes(spectrum, bulk);
  return {
    kramersKronig: kramersKronig(spectrum, rule),
    relaxationTimes: times,
    fit: fitCircuit(spectrum, circuit, times.peaks, bulk),
  };
}

/** The arc of charge transfer in a fit, the slowest RQ. */
export function chargeTransfer({ elements }: Fit): Element | undefined {
  const arcs = elements.filter(({ kind }) => kind === "RQ");
  return arcs.sort((a, b) => b.tau! - a.tau!)[0];
}

/** Capacitance of a double layer Q omega^alpha beside R, (R Q)^(1/alpha) / R, all per area. */
export function doubleLayerCapacitance(R: number, Q: number, alpha: number): number {
  return (R * Q) ** (1 / alpha) / R;
}
