// The impedance of a run at this instant. The run goes on as if it had not been measured.

import { GAS_CONSTANT, VACUUM_PERMITTIVITY } from "../core/constants";
import type { RunSpec } from "../core/runspec";
import { chargeTransfer, doubleLayerCapacitance } from "../core/spectrum/analysis";
import type { Fit } from "../core/spectrum/circuit";
import type { SpectrumPoint } from "../core/spectrum/point";
import type { Kernel } from "./kernel";
import type { Observables } from "./types";

/** One frequency of a spectrum; impedances per area [Ohm m2], capacitive parts negative. */
export interface ImpedancePoint extends SpectrumPoint {
  /** Of them, the counter electrode and the pellet below the section. */
  counterReal: number;
  counterImaginary: number;
}

/** A spectrum of a run: why it was taken, and the state that it belongs to. */
export interface MeasuredSpectrum {
  why: string;
  observables: Observables;
  points: ImpedancePoint[];
}

/** The impedance at each frequency [Hz]; zero gives the differential resistance. Throws when the kernel's solver fails. */
export function measureImpedance(
  { exports }: Kernel,
  frequencies: readonly number[],
): ImpedancePoint[] {
  if (!exports.runImpedance()) {
    throw new Error("The potential at the shifts of the spectrum did not converge.");
  }
  return frequencies.map((frequency) => {
    const at = exports.runImpedanceAt(frequency);
    const [real, imaginary, counterReal, counterImaginary] = new Float64Array(
      exports.memory.buffer,
      at,
      4,
    ) as unknown as [number, number, number, number];
    return { frequency, real, imaginary, counterReal, counterImaginary };
  });
}

/** The working side alone: what the counter electrode and the pellet below the section leave. */
export function workingSide(points: readonly ImpedancePoint[]): SpectrumPoint[] {
  return points.map(({ frequency, real, imaginary, counterReal, counterImaginary }) => ({
    frequency,
    real: real - counterReal,
    imaginary: imaginary - counterImaginary,
  }));
}

/** Points in Ohm cm2. */
export const perSquareCentimetre = (points: readonly SpectrumPoint[]): SpectrumPoint[] =>
  points.map(({ frequency, real, imaginary }) => ({
    frequency,
    real: 1e4 * real,
    imaginary: 1e4 * imaginary,
  }));

/** Capacitance of charge transfer of a full contact at the temperature [K], per area [F/m2]. */
export function fullCapacitance(spec: RunSpec, temperature: number): number {
  const { value, activationEnergy, reference } = spec.electrolyte.chargeTransferResistance;
  const R =
    value * Math.exp((-activationEnergy / GAS_CONSTANT) * (1 / temperature - 1 / reference));
  const { doubleLayer, doubleLayerExponent } = spec.impedance;
  return doubleLayerCapacitance(R, doubleLayer, doubleLayerExponent);
}

/** Relaxation time of the electrolyte [s], its permittivity over its conductivity. */
export function bulkTime({ electrolyte, impedance }: RunSpec): number {
  return (VACUUM_PERMITTIVITY * impedance.permittivity) / electrolyte.ionicConductivity.value;
}

/** Share of the interface in contact from the fit of the working side [Ohm cm2]: its capacitance of charge transfer over that of
 * a full contact at the temperature [K]. */
export function contactFromFit(fit: Fit, spec: RunSpec, temperature: number): number | undefined {
  const arc = chargeTransfer(fit);
  // both per cm2
  return arc && arc.capacitance! / (1e-4 * fullCapacitance(spec, temperature));
}
