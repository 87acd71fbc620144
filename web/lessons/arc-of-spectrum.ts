// The arc of charge transfer in the last spectrum of a protocol, and the contact fraction that its capacitance says.
import { analyse, chargeTransfer } from "../../core/spectrum/analysis";
import { perSquareCentimetre, workingSide } from "../../sim/impedance";
import type { ImpedanceNow } from "../worker-protocol";

export interface Arc {
  contact: number;
  /** [Ohm cm2] */
  width: number;
  /** [Hz] of its top */
  frequency: number;
}

export function arcOf({ measured, fullCapacitance }: ImpedanceNow): Arc | undefined {
  const last = measured.at(-1);
  if (!last) return undefined;
  const arc = chargeTransfer(analyse(perSquareCentimetre(workingSide(last.points))).fit);
  if (!arc) return undefined;
  // both capacitances per cm2
  const contact = arc.capacitance! / (1e-4 * fullCapacitance);
  return { contact, width: arc.value, frequency: arc.frequency! };
}
