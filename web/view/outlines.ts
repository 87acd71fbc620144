// Paths of what is drawn by hand in the electrolyte.
import type { Pen, Projection } from "./pen-layer";
import type { Point, Pore, Void } from "./shapes";

export function addLine(pen: Pen, { place }: Projection, [a, b]: [Point, Point]) {
  pen.moveTo(...place(a));
  pen.lineTo(...place(b));
}

export function addCircle(pen: Pen, { place, scale }: Projection, { at, depth, diameter }: Pore) {
  const [x, y] = place({ x: at, depth });
  const radius = (diameter / 2) * scale;
  pen.moveTo(x + radius, y);
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

/** The half ellipse on the interface. */
export function addVoid(pen: Pen, { place, scale }: Projection, { at, width, height }: Void) {
  const [x, y] = place({ x: at, depth: 0 });
  const half = (width / 2) * scale;
  pen.moveTo(x - half, y);
  pen.ellipse(x, y, half, height * scale, 0, Math.PI, 2 * Math.PI);
  pen.closePath();
}
