// A circuit fitted to a spectrum, eq. (18.3):
//   Z = i omega L + R0 / (1 + i omega tau0) + sum R / (1 + (i omega tau)^alpha) + R_v / sqrt(1 + i omega tau_v)
// with tau0 = eps0 eps_r / kappa of the electrolyte given: without it the arc of the interphase takes in what the electrolyte
// begins to relax. Written as R-RQ-RQ-G. Fitted are ln R, ln tau and the logistic of alpha in (0.5, 1), to Z/|Z|, by
// Levenberg and Marquardt from the peaks of the distribution of relaxation times.

import { levenbergMarquardt } from "ml-levenberg-marquardt";
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

/** The library has no stop but an error: its steps settle long before so many. Weights stay out of it, since its step and its error
 * do not mean the same by them. */
const SEARCH = {
  gradientDifference: 1e-6,
  centralDifference: true,
  errorTolerance: 1e-24,
  maxIterations: 60,
};

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
  /** Z/|Z| of the circuit, real and imaginary parts in turn. */
  const model = (x: readonly number[]) => {
    const all = spectrum.flatMap((point) => {
      let [re, im] = [0, 0];
      kinds.forEach((kind, k) => {
        const [a, b] = elementAt(kind, part(x, k), omegaOf(point), bulk);
        re += a;
        im += b;
      });
      return [re / sizeOf(point), im / sizeOf(point)];
    });
    return (row: number) => all[row]!;
  };
  const y = spectrum.flatMap((p) => [p.real / sizeOf(p), p.imaginary / sizeOf(p)]);
  const found = levenbergMarquardt({ x: y.map((_, row) => row), y }, model, {
    initialValues: start(kinds, spectrum, peaks),
    ...SEARCH,
  });
  const { parameterValues: x, parameterError: square, iterations } = found;
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
