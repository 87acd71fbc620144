// A picture as plain SVG text: what the source gives in grey (bands, dashes, hollow marks), ours in colours of batlow, which
// are even to the eye and differ in lightness; darker ones on white, lighter ones on black.

import batlow from "../../data/colour/batlow.json";
import { scaleOf, tickText } from "./axis";
import type { Figure, Point, Published, Series } from "./figure";

const WIDTH = 560;
const HEIGHT = 320;
const BOX = { left: 66, right: WIDTH - 16, top: 14, bottom: HEIGHT - 48 };
const ROW = 17;
/** Characters of a legend line. */
const LEGEND_WIDTH = 80;
/** Most points of a line: more do not show at this size. */
const POINTS = 160;

/** batlow at t in 0..1. */
const colour = (t: number) => `#${batlow.rgb.slice(6 * Math.round(255 * t)).slice(0, 6)}`;
const round = (v: number) => Number(v.toFixed(1));
const text = (s: string) =>
  s.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Colours of n series on white (dark end of the map) or on black (light end). */
function palette(n: number, dark: boolean): string[] {
  const [a, b] = dark ? [0.98, 0.5] : [0.08, 0.66];
  return Array.from({ length: n }, (_, k) => colour(a + (b - a) * (n > 1 ? k / (n - 1) : 0)));
}

function style(n: number): string {
  const ours = (dark: boolean) =>
    palette(n, dark)
      .map((c, k) => `.o${k}{stroke:${c};fill:${c}}`)
      .join("");
  const theme = (paper: string, ink: string, grey: string, dark: boolean) =>
    `.p{fill:${paper}}.t{fill:${ink}}.a{stroke:${ink}}.g{stroke:${grey}}.b{fill:${grey}}.m{stroke:${ink};fill:none;stroke-width:1.4}${ours(dark)}`;
  return `<style>text{font:12px system-ui,sans-serif}.a,.g{fill:none}.b{fill-opacity:.28}.l{fill:none!important;stroke-width:2}.d0,.d1,.d2{stroke-width:1.5}.d0{stroke-dasharray:6 4}.d1{stroke-dasharray:2 3}.d2{stroke-dasharray:9 3 2 3}${theme("#fff", "#1b1f27", "#6b7280", false)}@media(prefers-color-scheme:dark){${theme("#14171c", "#e6e8ec", "#9aa3b2", true)}}</style>`;
}

/** The values of a published entry: all x, all y. */
function extent(p: Published): [number[], number[]] {
  if ("line" in p) return [p.line.map(([x]) => x), p.line.map(([, y]) => y)];
  const rows: readonly (readonly number[])[] = "band" in p ? p.band : p.marks;
  return [rows.map((r) => r[0]!), rows.flatMap((r) => r.slice(1))];
}

/** Every so many points, first and last included. */
function thinned(points: readonly Point[]): readonly Point[] {
  const every = Math.ceil(points.length / POINTS);
  return points.filter((_, k) => k % every === 0 || k === points.length - 1);
}

