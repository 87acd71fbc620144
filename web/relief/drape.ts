// The lines of the flat picture as a cloth over the relief: filaments, streamlines, grains, layers, pores and gaps lie where they
// are in the section, and are drawn once, for both.
import { CanvasTexture, LinearFilter, Vector4 } from "three";
import { Camera } from "../view/camera";
import { clean, type Pen } from "../view/pen-layer";
import type { Lines } from "../view/picture";

/** What lies in front of and behind what the flat picture shows is in sight, too: so much of it on every side. */
const MORE = 0.3;
/** of it, in which lines fade where the section goes on */
const SOFT = 0.12;

export class Drape {
  readonly texture: CanvasTexture;
  /** what of the section its lines are drawn for, from the next picture on */
  readonly lens = new Camera();
  /** what they have been drawn for: left, top, width, height [cells] */
  readonly view = new Vector4(0, 0, 1, 1);
  private of = "";
  private columns = 0;
  private rows = 0;
  private readonly canvas = document.createElement("canvas");
  private seen = "";

  constructor() {
    this.texture = new CanvasTexture(this.canvas);
    this.texture.premultiplyAlpha = true;
    this.texture.flipY = false;
    this.texture.generateMipmaps = false;
    this.texture.minFilter = LinearFilter;
  }

  /** Whether the lines are others than those that were taken. */
  differs(lines: readonly Lines[], ratio: number): boolean {
    return this.key(lines, ratio) !== this.seen;
  }

  /** Lies on what a camera sees of a section of so many cells, and around it. */
  lieOn({ left, top, width, height, pixel }: Camera, columns: number, rows: number) {
    const of = [left, top, width, pixel, columns, rows].join();
    if (of === this.of) return;
    this.of = of;
    Object.assign(this, { columns, rows });
    const [x, y] = [Math.max(0, left - MORE * width), Math.max(0, top - MORE * height)];
    const wide = Math.min(columns, left + (1 + MORE) * width) - x;
    const high = Math.min(rows, top + (1 + MORE) * height) - y;
    this.lens.resize(wide / pixel, high / pixel);
    const view = { column: x + wide / 2, row: y + high / 2, width: wide, height: high };
    this.lens.fit(columns, rows, 0, view);
  }

  /** @param ratio pixels per CSS pixel of the canvas that the relief is drawn on */
  take(lines: readonly Lines[], ratio: number) {
    const { left, top, width: wide, height: high, canvasWidth, canvasHeight } = this.lens;
    this.view.set(left, top, wide, high);
    this.seen = this.key(lines, ratio);
    const { canvas, texture } = this;
    const [width, height] = [canvas.width, canvas.height];
    const pen = clean(canvas, canvasWidth * ratio, canvasHeight * ratio);
    for (const { canvas: one } of lines) {
      if (!one.hidden) pen.drawImage(one, 0, 0, canvas.width, canvas.height);
    }
    this.fade(pen);
    // the memory of another size is of no use
    if (canvas.width !== width || canvas.height !== height) texture.dispose();
    texture.needsUpdate = true;
  }

  /** Where the section goes on, lines end softly. */
  private fade(pen: Pen) {
    const { left, top, width, height } = this.lens;
    const { columns, rows, canvas } = this;
    const [right, bottom] = [canvas.width, canvas.height];
    const sides: [goesOn: boolean, line: [number, number, number, number]][] = [
      [left > 0.5, [0, 0, SOFT * right, 0]],
      [left + width < columns - 0.5, [right, 0, (1 - SOFT) * right, 0]],
      [top > 0.5, [0, 0, 0, SOFT * bottom]],
      [top + height < rows - 0.5, [0, bottom, 0, (1 - SOFT) * bottom]],
    ];
    pen.globalCompositeOperation = "destination-out";
    for (const [, line] of sides.filter(([goesOn]) => goesOn)) {
      const shade = pen.createLinearGradient(...line);
      shade.addColorStop(0, "#000f");
      shade.addColorStop(1, "#0000");
      pen.fillStyle = shade;
      pen.fillRect(0, 0, right, bottom);
    }
  }

  private key(lines: readonly Lines[], ratio: number): string {
    return `${ratio} ${lines.map(({ canvas, version }) => (canvas.hidden ? "" : version)).join()}`;
  }
}
