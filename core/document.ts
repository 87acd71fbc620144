// From the text of a file to the document of a scenario; the record of a run stands for the scenario in it.

import { readJson } from "./json";

/** The scenario in a text, not yet checked; `where` names the text in messages. @throws ScenarioError */
export function readDocument(text: string, where: string): unknown {
  const document = readJson(text, where);
  const { format, scenario } = (document ?? {}) as Record<string, unknown>;
  return format === "voidscope-record" ? scenario : document;
}
