// The way of the ions through the electrolyte: lines along the gradient of the potential, each of which stands for the same
// share of the current; arrows point where lithium goes.
import type { Frame } from "../../sim/types";
import { colour } from "./colour";
import { type Pen, PenLayer, type Projection } from "./pen-layer";
import type { Scene } from "./picture";

/** Lines across the section. */
const lines = 26;
/** Share of the mean gradient below which a line ends. */
const slowest = 0.1;
/** [cells] between the points of a line. */
const stride = 0.7;

/** Points of a line [cells], from the far side up to the interface. */
export type Stream = [column: number, row: number][];

/** Potential between the centres of cells, and on as it was beyond the first and the last row; the sides are mirrors. */
function sampler({ columns, lithiumRows, electrolyteRows, fields }: Frame) {
  const potential = fields.potential!;
  const last = electrolyteRows - 1;
  const at = (i: number, j: number): number => {
    if (j < 0) return 2 * at(i, 0) - at(i, 1);
    if (j > last) return 2 * at(i, last) - at(i, last - 1);
    return potential[(lithiumRows + j) * columns + Math.min(columns - 1, Math.max(0, i))]!;
  };
  return (x: number, y: number) => {
    const [i, j] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
    const [f, g] = [x - 0.5 - i, y - 0.5 - j];
    const top = at(i, j) * (1 - f) + at(i + 1, j) * f;
    const bottom = at(i, j + 1) * (1 - f) + at(i + 1, j + 1) * f;
    return top * (1 - g) + bottom * g;
  };
}

/** Lines from places at the far side between which equal currents pass. */
export function streamsOf(frame: Frame, count = lines): Stream[] {
  const { columns, electrolyteRows } = frame;
  const value = sampler(frame);
  const low = electrolyteRows - 1.5;
  const flux = Array.from({ length: columns }, (_, i) =>
    Math.abs(value(i + 0.5, low + 0.5) - value(i + 0.5, low - 0.5)),
  );
  const total = flux.reduce((sum, one) => sum + one, 0);
  if (!(total > 0)) return [];
  // which way up is
  const up = Math.sign(value(columns / 2, 0.5) - value(columns / 2, low));
  const least = (slowest * total) / columns;
  const streams: Stream[] = [];
  let passed = 0;
  for (let i = 0, next = 0.5; i < columns && next < count; i++) {
    const share = (count * flux[i]!) / total;
    while (next < count && passed + share >= next) {
      const x = i + (next - passed) / share;
      streams.push(climb(value, [x, electrolyteRows - 0.5], up, columns, least));
      next++;
    }
    passed += share;
  }
  return streams;
}

function climb(
  value: (x: number, y: number) => number,
  [x, y]: Stream[number],
  up: number,
  columns: number,
  least: number,
): Stream {
  const line: Stream = [[x, y]];
  for (let step = 0; step < 2000 && y > 0; step++) {
    const gx = up * (value(x + 0.5, y) - value(x - 0.5, y));
    const gy = up * (value(x, y + 0.5) - value(x, y - 0.5));
    const size = Math.hypot(gx, gy);
    // lithium has one potential: a line ends at a filament
    if (!(size > least)) break;
    x = Math.min(columns, Math.max(0, x + (stride * gx) / size));
    y += (stride * gy) / size;
    line.push([x, Math.max(0, y)]);
    if (y > line[0]![1] + 1) break;
  }
  return line;
}

export class StreamLayer extends PenLayer {
  constructor(host: HTMLElement) {
    super(host, "stream", true);
  }

  protected inputs({ frame, field }: Scene) {
    const flows =
      field.overMean && frame.fields.potential && frame.observables.currentDensity !== 0;
    return flows ? [frame] : null;
  }

  protected paint(pen: Pen, { place }: Projection, { frame }: Scene) {
    const down = frame.observables.currentDensity > 0;
    pen.strokeStyle = colour("void");
    pen.fillStyle = colour("void");
    pen.globalAlpha = 0.5;
    pen.lineWidth = 1.2;
    const at = ([column, row]: Stream[number]) =>
      place({ x: column * frame.h, depth: row * frame.h });
    for (const stream of streamsOf(frame)) {
      pen.beginPath();
      for (const point of stream) pen.lineTo(...at(point));
      pen.stroke();
      for (let k = 14; k < stream.length - 4; k += 28) {
        // counted from the interface, so that arrows keep their places
        const tip = stream.length - 1 - k;
        const [a, b] = [at(stream[tip + 1]!), at(stream[tip]!)];
        paintArrow(pen, down ? a : b, down ? b : a);
      }
    }
    pen.globalAlpha = 1;
  }
}

/** At `to`, along the way from `from`. */
function paintArrow(pen: Pen, from: [number, number], to: [number, number]) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const [x, y] = to;
  const wing = (turn: number): [number, number] => [
    x - 7 * Math.cos(angle + turn),
    y - 7 * Math.sin(angle + turn),
  ];
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(...wing(0.45));
  pen.lineTo(...wing(-0.45));
  pen.closePath();
  pen.fill();
}
