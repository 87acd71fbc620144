// Pictures of a run that stand for themselves: the section under its sentence and time, with its legend below; one of now as a file, or all of
// a film.
import { quantities, show, tick, timeOf, typeset } from "./format";
import { tellState } from "./panels/headline";
import type { State } from "./store";
import { colour, table } from "./view/colour";
import { FilamentLayer } from "./view/filament-layer";
import { FlatSection } from "./view/flat-section";
import { GapLayer } from "./view/gap-layer";
import { layerOf, perUnit } from "./view/layers";
import { Picture } from "./view/picture";
import { marks, placeOf } from "./view/range";
import { sceneOf } from "./view/scene";
import { StreamLayer } from "./view/stream-layer";
import { StructureLayer } from "./view/structure-layer";

/** [px], even as encoders want it */
export const width = 960;
const head = 84;
const middle = 480;
const foot = 76;
export const height = head + middle + foot;
/** Where they are made: a picture of its own, out of sight. */
export class Studio {
  private readonly host = document.createElement("div");
  private readonly picture: Picture;

  constructor() {
    this.host.className = "film-set";
    this.host.setAttribute("aria-hidden", "true");
    const canvas = this.host.appendChild(document.createElement("canvas"));
    canvas.className = "section";
    const sheets = this.host.appendChild(document.createElement("div"));
    sheets.className = "sheets";
    document.body.append(this.host);
    this.picture = new Picture(canvas);
    for (const layer of [
      new FlatSection(sheets),
      new StructureLayer(sheets),
      new StreamLayer(sheets),
      new GapLayer(sheets),
      new FilamentLayer(sheets),
    ]) {
      this.picture.add(layer);
    }
  }

  draw(canvas: HTMLCanvasElement, state: Readonly<State>) {
    const scene = sceneOf(state);
    const pen = canvas.getContext("2d", { alpha: false })!;
    pen.fillStyle = colour("back");
    pen.fillRect(0, 0, width, height);
    if (scene) {
      this.picture.update(scene);
      this.picture.draw(performance.now());
      for (const sheet of this.host.querySelectorAll<HTMLCanvasElement>("canvas.pen:not([hidden])"))
        pen.drawImage(sheet, 0, head, width, middle);
    }
    paintHead(pen, state);
    paintFoot(pen, state);
  }

  close() {
    this.picture.dispose();
    this.host.remove();
  }
}

type Pen = CanvasRenderingContext2D;

function write(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  size: number,
  name: "text" | "soft",
  room: number,
) {
  pen.font = `${name === "soft" ? 400 : 600} ${size}px system-ui, sans-serif`;
  pen.fillStyle = colour(name);
  pen.fillText(text, x, y, room);
}

function paintHead(pen: Pen, state: Readonly<State>) {
  const telling = tellState(state);
  const time = state.frame ? timeOf(state.frame.observables) : "";
  pen.textBaseline = "alphabetic";
  pen.textAlign = "left";
  write(pen, state.run?.title ?? "", 20, 32, 20, "text", 700);
  write(pen, telling?.happens ?? "", 20, 64, 19, "soft", width - 40);
  pen.textAlign = "right";
  write(pen, time, width - 20, 32, 20, "text", 200);
}

/** Colours of the layer with their values, the pressure, and what made it. */
function paintFoot(pen: Pen, { layer: field, range, frame, run }: Readonly<State>) {
  const layer = layerOf(field);
  const top = head + middle;
  pen.textAlign = "left";
  const pressure = frame ? `, ${show(quantities.stress, frame.observables.stackPressure)}` : "";
  const words = `${typeset(run?.electrolyte ?? "")}${pressure}. Computed by Voidscope, a two-dimensional model.`;
  write(pen, words, 20, top + 64, 14, "soft", width - 40);
  if (field === "lithium" || !range) return;
  write(pen, layer.label + perUnit(layer), 20, top + 24, 15, "text", 260);
  const [left, wide] = [300, 420];
  const lut = table(layer.map);
  for (let x = 0; x < wide; x++) {
    const at = 4 * Math.round((255 * x) / wide);
    pen.fillStyle = `rgb(${lut[at]} ${lut[at + 1]} ${lut[at + 2]})`;
    pen.fillRect(left + x, top + 10, 1.5, 14);
  }
  pen.textAlign = "center";
  for (const value of marks(range, layer.logarithmic))
    write(pen, tick(value), left + wide * placeOf(layer, range, value), top + 40, 13, "soft", 60);
}

/** The picture of now as the bytes of a PNG, as sharp as the screen. */
export async function still(state: Readonly<State>): Promise<Blob> {
  const zoom = Math.max(1, devicePixelRatio);
  const canvas = Object.assign(document.createElement("canvas"), {
    width: width * zoom,
    height: height * zoom,
  });
  canvas.getContext("2d", { alpha: false })!.scale(zoom, zoom);
  const studio = new Studio();
  try {
    studio.draw(canvas, state);
  } finally {
    studio.close();
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no PNG"))), "image/png"),
  );
}
