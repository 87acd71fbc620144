// All that it takes to draw in the section, loaded once the first picture moves, or when somebody takes up a tool before.
import "../style/late.css";
import type { Actions } from "../actions";
import { drawingBar, drawingButton } from "../panels/drawing-bar";
import type { Speech } from "../speech";
import type { Store } from "../store";
import type { Picture } from "../view/picture";
import type { ToolName } from "../view/shapes";
import { SketchLayer } from "../view/sketch-layer";
import { DrawTool } from "./draw-tool";
import { Drawing } from "./drawing";
import { DrawingHand } from "./drawing-hand";
import { GrabTool } from "./grab-tool";
import { erasing, filling, layering, moving } from "./grabbings";
import type { Tool } from "./tool";

interface Page {
  store: Store;
  actions: Actions;
  speech: Speech;
  picture: Picture;
  canvas: HTMLElement;
  /** Of the stroke at hand, of the tools, and of the button that takes one up. */
  sheets: HTMLElement;
  tools: HTMLElement;
  button: HTMLElement;
}

export interface DrawingKit {
  drawing: Drawing;
  tools: Record<ToolName, Tool>;
}

export function drawingKit(page: Page): DrawingKit {
  const { store, actions, speech, picture, canvas } = page;
  const hand = new DrawingHand(store, picture.camera);
  const focus = () => canvas.focus({ preventScroll: true });
  const drawing = new Drawing(store, actions, hand, speech, focus);
  picture.add(new SketchLayer(page.sheets));
  drawingBar(page.tools, store, drawing);
  drawingButton(page.button, store, drawing);
  const tools: Record<ToolName, Tool> = {
    void: new DrawTool("void", store, drawing, speech),
    flaw: new DrawTool("flaw", store, drawing, speech),
    boundary: new DrawTool("boundary", store, drawing, speech),
    pore: new DrawTool("pore", store, drawing, speech),
    fill: new GrabTool(filling(store, drawing), store, drawing, speech),
    move: new GrabTool(moving(store, drawing), store, drawing, speech),
    layer: new GrabTool(layering(store, drawing), store, drawing, speech),
    erase: new GrabTool(erasing(store, drawing), store, drawing, speech),
  };
  return { drawing, tools };
}
