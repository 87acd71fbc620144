// Panels side by side on one SVG sheet, and a colour bar as one of them.

import * as Plot from "@observablehq/plot";
import { batlow } from "../core/batlow";
import { digits } from "../core/units";
import { counted, svgOf } from "./svg";
import { decades } from "./ticks";

const WIDTH = 640;
const HEIGHT = 420;
export const INK = "#1b1f27";

export interface Panel {
  svg: string;
  width: number;
}

export function panel(options: Plot.PlotOptions, width = WIDTH): Panel {
  const svg = svgOf({
    width,
    height: HEIGHT,
    marginLeft: 60,
    marginBottom: 45,
    marginTop: 50,
    marginRight: 20,
    style: { fontSize: "12px", color: INK, background: "white" },
    ...options,
  });
  return { svg, width };
}

/** Width of a letter of the title, on the safe side, and height of a line of it. */
const LETTER = 7.6;
const LINE = 20;

/** The words of a title in lines that fit. */
function titleLines(title: string, width: number): string[] {
  const most = Math.max(20, Math.floor((width - 24) / LETTER));
  const lines: string[] = [];
  for (const word of title.split(" ")) {
    const last = lines.at(-1);
    const fits = last !== undefined && last.length + 1 + word.length <= most;
    if (fits) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Panels side by side under a title. */
export function sheet(title: string, panels: readonly Panel[]): string {
  const lines = titleLines(
    title,
    panels.reduce((sum, { width }) => sum + width, 0),
  );
  const top = 30 + LINE * (lines.length - 1);
  let x = 0;
  const placed = panels.map(({ svg, width }) => {
    const text = svg.replace("<svg ", `<svg x="${x}" y="${top}" `);
    x += width;
    return text;
  });
  return counted(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${x} ${HEIGHT + top}" width="${x}" height="${HEIGHT + top}" font-family="system-ui, sans-serif" role="img">
<title>${title}</title>
<rect width="100%" height="100%" fill="white"/>
${lines.map((line, k) => `<text x="12" y="${22 + LINE * k}" font-size="15" fill="${INK}">${line}</text>`).join("\n")}
${placed.join("\n")}
</svg>
`);
}

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
      color: { type, domain, interpolate: batlow },
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
