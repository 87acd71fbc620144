// A circuit fitted to a spectrum, eq. (18.3):
//   Z = i omega L + R0 / (1 + i omega tau0) + sum R / (1 + (i omega tau)^alpha) + R_v / sqrt(1 + i omega tau_v)
// with tau0 = eps0 eps_r / kappa of the electrolyte given: without it the arc of the interphase takes in what the electrolyte
// begins to relax. Written as R-RQ-RQ-G. Fitted are ln R, ln tau and the logistic of alpha in (0.5, 1), to Z/|Z|, by
// Levenberg and Marquardt from the peaks of the distribution of relaxation times.

import { leastSquares } from "./dense";
import { BULK_TIME, omegaOf, type Spectrum, sizeOf } from "./point";
import type { Peak } from "./relaxation-times";

export type ElementKind = "R" | "L" | "RQ" | "G";

export interface Element {
  kind: ElementKind;
  /** [Ohm] or [Ohm cm2]; of L an inductance. */
  value: number;
  /** Of RQ and G [s]. */
  tau?: number;
  /** Of RQ. */
  alpha?: number;
  /** Of RQ: tau / R. */
  capacitance?: number;
  /** Frequency of the arc's top [Hz]. */
  frequency?: number;
}

export interface Fit {
  circuit: string;
  elements: Element[];
  /** Root of the mean square of the residual over |Z|. */
  residual: number;
  iterations: number;
}

type Complex = readonly [number, number];

/** The elements of a circuit as it is written, such as R-RQ-RQ; undefined when it is none. */
export function circuitOf(text: string): ElementKind[] | undefined {
  const kinds = text
    .toUpperCase()
    .replace(/\s|[0-9]/g, "")
    .split("-");
  const known = kinds.every((k): k is ElementKind => ["R", "L", "RQ", "G"].includes(k));
  const once = (kind: ElementKind) => kinds.filter((k) => k === kind).length <= 1;
  if (!known || !once("R") || !once("L") || !once("G") || !kinds.includes("R")) return undefined;
  return kinds as ElementKind[];
}

/** 1 / (1 + (i wt)^alpha) */
function relaxed(wt: number, alpha: number): Complex {
  const size = wt ** alpha;
  const re = 1 + size * Math.cos((alpha * Math.PI) / 2);
  const im = size * Math.sin((alpha * Math.PI) / 2);
  const d = re * re + im * im;
  return [re / d, -im / d];
}

/** 1 / sqrt(1 + i wt) */
function diffusive(wt: number): Complex {
  const size = (1 + wt * wt) ** -0.25;
  const angle = -Math.atan(wt) / 2;
  return [size * Math.cos(angle), size * Math.sin(angle)];
}

/** Numbers that an element takes. */
const SIZE: Record<ElementKind, number> = { R: 1, L: 1, RQ: 3, G: 2 };

const alphaOf = (x: number) => 0.5 + 0.5 / (1 + Math.exp(-x));

function elementAt(kind: ElementKind, x: readonly number[], w: number, bulk: number): Complex {
  const R = Math.exp(x[0]!);
  if (kind === "L") return [0, w * R];
  const [re, im] =
    kind === "R"
      ? relaxed(w * bulk, 1)
      : kind === "G"
        ? diffusive(w * Math.exp(x[1]!))
        : relaxed(w * Math.exp(x[1]!), alphaOf(x[2]!));
  return [R * re, R * im];
}

/** Where to begin: the peaks for the RQ, from high frequencies, the lowest for G. */
function start(kinds: readonly ElementKind[], spectrum: Spectrum, peaks: readonly Peak[]) {
  const highest = Math.max(...spectrum.map(({ frequency }) => frequency));
  const lowest = Math.min(...spectrum.map(({ frequency }) => frequency));
  const intercept = Math.min(...spectrum.map(({ real }) => real));
  const span = Math.max(...spectrum.map(({ real }) => real)) - intercept;
  const left = peaks
    .filter(({ frequency }) => frequency < 3 * highest && frequency > lowest / 10)
    .sort((a, b) => b.resistance - a.resistance);
  const arcs = kinds.filter((k) => k === "RQ" || k === "G").length;
  const chosen = left.slice(0, arcs).sort((a, b) => b.frequency - a.frequency);
  // arcs without a peak: evenly over the decades
  for (let k = chosen.length; k < arcs; k++) {
    const frequency = highest * (lowest / highest) ** ((k + 0.5) / arcs);
    chosen.push({ frequency, resistance: 0.1 * span || 1, capacitance: 0, name: "" });
  }
  return kinds.flatMap((kind) => {
    if (kind === "R") return [Math.log(Math.max(intercept, 1e-6 * span, 1e-12))];
    if (kind === "L") return [Math.log(1e-9)];
    const peak = kind === "G" ? chosen.pop()! : chosen.shift()!;
    const head = [Math.log(peak.resistance), -Math.log(2 * Math.PI * peak.frequency)];
    return kind === "G" ? head : [...head, Math.log(0.35 / 0.15)];
  });
}

