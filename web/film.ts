// A film of the run, picture by picture from what has been computed: its time steps, evenly, at most as many as fill ten seconds, each
// with sentence, time and legend. Encoded in the browser (WebCodecs), MP4 where it can, else WebM.
import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
} from "mediabunny";
import type { Actions } from "./actions";
import { duration, quantities, show, tick, typeset } from "./format";
import { tellState } from "./panels/headline";
import type { State, Store } from "./store";
import { colour, table } from "./view/colour";
import { FilamentLayer } from "./view/filament-layer";
import { FlatSection } from "./view/flat-section";
import { GapLayer } from "./view/gap-layer";
import { layerOf } from "./view/layers";
import { Picture } from "./view/picture";
import { marks, placeOf } from "./view/range";
import { sceneOf } from "./view/scene";
import { StreamLayer } from "./view/stream-layer";
import { StructureLayer } from "./view/structure-layer";

/** [px], even as encoders want it */
const width = 960;
const head = 84;
const middle = 480;
const foot = 76;
const height = head + middle + foot;
/** [1/s] */
const rate = 24;
/** Pictures of a film. */
const most = 240;
/** Of a short run each picture stands longer, so that the film takes this long [s]. */
const shortest = 3;
/** [ms] that a picture may take to come */
const patience = 30_000;

export interface Film {
  bytes: ArrayBuffer;
  type: string;
  ending: string;
  pictures: number;
}

/** Why there is no film, in one sentence. */
export class NoFilm extends Error {}

/** @param told called after each picture; false ends the film there */
export async function film(
  store: Store,
  actions: Actions,
  told: (done: number, of: number) => boolean,
): Promise<Film> {
  const { steps, playing } = store.value;
  if (steps.last - steps.first < 1) {
    throw new NoFilm("There is nothing to film yet: let the run play first.");
  }
  const { format, codec, ending } = await encoder();
  if (playing) actions.toggle();
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const source = new CanvasSource(canvas, { codec, bitrate: QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: rate });
  await output.start();
  const all = stepsOf(steps.first, steps.last);
  const each = Math.max(1 / rate, shortest / all.length);
  const set = new FilmSet();
  let done = 0;
  try {
    for (const step of all) {
      await goTo(step, store, actions);
      set.draw(canvas, store.value);
      await source.add(done * each, each);
      done++;
      if (!told(done, all.length)) break;
    }
    await output.finalize();
  } finally {
    set.close();
    actions.seek({ step: steps.now });
  }
  return { bytes: target.buffer!, type: format.mimeType, ending, pictures: done };
}

async function encoder() {
  const formats = [
    { format: new Mp4OutputFormat({ fastStart: "in-memory" }), ending: "mp4", codecs: ["avc"] },
    { format: new WebMOutputFormat(), ending: "webm", codecs: ["vp9", "vp8", "av1"] },
  ] as const;
  if (typeof VideoEncoder !== "undefined") {
    for (const { format, ending, codecs } of formats) {
      const codec = await getFirstEncodableVideoCodec([...codecs], { width, height });
      if (codec) return { format, ending, codec };
    }
  }
  throw new NoFilm(
    "This browser cannot encode films (it has no video encoder, or the page is not served over https); a screen recording does the same.",
  );
}

/** Evenly over what is known, both ends among them. */
export function stepsOf(first: number, last: number): number[] {
  const count = Math.min(most, last - first + 1);
  return Array.from(
    { length: count },
    (_, k) => first + Math.round((k * (last - first)) / (count - 1)),
  );
}

/** Until the picture of that time step has come. */
function goTo(step: number, store: Store, actions: Actions): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    const late = setTimeout(() => {
      stop();
      reject(new NoFilm("A picture has not come; let the run rest, and film it once more."));
    }, patience);
    actions.seek({ step });
    let first = true;
    stop = store.watch(["steps", "frame"], ({ steps, frame, layer }) => {
      // the state as it is now may be the one before
      if (first) {
        first = false;
        return;
      }
      if (steps.now !== step || !frame?.fields[layer]) return;
      clearTimeout(late);
      queueMicrotask(() => stop());
      resolve();
    });
  });
}

/** Where the pictures are made: a picture of its own, out of sight, as large as that of the film. */
class FilmSet {
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
  const time = state.frame ? duration(state.frame.observables.time) : "";
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
  const unit = layer.overMean ? " / mean" : layer.quantity.unit ? ` / ${layer.quantity.unit}` : "";
  write(pen, layer.label + unit, 20, top + 24, 15, "text", 260);
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
