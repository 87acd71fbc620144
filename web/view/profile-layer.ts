// Along the interface, below the picture and aligned with it: contact as an area, the local current
// density over its mean as a line. Where contact is lost the current moves to the rims.
import type { Frame } from "../../sim/types";
import { number } from "../format";
import type { Camera } from "./camera";
import { colour } from "./colour";
import { clean, type Pen } from "./pen-layer";
import type { PictureLayer, Scene } from "./picture";

/** [px] of the strip, and of the words on it */
const height = 52;
const wordsHeight = 22;

export class ProfileLayer implements PictureLayer {
  readonly beside = true;
  private readonly canvas = document.createElement("canvas");
  /** what the line reaches at most, at that height, and what the line across stands for */
  private readonly top = document.createElement("span");
  private readonly mean = document.createElement("span");
  private frame: Frame | null = null;
  private drawn: unknown[] = [];
  private readPulse = -1;

  constructor(host: HTMLElement) {
    this.canvas.setAttribute("role", "img");
    this.top.className = "top";
    this.mean.className = "mean";
    host.append(this.canvas, this.top, this.mean);
  }

  update(scene: Scene) {
    this.frame = scene.frame;
    this.read(scene);
  }

  draw(camera: Camera) {
    const { frame } = this;
    const now = [frame, camera.version, this.canvas.clientWidth];
    if (!frame || now.every((value, i) => value === this.drawn[i])) return;
    this.drawn = now;

    const scale = Math.min(2, window.devicePixelRatio);
    const pen = clean(this.canvas, this.canvas.clientWidth * scale, height * scale);
    pen.scale(scale, scale);
    const x = (column: number) => camera.toPixels({ column, row: 0 })[0];
    paintContact(pen, x, frame);

    const { mean, peak } = largest(frame);
    const full = Math.max(2, Math.ceil(peak));
    const middle = height * (1 - 1 / full);
    if (mean > 0) {
      paintMean(pen, middle, camera.canvasWidth);
      paintCurrent(pen, x, frame, mean * full);
    }
    this.mean.textContent = mean > 0 ? "1\u202f×" : "";
    this.mean.style.top = `${middle}px`;
    // below the line that it names, and on the strip where that line lies low
    this.top.style.top = `${Math.min(height * (1 - peak / full), height - wordsHeight)}px`;
  }

  /** With the other numbers on the page, so that all of them say the same. */
  private read({ frame, pulse }: Scene) {
    if (pulse === this.readPulse) return;
    this.readPulse = pulse;
    const { peak } = largest(frame);
    this.top.textContent = peak > 0 ? `peak ${number(peak, 2)}\u202f×` : "";
    const words = peak > 0 ? `; the local current peaks at ${number(peak, 2)} times its mean` : "";
    this.canvas.setAttribute("aria-label", `Contact along the interface${words}.`);
  }

  dispose() {
    this.canvas.remove();
    this.top.remove();
    this.mean.remove();
  }
}

/** The mean current density [A/m2], and the largest over it, 0 at rest. */
function largest({ observables, interface: along }: Frame): { mean: number; peak: number } {
  const mean = Math.abs(observables.currentDensity);
  const most = along.current.reduce((a, j) => Math.max(a, Math.abs(j)), 0);
  return { mean, peak: mean > 0 ? most / mean : 0 };
}

function paintContact(pen: Pen, x: (column: number) => number, frame: Frame) {
  pen.fillStyle = colour("electrolyte");
  pen.fillRect(x(0), 0, x(frame.columns) - x(0), height);
  pen.fillStyle = colour("lithium");
  for (let i = 0; i < frame.columns; i++) {
    const tall = height * Math.min(1, Math.max(0, frame.interface.contact[i]!));
    pen.fillRect(x(i), height - tall, x(i + 1) - x(i) + 0.5, tall);
  }
}

/** The mean, a line across [px]. */
function paintMean(pen: Pen, y: number, width: number) {
  pen.beginPath();
  pen.moveTo(0, y);
  pen.lineTo(width, y);
  pen.lineWidth = 1;
  pen.strokeStyle = colour("void");
  pen.globalAlpha = 0.45;
  pen.setLineDash([3, 4]);
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** `full` [A/m2] reaches the top. */
function paintCurrent(pen: Pen, x: (column: number) => number, frame: Frame, full: number) {
  pen.beginPath();
  for (let i = 0; i < frame.columns; i++) {
    pen.lineTo(x(i + 0.5), height * (1 - Math.abs(frame.interface.current[i]!) / full));
  }
  pen.lineWidth = 4;
  pen.strokeStyle = colour("rim");
  pen.stroke();
  pen.lineWidth = 2;
  pen.strokeStyle = colour("current");
  pen.stroke();
}