/** One SVG document. */
export function draw(figure: Figure, series: readonly Series[]): string {
  const { published } = figure;
  const xs = [
    ...series.flatMap((s) => s.points.map(([x]) => x)),
    ...published.flatMap((p) => extent(p)[0]),
  ];
  const ys = [
    ...series.flatMap((s) => s.points.map(([, y]) => y)),
    ...published.flatMap((p) => extent(p)[1]),
  ];
  const x = scaleOf(figure.x, xs, BOX.left, BOX.right);
  const y = scaleOf(figure.y, ys, BOX.bottom, BOX.top);
  const at = ([u, v]: Point) => `${round(x.at(u))} ${round(y.at(v))}`;
  const path = (points: readonly Point[]) => `M${points.map(at).join("L")}`;
  const shown = (points: readonly Point[]) =>
    thinned(points.filter(([u, v]) => x.inside(u) && Number.isFinite(v)));

  /** Dashes of the lines, in turn. */
  const dashes = published.map(
    (_, k) => published.slice(0, k).filter((q) => "line" in q).length % 3,
  );
  const bands = published.flatMap((p) => {
    if (!("band" in p)) return [];
    const low = p.band.map(([u, v]) => [u, v] as const);
    const high = p.band.map(([u, , v]) => [u, v] as const).reverse();
    return `<path class="b" d="${path([...low, ...high])}Z"/>`;
  });
  const lines = published.flatMap((p, k) =>
    "line" in p ? `<path class="g d${dashes[k]}" d="${path(shown(p.line))}"/>` : [],
  );
  const marks = published.flatMap((p) =>
    ("marks" in p ? p.marks : []).map(([u, v, low, high]) => {
      const bar =
        low === undefined
          ? ""
          : `<path class="a" d="${path([
              [u, low],
              [u, high!],
            ])}"/>`;
      return `${bar}<circle class="m" cx="${round(x.at(u))}" cy="${round(y.at(v))}" r="5.5"/>`;
    }),
  );
  const ours = series.map((s, k) => {
    const points = shown(s.points);
    if (points.length === 0) return "";
    if (!s.dots) return `<path class="l o${k}" d="${path(points)}"/>`;
    return points
      .map(
        (q) =>
          `<circle class="o${k}" cx="${round(x.at(q[0]))}" cy="${round(y.at(q[1]))}" r="3.5"/>`,
      )
      .join("");
  });

  const legend = [
    ...published.map((p, k) => ({
      mark:
        "band" in p
          ? '<path class="b" d="M0-6h22v10h-22z"/>'
          : "line" in p
            ? `<path class="g d${dashes[k]}" d="M0-1h22"/>`
            : '<circle class="m" cx="11" cy="-1" r="5.5"/>',
      name: p.name,
    })),
    ...series.map((s, k) => ({
      mark: s.dots
        ? `<circle class="o${k}" cx="11" cy="-1" r="3.5"/>`
        : `<path class="l o${k}" d="M0-1h22"/>`,
      name: s.name,
    })),
  ];
  let column = 0;
  let row = 0;
  const entries = legend
    .filter(({ name }) => name !== "")
    .map(({ mark, name }) => {
      const length = name.length + 6;
      if (column > 0 && column + length > LEGEND_WIDTH) {
        column = 0;
        row++;
      }
      const place = `translate(${round(20 + column * 6.7)} ${HEIGHT + 8 + row * ROW})`;
      column += length;
      return `<g transform="${place}">${mark}<text class="t" x="28" y="3">${text(name)}</text></g>`;
    });
  const height = HEIGHT + (row + 1) * ROW + 8;

  const [midX, midY] = [(BOX.left + BOX.right) / 2, (BOX.top + BOX.bottom) / 2];
  const frame = [
    `<path class="a" d="M${BOX.left} ${BOX.top}H${BOX.right}V${BOX.bottom}H${BOX.left}Z"/>`,
    ...x.ticks.map((t) => {
      const u = round(x.at(t));
      return `<path class="a" d="M${u} ${BOX.bottom}v5"/><text class="t" x="${u}" y="${BOX.bottom + 18}" text-anchor="middle">${tickText(t)}</text>`;
    }),
    ...y.ticks.map((t) => {
      const v = round(y.at(t));
      return `<path class="a" d="M${BOX.left} ${v}h-5"/><text class="t" x="${BOX.left - 8}" y="${v + 4}" text-anchor="end">${tickText(t)}</text>`;
    }),
    `<text class="t" x="${midX}" y="${BOX.bottom + 38}" text-anchor="middle">${text(figure.x.label)}</text>`,
    `<text class="t" x="14" y="${midY}" text-anchor="middle" transform="rotate(-90 14 ${midY})">${text(figure.y.label)}</text>`,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>${text(figure.title)}</title>
${style(series.length)}
<rect class="p" width="100%" height="100%"/>
${[...bands, ...frame, ...ours, ...lines, ...marks, ...entries].join("\n")}
</svg>
`;
}
