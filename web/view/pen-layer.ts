// A layer of lines: a transparent canvas over the section, drawn in CSS pixels.
import type { Camera } from "./camera";
import type { PictureLayer, Scene } from "./picture";
import type { Point } from "./stroke";

export type Pen = CanvasRenderingContext2D;

/** From the electrolyte to the canvas. */
export interface Projection {
  /** [px] of a place [m] from the left and below the interface */
  place(point: Point): [number, number];
  /** [px/m] */
  scale: number;
}

export abstract class PenLayer implements PictureLayer {
  private readonly canvas = document.createElement("canvas");
  private scene: Scene | null = null;
  private seen: unknown[] = [];
  private drawn = -1;

  constructor(host: HTMLElement, name: string) {
    this.canvas.className = `pen ${name}-lines`;
    this.canvas.setAttribute("aria-hidden", "true");
    host.append(this.canvas);
  }

  /** What the lines depend on; null: there are none. */
  protected abstract inputs(scene: Scene): unknown[] | null;
  protected abstract paint(pen: Pen, projection: Projection, scene: Scene): void;

  update(scene: Scene) {
    const inputs = this.inputs(scene);
    this.canvas.hidden = inputs === null;
    if (inputs?.every((input, i) => input === this.seen[i])) return;
    this.seen = inputs ?? [];
    this.scene = scene;
    this.drawn = -1;
  }

  draw(camera: Camera) {
    if (!this.scene || this.canvas.hidden || this.drawn === camera.version) return;
    this.drawn = camera.version;
    const sharp = Math.min(2, window.devicePixelRatio);
    this.canvas.width = camera.canvasWidth * sharp;
    this.canvas.height = camera.canvasHeight * sharp;
    const pen = this.canvas.getContext("2d")!;
    pen.scale(sharp, sharp);
    pen.lineJoin = "round";
    pen.lineCap = "round";
    this.paint(pen, projectionOf(camera, this.scene), this.scene);
  }

  dispose() {
    this.canvas.remove();
  }
}

export function projectionOf(camera: Camera, { frame }: Scene): Projection {
  const { h, lithiumRows } = frame;
  return {
    scale: 1 / (camera.pixel * h),
    place: ({ x, depth }) => camera.toPixels({ column: x / h, row: lithiumRows + depth / h }),
  };
}
