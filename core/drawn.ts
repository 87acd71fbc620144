// What is drawn by hand, each an entry of a list of the scenario: in SI, what of it cannot be, and its words. Entries of the list are there
// from the start; as an edit (edits.ts) one is drawn into the run as it is.

import { pathText, ScenarioError } from "./errors";
import { fieldsOf, section } from "./fields";
import type { Defect, RunSpec } from "./runspec";
import { siValues } from "./si";
import { DEFECT } from "./tables/cell";
import type { Entries } from "./tables/entry";
import { limitToDisplay, toDisplay } from "./units";

/** What the entries have to fit into [m]. */
export type Room = Pick<RunSpec["cell"], "width" | "lithium" | "lithiumFree">;

export const defect = section(
  fieldsOf(DEFECT),
  "A half-elliptic hole in the lithium, there from the start.",
);

type Written<T extends Entries> = { readonly [K in keyof T]?: unknown };

/** Refuses a place beyond the sides of the section. */
export function checkInside(
  at: number,
  { width }: Pick<Room, "width">,
  text: unknown,
  path: string,
) {
  if (at <= width) return;
  throw new ScenarioError(
    `"${text}" is outside the section; use 0 um to ${limitToDisplay(width, "m")}`,
    path,
  );
}

/** A hole in SI. Throws ScenarioError. */
export function resolveDefect(written: Written<typeof DEFECT>, room: Room, path: string): Defect {
  const one = siValues(DEFECT, written);
  checkInside(one.at, room, written.at, `${path}.at`);
  if (one.height >= room.lithium) {
    throw new ScenarioError(
      `"${written.height}" reaches through the resolved lithium; use less than ${limitToDisplay(room.lithium, "m")}`,
      `${path}.height`,
    );
  }
  return one;
}

/** A void to be cut into the lithium of a run, from what somebody wrote. Throws ScenarioError. */
export function resolveCut(value: unknown, room: Room, path: string): Defect {
  const result = defect.safeParse(value);
  if (!result.success) {
    const [{ message, path: within }] = result.error.issues as [(typeof result.error.issues)[0]];
    throw new ScenarioError(message, within.length > 0 ? `${path}.${pathText(within)}` : path);
  }
  if (room.lithiumFree) {
    throw new ScenarioError("cell.lithiumFree is set, and voids are in a foil; leave it out", path);
  }
  const one = resolveDefect(result.data, room, path);
  if (one.width >= room.width) {
    throw new ScenarioError(
      `"${result.data.width}" is as wide as the section, which would leave no contact; use less than ${limitToDisplay(room.width, "m")}`,
      `${path}.width`,
    );
  }
  return one;
}

export const cutWords = ({ at, width, height }: Defect) =>
  `void of ${toDisplay(width, "m")} by ${toDisplay(height, "m")} at ${toDisplay(at, "m")}`;
