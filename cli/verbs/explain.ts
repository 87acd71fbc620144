// `voidscope explain`: what a name means, with its unit, range, default, standing and source.

import { Argument } from "commander";
import { UsageError } from "../../core/errors";
import type { Explanation } from "../../core/explanations";
import { first, list, quote } from "../../core/suggest";
import { explained, glossary } from "../glossary";
import { EXIT, print, printJson } from "../terminal";
import { JSON_OUT, type Verb } from "../verb";

const verb: Verb = {
  name: "explain",
  summary:
    "say what a name means, with unit, range, default, standing and source; all names without one",
  place: 12,
  arguments: [
    new Argument("[name]", "such as physics.taylor, contact, cell, shearModulus or flux-focusing"),
  ],
  options: [JSON_OUT],
  examples: ["voidscope explain physics.taylor", "voidscope explain contactFraction --json"],
  async run(name: string | undefined, options: { json?: boolean }) {
    if (name === undefined) {
      await (options.json ? printJson(glossary()) : print(index()));
      return EXIT.ok;
    }
    const { found, related, near } = explained(name);
    if (found.length === 0) {
      const hint = near
        ? `did you mean ${quote(near)}?`
        : related.length > 0
          ? `there is ${list(first(related))}`
          : "`voidscope explain` lists all names";
      throw new UsageError(`${quote(name)} is no name that it knows; ${hint}`);
    }
    const more = related.length > 0 ? `\nSee also ${list(first(related))}.\n` : "";
    await (options.json ? printJson(found) : print(`${found.map(words).join("\n")}${more}`));
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

/** All names by kind, a line each. */
function index(): string {
  const kinds = new Map<string, string[]>();
  for (const { name, kind, meaning } of glossary()) {
    const text = kind === "property" ? meaning.replace(/^.*?: /, "") : meaning;
    const [sentence = ""] = text.split(/(?<=[.;:]) /);
    kinds.set(kind, [
      ...(kinds.get(kind) ?? []),
      `  ${name.padEnd(34)} ${sentence.replace(/[.;:]$/, "")}\n`,
    ]);
  }
  return [...kinds].map(([kind, lines]) => `${kind}\n${lines.join("")}`).join("\n");
}
