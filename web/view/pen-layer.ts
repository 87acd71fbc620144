// A layer of lines: a transparent canvas over the section, drawn in CSS pixels.
import type { Camera } from "./camera";
import { onColours } from "./colour";
import type { Lines, PictureLayer, Scene } from "./picture";
import type { Point } from "./shapes";

export type Pen = CanvasRenderingContext2D;

/** From the electrolyte to the canvas. */
export interface Projection {
  /** [px] of a place [m] from the left and below the interface */
  place(point: Point): [number, number];
  /** [px/m] */
  scale: number;
}

export abstract class PenLayer implements PictureLayer {
  readonly lines: Lines | null;
  private readonly canvas = document.createElement("canvas");
  private readonly copy = document.createElement("canvas");
  private scene: Scene | null = null;
  private seen: unknown[] = [];
  private drawn = -1;
  private drawnFor: Camera | null = null;

  /** `mirrored`: it goes on beyond the sides of the section, as the field does. */
  constructor(
    host: HTMLElement,
    name: string,
    private readonly mirrored = false,
  ) {
    this.lines = mirrored ? { canvas: this.canvas, version: 0 } : null;
    this.canvas.className = `pen ${name}-lines`;
    this.canvas.setAttribute("aria-hidden", "true");
    host.append(this.canvas);
    onColours(() => this.repaint());
  }

  /** Draws again with the next animation frame. */
  protected repaint() {
    this.drawn = -1;
  }

  /** What the lines depend on; null: there are none. */
  protected abstract inputs(scene: Scene): unknown[] | null;
  protected abstract paint(pen: Pen, projection: Projection, scene: Scene): void;

  /** Words, which no mirror turns round. */
  protected letter(_pen: Pen, _projection: Projection, _scene: Scene) {}

  update(scene: Scene) {
    const inputs = this.inputs(scene);
    this.canvas.hidden = inputs === null;
    if (inputs?.every((input, i) => input === this.seen[i])) return;
    this.seen = inputs ?? [];
    this.scene = scene;
    this.drawn = -1;
  }

  draw(camera: Camera, _now: number) {
    const isDrawn = this.drawn === camera.version && this.drawnFor === camera;
    if (!this.scene || this.canvas.hidden || isDrawn) return;
    this.drawn = camera.version;
    this.drawnFor = camera;
    if (this.lines) this.lines.version++;
    const sharp = Math.min(2, window.devicePixelRatio);
    const pen = clean(this.canvas, camera.canvasWidth * sharp, camera.canvasHeight * sharp);
    pen.scale(sharp, sharp);
    pen.lineJoin = "round";
    pen.lineCap = "round";
    this.paint(pen, projectionOf(camera, this.scene), this.scene);
    if (this.mirrored) {
      this.mirror(pen, camera, this.scene.frame.columns);
      pen.setTransform(sharp, 0, 0, sharp, 0, 0);
      this.letter(pen, projectionOf(camera, this.scene), this.scene);
    }
  }

  /** The images beyond the sides, fainter. */
  private mirror(pen: Pen, camera: Camera, columns: number) {
    const [left] = camera.toPixels({ column: 0, row: 0 });
    const [right] = camera.toPixels({ column: columns, row: 0 });
    if (left < 0.5 && right > camera.canvasWidth - 0.5) return;
    const { width, height } = this.canvas;
    const ratio = width / camera.canvasWidth;
    // what is painted beyond a side is its image already
    const { copy } = this;
    clean(copy, (right - left) * ratio, height).drawImage(this.canvas, -left * ratio, 0);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, left * ratio, height);
    pen.clearRect(right * ratio, 0, width - right * ratio, height);
    pen.globalAlpha = 0.45;
    for (const side of [left, right]) {
      pen.setTransform(-1, 0, 0, 1, 2 * side * ratio, 0);
      pen.drawImage(copy, left * ratio, 0);
    }
    pen.globalAlpha = 1;
  }

  dispose() {
    this.canvas.remove();
  }
}

/** The pen of an empty canvas of that size [px]. Another size takes new memory, the same one does not. */
export function clean(canvas: HTMLCanvasElement, width: number, height: number): Pen {
  const [wide, high] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
  const pen = canvas.getContext("2d")!;
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  } else pen.reset();
  return pen;
}

export function projectionOf(camera: Camera, { frame }: Scene): Projection {
  const { h, lithiumRows } = frame;
  return {
    scale: 1 / (camera.pixel * h),
    place: ({ x, depth }) => camera.toPixels({ column: x / h, row: lithiumRows + depth / h }),
  };
}
