// Observable Plot without a browser.

import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

const dom = parseHTML("<html><body></body></html>").document as unknown as Document;

/** The plot as SVG text, the points of its paths to a tenth of a pixel. */
export function svgOf(options: Plot.PlotOptions): string {
  const svg = Plot.plot({ document: dom, ...options }).outerHTML;
  return svg.replace(/ d="[^"]*"/g, (path) =>
    path.replace(/-?\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(1)))),
  );
}

/** The document with its clip paths counted from 1: Plot counts on over all plots of the process. */
export function counted(svg: string): string {
  const ids = [...new Set(svg.match(/plot-clip-\d+/g))];
  return svg.replace(/plot-clip-\d+/g, (id) => `plot-clip-${ids.indexOf(id) + 1}`);
}

/** A text as it stands inside an SVG. */
export const escaped = (text: string) =>
  text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]!);