/** Fits the circuit; `bulk` is the relaxation time of the electrolyte [s], 0 for none. */
export function fitCircuit(
  spectrum: Spectrum,
  kinds: readonly ElementKind[],
  peaks: readonly Peak[],
  bulk = BULK_TIME,
): Fit {
  const offsets = kinds.map((_, k) => kinds.slice(0, k).reduce((sum, kind) => sum + SIZE[kind], 0));
  const part = (x: readonly number[], k: number) =>
    x.slice(offsets[k], offsets[k]! + SIZE[kinds[k]!]);
  const misses = (x: readonly number[]) =>
    spectrum.flatMap((point) => {
      let [re, im] = [-point.real, -point.imaginary];
      kinds.forEach((kind, k) => {
        const [a, b] = elementAt(kind, part(x, k), omegaOf(point), bulk);
        re += a;
        im += b;
      });
      return [re / sizeOf(point), im / sizeOf(point)];
    });
  const { x, square, iterations } = descend(misses, start(kinds, spectrum, peaks));
  return {
    circuit: kinds.join("-"),
    elements: kinds.map((kind, k) => elementOf(kind, part(x, k))),
    residual: Math.sqrt(square / spectrum.length),
    iterations,
  };
}

function elementOf(kind: ElementKind, x: readonly number[]): Element {
  const value = Math.exp(x[0]!);
  if (kind === "R" || kind === "L") return { kind, value };
  const tau = Math.exp(x[1]!);
  const frequency = 1 / (2 * Math.PI * tau);
  if (kind === "G") return { kind, value, tau, frequency };
  return { kind, value, tau, alpha: alphaOf(x[2]!), capacitance: tau / value, frequency };
}

/** The spectrum of a fitted circuit at the frequencies of another. */
export function circuitImpedance(spectrum: Spectrum, { elements }: Fit, bulk: number): Spectrum {
  return spectrum.map((point) => {
    const parts = elements.map(({ kind, value, tau, alpha }) => {
      const logit = alpha === undefined ? 0 : Math.log((alpha - 0.5) / (1 - alpha));
      return elementAt(kind, [Math.log(value), Math.log(tau ?? 1), logit], omegaOf(point), bulk);
    });
    return {
      frequency: point.frequency,
      real: parts.reduce((sum, [re]) => sum + re, 0),
      imaginary: parts.reduce((sum, [, im]) => sum + im, 0),
    };
  });
}

const squareOf = (v: readonly number[]) => v.reduce((sum, one) => sum + one * one, 0);

/** Least squares by damped steps. */
function descend(misses: (x: readonly number[]) => number[], from: readonly number[]) {
  let x = [...from];
  let r = misses(x);
  let square = squareOf(r);
  let damping = 1e-3;
  let iterations = 0;
  for (; iterations < 200 && square > 1e-28; iterations++) {
    const slopes = x.map((v, k) => {
      const d = 1e-5;
      const at = (u: number) => misses(x.map((w, l) => (l === k ? u : w)));
      const [up, down] = [at(v + d), at(v - d)];
      return up.map((u, row) => (u - down[row]!) / (2 * d));
    });
    let better = false;
    while (!better && damping < 1e10) {
      const root = Math.sqrt(damping);
      const damped = slopes.map((c, k) => [
        ...c,
        ...x.map((_, l) => (l === k ? root * Math.hypot(...c) : 0)),
      ]);
      const step = leastSquares(damped, [...r.map((v) => -v), ...x.map(() => 0)]);
      const trial = x.map((v, k) => v + Math.max(-2, Math.min(2, step[k]!)));
      const next = misses(trial);
      const now = squareOf(next);
      if (now < square) {
        better = true;
        const gained = square - now;
        [x, r, square] = [trial, next, now];
        damping = Math.max(1e-12, damping / 10);
        if (gained < 1e-12 * square) return { x, square, iterations };
      } else damping *= 10;
    }
    if (!better) break;
  }
  return { x, square, iterations };
}
