// Where the ticks of a logarithmic axis stand.

/** Numbers 1, 2 and 5 times a power of ten from low to high, both included. */
export function decades(low: number, high: number): number[] {
  const values: number[] = [];
  for (let n = Math.floor(Math.log10(low)); n <= Math.ceil(Math.log10(high)); n++) {
    for (const m of [1, 2, 5]) values.push(Number(`${m}e${n}`));
  }
  return values.filter((v) => v >= low * 0.999 && v <= high * 1.001);
}

/** The same, powers of ten alone over more than three decades, and not all of them over more than ten. */
export function logTicks(low: number, high: number): number[] {
  const span = Math.log10(high / low);
  const every = Math.max(1, Math.round(span / 7));
  const all = decades(low, high);
  if (span <= 3) return all;
  return all.filter((v) => {
    const n = Math.log10(v);
    return Math.abs(n - Math.round(n)) < 1e-9 && Math.round(n) % every === 0;
  });
}
