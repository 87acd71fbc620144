// Entries of an open scenario changed, and the names that change several at once; loaded in the worker when somebody asks for it.
import { MECHANISMS } from "../core/mechanisms";
import { applyOverrides } from "../core/overrides";
import { REMEDIES, remedyTexts } from "../core/remedies";
import { changedTo } from "./open-scenario";
import type { Opened } from "./opened";
import type { SetEntry } from "./worker-protocol";

export function sets(): SetEntry[] {
  const mechanisms = MECHANISMS.map(({ name, title, predicts, source }): SetEntry => {
    return { kind: "mechanism", name, title, says: `Predicts: ${predicts}. ${source}.` };
  });
  const remedies = REMEDIES.map((one): SetEntry => {
    const changes = remedyTexts(one).join("; ");
    return {
      kind: "remedy",
      name: one.name,
      title: one.title,
      says: `${one.says}. Changes: ${changes}.`,
    };
  });
  return [...mechanisms, ...remedies];
}

/** The same scenario with those of the entries changed that can be, and why the others cannot. */
export function changeWhatCan(
  opened: Opened,
  assignments: readonly string[],
): { opened: Opened; refused: string[] } {
  const refused: string[] = [];
  let now = opened;
  // entries may need each other: all of them together come first
  try {
    return { opened: changeScenario(opened, [...assignments]), refused };
  } catch {
    for (const one of assignments) {
      try {
        now = changeScenario(now, [one]);
      } catch (cause) {
        refused.push((cause as Error).message);
      }
    }
  }
  return { opened: now, refused };
}

/** The same scenario with entries changed. Throws ScenarioError or UsageError, one sentence. */
export function changeScenario(opened: Opened, assignments: string[]): Opened {
  return changedTo(opened, applyOverrides(opened.spec.scenario, assignments));
}
