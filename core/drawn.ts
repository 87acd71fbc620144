// What is drawn by hand, each an entry of a list of the scenario: in SI, what of it cannot be, and its words. Entries of a list are there
// from the start; as an edit (edits.ts) one is drawn into the run as it is.

import { pathText, ScenarioError } from "./errors";
import { fieldsOf, section } from "./fields";
import type { Defect, RunSpec } from "./runspec";
import { type Si, siValues } from "./si";
import { DEFECT } from "./tables/cell";
import { BOUNDARY, FLAW, PORE } from "./tables/electrolyte";
import type { Entries } from "./tables/entry";
import { limitToDisplay, toDisplay } from "./units";

/** What the entries have to fit into. */
export interface Room {
  cell: Pick<RunSpec["cell"], "width" | "lithium" | "electrolyte" | "lithiumFree">;
  physics: Pick<RunSpec["physics"], "filaments">;
}
type Width = Pick<Room["cell"], "width">;

export const defect = section(
  fieldsOf(DEFECT),
  "A half-elliptic hole in the lithium, there from the start.",
);
export const flaw = section(
  fieldsOf(FLAW),
  "A thin crack in the electrolyte, there from the start.",
);
export const boundary = section(fieldsOf(BOUNDARY), "A straight grain boundary.");
export const pore = section(fieldsOf(PORE), "A round hole in the electrolyte.");

type Written<T extends Entries> = { readonly [K in keyof T]?: unknown };
type Flaw = Si<typeof FLAW>;
type Boundary = Si<typeof BOUNDARY>;
type Pore = Si<typeof PORE>;

/** Refuses places beyond the sides of the section. */
export function checkInside(at: number, { width }: Width, text: unknown, path: string) {
  if (at <= width) return;
  throw new ScenarioError(
    `"${text}" is outside the section; use 0 um to ${limitToDisplay(width, "m")}`,
    path,
  );
}

/** A hole in SI. Throws ScenarioError. */
export function resolveDefect(
  written: Written<typeof DEFECT>,
  cell: Width & Pick<Room["cell"], "lithium">,
  path: string,
): Defect {
  const one = siValues(DEFECT, written);
  checkInside(one.at, cell, written.at, `${path}.at`);
  if (one.height >= cell.lithium) {
    throw new ScenarioError(
      `"${written.height}" reaches through the resolved lithium; use less than ${limitToDisplay(cell.lithium, "m")}`,
      `${path}.height`,
    );
  }
  return one;
}

/** A flaw in SI. Throws ScenarioError. */
export function resolveFlaw(written: Written<typeof FLAW>, cell: Width, path: string): Flaw {
  const one = siValues(FLAW, written);
  checkInside(one.at, cell, written.at, `${path}.at`);
  return one;
}

/** A grain boundary in SI. Throws ScenarioError. */
export function resolveBoundary(
  written: Written<typeof BOUNDARY>,
  cell: Width,
  path: string,
): Boundary {
  const one = siValues(BOUNDARY, written);
  checkInside(one.from, cell, written.from, `${path}.from`);
  checkInside(one.to, cell, written.to, `${path}.to`);
  return one;
}

/** A pore in SI. Throws ScenarioError. */
export function resolvePore(written: Written<typeof PORE>, cell: Width, path: string): Pore {
  const one = siValues(PORE, written);
  checkInside(one.at, cell, written.at, `${path}.at`);
  return one;
}

/** Lists that an edit adds to. */
export type DrawnPath = Drawn["path"];
export type Drawn =
  | { path: "interface.defects"; value: Defect }
  | { path: "electrolyte.flaws.list"; value: Flaw }
  | { path: "electrolyte.grains.list"; value: Boundary }
  | { path: "electrolyte.pores.list"; value: Pore };

/** What an edit draws into a run, and its words. Throws ScenarioError. */
export function resolveDrawn(
  path: DrawnPath,
  value: unknown,
  room: Room,
  where: string,
): Drawn & { text: string } {
  const { cell } = room;
  switch (path) {
    case "interface.defects": {
      const one = resolveDefect(parsed(defect, value, where), cell, where);
      checkCut(one, value, room, where);
      const size = `${um(one.width)} by ${um(one.height)}`;
      return { path, value: one, text: `void of ${size} at ${um(one.at)}` };
    }
    case "electrolyte.flaws.list": {
      const one = resolveFlaw(parsed(flaw, value, where), cell, where);
      checkCrack(one, value, room, where);
      const { at, depth, length } = one;
      return { path, value: one, text: `flaw of ${um(length)} at ${um(at)}${deep(depth)}` };
    }
    case "electrolyte.grains.list": {
      const one = resolveBoundary(parsed(boundary, value, where), cell, where);
      return { path, value: one, text: `grain boundary ${endsOf(one)}` };
    }
    case "electrolyte.pores.list": {
      const one = resolvePore(parsed(pore, value, where), cell, where);
      const { at, depth, diameter } = one;
      return { path, value: one, text: `pore of ${um(diameter)} at ${um(at)}${deep(depth)}` };
    }
  }
}

export const um = (metres: number) => toDisplay(metres, "m");
export const deep = (depth: number) => (depth > 0 ? `, ${um(depth)} deep` : "");
/** Where a boundary is, in words. */
export const endsOf = ({ from, fromDepth, to, toDepth }: Boundary) =>
  `from ${um(from)}${deep(fromDepth)} to ${um(to)}${deep(toDepth)}`;

type Parser<T> = {
  safeParse(value: unknown):
    | { success: true; data: T }
    | {
        success: false;
        error: { issues: readonly { message: string; path: readonly PropertyKey[] }[] };
      };
};

/** An entry that somebody wrote. Throws ScenarioError. */
export function parsed<T>(entry: Parser<T>, value: unknown, where: string): T {
  const result = entry.safeParse(value);
  if (result.success) return result.data;
  const { message, path } = result.error.issues[0]!;
  const at = pathText(path);
  throw new ScenarioError(message, at === "" || at.startsWith("[") ? where + at : `${where}.${at}`);
}

/** Without lithium there are no voids. */
export function checkLithium({ lithiumFree }: Room["cell"], where: string) {
  if (!lithiumFree) return;
  throw new ScenarioError("cell.lithiumFree is set, and voids are in a foil; leave it out", where);
}

/** What cannot be cut into lithium. */
export function checkCut({ width }: Defect, value: unknown, { cell }: Room, where: string) {
  checkLithium(cell, where);
  if (width < cell.width) return;
  throw new ScenarioError(
    `"${(value as Written<typeof DEFECT>).width}" is as wide as the section, which would leave no contact; use less than ${limitToDisplay(cell.width, "m")}`,
    `${where}.width`,
  );
}

/** What cannot crack: without filaments, and where the section that is resolved ends. */
function checkCrack({ depth, length, tilt }: Flaw, value: unknown, room: Room, where: string) {
  if (!room.physics.filaments) {
    throw new ScenarioError(
      "physics.filaments is off, without which a flaw does nothing in a run; switch it on from the start",
      where,
    );
  }
  const most = room.cell.electrolyte;
  if (depth + length * Math.cos(tilt) < most) return;
  throw new ScenarioError(
    `"${(value as Written<typeof FLAW>).length}" reaches through the resolved electrolyte; end above ${limitToDisplay(most, "m")}`,
    `${where}.length`,
  );
}
