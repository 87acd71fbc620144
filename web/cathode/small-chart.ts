// Charts of the height of a few lines of text: a box, the ends of its axes in words, lines in it. Their colours come from the
// style sheet.
import { nothing, svg } from "lit-html";

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** An axis of which only the ends are written. */
export interface Ends {
  low: number;
  high: number;
  words: (value: number) => string;
  label?: string;
}

export interface SmallChart {
  box: Box;
  x: Ends;
  y: Ends;
  at(x: number, y: number): [px: number, py: number];
}

/** [px] from which on there is room for the name of an axis between its ends */
const labelled = 190;
/** Room of the words below a box and left of it [px]. */
export const wordsRoom = { below: 17, left: 50 };

export function smallChart(box: Box, x: Ends, y: Ends): SmallChart {
  const along = ({ low, high }: Ends, value: number) => (value - low) / (high - low || 1);
  const { left, top, width, height } = box;
  return {
    box,
    x,
    y,
    at: (vx, vy) => [left + width * along(x, vx), top + height * (1 - along(y, vy))],
  };
}

/** The box with the ends of both axes. */
export function smallAxes({ box, x, y }: SmallChart) {
  const { left, top, width, height } = box;
  const below = top + height + 13;
  return svg`<g class="axes">
    <rect x=${left} y=${top} width=${width} height=${height} />
    <text x=${left} y=${below}>${x.words(x.low)}</text>
    <text x=${left + width} y=${below} text-anchor="end">${x.words(x.high)}</text>
    ${x.label && width > labelled ? svg`<text x=${left + width / 2} y=${below} text-anchor="middle">${x.label}</text>` : nothing}
    <text x=${left - 5} y=${top + 10} text-anchor="end">${y.words(y.high)}</text>
    <text x=${left - 5} y=${top + height} text-anchor="end">${y.words(y.low)}</text>
  </g>`;
}

export function smallCurve(
  chart: SmallChart,
  points: Iterable<readonly [number, number]>,
  name: string,
) {
  const path = [...points]
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
    .map(([x, y]) =>
      chart
        .at(x, y)
        .map((p) => p.toFixed(1))
        .join(","),
    );
  return path.length > 1 ? svg`<polyline class=${name} points=${path.join(" ")} />` : nothing;
}

/** Ends of an axis that holds all values, as round as `digits` allow, and at least `least` long. */
export function endsOf(values: readonly number[], least: number): [low: number, high: number] {
  const there = values.filter(Number.isFinite);
  if (there.length === 0) return [0, least];
  const [low, high] = [Math.min(...there), Math.max(...there)];
  const step = 10 ** Math.floor(Math.log10(Math.max(high - low, least)) - 0.3);
  const [a, b] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  return [Number(a.toPrecision(6)), Number(Math.max(b, a + least).toPrecision(6))];
}
