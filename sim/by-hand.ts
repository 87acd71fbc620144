// What a hand does in the section of a run: drawn, filled, reshaped, moved, erased, laid. Whether it can be, the run as it stands
// decides.

import { deep, endsOf, um } from "../core/drawn";
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
    case "moveBoundary":
    case "eraseBoundary": {
      const { from, fromDepth, to, toDepth } = edit.value;
      if (k.runFindBoundary(from, fromDepth, to, toDepth) !== Find.nothing) return undefined;
      const verb = edit.path === "moveBoundary" ? "move" : "erase";
      return `There is no drawn grain boundary ${endsOf(edit.value)}; ${verb} one that is there.`;
    }
    case "movePore":
      return withoutPore(k, edit.value.from, edit.value.fromDepth, "move");
    case "erasePore":
      return withoutPore(k, edit.value.at, edit.value.depth, "erase");
    case "eraseFlaw": {
      const { at, depth } = edit.value;
      const found: Find = k.runFindErasable(at, depth);
      if (found === Find.free) return undefined;
      return found === Find.held
        ? `A filament has grown from the flaw at ${um(at)}, which stays where it has cracked; erase one that has none, or go back to before it grew.`
        : `There is no flaw whose upper end is at ${um(at)}${deep(depth)}; erase one that is there.`;
    }
    default:
      return undefined;
  }
}

function withoutPore(k: Kernel["exports"], at: number, depth: number, verb: string) {
  if (k.runFindPore(at, depth) !== Find.nothing) return undefined;
  return `There is no pore whose centre is at ${um(at)}${deep(depth)}; ${verb} one that is there.`;
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
    case "moveBoundary": {
      const { from, fromDepth, to, toDepth } = edit.value;
      const { newFrom, newFromDepth, newTo, newToDepth } = edit.value;
      const ends = [newFrom, newFromDepth, newTo, newToDepth] as const;
      k.runMoveBoundary(from, fromDepth, to, toDepth, ...ends);
      return k.runDrawn();
    }
    case "movePore": {
      const { from, fromDepth, to, toDepth } = edit.value;
      k.runMovePore(from, fromDepth, to, toDepth);
      return k.runDrawn();
    }
    case "eraseFlaw":
      k.runEraseFlaw(edit.value.at, edit.value.depth);
      return k.runDrawn();
    case "eraseBoundary": {
      const { from, fromDepth, to, toDepth } = edit.value;
      k.runEraseBoundary(from, fromDepth, to, toDepth);
      return k.runDrawn();
    }
    case "erasePore":
      k.runErasePore(edit.value.at, edit.value.depth);
      return k.runDrawn();
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
  moveBoundary: "Moved",
  movePore: "Moved",
  eraseFlaw: "Erased",
  eraseBoundary: "Erased",
  erasePore: "Erased",
  "electrolyte.layers": "Set",
};
