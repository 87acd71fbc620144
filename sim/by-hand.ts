// What a hand does in the section of a run: drawn, filled, reshaped, moved, laid. Whether it can be, the run as it stands decides.

import { um } from "../core/drawn";
import type { ByHand } from "../core/edits";
import { placeOf } from "../core/reworked";
import type { RunSpec } from "../core/runspec";
import { Find, type Kernel, type Status } from "./kernel";
import { draw, layLayers } from "./kernel-setup";

/** Why it cannot be done to the run as it stands, one sentence; undefined where it can. */
export function refusalOf({ exports: k }: Kernel, edit: ByHand): string | undefined {
  switch (edit.path) {
    case "fill": {
      const { at, above } = edit.value;
      if (k.runFindVoid(at, above) !== Find.nothing) return undefined;
      return `There is no void at ${placeOf(edit.value)}; fill one that is there.`;
    }
    case "reshape": {
      const at = um(edit.value.void);
      const found: Find = k.runFindVoid(edit.value.void, 0);
      if (found === Find.free) return undefined;
      return found === Find.held
        ? `The void at ${at} is buried in the lithium, without an edge on the interface; fill it, or draw another one.`
        : `There is no void on the interface at ${at}; take one that stands on it.`;
    }
    case "move": {
      const { from, fromDepth, toDepth } = edit.value;
      const found: Find = k.runFindFlaw(from, fromDepth, toDepth);
      if (found === Find.free) return undefined;
      if (found === Find.outside)
        return `The flaw at ${um(from)} would reach through the resolved electrolyte from ${um(toDepth)} down; take it less deep.`;
      return found === Find.held
        ? `A filament has grown from the flaw at ${um(from)}, which stays where it has cracked; move one that has none.`
        : `There is no flaw whose upper end is at ${um(from)}; move one that is there.`;
    }
    default:
      return undefined;
  }
}

/** Does it, which can be done; how the potential has followed, undefined where there is no room for one more. */
export function handle(kernel: Kernel, edit: ByHand, spec: RunSpec): Status | undefined {
  const { exports: k } = kernel;
  switch (edit.path) {
    case "interface.defects": {
      const { at, width, height } = edit.value;
      return k.runCut(at, width, height);
    }
    case "fill":
      return k.runReshape(edit.value.at, edit.value.above, 0, 0, 0);
    case "reshape": {
      const { void: of, at, width, height } = edit.value;
      return k.runReshape(of, 0, at, width, height);
    }
    case "move": {
      const { from, fromDepth, to, toDepth } = edit.value;
      k.runMoveFlaw(from, fromDepth, to, toDepth);
      return k.runDrawn();
    }
    case "electrolyte.layers":
      k.runClearLayers();
      layLayers(kernel, edit.value);
      return k.runDrawn();
    default:
      return draw(kernel, edit, spec.microstructure.flaws) ? k.runDrawn() : undefined;
  }
}

/** How an event begins. */
export const DONE: Record<ByHand["path"], string> = {
  "interface.defects": "Drawn",
  "electrolyte.flaws.list": "Drawn",
  "electrolyte.grains.list": "Drawn",
  "electrolyte.pores.list": "Drawn",
  fill: "Filled",
  reshape: "Reshaped",
  move: "Moved",
  "electrolyte.layers": "Set",
};
