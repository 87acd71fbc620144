// The protocol as lines of text, one step each: under every line its canonical words, or why it cannot be read, and there the
// words that are meant.
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { typeset } from "../format";
import type { Checked, CheckedLine, Vocabulary } from "../worker-protocol";
import { type CodeField, codeField, quotedIn } from "./code";
import type { Draft } from "./draft";
import { suggest } from "./step-words";

class Echo extends WidgetType {
  constructor(
    private readonly words: string,
    private readonly isWrong: boolean,
  ) {
    super();
  }
  override eq(other: Echo) {
    return other.words === this.words && other.isWrong === this.isWrong;
  }
  toDOM() {
    const place = document.createElement("div");
    place.className = this.isWrong ? "cm-echo wrong" : "cm-echo";
    place.textContent = this.words;
    return place;
  }
}

const setEchoes = StateEffect.define<DecorationSet>();
const echoes = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (value, { effects, changes }) =>
    effects.reduce((now, one) => (one.is(setEchoes) ? one.value : now), value.map(changes)),
  provide: (field) => EditorView.decorations.from(field),
});

/** What stands under a line; "=" where it is as written. */
export function echoOf(written: string, { canonical, steps = 1, problem }: CheckedLine): string {
  if (problem !== undefined) return typeset(problem);
  if (canonical === undefined) return "";
  const same = canonical === written.trim();
  const count = steps > 1 ? `${steps} steps` : "";
  return [same ? "✓" : `= ${typeset(canonical)}`, count].filter(Boolean).join(" · ");
}

export class StepsView {
  private readonly field: CodeField;

  constructor(host: HTMLElement, draft: Draft, words: Vocabulary) {
    const changed = (text: string) => draft.set(["protocol"], linesOf(text));
    this.field = codeField(host, "Steps of the protocol, one a line", changed, [
      echoes,
      autocompletion({ override: [(context) => complete(context, words)], icons: false }),
    ]);
  }

  show(draft: Draft) {
    const { protocol } = (draft.document ?? {}) as { protocol?: unknown };
    const lines = Array.isArray(protocol) ? protocol.map(String) : [];
    if (JSON.stringify(linesOf(this.field.text())) !== JSON.stringify(lines))
      this.field.replace(lines.map((line) => line.replace(/\s*\n\s*/g, " ")).join("\n"));
  }

  tell({ lines, problems }: Checked) {
    const { view } = this.field;
    const decorations = [];
    const diagnostics: Diagnostic[] = [];
    let index = 0;
    for (let number = 1; number <= view.state.doc.lines; number++) {
      const { from, to, text } = view.state.doc.line(number);
      if (text.trim() === "") continue;
      const at = `protocol[${index}]`;
      // what only shows beside the rest of the scenario has its place, too
      const later = problems.find(({ path }) => path === at);
      const line = later ? { problem: later.message.replace(/^step \d+: /, "") } : lines[index];
      index++;
      if (!line) continue;
      const { problem } = line;
      const widget = new Echo(echoOf(text, line), problem !== undefined);
      decorations.push(Decoration.widget({ widget, block: true, side: 1 }).range(to));
      if (problem === undefined) continue;
      const words = quotedIn(text, problem);
      diagnostics.push({
        from: from + words.from,
        to: from + words.to,
        severity: "error",
        message: problem,
      });
    }
    view.dispatch({ effects: setEchoes.of(Decoration.set(decorations)) });
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }

  close() {
    this.field.close();
  }
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function complete(context: CompletionContext, words: Vocabulary): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const { from, options } = suggest(before, words);
  const isWriting = from < before.length || /\s$/.test(before);
  if (options.length === 0 || !(context.explicit || isWriting)) return null;
  return {
    from: line.from + from,
    options: options.map(({ label, kind, detail }, order) => ({
      label,
      apply: kind === "verb" || kind === "word" || kind === "observable" ? `${label} ` : label,
      boost: -order / 100,
      ...(detail !== undefined && (kind === "observable" ? { info: detail } : { detail })),
    })),
  };
}
