// The section drawn as an electron microscope would show a polished one: lithium dark and electrolyte bright by their atomic
// numbers, voids black with bright edges, grains by their orientation, noise, and the bar of data below. A picture at the push of
// a button, to keep as PNG; it is drawn from the computed section and says so.
import { html } from "lit-html";
import type { Geometry } from "../../sim/geometry";
import type { Frame } from "../../sim/types";
import { duration } from "../format";
import type { Bench, Instrument } from "../panels/instruments";
import { mount } from "../panels/panel";
import { save } from "../save-file";
import { roundBelow } from "../view/round-numbers";
import { grainsOf } from "../view/tessellation";

/** [px] of the picture across, and of the bar of data */
const across = 960;
const bar = 44;
/** Grey of each material, 0 to 1. */
const grey = { lithium: 0.34, electrolyte: 0.64, interphase: 0.46, void: 0.04, edge: 0.5 };
const noise = 0.035;
/** Least height that the interphase is drawn with [px]. */
const leastFilm = 2;

/** A number from -1 to 1 that belongs to a pixel. */
function grain(x: number, y: number): number {
  let n = Math.imul(x + 1, 374761393) + Math.imul(y + 1, 668265263);
  n = Math.imul(n ^ (n >>> 13), 1274126177);
  return ((n ^ (n >>> 16)) >>> 0) / 2 ** 31 - 1;
}

/** Tone of the electrolyte at each pixel, from its grains and their boundaries; empty without grains. */
function tonesOf({ grains }: Geometry, height: number, metres: number): Uint8ClampedArray {
  if (grains.length < 6) return new Uint8ClampedArray(0);
  const canvas = new OffscreenCanvas(across, height);
  const context = canvas.getContext("2d")!;
  context.lineWidth = 2.5;
  grainsOf(grains, across * metres, height * metres).forEach((polygon, k) => {
    const tone = (add: number) => {
      const value = Math.round(255 * (grey.electrolyte + add));
      return `rgb(${value} ${value} ${value})`;
    };
    context.fillStyle = tone(0.05 * grain(k, 3));
    context.strokeStyle = tone(-0.16);
    context.beginPath();
    for (const [x, y] of polygon) context.lineTo(x / metres, y / metres);
    context.closePath();
    context.fill();
    context.stroke();
  });
  return context.getImageData(0, 0, across, height).data;
}

/** Solid fraction of the lithium between the centres of cells. */
function smooth({ columns, lithiumRows, fields }: Frame, x: number, y: number): number {
  const phi = fields.lithium!;
  const [u, v] = [x - 0.5, Math.min(lithiumRows - 1, y - 0.5)];
  const at = (c: number, r: number) => {
    const [column, row] = [
      Math.min(columns - 1, Math.max(0, c)),
      Math.min(lithiumRows - 1, Math.max(0, r)),
    ];
    return phi[row * columns + column]!;
  };
  const [c, r] = [Math.floor(u), Math.floor(v)];
  const [a, b] = [u - c, v - r];
  return (
    (1 - b) * ((1 - a) * at(c, r) + a * at(c + 1, r)) +
    b * ((1 - a) * at(c, r + 1) + a * at(c + 1, r + 1))
  );
}

/** Grey of the lithium side at a position [cells]. */
function greyOfLithium(frame: Frame, x: number, y: number): number {
  const phi = smooth(frame, x, y);
  const slope = Math.hypot(
    smooth(frame, x + 0.5, y) - smooth(frame, x - 0.5, y),
    smooth(frame, x, y + 0.5) - smooth(frame, x, y - 0.5),
  );
  // edges give off more electrons, on the side of the metal
  const edge = phi > 0.5 ? Math.min(1, 1.6 * slope) * grey.edge : 0;
  const solid = Math.min(1, Math.max(0, 4 * (phi - 0.375)));
  return grey.void + (grey.lithium - grey.void) * solid + edge;
}

export interface Caption {
  title: string;
  time: number;
}

