// The gap between lithium and electrolyte that is thinner than a cell: drawn higher than it is, so that contact that is lost
// is seen where it is lost.

import type { Camera } from "./camera";
import { colour } from "./colour";
import { type Pen, PenLayer, type Projection } from "./pen-layer";
import type { Scene } from "./picture";
import { roundBelow } from "./round-numbers";

/** [m] Gaps that are drawn about `tall` [px] high: contact has fallen to a third there. */
const typical = 0.15e-6;
const tall = 16;
/** [px] Half of the line that marks contact. */
const line = 1.5;
/** [m] Gaps below this are none. */
const least = 0.01e-6;

/** How many times higher than it is the gap is drawn, at `scale` [px/m]. */
export function exaggeration(scale: number): number {
  return Math.max(1, roundBelow(tall / (typical * scale)));
}

export class GapLayer extends PenLayer {
  private readonly tag = document.createElement("span");
  private any = false;

  constructor(host: HTMLElement) {
    super(host, "gap", true);
    this.tag.className = "tag gap";
    this.tag.hidden = true;
    host.append(this.tag);
  }

  protected inputs({ frame }: Scene) {
    this.any = frame.interface.gap.some((gap) => gap > 2 * least);
    return this.any ? [frame] : null;
  }

  override draw(camera: Camera, now: number) {
    super.draw(camera, now);
    this.tag.hidden = !this.any;
  }

  protected paint(pen: Pen, { place, scale }: Projection, { frame }: Scene) {
    const { gap } = frame.interface;
    const factor = exaggeration(scale);
    pen.beginPath();
    const at = (column: number, height: number) => place({ x: column * frame.h, depth: -height });
    pen.moveTo(...at(0, 0));
    for (let i = 0; i < frame.columns; i++) {
      // on top of the line that marks contact
      const height = gap[i]! > least ? factor * gap[i]! + line / scale : 0;
      pen.lineTo(...at(i + 0.5, height));
    }
    pen.lineTo(...at(frame.columns, 0));
    pen.closePath();
    pen.fillStyle = colour("void");
    pen.fill();
    const text = factor > 1 ? `gap drawn ${factor}\u202f× as high` : "gap to scale";
    if (this.tag.textContent !== text) this.tag.textContent = text;
  }

  override dispose() {
    super.dispose();
    this.tag.remove();
  }
}
