// A spectrum of the impedance: points by falling frequency, in any unit of impedance; capacitive parts are negative.

export interface SpectrumPoint {
  /** [Hz] */
  frequency: number;
  real: number;
  imaginary: number;
}

export type Spectrum = readonly SpectrumPoint[];

/** Relaxation time of an argyrodite, permittivity 30 over 2 mS/cm [s]. */
export const BULK_TIME = 1.33e-9;

export const sizeOf = ({ real, imaginary }: SpectrumPoint): number => Math.hypot(real, imaginary);

/** Angular frequency [rad/s]. */
export const omegaOf = ({ frequency }: SpectrumPoint): number => 2 * Math.PI * frequency;

/** Frequencies from high to low, both ends among them, so many a decade. */
export function decades(from: number, to: number, perDecade: number): number[] {
  const count = Math.max(1, Math.round(perDecade * Math.log10(from / to)));
  return Array.from({ length: count + 1 }, (_, k) =>
    k === 0 ? from : k === count ? to : from * (to / from) ** (k / count),
  );
}

/** Constants of time [s] from low to high, so many a decade, from one decade beyond the data to one decade beyond. */
export function timeConstants(spectrum: Spectrum, perDecade: number): number[] {
  const f = spectrum.map(({ frequency }) => frequency);
  const least = 1 / (2 * Math.PI * Math.max(...f)) / 10;
  const most = 10 / (2 * Math.PI * Math.min(...f));
  return decades(most, least, perDecade).reverse();
}
