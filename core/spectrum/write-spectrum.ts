// A spectrum as CSV: one line of names behind #, then frequency / Hz, Z' and Z'' in Ohm cm2. impedance.py and pyDRTtools read it
// as it is, and so does pandas.

import type { Spectrum } from "./point";

export function spectrumCsv(spectrum: Spectrum): string {
  const rows = spectrum.map(({ frequency, real, imaginary }) =>
    [frequency, real, imaginary].map((v) => String(Number(v.toPrecision(12)))).join(","),
  );
  return `# frequency / Hz,Re(Z) / Ohm.cm2,Im(Z) / Ohm.cm2\n${rows.join("\n")}\n`;
}