/** Draws the section onto a canvas. */
export function drawMicrograph(
  canvas: HTMLCanvasElement,
  frame: Frame,
  geometry: Geometry,
  caption: Caption,
) {
  const { columns, lithiumRows, electrolyteRows, h } = frame;
  const pixel = columns / across;
  const height = Math.round((lithiumRows + electrolyteRows) / pixel);
  canvas.width = across;
  canvas.height = height + bar;
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(across, height);
  const first = Math.ceil(lithiumRows / pixel);
  const tones = tonesOf(geometry, height - first, pixel * h);
  for (let py = 0, at = 0; py < height; py++) {
    const y = (py + 0.5) * pixel;
    for (let px = 0; px < across; px++, at += 4) {
      const x = (px + 0.5) * pixel;
      const depth = y - lithiumRows;
      const bright =
        depth < 0
          ? greyOfLithium(frame, x, y)
          : (greyOfSurface(frame, geometry, x, depth, pixel) ??
            (tones[4 * (Math.max(0, py - first) * across + px)] ?? 255 * grey.electrolyte) / 255);
      // noise, and the streaks that polishing by an ion beam leaves
      const seen = bright + noise * grain(px, py) + 0.4 * noise * grain(px, -7);
      const value = 255 * Math.min(1, Math.max(0, seen));
      image.data[at] = value;
      image.data[at + 1] = value;
      image.data[at + 2] = value;
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  drawFilaments(context, frame, pixel * h);
  drawBar(context, height, pixel * h, caption);
}

/** Grey of pores, lost contact and interphase at a position [cells], `depth` below the interface; else undefined. */
function greyOfSurface(
  { columns, h, interface: lines }: Frame,
  { pores }: Geometry,
  x: number,
  depth: number,
  pixel: number,
): number | undefined {
  const column = Math.min(columns - 1, Math.floor(x));
  for (let p = 0; p < pores.length; p += 3) {
    const [dx, dy, r] = [x * h - pores[p]!, depth * h - pores[p + 1]!, pores[p + 2]!];
    if (dx * dx + dy * dy < r * r) return grey.void;
  }
  const contact = lines.contact[column]!;
  if (depth < pixel * 2 && contact < 0.5) return grey.void + contact * 0.3;
  const thickness = lines.interphase[column]!;
  const film = Math.max(thickness / h, leastFilm * pixel);
  return thickness > 0 && depth < film ? grey.interphase : undefined;
}

function drawFilaments(context: CanvasRenderingContext2D, frame: Frame, metres: number) {
  const top = (frame.lithiumRows * frame.h) / metres;
  context.strokeStyle = `rgb(${Math.round(255 * grey.lithium)} ${Math.round(255 * grey.lithium)} ${Math.round(255 * grey.lithium)})`;
  context.lineJoin = "round";
  for (const { points, width } of frame.filaments) {
    context.lineWidth = Math.max(2, width / metres);
    context.beginPath();
    for (let k = 0; k < points.length; k += 2) {
      context.lineTo(points[k]! / metres, top + points[k + 1]! / metres);
    }
    context.stroke();
  }
}

/** The bar of data: scale, what and when, and that it is computed. */
function drawBar(
  context: CanvasRenderingContext2D,
  top: number,
  metres: number,
  { title, time }: Caption,
) {
  context.fillStyle = "#000";
  context.fillRect(0, top, across, bar);
  const size = roundBelow((across / 5) * metres);
  const wide = size / metres;
  context.fillStyle = "#fff";
  context.fillRect(16, top + 28, wide, 5);
  context.font = "16px system-ui, sans-serif";
  context.textAlign = "left";
  context.fillText(
    size >= 1e-6 ? `${Number((size * 1e6).toPrecision(2))} µm` : `${Math.round(size * 1e9)} nm`,
    16,
    top + 20,
  );
  context.fillText(`${title} · ${duration(time)}`, 16 + Math.max(wide, 70) + 24, top + 27);
  context.textAlign = "right";
  context.fillText("Voidscope · computed, drawn as a micrograph", across - 16, top + 27);
}

class Micrograph implements Instrument {
  private readonly draw: () => void;
  private readonly canvas = document.createElement("canvas");
  private caption: Caption | null = null;

  constructor(private readonly bench: Bench) {
    this.canvas.className = "micrograph";
    this.draw = mount(bench.host, bench.store, [], () => this.view());
  }

  see(seen: boolean) {
    if (seen && !this.caption) this.take();
  }

  private take() {
    const { frame, run } = this.bench.store.value;
    if (!frame?.fields.lithium || !run) return;
    this.caption = { title: run.title, time: frame.observables.time };
    drawMicrograph(this.canvas, frame, run.geometry, this.caption);
    const { contactFraction, voidCount } = frame.observables;
    const voids = voidCount === 1 ? "1 open void" : `${voidCount} open voids`;
    const words = `Section at ${duration(this.caption.time)}: lithium above, dark; electrolyte below, bright; ${voids}, contact ${Math.round(100 * contactFraction)} %.`;
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", words);
    this.draw();
  }

  private view() {
    const { caption } = this;
    return html`<p class="said">
        The section as an electron microscope would show it. Drawn from what is computed; nothing is
        measured.
      </p>
      ${caption ? this.canvas : ""}
      <div class="row">
        <button type="button" class="again" @click=${() => this.take()}>
          Take the picture of now
        </button>
        <button type="button" class="save" ?disabled=${!caption} @click=${() => this.download()}>
          Download PNG
        </button>
      </div>`;
  }

  private download() {
    const { caption } = this;
    if (!caption) return;
    const name = this.bench.store.value.run?.name ?? "run";
    this.canvas.toBlob((blob) => {
      if (blob) save(`${name}-micrograph-${Math.round(caption.time)}s.png`, blob, "image/png");
    }, "image/png");
  }
}

export const make = (bench: Bench): Instrument => new Micrograph(bench);
