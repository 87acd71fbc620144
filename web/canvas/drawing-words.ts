// What the drawing tools are for, how they are used, and what becomes of the run.
import type { State } from "../store";
import type { ToolName } from "../view/shapes";

const ABOUT: Record<ToolName, string> = {
  void: "A half-elliptic hole in the lithium, drawn from its middle on the interface.",
  fill: "Puts lithium back into a void; what comes in is in the ledger.",
  flaw: "A thin crack; from the interface down it is open to the lithium.",
  boundary: "A grain boundary, along which filaments crack on more easily.",
  pore: "A round hole that conducts nothing, drawn from its centre.",
  layer:
    "Lays a layer below those there are, and moves the lower edge of one: up to its upper edge takes it out.",
  move: "Takes an edge of a void, a flaw without filament, a drawn boundary or a pore elsewhere.",
  erase: "Takes out a flaw without filament, a drawn boundary or a pore.",
};

const HOW: Partial<Record<ToolName, string>> = { erase: "Click it", fill: "Click it" };

type Begun = Pick<State, "steps" | "run">;

/** Whether the tool would start a run again that has begun: it takes strokes on its way, but cannot begin to have filaments. */
export function startsAgain(tool: ToolName, { steps, run }: Begun): boolean {
  return steps.now > 0 && tool === "flaw" && run?.filaments === false;
}

export const aboutOf = (name: ToolName): string => ABOUT[name];

/** What the tool is for, how it is used, and what becomes of the run. */
export function introduction(name: ToolName, state: Begun): string {
  const then = startsAgain(name, state) ? " The run starts again, with filaments." : "";
  return `${ABOUT[name]} ${HOW[name] ?? "Drag"}, or arrow keys and Enter.${then}`;
}
