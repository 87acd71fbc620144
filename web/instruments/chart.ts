// Charts drawn as SVG: a plane with two axes, linear or logarithmic. Their colours come from the style sheet.
import { nothing, svg } from "lit-html";
import { tick } from "../format";
import { roundSteps } from "../view/round-numbers";

export interface Axis {
  low: number;
  high: number;
  label: string;
  logarithmic?: boolean;
  /** steps between ticks to choose from; else round numbers */
  steps?: readonly number[];
  /** words of a tick; else the number */
  words?: (value: number) => string;
}

export interface Plane {
  width: number;
  height: number;
  horizontal: Axis;
  vertical: Axis;
  /** [px] of the plot within the picture */
  left: number;
  right: number;
  top: number;
  bottom: number;
  x(value: number): number;
  y(value: number): number;
}

/** [px] beside the plot, for ticks and labels. */
const margin = { left: 58, right: 14, top: 8, bottom: 40 };
/** [px] that a tick of an axis needs at least. */
const room = { x: 62, y: 34 };

/** Calls with the width of an element [px] whenever it has another one; not while it is folded and has none. */
export function watchWidth(host: HTMLElement, then: (width: number) => void): void {
  let known = 0;
  new ResizeObserver(() => {
    const width = host.clientWidth;
    if (width === 0 || width === known) return;
    known = width;
    then(width);
  }).observe(host);
}

export function planeOf(width: number, height: number, horizontal: Axis, vertical: Axis): Plane {
  const [left, right] = [margin.left, Math.max(margin.left + 40, width - margin.right)];
  const [top, bottom] = [margin.top, height - margin.bottom];
  const place = ({ low, high, logarithmic }: Axis, from: number, to: number) => {
    const scale = logarithmic ? Math.log10 : (v: number) => v;
    const span = scale(high) - scale(low) || 1;
    return (value: number) => from + ((scale(value) - scale(low)) / span) * (to - from);
  };
  return {
    width,
    height,
    horizontal,
    vertical,
    left,
    right,
    top,
    bottom,
    x: place(horizontal, left, right),
    y: place(vertical, bottom, top),
  };
}

/** Low and high of a linear axis that holds all of the values, and a little more. */
export function spanOf(values: readonly number[], least = 0): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(low)) return [0, 1];
  const missing = Math.max(0, least - (high - low)) / 2 + 0.05 * (high - low || Math.abs(low) || 1);
  return [low - missing, high + missing];
}

function ticks({ low, high, logarithmic, steps }: Axis, pixels: number, each: number): number[] {
  const most = Math.max(1, Math.floor(pixels / each));
  if (logarithmic) {
    const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
    const stride = Math.max(1, Math.ceil((last - first) / most));
    return range(first, last, stride).map((power) => Number(`1e${power}`));
  }
  if (high === low) return [low];
  // an axis may run backwards
  const [first, last] = [Math.min(low, high), Math.max(low, high)];
  const least = (last - first) / most;
  const step = steps?.find((one) => one >= least) ?? (roundSteps(least).next().value as number);
  return range(Math.ceil(first / step), Math.floor(last / step), 1).map((k) => k * step);
}

function range(first: number, last: number, stride: number): number[] {
  const count = Math.max(0, Math.floor((last - first) / stride) + 1);
  return Array.from({ length: count }, (_, k) => first + k * stride);
}

/** Grid, ticks and labels of a plane. */
export function axes(plane: Plane) {
  const { left, right, top, bottom, horizontal, vertical } = plane;
  const words = ({ words }: Axis, value: number) => (words ? words(value) : tick(value));
  return svg`<g class="axes">
    ${ticks(horizontal, right - left, room.x).map(
      (value) => svg`<line x1=${plane.x(value)} x2=${plane.x(value)} y1=${top} y2=${bottom} />
        <text x=${plane.x(value)} y=${bottom + 16} text-anchor="middle">${words(horizontal, value)}</text>`,
    )}
    ${ticks(vertical, bottom - top, room.y).map(
      (value) => svg`<line x1=${left} x2=${right} y1=${plane.y(value)} y2=${plane.y(value)} />
        <text x=${left - 6} y=${plane.y(value)} dy="0.35em" text-anchor="end">${words(vertical, value)}</text>`,
    )}
    <text x=${(left + right) / 2} y=${plane.height - 6} text-anchor="middle">${horizontal.label}</text>
    <text transform="translate(14 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">${vertical.label}</text>
  </g>`;
}

/** A line through points. */
export function curve(plane: Plane, points: readonly (readonly [number, number])[], name: string) {
  const path = points
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
    .map(([x, y]) => `${plane.x(x).toFixed(1)},${plane.y(y).toFixed(1)}`);
  return path.length > 0 ? svg`<polyline class=${name} points=${path.join(" ")} />` : nothing;
}

/** A mark at a point, with words beside it if there are any. */
export function mark(plane: Plane, x: number, y: number, name: string, words = "") {
  const [px, py] = [plane.x(x), plane.y(y)];
  const anchor = px > plane.right - 90 ? "end" : px < plane.left + 60 ? "start" : "middle";
  return svg`<circle class=${name} cx=${px} cy=${py} r="4" />
    ${words ? svg`<text class=${name} x=${px} y=${Math.max(plane.top + 10, py - 9)} text-anchor=${anchor}>${words}</text>` : nothing}`;
}
