// All that drawing by hand takes: the tools, the hand that they share, and the layer that shows the stroke. Loaded for the first of them.
import type { Actions } from "../actions";
import type { Speech } from "../speech";
import type { Store } from "../store";
import type { Camera } from "../view/camera";
import { SketchLayer } from "../view/sketch-layer";
import type { ToolName } from "../view/stroke";
import { DrawTool } from "./draw-tool";
import { Drawing } from "./drawing";
import { DrawingHand } from "./drawing-hand";
import { EraseTool } from "./erase-tool";
import type { Tool } from "./tool";

export interface DrawingKit {
  drawing: Drawing;
  tools: Record<ToolName, Tool>;
  sketch: SketchLayer;
}

/** `focus` gives the keys to the picture. */
export function drawingKit(
  store: Store,
  actions: Actions,
  camera: Camera,
  sheets: HTMLElement,
  speech: Speech,
  focus: () => void,
): DrawingKit {
  const drawing = new Drawing(store, actions, new DrawingHand(store, camera), speech, focus);
  const tools = {
    flaw: new DrawTool("flaw", store, drawing, speech),
    boundary: new DrawTool("boundary", store, drawing, speech),
    pore: new DrawTool("pore", store, drawing, speech),
    erase: new EraseTool(store, drawing, speech),
  };
  return { drawing, tools, sketch: new SketchLayer(sheets) };
}
