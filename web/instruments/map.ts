// A map in a chart: values by columns and rows as an image between two axes, a bar of its colours, and a place on it that
// pointer and arrow keys move.
import { html, nothing, svg } from "lit-html";
import { arrowOf } from "../arrow-keys";
import { tick } from "../format";
import { gradient, table } from "../view/colour";
import { axes, type Plane } from "./chart";

/** A colour table between two values. */
export interface Scale {
  table: "batlow" | "vik";
  low: number;
  high: number;
  label: string;
}

/** What has no value. */
const nothingThere = [128, 128, 128, 70] as const;

/** The values as an image, one pixel each; `value` NaN: none there. */
export function imageOf(
  columns: number,
  rows: number,
  scale: Scale,
  value: (column: number, row: number) => number,
): string {
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(columns, rows);
  const colours = table(scale.table);
  const span = scale.high - scale.low || 1;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at += 4) {
      const v = value(column, row);
      if (Number.isNaN(v)) {
        image.data.set(nothingThere, at);
        continue;
      }
      const place = Math.round((255 * (v - scale.low)) / span);
      const from = 4 * Math.min(255, Math.max(0, place));
      image.data.set(colours.subarray(from, from + 4), at);
    }
  }
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

/** A place on a map, 0 to 1 from the left and from the top. */
export interface Place {
  x: number;
  y: number;
}

export interface MapChart {
  plane: Plane;
  image: string;
  place: Place | null;
  /** what is marked besides */
  more?: unknown;
  label: string;
  /** cells that an arrow key moves by */
  step: Place;
  move(place: Place, byKey: boolean): void;
}

const clamp = (v: number) => Math.min(1, Math.max(0, v));

export function mapChart({ plane, image, place, more, label, step, move }: MapChart) {
  const { left, right, top, bottom } = plane;
  const point = (event: PointerEvent) => {
    if (event.type === "pointermove" && event.buttons === 0) return;
    const box = (event.currentTarget as SVGSVGElement).getBoundingClientRect();
    const zoom = plane.width / box.width;
    move(
      {
        x: clamp(((event.clientX - box.left) * zoom - left) / (right - left)),
        y: clamp(((event.clientY - box.top) * zoom - top) / (bottom - top)),
      },
      false,
    );
  };
  const key = (event: KeyboardEvent) => {
    const way = arrowOf(event, 8);
    if (!way) return;
    event.preventDefault();
    const from = place ?? { x: 0.5, y: 0.5 };
    move({ x: clamp(from.x + way.x * step.x), y: clamp(from.y + way.y * step.y) }, true);
  };
  const [x, y] = place
    ? [left + place.x * (right - left), top + place.y * (bottom - top)]
    : [Number.NaN, Number.NaN];
  return html`<div
    class="map"
    tabindex="0"
    role="application"
    aria-roledescription="map"
    aria-label=${label}
    @keydown=${key}
  >
    <svg
      class="chart"
      viewBox="0 0 ${plane.width} ${plane.height}"
      width=${plane.width}
      height=${plane.height}
      aria-hidden="true"
      @pointerdown=${point}
      @pointermove=${point}
    >
      ${axes(plane)}
      <image
        href=${image}
        x=${left}
        y=${top}
        width=${right - left}
        height=${bottom - top}
        preserveAspectRatio="none"
      />
      ${more ?? nothing}
      ${
        place
          ? svg`<g class="cross"><line x1=${x} x2=${x} y1=${top} y2=${bottom} /><line x1=${left} x2=${right} y1=${y} y2=${y} /></g>`
          : nothing
      }
    </svg>
  </div>`;
}

/** The colours of a map with the values at their ends. */
export function colourBar({ table: name, low, high, label }: Scale) {
  return html`<p class="colour-scale">
    <span>${tick(low)}</span><i class="colours" .style=${`background: ${gradient(name)}`}></i><span>${tick(high)}</span
    ><span class="soft">${label}</span>
  </p>`;
}
