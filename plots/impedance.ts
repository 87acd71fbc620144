// Spectra as a picture: Nyquist with equal axes, and Bode, size and phase.

import * as Plot from "@observablehq/plot";
import { batlow } from "../core/batlow";
import type { Spectrum } from "../core/spectrum/point";
import { INK, type Panel, panel, sheet } from "./panel";
import { logTicks } from "./ticks";

export interface NamedSpectrum {
  name: string;
  /** [Ohm cm2] */
  spectrum: Spectrum;
  /** A line without marks, such as a fit. */
  line?: boolean;
}

const HEIGHT = 420;

/** Spectra side by side in a Nyquist and two Bode panels. */
export function impedanceSheet(title: string, spectra: readonly NamedSpectrum[]): string {
  const colour = (k: number) => batlow(0.08 + (0.62 * k) / Math.max(1, spectra.length - 1));
  const rows = spectra.map(({ name, spectrum, line }, k) => ({
    name,
    line,
    colour: colour(k),
    points: spectrum.map(({ frequency, real, imaginary }) => ({
      frequency,
      real,
      loss: -imaginary,
      size: Math.hypot(real, imaginary),
      phase: (-180 / Math.PI) * Math.atan2(-imaginary, real),
    })),
  }));
  const drawn = (x: string, y: string) =>
    rows.flatMap(({ points, line, colour: stroke }) => [
      Plot.line(points, { x, y, stroke, strokeWidth: 1.5 }),
      ...(line ? [] : [Plot.dot(points, { x, y, stroke, r: 2 })]),
    ]);
  const frequencies = rows.flatMap(({ points }) => points.map((p) => p.frequency));
  const frequencyAxis = {
    type: "log" as const,
    label: "frequency / Hz",
    ticks: logTicks(Math.min(...frequencies), Math.max(...frequencies)),
  };
  const names = rows.map(({ name, colour: fill }, k) =>
    Plot.text([name], { frameAnchor: "top-right", dy: 14 * k + 4, dx: -6, fill }),
  );
  return sheet(title, [
    nyquist(
      rows.flatMap(({ points }) => points),
      drawn("real", "loss"),
      names,
    ),
    panel(
      {
        x: frequencyAxis,
        y: { label: "|Z| / Ohm cm2", zero: false },
        marks: [Plot.frame(), ...drawn("frequency", "size")],
      },
      420,
    ),
    panel(
      {
        x: frequencyAxis,
        y: { label: "phase / degrees" },
        marks: [Plot.frame(), ...drawn("frequency", "phase")],
      },
      420,
    ),
  ]);
}

/** Real part against minus imaginary part, one scale for both. */
function nyquist(
  points: readonly { real: number; loss: number }[],
  marks: Plot.Markish[],
  names: Plot.Markish[],
): Panel {
  const reals = points.map((p) => p.real);
  const losses = points.map((p) => p.loss);
  const [left, right] = [Math.min(...reals), Math.max(...reals)];
  const [low, high] = [Math.min(0, ...losses), Math.max(...losses)];
  const [width, wide, tall] = [640, 640 - 80, HEIGHT - 95];
  const scale = 1.08 * Math.max((right - left) / wide, (high - low) / tall, 1e-12);
  const middle = (left + right) / 2;
  return panel(
    {
      x: {
        domain: [middle - (scale * wide) / 2, middle + (scale * wide) / 2],
        label: "Z' / Ohm cm2",
      },
      y: { domain: [low, low + scale * tall], label: "-Z'' / Ohm cm2" },
      marks: [Plot.frame({ stroke: INK, strokeOpacity: 0.4 }), ...marks, ...names],
    },
    width,
  );
}
