// What the tools take hold of that change what is there: voids to fill, edges of voids, layers, and what lies in the electrolyte.
import type { Store } from "../store";
import { runNow } from "../view/drawn-run";
import {
  type EraseGrip,
  erasableNear,
  type FillGrip,
  gripNear,
  type LayerGrip,
  layerGripAt,
  type MoveGrip,
} from "../view/grips";
import { voidAt } from "../view/voids-shown";
import type { Drawing } from "./drawing";
import type { Grabbing } from "./grab-tool";

export function filling(store: Store, drawing: Drawing): Grabbing<FillGrip> {
  return {
    tool: "fill",
    atOnce: true,
    nothing: "Nothing to fill: there is no void here.",
    find(point, reach) {
      const { frame } = store.value;
      const of = frame && voidAt(frame, point, reach);
      return of ? { kind: "fill", of } : null;
    },
    drop: (grip) => drawing.fill(grip),
  };
}

export function moving(store: Store, drawing: Drawing): Grabbing<MoveGrip> {
  return {
    tool: "move",
    nothing: "Nothing to move: there is no edge of a void, no flaw, boundary or pore here.",
    find(point, reach) {
      const { frame } = store.value;
      const run = runNow(store.value);
      return frame && run && gripNear(frame, point, reach, run);
    },
    drop: (grip, by) => drawing.move(grip, by),
  };
}

export function erasing(store: Store, drawing: Drawing): Grabbing<EraseGrip> {
  return {
    tool: "erase",
    atOnce: true,
    nothing: "Nothing to erase: there is no flaw, boundary or pore here.",
    find(point, reach) {
      const { frame } = store.value;
      const run = runNow(store.value);
      return frame && run && erasableNear(frame, point, reach, run);
    },
    drop: (grip) => drawing.erase(grip),
  };
}

export function layering(store: Store, drawing: Drawing): Grabbing<LayerGrip> {
  return {
    tool: "layer",
    nothing: "",
    find(point, reach) {
      const layers = runNow(store.value)?.geometry.layers ?? [];
      return layerGripAt(
        layers.map(({ bottom }) => bottom),
        point,
        reach,
      );
    },
    drop: (grip, by) => drawing.moveLayer(grip, by),
  };
}
