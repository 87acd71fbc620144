// Counter-based random numbers: the k-th output of SplitMix64 (Steele, Lea & Flood 2014) started at `seed`.
// A draw is a function of (seed, k) alone, so it does not depend on the grid, the order of work or threads.

/** 64 random bits for draw k = 0, 1, ... */
export function bits(seed: u64, k: u64): u64 {
  let z = seed + (k + 1) * 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** Uniform in [0, 1). */
export function uniform(seed: u64, k: u64): f64 {
  return <f64>(bits(seed, k) >> 11) * (1.0 / 9007199254740992.0);
}

/** Standard normal, Box-Muller on draws 2k and 2k + 1. */
export function normal(seed: u64, k: u64): f64 {
  const u = 1.0 - uniform(seed, 2 * k),
    v = uniform(seed, 2 * k + 1);
  return Math.sqrt(-2.0 * Math.log(u)) * Math.cos(2.0 * Math.PI * v);
}
