// Runs that are kept beside the present one, to compare with: their curve, dashed, and the picture that they ended with.
import { duration } from "../format";
import type { PinnedRun, State, Store } from "../store";
import { colour, rgb } from "../view/colour";
import { pixelsOf } from "../view/flat-section";
import { sceneOf } from "../view/scene";

/** The oldest go when there are more. */
const most = 3;
let count = 0;

/** Keeps the run as it stands; `auto`: because it has to start again, in place of the last one that was kept for that. */
export function pinRun(store: Store, auto = false) {
  const { run, rows, past, pinned, frame } = store.value;
  if (!run || !frame || past < 2) return;
  const id = ++count;
  const label = auto ? "run before" : `kept ${id}`;
  const one: PinnedRun = {
    id,
    label,
    about: `It stood at ${duration(frame.observables.time)}.`,
    name: run.name,
    rows: rows.slice(0, past),
    picture: pictureOf(store.value),
    auto,
  };
  const others = auto ? pinned.filter((other) => !other.auto) : pinned;
  store.set({ pinned: [...others, one].slice(-most) });
}

/** What is around the interface, a pixel a cell. */
function pictureOf(state: Readonly<State>): string {
  const scene = sceneOf(state);
  if (!scene) return "";
  const { columns, lithiumRows, electrolyteRows } = scene.frame;
  const materials = Object.fromEntries(
    (["lithium", "electrolyte", "void"] as const).map((name) => [name, rgb(colour(name))]),
  );
  const canvas = document.createElement("canvas");
  const high = Math.min(lithiumRows + electrolyteRows, Math.round(columns / 2.4));
  const top = Math.max(0, lithiumRows - Math.round(0.6 * high));
  Object.assign(canvas, { width: columns, height: high });
  canvas
    .getContext("2d")!
    .putImageData(new ImageData(pixelsOf(scene, materials), columns), 0, -top);
  return canvas.toDataURL();
}
