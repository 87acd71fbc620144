// A figure as SVG text: what the source gives in grey (bands, dashes, hollow marks), ours in colours of batlow, darker ones on
// white, lighter ones on black: the picture follows the theme of its reader.

import * as Plot from "@observablehq/plot";
import { batlow } from "../core/batlow";
import type { Axis, Figure, Point, Published, Series } from "./figure";
import { counted, escaped, svgOf } from "./svg";
import { logTicks } from "./ticks";

const WIDTH = 560;
const HEIGHT = 320;
/** Height of a legend line [px], and its width in characters. */
const ROW = 17;
const LEGEND_WIDTH = 80;
/** Most points of a line: more do not show at this size. */
const POINTS = 160;

const XY = { x: "0", y: "1" } as const;

/** Ours by class o0, o1, ..., what is published by b (band), g (line) with its dash d0, d1, d2, and m (marks). */
function style(n: number): string {
  const ours = (from: number, to: number) =>
    Array.from({ length: n }, (_, k) => batlow(from + (to - from) * (n > 1 ? k / (n - 1) : 0)))
      .map((c, k) => `.o${k}{stroke:${c};fill:${c}}`)
      .join("");
  const theme = (paper: string, ink: string, grey: string, colours: string) =>
    `svg{color:${ink}}.p{fill:${paper}}.g{stroke:${grey}}.b{fill:${grey}}${colours}`;
  return `<style>text{font:12px system-ui,sans-serif}.b{fill-opacity:.28}.m{stroke:currentColor;fill:none;stroke-width:1.4}.l{fill:none!important;stroke-width:2}.g{fill:none;stroke-width:1.5}.d0{stroke-dasharray:6 4}.d1{stroke-dasharray:2 3}.d2{stroke-dasharray:9 3 2 3}${theme("#fff", "#1b1f27", "#6b7280", ours(0.08, 0.66))}@media(prefers-color-scheme:dark){${theme("#14171c", "#e6e8ec", "#9aa3b2", ours(0.98, 0.5))}}</style>`;
}

/** The axis over what is drawn, with a margin where the figure names no range. */
function scaleOf({ label, log = false, range }: Axis, values: readonly number[]) {
  const usable = values.filter((v) => Number.isFinite(v) && (!log || v > 0));
  const [low, high] = [Math.min(...usable), Math.max(...usable)];
  const [f, back] = log ? [Math.log10, (v: number) => 10 ** v] : [Number, Number];
  const room = 0.05 * (f(high) - f(low)) || 0.5;
  // nothing that is not negative begins below zero for the sake of a margin
  const start = !log && low >= 0 && low < 0.4 * high ? 0 : back(f(low) - room);
  const domain = range ?? ([start, back(f(high) + room)] as const);
  const slack = 1e-9 * (domain[1] - domain[0]);
  return {
    scale: { type: log ? ("log" as const) : ("linear" as const), domain },
    axis: {
      label,
      labelAnchor: "center" as const,
      labelArrow: "none" as const,
      ticks: log ? logTicks(...domain) : 6,
      text: tickText,
    },
    inside: (v: number) => v >= domain[0] - slack && v <= domain[1] + slack,
  };
}

