// The whole scenario as JSON: names of entries and their values are completed with what they mean, errors are underlined where
// they stand, and the entry at the cursor is explained.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
} from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { bracketMatching } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorView, lineNumbers } from "@codemirror/view";
import type { Checked, EntryHelp, Problem, Vocabulary } from "../worker-protocol";
import { type CodeField, codeField } from "./code";
import type { Draft } from "./draft";
import { entryAt, placeOf } from "./json-places";
import { suggest } from "./step-words";

/** What an entry means, in one line. */
export function explain({
  meaning,
  unit,
  range,
  choices,
  fallback,
  standing,
  source,
}: EntryHelp): string {
  const parts = [
    `${meaning.replace(/\.$/, "")}.`,
    range && `${range}.`,
    choices && `One of ${choices.join(", ")}.`,
    !range && unit && unit !== "1" && `In ${unit}.`,
    fallback !== undefined && `Where it is left out: ${JSON.stringify(fallback)}.`,
    standing && `${standing[0]!.toUpperCase()}${standing.slice(1)}${source ? `: ${source}` : ""}.`,
  ];
  return parts.filter(Boolean).join(" ");
}

export class JsonView {
  private readonly field: CodeField;
  private readonly help: HTMLElement;

  constructor(
    host: HTMLElement,
    draft: Draft,
    private readonly words: Vocabulary,
  ) {
    this.field = codeField(host, "The scenario as JSON", (text) => draft.write(text), [
      lineNumbers(),
      json(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [(context) => complete(context, words)], icons: false }),
      EditorView.updateListener.of(({ selectionSet, docChanged }) => {
        if (selectionSet || docChanged) this.explainHere();
      }),
    ]);
    this.help = document.createElement("p");
    this.help.className = "entry-help";
    host.append(this.help);
  }

  show(draft: Draft) {
    this.field.replace(draft.text);
  }

  tell({ problems }: Checked) {
    const { view } = this.field;
    const diagnostics = problems.map((problem) => this.diagnostic(problem));
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }

  private diagnostic(problem: Problem): Diagnostic {
    const { state } = this.field.view;
    const { path, message, line, column } = problem;
    if (line === undefined) {
      return { ...placeOf(state, path, message), severity: "error", message };
    }
    const { from, to } = state.doc.line(Math.min(line, state.doc.lines));
    const at = Math.min(to, from + column! - 1);
    const word = /^(?:[\w.$+-]+|.)/u.exec(state.sliceDoc(at, to))?.[0].length ?? 0;
    return { from: at, to: at + word, severity: "error", message };
  }

  private explainHere() {
    const { state } = this.field.view;
    const { path } = nearestEntry(entryAt(state, state.selection.main.head).path, this.words);
    const entry = this.words.entries.find(({ name }) => name === path);
    this.help.textContent = entry ? `${entry.name}: ${explain(entry)}` : "";
  }

  close() {
    this.field.close();
    this.help.remove();
  }
}

/** The entry of that path, or the one around it: lines of the protocol belong to "protocol". */
function nearestEntry(path: string, { entries }: Vocabulary): { path: string } {
  let at = path;
  while (at !== "" && !entries.some(({ name }) => name === at))
    at = at.replace(/(?:\[\]|\.?[^.[\]]+)$/, "");
  return { path: at };
}

function complete(context: CompletionContext, words: Vocabulary): CompletionResult | null {
  const { state, pos } = context;
  const { path, isKey } = entryAt(state, pos);
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const open = /"((?:[^"\\]|\\.)*)$/.exec(withoutClosed(before));
  if (path === "protocol[]" && open) return step(open[1]!, pos, words);
  if (isKey) return keys(path, pos, open, context.explicit, words);
  const entry = words.entries.find(({ name }) => name === path);
  if (!entry || !(open || context.explicit)) return null;
  return {
    from: pos - (open ? open[1]!.length : wordBefore(before)),
    options: values(entry, open !== null, words),
  };
}

/** The line with its closed texts blanked, so that an open one shows. */
const withoutClosed = (text: string) =>
  text.replace(/"(?:[^"\\]|\\.)*"/g, (closed) => " ".repeat(closed.length));

const wordBefore = (text: string) => /[\w.]*$/.exec(text)![0].length;

function step(written: string, pos: number, words: Vocabulary): CompletionResult | null {
  const { from, options } = suggest(written, words);
  if (options.length === 0) return null;
  return { from: pos - written.length + from, options: options.map(({ label }) => ({ label })) };
}

function keys(
  path: string,
  pos: number,
  open: RegExpExecArray | null,
  explicit: boolean,
  { entries }: Vocabulary,
): CompletionResult | null {
  if (!open && !explicit) return null;
  const prefix = path === "" ? "" : `${path}.`;
  const inside = entries.filter(({ name }) => name.startsWith(prefix));
  const names = new Map<string, EntryHelp | undefined>();
  for (const entry of inside) {
    const [key, ...more] = entry.name.slice(prefix.length).split(/\.|(?=\[\])/);
    if (key) names.set(key, more.length === 0 ? entry : undefined);
  }
  const options = [...names].map(([key, entry]): Completion => {
    const apply = open ? `${key}": ` : `"${key}": `;
    return { label: key, apply, ...(entry && { info: explain(entry) }) };
  });
  return { from: open ? pos - open[1]!.length : pos, options };
}

/** What an entry may be set to: its choices, its default, a value with each of its units. */
function values(
  { name, choices, fallback, range }: EntryHelp,
  quoted: boolean,
  { materials }: Vocabulary,
) {
  const kind = /^materials\.(electrolyte|lithium)$/.exec(name)?.[1];
  const texts = [
    ...(choices ?? []),
    ...(kind ? materials.filter((one) => one.kind === kind).map((one) => one.name) : []),
    ...(typeof fallback === "string" && !choices ? [fallback] : []),
  ];
  const plain =
    typeof fallback === "boolean"
      ? ["true", "false"]
      : typeof fallback === "number"
        ? [String(fallback)]
        : [];
  const written = [...new Set(texts)].map((text) => (quoted ? text : JSON.stringify(text)));
  return [...written, ...(quoted ? [] : plain)].map((label): Completion => {
    return { label, ...(range && { info: range }) };
  });
}
