// The section without a graphics card: each cell a pixel of a small image, drawn large. It is the first picture, until the
// sharper one has been loaded (section-layer.ts), and stands in for it where there is no WebGL2 or the card has been taken away.
import { toDisplay } from "../format";
import type { Camera } from "./camera";
import { colour, onColours, rgb, table } from "./colour";
import { unitOf } from "./layers";
import { clean } from "./pen-layer";
import type { PictureLayer, Scene } from "./picture";
import { placeOf } from "./range";

type Rgb = readonly [number, number, number];

const mixed = (a: Rgb, b: Rgb, t: number): Rgb => [
  a[0] + t * (b[0] - a[0]),
  a[1] + t * (b[1] - a[1]),
  a[2] + t * (b[2] - a[2]),
];

/** Colours of all cells of a scene, RGBA, row by row. */
export function pixelsOf(
  { frame, field, range }: Scene,
  materials: Record<string, Rgb>,
): Uint8ClampedArray<ArrayBuffer> {
  const { columns, lithiumRows, electrolyteRows, fields } = frame;
  const values = fields[field.field];
  const lithium = fields.lithium;
  const unit = unitOf(field, frame);
  const plain = field.field === "lithium" || Number.isNaN(unit);
  const lut = table(field.map);
  const pixels = new Uint8ClampedArray(4 * columns * (lithiumRows + electrolyteRows));
  for (let k = 0; k < pixels.length / 4; k++) {
    const above = k < columns * lithiumRows;
    const share = above ? Math.min(1, Math.max(0, lithium?.[k] ?? 1)) : 1;
    let shown: Rgb = above ? materials["lithium"]! : materials["electrolyte"]!;
    const value = values?.[k] ?? Number.NaN;
    if (!plain && Number.isFinite(value)) {
      const t = placeOf(field, range, Math.max(range[0], toDisplay(field.quantity, value / unit)));
      const at = 4 * Math.round(255 * Math.min(1, t));
      shown = [lut[at]! / 255, lut[at + 1]! / 255, lut[at + 2]! / 255];
    }
    const [r, g, b] = mixed(materials["void"]!, shown, share);
    pixels.set([255 * r, 255 * g, 255 * b, 255], 4 * k);
  }
  return pixels;
}

export class FlatSection implements PictureLayer {
  readonly canvas = document.createElement("canvas");
  private readonly image = document.createElement("canvas");
  private scene: Scene | null = null;
  private seen: unknown[] = [];
  private drawn = -1;

  constructor(host: HTMLElement) {
    this.canvas.className = "pen flat-section";
    this.canvas.setAttribute("aria-hidden", "true");
    host.prepend(this.canvas);
    onColours(() => {
      this.seen = [];
      if (this.scene) this.update(this.scene);
    });
  }

  /** Gives way to another layer that draws the same, and comes back. */
  set hidden(hidden: boolean) {
    this.canvas.hidden = hidden;
    this.seen = [];
    if (!hidden && this.scene) this.update(this.scene);
  }

  update(scene: Scene) {
    this.scene = scene;
    const now = [scene.frame, scene.field, scene.range];
    if (this.canvas.hidden || now.every((value, i) => value === this.seen[i])) return;
    this.seen = now;
    const { columns, lithiumRows, electrolyteRows } = scene.frame;
    this.image.width = columns;
    this.image.height = lithiumRows + electrolyteRows;
    const materials = Object.fromEntries(
      (["lithium", "electrolyte", "void"] as const).map((name) => [name, rgb(colour(name))]),
    );
    const pixels = new ImageData(pixelsOf(scene, materials), columns);
    this.image.getContext("2d")!.putImageData(pixels, 0, 0);
    this.drawn = -1;
  }

  draw(camera: Camera) {
    if (!this.scene || this.canvas.hidden || this.drawn === camera.version) return;
    this.drawn = camera.version;
    const sharp = Math.min(2, window.devicePixelRatio);
    const pen = clean(this.canvas, camera.canvasWidth * sharp, camera.canvasHeight * sharp);
    const { columns, lithiumRows, electrolyteRows } = this.scene.frame;
    const [left, top] = camera.toPixels({ column: 0, row: 0 });
    const [right, line] = camera.toPixels({ column: columns, row: lithiumRows });
    const bottom = camera.toPixels({ column: 0, row: lithiumRows + electrolyteRows })[1];
    pen.fillStyle = colour("back");
    pen.scale(sharp, sharp);
    pen.fillRect(0, 0, camera.canvasWidth, camera.canvasHeight);
    const wide = right - left;
    // the section, and its images beyond the sides, fainter
    for (const [flip, alpha] of [
      [0, 1],
      [left, 0.55],
      [right, 0.55],
    ] as const) {
      pen.setTransform(
        alpha < 1 ? -sharp : sharp,
        0,
        0,
        sharp,
        alpha < 1 ? 2 * flip * sharp : 0,
        0,
      );
      pen.globalAlpha = alpha;
      pen.drawImage(this.image, 0, 0, columns, lithiumRows, left, top, wide, line - top);
      pen.drawImage(
        this.image,
        0,
        lithiumRows,
        columns,
        electrolyteRows,
        left,
        line,
        wide,
        bottom - line,
      );
      this.paintInterface(pen, left, wide / columns, line);
    }
    pen.globalAlpha = 1;
  }

  dispose() {
    this.canvas.remove();
  }

  private paintInterface(pen: CanvasRenderingContext2D, left: number, cell: number, line: number) {
    const [touching, apart] = [rgb(colour("contact")), rgb(colour("lost"))];
    this.scene!.frame.interface.contact.forEach((contact, i) => {
      const [r, g, b] = mixed(apart, touching, Math.min(1, Math.max(0, contact)));
      pen.fillStyle = `rgb(${255 * r} ${255 * g} ${255 * b})`;
      pen.fillRect(left + i * cell, line - 1.5, cell + 0.5, 3);
    });
  }
}
