// `voidscope explain`: what a name means, with its unit, range, default, standing and source.

import { Argument } from "commander";
import { UsageError } from "../../core/errors";
import { type Explanation, explained } from "../../core/explanations";
import { quote } from "../../core/suggest";
import { EXIT, print, printJson } from "../terminal";
import { JSON_OUT, type Verb } from "../verb";

const verb: Verb = {
  name: "explain",
  summary:
    "say what an entry, an observable, a property or a mechanism means, with unit, range and source",
  place: 12,
  arguments: [
    new Argument("<name>", "such as physics.taylor, contact, shearModulus or flux-focusing"),
  ],
  options: [JSON_OUT],
  examples: ["voidscope explain physics.taylor", "voidscope explain contactFraction --json"],
  async run(name: string, options: { json?: boolean }) {
    const { found, near } = explained(name);
    if (found.length === 0) {
      const hint = near
        ? `did you mean ${quote(near)}?`
        : "look into docs/scenario.md for what there is";
      throw new UsageError(
        `${quote(name)} is no entry, observable, property or mechanism; ${hint}`,
      );
    }
    await (options.json ? printJson(found) : print(found.map(words).join("\n")));
    return EXIT.ok;
  },
};
export default verb;

const LINES: readonly (keyof Explanation)[] = ["unit", "range", "default", "standing", "source"];

function words(one: Explanation): string {
  const lines = LINES.filter((key) => one[key] !== undefined).map(
    (key) => `  ${key.padEnd(10)}${one[key]}\n`,
  );
  const values = (one.values ?? []).map((text) => `  ${text}\n`);
  return `${one.name} (${one.kind})\n  ${one.meaning}\n${lines.join("")}${values.join("")}`;
}
