// Points in the unit cube: Latin hypercube, Sobol sequence, and the designs of two sensitivity analyses.
//
//   Latin hypercube   x_k = (pi_k(i) + u)/N, one point in each of N slices of every axis
//   Sobol             digital net in base 2, direction numbers of Joe and Kuo [@joe2008], shifted by random bits
//   Morris            trajectories of k + 1 points that change one axis at a time by half the range [@morris1991]
//   Saltelli          A, B and A with one column of B: N (k + 2) points for first and total indices [@saltelli2010]
//
// Each point follows from the seed and its number alone.

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { ScenarioError } from "../core/errors";
import { DIRECTIONS } from "./sobol-directions";

export interface Sampling {
  kind: "grid" | "latin-hypercube" | "sobol" | "morris" | "saltelli";
  /** Points; trajectories of Morris; base points of Saltelli. */
  count?: number | undefined;
  seed: number;
  /** Levels of an axis in Morris' design, an even number. */
  levels: number;
}

export interface Sample {
  points: number;
  /** Point p in [0, 1]^k. */
  at(p: number): readonly number[];
}

/** @param k axes that are sampled. @throws ScenarioError when the sample needs another count. */
export function sampleOf(sampling: Sampling, k: number): Sample {
  const { kind, count, seed } = sampling;
  if (kind === "grid") return { points: 1, at: () => [] };
  if (count === undefined) throw new ScenarioError("lacks a count", "sample.count");
  switch (kind) {
    case "latin-hypercube":
      return latinHypercube(count, k, seed);
    case "sobol":
      return { points: count, at: sobol(k, seed) };
    case "morris":
      return morris(sampling, count, k);
    case "saltelli":
      return saltelli(count, k, seed);
  }
}

function latinHypercube(count: number, k: number, seed: number): Sample {
  const random = xoroshiro128plus(seed);
  const columns = Array.from({ length: k }, () => {
    const slices = Float64Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = uniformInt(random, 0, i);
      [slices[i], slices[j]] = [slices[j]!, slices[i]!];
    }
    return slices.map((slice) => (slice + uniformFloat64(random)) / count);
  });
  return { points: count, at: (p) => columns.map((column) => column[p]!) };
}

const BITS = 32;

/** Points of the Sobol sequence, the all-zero one first, every axis shifted by its own random bits (exclusive or). */
export function sobol(k: number, seed: number): (p: number) => number[] {
  if (k > DIRECTIONS.length + 1) {
    throw new ScenarioError(
      `a Sobol sequence takes at most ${DIRECTIONS.length + 1} axes`,
      "sample.kind",
    );
  }
  const random = xoroshiro128plus(seed);
  const shifts = Array.from({ length: k }, () =>
    seed === 0 ? 0 : uniformInt(random, 0, 2 ** 32 - 1),
  );
  const axes = Array.from({ length: k }, (_, d) => directionsOf(d));
  return (p) =>
    axes.map((v, d) => {
      const gray = (p ^ (p >>> 1)) >>> 0;
      let x = 0;
      for (let bit = 0; bit < BITS; bit++) if ((gray >>> bit) & 1) x ^= v[bit]!;
      return ((x ^ shifts[d]!) >>> 0) / 2 ** BITS;
    });
}

/** v_1..v_32 of axis `d`: v_i = m_i 2^(32-i), by the recurrence of its primitive polynomial. */
function directionsOf(d: number): number[] {
  const v: number[] = [];
  if (d === 0) return Array.from({ length: BITS }, (_, i) => (2 ** (BITS - 1 - i)) | 0);
  const [s, a, ...m] = DIRECTIONS[d - 1]!;
  for (let i = 0; i < BITS; i++) {
    if (i < s!) {
      v.push((m[i]! * 2 ** (BITS - 1 - i)) | 0);
      continue;
    }
    let next = v[i - s!]! ^ (v[i - s!]! >>> s!);
    for (let j = 1; j < s!; j++) if ((a! >>> (s! - 1 - j)) & 1) next ^= v[i - j]!;
    v.push(next | 0);
  }
  return v;
}

/** `count` trajectories: point 0 at random levels, then the axes in random order by Delta = levels/(2 (levels - 1)). */
function morris({ levels, seed }: Sampling, count: number, k: number): Sample {
  if (levels % 2 !== 0) throw new ScenarioError("use an even number of levels", "sample.levels");
  const delta = levels / (2 * (levels - 1));
  const points: number[][] = [];
  const random = xoroshiro128plus(seed);
  for (let t = 0; t < count; t++) {
    const x = Array.from({ length: k }, () => uniformInt(random, 0, levels / 2 - 1) / (levels - 1));
    const up = x.map(() => uniformInt(random, 0, 1) === 1);
    const point = x.map((low, d) => (up[d] ? low : low + delta));
    points.push([...point]);
    const order = Array.from({ length: k }, (_, d) => d);
    for (let i = k - 1; i > 0; i--) {
      const j = uniformInt(random, 0, i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const d of order) {
      point[d] = up[d] ? x[d]! + delta : x[d]!;
      points.push([...point]);
    }
  }
  return { points: points.length, at: (p) => points[p]! };
}

/** Blocks of k + 2 points: a of A, b of B, then a with its axis d from b. */
function saltelli(count: number, k: number, seed: number): Sample {
  const at = sobol(2 * k, seed === 0 ? 1 : seed);
  return {
    points: count * (k + 2),
    at(p) {
      const pair = at(Math.floor(p / (k + 2)));
      const [a, b] = [pair.slice(0, k), pair.slice(k)];
      const d = (p % (k + 2)) - 2;
      if (d === -2) return a;
      if (d === -1) return b;
      return a.map((x, axis) => (axis === d ? b[axis]! : x));
    },
  };
}
