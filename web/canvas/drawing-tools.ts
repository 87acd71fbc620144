// The tools that draw in the section, and what they do to the run.
import type { State } from "../store";
import type { ToolName } from "../view/shapes";

export interface DrawingTool {
  name: ToolName;
  label: string;
  /** shortcut */
  key: string;
  about: string;
}

export const drawingTools: DrawingTool[] = [
  {
    name: "void",
    label: "Void",
    key: "v",
    about: "A half-elliptic hole in the lithium, drawn from its middle on the interface.",
  },
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

type Begun = Pick<State, "steps" | "run">;

/** Whether the tool would start a run again that has begun: it takes strokes on its way, but cannot take them out, nor begin to have
 * filaments. */
export function startsAgain(tool: ToolName, { steps, run }: Begun): boolean {
  if (steps.now === 0) return false;
  return tool === "erase" || (tool === "flaw" && run?.filaments === false);
}

/** What the tool is for, how it is used, and what becomes of the run. */
export function introduction({ name, about }: DrawingTool, state: Begun): string {
  const how = name === "erase" ? "Click it" : "Drag";
  const why = name === "flaw" ? ", with filaments" : "";
  const then = startsAgain(name, state) ? ` The run starts again${why}.` : "";
  return `${about} ${how}, or arrow keys and Enter.${then}`;
}