/** One SVG document. */
export function draw(figure: Figure, series: readonly Series[]): string {
  const { published } = figure;
  const all = [...series.flatMap((s) => s.points), ...published.flatMap(rowsOf)];
  const x = scaleOf(
    figure.x,
    all.map((row) => row[0]!),
  );
  const y = scaleOf(
    figure.y,
    all.flatMap((row) => row.slice(1)),
  );
  const shown = (points: readonly Point[]) =>
    thinned(points.filter(([u, v]) => x.inside(u) && Number.isFinite(v)));
  const dash = dashesOf(published);
  const plot = svgOf({
    width: WIDTH,
    height: HEIGHT,
    ...{ marginLeft: 66, marginRight: 16, marginTop: 14, marginBottom: 48 },
    x: x.scale,
    y: y.scale,
    marks: [
      ...published.flatMap((p) => ("band" in p ? [bandOf(p.band)] : [])),
      Plot.frame(),
      Plot.axisX({ ...x.axis, labelOffset: 40 }),
      Plot.axisY({ ...y.axis, labelOffset: 56 }),
      ...series.map((s, k) =>
        s.dots
          ? Plot.dot(
              shown(s.points).filter(([, v]) => y.inside(v)),
              { ...XY, r: 3.5, className: `o${k}` },
            )
          : Plot.line(shown(s.points), { ...XY, clip: true, className: `l o${k}` }),
      ),
      ...published.flatMap((p, k) => {
        if ("line" in p)
          return [Plot.line(shown(p.line), { ...XY, clip: true, className: dash[k]! })];
        return "marks" in p ? marksOf(p.marks) : [];
      }),
    ],
  });
  const { text, height } = legendOf(published, series);
  return counted(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT + height}" width="${WIDTH}" height="${HEIGHT + height}" role="img">
<title>${escaped(figure.title)}</title>
${style(series.length)}
<rect class="p" width="100%" height="100%"/>
${plot}
${text}
</svg>
`);
}

type Bands = Extract<Published, { band: unknown }>["band"];
type Marks = Extract<Published, { marks: unknown }>["marks"];

function bandOf(band: Bands): Plot.Markish {
  return Plot.areaY(band, { x: "0", y1: "1", y2: "2", clip: true, className: "b" });
}

function marksOf(marks: Marks): Plot.Markish[] {
  const bars = marks.filter((mark) => mark.length === 4);
  return [
    Plot.ruleX(bars, { x: "0", y1: "2", y2: "3" }),
    Plot.dot(marks, { ...XY, r: 5.5, className: "m" }),
  ];
}

/** Classes of the lines, their dashes in turn. */
function dashesOf(published: readonly Published[]): string[] {
  let lines = 0;
  return published.map((p) => ("line" in p ? `g d${lines++ % 3}` : ""));
}

/** What is published as rows of numbers, x first. */
function rowsOf(p: Published): readonly (readonly number[])[] {
  return "line" in p ? p.line : "band" in p ? p.band : p.marks;
}

/** Every so many points, first and last included. */
function thinned(points: readonly Point[]): readonly Point[] {
  const every = Math.ceil(points.length / POINTS);
  return points.filter((_, k) => k % every === 0 || k === points.length - 1);
}

/** What is what, in lines under the plot. */
function legendOf(published: readonly Published[], series: readonly Series[]) {
  const dash = dashesOf(published);
  const line = (of: string) => `<path class="${of}" d="M0-1h22"/>`;
  const dot = (of: string, r: number) => `<circle class="${of}" cx="11" cy="-1" r="${r}"/>`;
  const entries = [
    ...published.map((p, k) => ({
      mark:
        "band" in p
          ? `<path class="b" d="M0-6h22v10h-22z"/>`
          : "line" in p
            ? line(dash[k]!)
            : dot("m", 5.5),
      name: p.name,
    })),
    ...series.map((s, k) => ({ mark: s.dots ? dot(`o${k}`, 3.5) : line(`l o${k}`), name: s.name })),
  ].filter(({ name }) => name !== "");
  let [column, row] = [0, 0];
  const text = entries.map(({ mark, name }) => {
    const length = name.length + 6;
    if (column > 0 && column + length > LEGEND_WIDTH) [column, row] = [0, row + 1];
    const place = `translate(${(20 + column * 6.7).toFixed(1)} ${HEIGHT + 8 + row * ROW})`;
    column += length;
    return `<g transform="${place}">${mark}<text fill="currentColor" x="28" y="3">${escaped(name)}</text></g>`;
  });
  return { text: text.join("\n"), height: (row + 1) * ROW + 8 };
}

/** A tick in few characters. */
function tickText(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size >= 1e4 || size < 1e-3
    ? value.toExponential(Number(value.toPrecision(2)) === Number(value.toPrecision(1)) ? 0 : 1)
    : String(Number(value.toPrecision(6)));
}
