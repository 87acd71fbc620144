// From the page's state to what there is to see in the picture.
import type { FieldName } from "../../sim/types";
import type { State, Store } from "../store";
import { runNow } from "./drawn-run";
import { layerOf } from "./layers";
import type { Picture, Scene } from "./picture";
import { type Range, rangeOf } from "./range";

/** Keeps the picture up to the state, and the range of its colours in the state. */
export function showState(store: Store, picture: Picture) {
  const ranges = new Map<FieldName, Range>();
  store.watch(["run"], () => ranges.clear());
  store.watch(
    ["frame", "layer", "otherRange"],
    ({ frame, layer: field, run, range, otherRange }) => {
      const values = frame?.fields[field];
      const held = run?.layer === field ? run.limits : null;
      if (values) ranges.set(field, rangeOf(layerOf(field), values, ranges.get(field), held));
      const ownRange = ranges.get(field) ?? null;
      store.set({ ownRange, range: joined(ownRange, otherRange, range) });
    },
  );
  const show = (state: Readonly<State>) => {
    const scene = sceneOf(state);
    if (scene) picture.update(scene);
  };
  store.watch(
    [
      "frame",
      "layer",
      "range",
      "run",
      "events",
      "probe",
      "probing",
      "panel",
      "tool",
      "sketch",
      "pulse",
    ],
    show,
  );
}

/** Two runs side by side have the same colours; `before` stays where it is the same. */
function joined(own: Range | null, other: Range | null, before: Range | null): Range | null {
  if (!own || !other) return own;
  const [low, high] = [Math.min(own[0], other[0]), Math.max(own[1], other[1])];
  return before && before[0] === low && before[1] === high ? before : [low, high];
}

/** Null before the first picture, and while the last one does not carry the layer. */
export function sceneOf(state: Readonly<State>): Scene | null {
  const { frame, events, layer, range, tool, sketch, pulse } = state;
  const run = runNow(state);
  if (!frame?.fields[layer] || !range) return null;
  // voids that are there are looked at closely; what is new, and what lies in the electrolyte, may be anywhere
  const lies = run !== null && run.grains.length + run.geometry.pores.length > 0;
  const drawing = tool !== null && tool !== "fill" && (tool !== "move" || lies);
  const probe = state.probing || state.panel === "instruments" ? state.probe : null;
  return { frame, run, events, field: layerOf(layer), range, probe, drawing, sketch, pulse };
}
