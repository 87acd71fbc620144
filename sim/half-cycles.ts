// Complete charges and discharges: each ends where the next step of the protocol does not go on with it, a hold of the voltage
// after it belongs to it.

import type { ProtocolStep } from "../core/runspec";

/** Plain data, part of a checkpoint. */
export interface HalfCycles {
  /** Net charge of the run when the last half cycle was complete [C/m2]. */
  since: number;
  /** What the last complete ones have passed, and the first discharge [C/m2]; 0 = none yet. */
  charge: number;
  discharge: number;
  first: number;
}

export const noHalfCycles = (): HalfCycles => ({ since: 0, charge: 0, discharge: 0, first: 0 });

/** Whether `next` goes on with a half cycle of that direction, positive discharges. */
function goesOn(next: ProtocolStep | undefined, direction: number): boolean {
  if (!next) return false;
  const { control } = next;
  return control.mode === "voltage" || control.currentDensity * direction > 0;
}

/** The half cycles at the end of a step, at that net charge of the run [C/m2]. */
export function afterStep(
  before: HalfCycles,
  netCharge: number,
  next: ProtocolStep | undefined,
): HalfCycles {
  const passed = netCharge - before.since;
  if (passed === 0 || goesOn(next, passed)) return before;
  return passed > 0
    ? { ...before, since: netCharge, discharge: passed, first: before.first || passed }
    : { ...before, since: netCharge, charge: -passed };
}

/** What observables say of them; before the first, the nominal capacity [C/m2] stands in. */
export function capacities({ charge, discharge, first }: HalfCycles, nominal: number) {
  return {
    chargeCapacity: charge || nominal,
    dischargeCapacity: discharge || nominal,
    capacityRetention: first ? discharge / first : 1,
    coulombicEfficiency: charge && discharge ? discharge / charge : 1,
  };
}
