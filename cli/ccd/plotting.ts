// Panels of an SVG sheet: axes, colour bars, and the interpolation of maps.
//
// Between the computed points a map is bilinear in to(value) and the pixels, ln P, T or ln j: exact for a power law.

import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { digits } from "../../core/units";
import batlow from "../../data/colour/batlow.json";

const WIDTH = 640;
const HEIGHT = 420;
export const INK = "#1b1f27";
export const CURRENT = "current density / mA/cm2";
export const PRESSURE = "stack pressure / MPa";

const dom = parseHTML("<html><body></body></html>").document as unknown as Document;

/** batlow at t in 0..1. */
export function colour(t: number): string {
  const k = Math.round(Math.min(1, Math.max(0, t)) * 255);
  return `#${batlow.rgb.slice(6 * k, 6 * k + 6)}`;
}

export interface Panel {
  svg: string;
  width: number;
}

export function panel(options: Plot.PlotOptions, width = WIDTH): Panel {
  const plot = Plot.plot({
    document: dom,
    width,
    height: HEIGHT,
    marginLeft: 60,
    marginBottom: 45,
    marginTop: 50,
    marginRight: 20,
    style: { fontSize: "12px", color: INK, background: "white" },
    ...options,
  });
  return { svg: plot.outerHTML, width };
}

/** Panels side by side under a title. */
export function sheet(title: string, panels: readonly Panel[]): string {
  let x = 0;
  const placed = panels.map(({ svg, width }) => {
    const text = svg.replace("<svg ", `<svg x="${x}" y="30" `);
    x += width;
    return text;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${x} ${HEIGHT + 30}" width="${x}" height="${HEIGHT + 30}" font-family="system-ui, sans-serif" role="img">
<title>${title}</title>
<rect width="100%" height="100%" fill="white"/>
<text x="12" y="22" font-size="15" fill="${INK}">${title}</text>
${placed.join("\n")}
</svg>
`;
}

/** 1-2-5 numbers from low to high, both included in the span. */
export function decades(low: number, high: number): number[] {
  const values: number[] = [];
  for (let n = Math.floor(Math.log10(low)); n <= Math.ceil(Math.log10(high)); n++) {
    for (const m of [1, 2, 5]) values.push(Number(`${m}e${n}`));
  }
  return values.filter((v) => v >= low * 0.999 && v <= high * 1.001);
}

const FINE = 40;
export const steps = (low: number, high: number) =>
  Array.from({ length: FINE }, (_, k) => low * (high / low) ** (k / FINE));

/** A colour bar as a narrow panel. */
export function legend(
  thresholds: readonly number[],
  domain: [number, number],
  type: "log" | "linear",
  label: string,
): Panel {
  const cells = thresholds
    .slice(0, -1)
    .map((low, k) => ({ low, high: thresholds[k + 1]!, mid: (low + thresholds[k + 1]!) / 2 }));
  return panel(
    {
      marginLeft: 45,
      x: { axis: null },
      y: { type, domain, label, tickFormat, ...(type === "log" && { ticks: decades(...domain) }) },
      color: { type, domain, interpolate: colour },
      marks: [Plot.rect(cells, { x1: () => 0, x2: () => 1, y1: "low", y2: "high", fill: "mid" })],
    },
    90,
  );
}

export const tickFormat = (value: number) => digits(value);
/** At most ten of the values, so that labels do not run into each other. */
export function ticksOf(values: readonly number[]): number[] {
  const all = [...new Set(values)].sort((a, b) => a - b);
  return all.filter((_, k) => k % Math.ceil(all.length / 10) === 0);
}

/** Values at every pixel from those on a rectangular grid of pixel positions, bilinear in to(value). */
export function bilinear(to: (v: number) => number, back: (v: number) => number) {
  return (
    index: ArrayLike<number>,
    width: number,
    height: number,
    X: ArrayLike<number>,
    Y: ArrayLike<number>,
    V: ArrayLike<number>,
  ): number[] => {
    const at = Array.from(index);
    const axis = (P: ArrayLike<number>) => [...new Set(at.map((i) => P[i]!))].sort((a, b) => a - b);
    const [xs, ys] = [axis(X), axis(Y)];
    const value = new Map(at.map((i) => [`${X[i]},${Y[i]}`, to(V[i]!)]));
    const node = (i: number, j: number) => value.get(`${xs[i]},${ys[j]}`) ?? Number.NaN;
    const place = (list: readonly number[], p: number): [number, number] => {
      const k = Math.max(
        0,
        Math.min(
          list.length - 2,
          list.findLastIndex((v) => v <= p),
        ),
      );
      return [k, (p - list[k]!) / (list[k + 1]! - list[k]!)];
    };
    const W = new Array<number>(width * height);
    for (let row = 0; row < height; row++) {
      const [j, t] = place(ys, row + 0.5);
      for (let column = 0; column < width; column++) {
        const [i, s] = place(xs, column + 0.5);
        const below = (1 - s) * node(i, j) + s * node(i + 1, j);
        const above = (1 - s) * node(i, j + 1) + s * node(i + 1, j + 1);
        W[row * width + column] = back((1 - t) * below + t * above);
      }
    }
    return W;
  };
}
