// Paths of what is drawn by hand in the electrolyte.

import { type Drawn, endsOfBoundary, endsOfFlaw, type Kind, type Point, type Pore } from "./drawn";
import type { Pen, Projection } from "./pen-layer";

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

/** One thing out of the lists. */
export function addDrawn(pen: Pen, to: Projection, drawn: Drawn, kind: Kind, index: number) {
  if (kind === "pore") addCircle(pen, to, drawn.pores[index]!);
  else if (kind === "flaw") addLine(pen, to, endsOfFlaw(drawn.flaws[index]!));
  else addLine(pen, to, endsOfBoundary(drawn.grains[index]!));
}
