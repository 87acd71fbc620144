// What a hand does, while a run goes on, to what is there: voids filled or given another shape; flaws, grain boundaries and pores put in
// another place or taken out; the layers of the electrolyte. In SI, what of it cannot be, and its words. Whether there is such a thing,
// only the run knows.

import {
  boundary,
  checkCut,
  checkInside,
  checkLithium,
  deep,
  endsOf,
  parsed,
  type Room,
  resolveBoundary,
  resolveDefect,
  um,
} from "./drawn";
import { layersField } from "./electrolyte";
import { ScenarioError } from "./errors";
import { fieldsOf, section } from "./fields";
import { resolveLayers } from "./microstructure";
import { newEndsOf } from "./new-ends";
import type { ElectrolyteLayer } from "./runspec";
import { type Si, siValues } from "./si";
import { FILL, RESHAPE } from "./tables/cell";
import { type BOUNDARY, ERASE, MOVE, MOVE_BOUNDARY } from "./tables/electrolyte";
import type { ElectrolyteProperties } from "./tables/properties";
import { limitToDisplay } from "./units";

export type Reworked =
  | { path: "fill"; value: Si<typeof FILL> }
  | { path: "reshape"; value: Si<typeof RESHAPE> }
  | { path: "move" | "movePore"; value: Si<typeof MOVE> }
  | { path: "moveBoundary"; value: Si<typeof MOVE_BOUNDARY> }
  | { path: "eraseFlaw" | "erasePore"; value: Si<typeof ERASE> }
  | { path: "eraseBoundary"; value: Si<typeof BOUNDARY> }
  | { path: "electrolyte.layers"; value: ElectrolyteLayer[] };
export type ReworkedPath = Reworked["path"];

/** What it has to fit into, and what layers are measured by. */
export interface Body extends Room {
  electrolyte: ElectrolyteProperties;
}

const fill = section(fieldsOf(FILL), "A place in a void.");
const reshape = section(fieldsOf(RESHAPE), "A void, and the half ellipse that it becomes.");
const move = section(fieldsOf(MOVE), "Where a flaw or a pore is, and where it goes.");
const moveBoundary = section(
  fieldsOf(MOVE_BOUNDARY),
  "Where the ends of a boundary are, and where they go.",
);
const erase = section(fieldsOf(ERASE), "Where a flaw or a pore is.");

/** What a hand does, and its words. Throws ScenarioError. */
export function resolveReworked(
  path: ReworkedPath,
  value: unknown,
  body: Body,
  where: string,
): Reworked & { text: string } {
  const { cell } = body;
  switch (path) {
    case "fill": {
      const written = parsed(fill, value, where);
      const one = siValues(FILL, written);
      checkLithium(cell, where);
      checkInside(one.at, cell, written.at, `${where}.at`);
      if (one.above >= cell.lithium) {
        throw new ScenarioError(
          `"${written.above}" is above the resolved lithium; use less than ${limitToDisplay(cell.lithium, "m")}`,
          `${where}.above`,
        );
      }
      return { path, value: one, text: `void at ${placeOf(one)}` };
    }
    case "reshape": {
      const written = parsed(reshape, value, where);
      const { void: of, ...one } = siValues(RESHAPE, written);
      checkInside(of, cell, written.void, `${where}.void`);
      resolveDefect(written, cell, where);
      checkCut(one, value, body, where);
      const size = `${um(one.width)} by ${um(one.height)}`;
      return {
        path,
        value: { void: of, ...one },
        text: `void at ${um(of)} to ${size} at ${um(one.at)}`,
      };
    }
    case "move":
    case "movePore": {
      const written = parsed(move, value, where);
      const one = siValues(MOVE, written);
      checkInside(one.from, cell, written.from, `${where}.from`);
      checkInside(one.to, cell, written.to, `${where}.to`);
      if (path === "move") checkMove(one, written, body, where);
      const { from, fromDepth, to, toDepth } = one;
      const what = path === "move" ? "flaw" : "pore";
      const text = `${what} at ${um(from)}${deep(fromDepth)} to ${um(to)}${deep(toDepth)}`;
      return { path, value: one, text };
    }
    case "moveBoundary": {
      const written = parsed(moveBoundary, value, where);
      const one = siValues(MOVE_BOUNDARY, written);
      for (const key of ["from", "to", "newFrom", "newTo"] as const)
        checkInside(one[key], cell, written[key], `${where}.${key}`);
      const text = `grain boundary ${endsOf(one)}, now ${endsOf(newEndsOf(one))}`;
      return { path, value: one, text };
    }
    case "eraseBoundary": {
      const one = resolveBoundary(parsed(boundary, value, where), cell, where);
      return { path, value: one, text: `grain boundary ${endsOf(one)}` };
    }
    case "eraseFlaw":
    case "erasePore": {
      const written = parsed(erase, value, where);
      const one = siValues(ERASE, written);
      checkInside(one.at, cell, written.at, `${where}.at`);
      const what = path === "eraseFlaw" ? "flaw" : "pore";
      return { path, value: one, text: `${what} at ${um(one.at)}${deep(one.depth)}` };
    }
    case "electrolyte.layers": {
      const written = parsed(layersField, value, where);
      const layers = resolveLayers(written, body.electrolyte);
      const thick = layers.map(({ thickness }) => um(thickness)).join(", ");
      return { path, value: layers, text: thick ? `layers of ${thick}` : "no layers" };
    }
  }
}

/** Where a void is, in words. */
export const placeOf = ({ at, above }: Si<typeof FILL>): string =>
  above > 0 ? `${um(at)}, ${um(above)} above the interface` : um(at);

function checkMove(
  { fromDepth, toDepth }: Si<typeof MOVE>,
  written: { fromDepth?: unknown; toDepth?: unknown },
  { physics }: Room,
  where: string,
) {
  if (!physics.filaments) {
    throw new ScenarioError(
      "physics.filaments is off, without which a flaw does nothing in a run; switch it on from the start",
      where,
    );
  }
  if (fromDepth > 0 === toDepth > 0) return;
  throw new ScenarioError(
    fromDepth > 0
      ? `"${written.toDepth}" would open an empty flaw to the lithium; use more than 0 um`
      : `"${written.toDepth}" would bury a flaw that is open to the lithium; use 0 um`,
    `${where}.toDepth`,
  );
}
