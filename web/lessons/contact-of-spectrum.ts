// Contact fraction that the last spectrum of a protocol says, from the capacitance of charge transfer.
import { analyse, chargeTransfer } from "../../core/spectrum/analysis";
import { perSquareCentimetre, workingSide } from "../../sim/impedance";
import type { ImpedanceNow } from "../worker-protocol";

export function contactOf({ measured, fullCapacitance }: ImpedanceNow): number | undefined {
  const last = measured.at(-1);
  if (!last) return undefined;
  const arc = chargeTransfer(analyse(perSquareCentimetre(workingSide(last.points))).fit);
  // both per cm2
  return arc && arc.capacitance! / (1e-4 * fullCapacitance);
}
