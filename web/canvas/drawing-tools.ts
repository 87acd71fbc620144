// The tools that change what has been drawn in the electrolyte.
import type { ToolName } from "../view/stroke";

export interface DrawingTool {
  name: ToolName;
  label: string;
  /** shortcut */
  key: string;
  about: string;
}

export const drawingTools: DrawingTool[] = [
  {
    name: "flaw",
    label: "Flaw",
    key: "f",
    about: "A thin crack; from the interface down it is open to the lithium.",
  },
  {
    name: "boundary",
    label: "Boundary",
    key: "b",
    about: "A grain boundary, along which filaments crack on more easily.",
  },
  {
    name: "pore",
    label: "Pore",
    key: "h",
    about: "A round hole that conducts nothing, drawn from its centre.",
  },
  {
    name: "erase",
    label: "Erase",
    key: "x",
    about: "Takes away the nearest line or circle drawn by hand.",
  },
];

/** What the tool is for and how it is used. */
export function introduction({ name, about }: DrawingTool): string {
  const how = name === "erase" ? "Click it" : "Drag";
  return `${about} ${how}, or arrow keys and Enter.`;
}
