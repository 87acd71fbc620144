// Distributions as violins: outlines whose width follows the density of a sample.

import { outline } from "../core/violin";
import type { Series } from "./figure";

/** A sample at x as a closed outline at most `half` wide to either side; `range` is that of the axis. */
export const violin = (
  name: string,
  x: number,
  sample: readonly number[],
  half: number,
  range: number,
): Series => ({ name, points: outline(x, sample, half, range) });
