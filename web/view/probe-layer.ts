// The probed cell: a frame around it, a cross through it, the value of the field beside it.
import { show } from "../format";
import { valueAt } from "../probe-words";
import type { Camera, Cell } from "./camera";
import { nameOf } from "./layers";
import { type Pen, PenLayer, type Projection } from "./pen-layer";
import type { Scene } from "./picture";

/** [px] Width of the frame and of the cross. */
const frameWidth = 3;
const crossWidth = 1.2;

export class ProbeLayer extends PenLayer {
  private readonly tag = document.createElement("span");
  private cell: Cell | null = null;
  private read: unknown[] = [];

  constructor(host: HTMLElement) {
    super(host, "probe");
    this.tag.className = "tag value";
    this.tag.setAttribute("aria-hidden", "true");
    this.tag.hidden = true;
    host.append(this.tag);
  }

  protected inputs({ probe, frame }: Scene) {
    return probe && [probe, frame.h, frame.lithiumRows, frame.electrolyteRows];
  }

  override update(scene: Scene) {
    super.update(scene);
    this.cell = scene.probe;
    const read = [scene.pulse, scene.field, scene.probe];
    if (read.every((value, i) => value === this.read[i])) return;
    this.read = read;
    if (scene.probe) this.tag.textContent = words(scene, scene.probe);
  }

  override draw(camera: Camera, now: number) {
    super.draw(camera, now);
    this.putTag(camera);
  }

  override dispose() {
    super.dispose();
    this.tag.remove();
  }

  protected paint(pen: Pen, { place, scale }: Projection, { probe, frame }: Scene) {
    const { column, row } = probe!;
    const { h, lithiumRows, electrolyteRows, columns } = frame;
    const at = (c: number, r: number) => place({ x: c * h, depth: (r - lithiumRows) * h });
    const [left, top] = at(column, row);
    const cell = scale * h;
    const apart = frameWidth / 2;
    pen.lineJoin = "miter";
    pen.lineCap = "butt";
    pen.strokeStyle = "white";
    pen.lineWidth = frameWidth;
    pen.strokeRect(left - apart, top - apart, cell + 2 * apart, cell + 2 * apart);

    const [x, y] = at(column + 0.5, row + 0.5);
    const [west, north] = at(0, 0);
    const [east, south] = at(columns, lithiumRows + electrolyteRows);
    const clear = cell / 2 + frameWidth;
    pen.globalAlpha = 0.35;
    pen.lineWidth = crossWidth;
    pen.beginPath();
    for (const [x1, y1, x2, y2] of [
      [west, y, x - clear, y],
      [x + clear, y, east, y],
      [x, north, x, y - clear],
      [x, y + clear, x, south],
    ] as const) {
      pen.moveTo(x1, y1);
      pen.lineTo(x2, y2);
    }
    pen.stroke();
  }

  private putTag(camera: Camera) {
    const { cell, tag } = this;
    if (cell === null) {
      tag.hidden = true;
      return;
    }
    const { canvasWidth: width, canvasHeight: height } = camera;
    const [x, y] = camera.toPixels({ column: cell.column + 0.5, row: cell.row + 0.5 });
    // a place that the camera has just been moved to lies on its rim
    tag.hidden = x < -1 || x > width + 1 || y < -1 || y > height + 1;
    const margin = 0.5 * tag.offsetWidth;
    tag.style.left = `${Math.min(width - margin, Math.max(margin, x))}px`;
    tag.style.top = `${y}px`;
    tag.classList.toggle("under", y < 0.2 * height);
  }
}

function words({ frame, field }: Scene, cell: Cell): string {
  const value = show(field.quantity, valueAt(frame, field, cell) ?? Number.NaN);
  return `${nameOf(field)} ${value}`;
}
