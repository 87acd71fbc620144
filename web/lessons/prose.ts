// Text of a lesson as elements of the page.
import { html } from "lit-html";
import type { Span } from "../../core/lessons/text";

export const prose = (spans: readonly Span[]) =>
  spans.map(({ kind, text }) => {
    if (kind === "strong") return html`<strong>${text}</strong>`;
    return kind === "code" ? html`<code>${text}</code>` : text;
  });

export const paragraphs = (all: readonly Span[][]) =>
  all.map((spans) => html`<p>${prose(spans)}</p>`);
