// Normal deviates from a seed, by Box and Muller.

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export function gaussian(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => {
    const [u, v] = [1 - uniformFloat64(generator), uniformFloat64(generator)];
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
  };
}
