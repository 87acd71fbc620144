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
import type { Store } from "./store";
import { height, Studio, width } from "./studio";

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
  const studio = new Studio();
  let done = 0;
  try {
    for (const step of all) {
      await goTo(step, store, actions);
      studio.draw(canvas, store.value);
      await source.add(done * each, each);
      done++;
      if (!told(done, all.length)) break;
    }
    await output.finalize();
  } finally {
    studio.close();
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
