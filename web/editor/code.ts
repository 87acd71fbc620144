// A field for text that is read while it is written: CodeMirror, whose styles are adopted by a shadow root, so that the page's
// policy of content (no inline style) holds. Tab leaves it, as everywhere on the page.
import { acceptCompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { type Extension, Transaction } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const theme = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--back)", fontSize: "var(--type-note)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": {
    fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
    lineHeight: "1.5",
    maxHeight: "min(60vh, 560px)",
    overflow: "auto",
  },
  ".cm-content": { caretColor: "var(--text)", padding: "8px 0", minHeight: "44px" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-line": { padding: "0 10px" },
  ".cm-gutters": { color: "var(--soft)", backgroundColor: "var(--back)", border: "none" },
  ".cm-echo": {
    display: "block",
    padding: "0 10px 6px 26px",
    color: "var(--soft)",
    fontFamily: "system-ui, sans-serif",
    fontSize: "0.92em",
    whiteSpace: "normal",
  },
  ".cm-echo.wrong": { color: "var(--wrong)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--wrong)",
    textUnderlineOffset: "3px",
  },
  ".cm-tooltip": {
    color: "var(--text)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--outline)",
    borderRadius: "var(--radius)",
    maxWidth: "min(34em, 90vw)",
    fontFamily: "system-ui, sans-serif",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "system-ui, sans-serif",
    maxHeight: "13em",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    padding: "5px 10px",
    color: "var(--text)",
    textOverflow: "ellipsis",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--on-focus) !important",
    backgroundColor: "var(--focus) !important",
  },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.85" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionInfo": { padding: "8px 10px", fontSize: "var(--type-small)" },
  ".cm-diagnostic": { padding: "6px 10px", fontFamily: "system-ui, sans-serif" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--wrong)" },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--contact-curve)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--accent)" },
  { tag: [tags.separator, tags.brace, tags.squareBracket], color: "var(--soft)" },
]);

export interface CodeField {
  view: EditorView;
  text(): string;
  /** Takes the place of what is written, if it is another text. */
  replace(text: string): void;
  close(): void;
}

/** @param changed called with what a person writes */
export function codeField(
  host: HTMLElement,
  label: string,
  changed: (text: string) => void,
  extensions: readonly Extension[],
): CodeField {
  const place = document.createElement("div");
  place.className = "code";
  const root = place.attachShadow({ mode: "open" });
  const inside = root.appendChild(document.createElement("div"));
  host.append(place);
  // letters that are written here are no shortcuts of the page, and Escape does not close the panel around it
  place.addEventListener("keydown", (event) => event.stopPropagation());
  const view = new EditorView({
    root,
    parent: inside,
    extensions: [
      history(),
      keymap.of([
        { key: "Tab", run: acceptCompletion },
        ...completionKeymap,
        ...lintKeymap,
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      theme,
      syntaxHighlighting(colours),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
      EditorView.domEventHandlers({ beforeinput: overSelection }),
      EditorView.updateListener.of(({ docChanged, transactions, state }) => {
        const byHand = transactions.some((one) => one.annotation(Transaction.userEvent));
        if (docChanged && byHand) changed(state.doc.toString());
      }),
      ...extensions,
    ],
  });
  const text = () => view.state.doc.toString();
  return {
    view,
    text,
    replace: (next) => {
      if (next === text()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    close: () => {
      view.destroy();
      place.remove();
    },
  };
}

/** What is written over a selection: the browser would copy the colours of the old words into styles of its own, which the
 * policy of content refuses. */
function overSelection(event: InputEvent, view: EditorView): boolean {
  const { data, inputType } = event;
  const { empty, from, to } = view.state.selection.main;
  if (inputType !== "insertText" || data === null || empty || view.composing) return false;
  event.preventDefault();
  const insert = () =>
    view.state.update({ ...view.state.replaceSelection(data), userEvent: "input.type" });
  const handlers = view.state.facet(EditorView.inputHandler);
  if (!handlers.some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
  return true;
}

/** The words of a sentence that stand in a text, so that they can be underlined there: "\"Stripp\" is not a step". */
export function quotedIn(text: string, message: string): { from: number; to: number } {
  for (const [quoted] of message.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
    let words: string;
    try {
      words = JSON.parse(quoted);
    } catch {
      continue;
    }
    const start = words.replace(/\.\.\.$/, "");
    const pattern = start.trim().split(/\s+/).map(escaped).join("\\s+");
    const found = start.trim() === "" ? null : new RegExp(pattern, "i").exec(text);
    if (found) return { from: found.index, to: found.index + found[0].length };
  }
  return { from: 0, to: text.length };
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
