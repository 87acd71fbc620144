// The tools that draw in the section: what they are called and their keys. What they are for is in drawing-words.ts, loaded with them.
import type { ToolName } from "../view/shapes";

export interface DrawingTool {
  name: ToolName;
  label: string;
  /** shortcut */
  key: string;
  /** in the list of shortcuts */
  does: string;
}

export const drawingTools: DrawingTool[] = [
  { name: "void", label: "Void", key: "v", does: "Draw a void" },
  { name: "fill", label: "Fill", key: "i", does: "Fill a void" },
  { name: "flaw", label: "Flaw", key: "f", does: "Draw a flaw" },
  { name: "boundary", label: "Boundary", key: "b", does: "Draw a boundary" },
  { name: "pore", label: "Pore", key: "h", does: "Draw a pore" },
  { name: "layer", label: "Layer", key: "y", does: "Lay a layer, or take it out" },
  { name: "move", label: "Move", key: "o", does: "Move a void's edge, a flaw, boundary or pore" },
  { name: "erase", label: "Erase", key: "x", does: "Erase a flaw, boundary or pore" },
];
