// Lines of the documentation that can be typed: every verb, argument and option of them exists, and every plan and scenario holds. That
// they run to their end: blocks.test.ts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import type { Verb } from "../../cli/verb";
import { fromGallery } from "../../core/gallery";
import { resolveRun } from "../../core/resolve";
import { checkPlan, readPlan } from "../../sweep/plan";

const PAGES = [
  "README.md",
  ...readdirSync("docs")
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];
const verbs = import.meta.glob<Verb>("../../cli/verbs/*.ts", { import: "default", eager: true });

/** The blocks of a language, by page. */
function blocks(language: string): { page: string; text: string }[] {
  return PAGES.flatMap((page) => {
    const found = readFileSync(page, "utf8").matchAll(
      new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"),
    );
    return [...found].map(([, text]) => ({ page, text: text! }));
  });
}

/** The words of a command up to a pipe, a comment or the end of a quotation around it; quotes taken off. */
function words(line: string): string[] {
  const found = line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'|&#;])+|[|&#;'"]/g);
  const all: string[] = [];
  for (const [word] of found) {
    if (/^[|&#;'"]$/.test(word)) break;
    all.push(word.replaceAll(/["']/g, ""));
  }
  return all;
}

const lines = blocks("sh").flatMap(({ page, text }) =>
  text
    .split("\n")
    .flatMap((line) =>
      [...line.matchAll(/(?:npx|\|) ?voidscope (.*)$/g)].map(([, rest]) => [page, rest!] as const),
    ),
);

function understood(line: string): string {
  const said: string[] = [];
  const program = new Command("voidscope")
    .exitOverride()
    .configureOutput({ writeErr: (text) => said.push(text) });
  for (const verb of Object.values(verbs)) {
    const command = program
      .command(verb.name)
      .exitOverride()
      .action(() => {});
    command.configureOutput({ writeErr: (text) => said.push(text) });
    for (const argument of verb.arguments ?? []) command.addArgument(argument);
    for (const option of verb.options) command.addOption(option);
  }
  try {
    program.parse(words(line), { from: "user" });
  } catch {
    return said.join("") || "help";
  }
  return "";
}

describe("lines of the documentation", () => {
  it("are many", () => expect(lines.length).toBeGreaterThan(30));
  it.each(lines)("of %s are understood: voidscope %s", (_, line) => {
    expect(understood(line)).toBe("");
  });
});

describe("objects of the documentation", () => {
  const objects = blocks("json").flatMap(({ page, text }) =>
    text.trim().startsWith("{") ? [[page, text] as const] : [],
  );
  it("are some", () => expect(objects.length).toBeGreaterThan(1));
  it.each(objects.filter(([, text]) => /voidscope-plan|"protocol"/.test(text)))(
    "of %s hold: %s",
    (page, text) => {
      if (!text.includes("voidscope-plan")) {
        resolveRun(JSON.parse(text));
        return;
      }
      checkPlan(readPlan(text, page, (name) => fromGallery(name).scenario));
    },
  );
});
