// Text of a lesson as elements of the page.
import { html } from "lit-html";
import type { Span } from "../../core/lessons/text";

/** A number and its unit stay on one line. */
const together = (text: string) =>
  text.replace(/(?<=\d) (?=%|°C|Ω|[µm]m|mA|MPa|[hs]\b|min\b)/g, "\u00a0");

export const prose = (spans: readonly Span[]) =>
  spans.map(({ kind, text: written }) => {
    const text = together(written);
    if (kind === "strong") return html`<strong>${text}</strong>`;
    return kind === "code" ? html`<code>${text}</code>` : text;
  });

export const paragraphs = (all: readonly Span[][]) =>
  all.map((spans) => html`<p>${prose(spans)}</p>`);
