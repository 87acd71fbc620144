// The kernel's output table -> Observables and frames.

import { currentHistogram, currentSpread } from "./distribution";
import { readFilaments } from "./filaments";
import { Field, type Kernel, Limiter, Out, Param, Picture } from "./kernel";
import type { FieldName, Frame, Observables } from "./types";

/** What the driver adds to the kernel's numbers. */
export interface Clock {
  stepTime: number;
  protocolStep: number;
  cycle: number;
  capacity: number;
}

const LIMITERS: Record<Limiter, string> = {
  [Limiter.room]: "end of step",
  [Limiter.accuracy]: "accuracy",
  [Limiter.courant]: "lithium moves",
  [Limiter.gap]: "contact gap",
  [Limiter.growth]: "growth",
  [Limiter.healing]: "void volume",
  [Limiter.retry]: "retry",
  [Limiter.pressure]: "stack pressure",
};

export function readObservables(kernel: Kernel, clock: Clock): Observables {
  const o = kernel.outputs;
  const j = o[Out.current]!;
  const spread = currentSpread(kernel.field(Field.current, kernel.columns), j);
  const resistance = (eta: Out) => (j === 0 ? 0 : o[eta]! / j);
  return {
    time: o[Out.time]!,
    ...clock,
    voltage: o[Out.voltage]!,
    currentDensity: j,
    charge: o[Out.charge]!,
    contactFraction: o[Out.contactFraction]!,
    contactRecoverable: o[Out.contactRecoverable]!,
    contactLost: o[Out.contactLost]!,
    voidVolume: o[Out.voidVolume]!,
    voidCount: o[Out.voidCount]!,
    voidHeight: o[Out.voidHeight]!,
    voidWidth: o[Out.voidWidth]!,
    voidAreaMean: o[Out.voidAreaMean]!,
    voidAreaMax: o[Out.voidAreaMax]!,
    voidSpacing: o[Out.voidSpacing]!,
    peakCurrentRatio: o[Out.peakCurrentRatio]!,
    currentAboveTwice: spread.aboveTwice,
    currentNinetieth: spread.ninetieth,
    areaResistance: resistance(Out.voltage),
    interfaceResistance:
      j === 0 ? 0 : (o[Out.etaKinetics]! + o[Out.etaSei]! + o[Out.etaConstriction]!) / j,
    chargeTransferResistance: resistance(Out.etaKinetics),
    seiResistance: resistance(Out.etaSei),
    constrictionResistance: resistance(Out.etaConstriction),
    criticalCurrent: o[Out.criticalCurrent]!,
    stackPressure: kernel.param(Param.stackPressure),
    temperature: kernel.param(Param.temperature),
    reservoir: o[Out.reservoir]!,
    etaPellet: o[Out.etaPellet]!,
    etaElectrolyte: o[Out.etaElectrolyte]!,
    etaConstriction: o[Out.etaConstriction]!,
    etaKinetics: o[Out.etaKinetics]!,
    etaSei: o[Out.etaSei]!,
    etaCounter: o[Out.etaCounter]!,
    hydrostaticMax: o[Out.hydrostaticMax]!,
    vonMisesMax: o[Out.vonMisesMax]!,
    riskMax: o[Out.riskMax]!,
    riskSite: o[Out.riskSite]!,
    lithiumFed: o[Out.lithiumFed]!,
    lithiumStripped: o[Out.lithiumStripped]!,
    lithiumEaten: o[Out.lithiumEaten]!,
    lithiumWindow: o[Out.lithiumWindow]!,
    lithiumDivergence: o[Out.lithiumDivergence]!,
    crackRatio: o[Out.crackRatio]!,
    crackTime: o[Out.crackTime]!,
    leakageCurrent: o[Out.leakageCurrent]!,
    leastPotential: o[Out.leastPotential]!,
    leastPotentialSite: o[Out.leastPotentialSite]!,
    leastPotentialDepth: o[Out.leastPotentialDepth]!,
    supersaturation: o[Out.supersaturation]!,
    infiltration: o[Out.infiltration]!,
    infiltrationVolume: o[Out.infiltrationVolume]!,
    filamentCount: o[Out.filamentCount]!,
    filamentLength: o[Out.filamentLength]!,
    filamentDepth: o[Out.filamentDepth]!,
    filamentVolume: o[Out.filamentVolume]!,
    filamentDead: o[Out.filamentDead]!,
    filamentEaten: o[Out.filamentEaten]!,
    filamentPressure: o[Out.filamentPressure]!,
    shortKind: o[Out.shortKind]!,
    shortResistance: o[Out.shortResistance]!,
    shortShare: o[Out.shortShare]!,
    shortFuses: o[Out.shortFuses]!,
    lithiumDefect: o[Out.lithiumDefect]!,
    chargeDefect: o[Out.chargeDefect]!,
    divergence: o[Out.divergence]!,
    dt: o[Out.dt]!,
    limiter: LIMITERS[o[Out.limiter]! as Limiter],
    potentialIterations: o[Out.potentialIterations]!,
    flowIterations: o[Out.flowIterations]!,
  };
}

/** A picture of the state now; arrays are copies, free to be transferred. */
export function takeFrame(
  kernel: Kernel,
  observables: Observables,
  h: number,
  fields: readonly FieldName[],
): Frame {
  const n = kernel.columns;
  const line = (which: Field) => Float32Array.from(kernel.field(which, n));
  const pictures: Frame["fields"] = {};
  for (const name of fields) pictures[name] = kernel.picture(Picture[name]);
  return {
    observables,
    columns: n,
    lithiumRows: kernel.rows.lithium,
    electrolyteRows: kernel.rows.electrolyte,
    h,
    fields: pictures,
    filaments: readFilaments(kernel),
    currentHistogram: currentHistogram(kernel.field(Field.current, n), observables.currentDensity),
    interface: {
      contact: line(Field.contact),
      current: line(Field.current),
      pressure: line(Field.wallPressure),
      gap: line(Field.gap),
    },
  };
}
