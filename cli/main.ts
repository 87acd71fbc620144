// The command line: which verb is asked for, and the exit code it ends with.

import { Command, CommanderError } from "commander";
import { version } from "../package.json";
import { readKernel } from "./kernel-file";
import { EXIT, printJson, report, say } from "./terminal";
import type { Verb } from "./verb";

/** Every verb, by its file; loaded when it is asked for. */
const FILES = import.meta.glob<Verb>("./verbs/*.ts", { import: "default" });

/** The verb that is named, or all of them in the order of the help. */
async function verbsFor(named: string | undefined): Promise<Verb[]> {
  const only = FILES[`./verbs/${named}.ts`];
  const verbs = await Promise.all((only ? [only] : Object.values(FILES)).map((load) => load()));
  return verbs.sort((a, b) => a.place - b.place);
}

/** Runs the command line; returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = new Command("voidscope")
    .description(
      "A microscope for the lithium | argyrodite interface: transport, stress and voids in 2D.",
    )
    .version(versionText())
    .exitOverride()
    .configureOutput({ outputError: (text) => say(usage(text, argv)) })
    .showSuggestionAfterError()
    // their options stand in the help of each; so the summaries have room in 80 columns
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText(
      "after",
      examples(["voidscope run single-void --json", "voidscope problem p1 --n 256 --json"]),
    );
  // the version needs no verb
  const asked = /^(?:-V|--version)$/.test(argv[0] ?? "") ? [] : await verbsFor(argv[0]);
  for (const verb of asked) {
    const command = program
      .command(verb.name)
      .description(verb.summary)
      .addHelpText("after", examples(verb.examples))
      .action(async (...given) => {
        code = await verb.run(...given);
      });
    for (const argument of verb.arguments ?? []) command.addArgument(argument);
    for (const option of verb.options) command.addOption(option);
  }
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    const json = argv.includes("--json");
    if (!(error instanceof CommanderError)) return report(error, json);
    if (error.exitCode === 0) return EXIT.ok;
    if (json) {
      const message = usage(error.message, argv).replace(/^voidscope: /, "");
      await printJson({ error: { code: EXIT.usage, message, path: "" } });
    }
    return EXIT.usage;
  }
  return code;
}

/** "0.1.0 (kernel 1a2b3c4d)": results depend on both. */
function versionText(): string {
  try {
    return `${version} (kernel ${readKernel().hash.slice(0, 8)})`;
  } catch {
    return `${version} (kernel not built)`;
  }
}

/** Commander's words, and ours. */
const WORDS: readonly [RegExp, string][] = [
  [/^error: /, ""],
  [/\s*\n\s*/g, " "],
  [/ \(Did you mean (.*\?)\)$/, "; did you mean $1"],
  [
    /^command-argument value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*)\.$/,
    '$2: "$1" is none of $3',
  ],
  [
    /^option '(--[\w-]+).*' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/,
    '$1: "$2" is none of $3',
  ],
  [
    /^option '(--[\w-]+).*' argument '(.*)' is invalid\. Use (.*)\.$/,
    '$1: "$2" is invalid; use $3',
  ],
];

/** What is said about a wrong command, in one line. */
function usage(text: string, argv: readonly string[]): string {
  const line = WORDS.reduce((words, [from, to]) => words.replace(from, to), text.trim());
  const split = /too many arguments/.test(line) && argv.includes("--set");
  const hint = ' Quote a setting that has a space: --set "conditions.stackPressure=5 MPa".';
  const bare = line.replace(/\.$/, "");
  return `voidscope: ${split ? `${bare}.${hint}` : `${bare}${whereToLook(bare, argv)}`}`;
}

/** Where it stands what there is, when nothing near is known. */
function whereToLook(line: string, argv: readonly string[]): string {
  if (line.endsWith("?")) return "";
  if (!/^(unknown|missing|required|too many)/.test(line)) return ".";
  const verb = FILES[`./verbs/${argv[0]}.ts`] ? `${argv[0]} ` : "";
  return `; see voidscope ${verb}--help.`;
}

function examples(lines: readonly [string, string]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

process.exitCode = await main(process.argv.slice(2));
