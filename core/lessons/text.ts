// The text of a lesson from its Markdown: a title and six sections, of which each holds paragraphs, a list of choices with those
// that are right, or the reason for them. Of Markdown there is: # and ##, "- [ ]" and "- [x]", ">", **strong**, `code`.
//
//   # Title
//   ## Predict
//   A question?
//   - [ ] a choice
//   - [x] the right one
//   > Why.

import { ScenarioError } from "../errors";
import { quote } from "../suggest";

/** Sections in their order. */
export const SECTIONS = ["predict", "do", "see", "explain", "check", "take"] as const;
export type SectionName = (typeof SECTIONS)[number];

export interface Span {
  kind: "plain" | "strong" | "code";
  text: string;
}

export interface Choice {
  spans: Span[];
  right: boolean;
}

export interface Section {
  heading: string;
  paragraphs: Span[][];
  choices: Choice[];
  /** why the right choice is right */
  reason: Span[];
}

export interface LessonText {
  title: string;
  sections: Record<SectionName, Section>;
}

/** Throws ScenarioError with the line that does not fit. */
export function readText(markdown: string): LessonText {
  let title = "";
  const sections: Section[] = [];
  for (const block of blocksOf(markdown)) {
    const section = sections.at(-1);
    if (block.startsWith("# ")) title = block.slice(2);
    else if (block.startsWith("## ")) {
      sections.push({ heading: block.slice(3), paragraphs: [], choices: [], reason: [] });
    } else if (!section) throw new ScenarioError(`${quote(block)} stands before the first section`);
    else if (block.startsWith("> ")) section.reason = spansOf(block.slice(2));
    else if (/^- \[[ x]\] /.test(block)) {
      section.choices.push({ right: block[3] === "x", spans: spansOf(block.slice(6)) });
    } else section.paragraphs.push(spansOf(block));
  }
  if (!title || sections.length !== SECTIONS.length) {
    throw new ScenarioError(
      `has ${sections.length} sections${title ? "" : " and no title"}; write "# Title" and ${SECTIONS.length} sections`,
    );
  }
  const named = SECTIONS.map((name, k) => [name, sections[k]!] as const);
  return { title, sections: Object.fromEntries(named) as LessonText["sections"] };
}

/** Paragraphs on one line each; headings and choices are blocks of their own. */
function blocksOf(markdown: string): string[] {
  const blocks: string[] = [];
  let open = false;
  for (const line of markdown.split(/\r?\n/)) {
    const text = line.trim();
    const begins = /^(?:#{1,2} |- \[[ x]\] |> )/.test(text);
    if (text === "") open = false;
    else if (begins || !open) blocks.push(text);
    else blocks.push(`${blocks.pop()} ${text}`);
    if (text !== "") open = !/^#{1,2} /.test(text);
  }
  return blocks;
}

function spansOf(text: string): Span[] {
  const parts = text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).filter(Boolean);
  return parts.map((part): Span => {
    if (part.startsWith("**")) return { kind: "strong", text: part.slice(2, -2) };
    if (part.startsWith("`")) return { kind: "code", text: part.slice(1, -1) };
    if (/[*`_]{1,2}\S|\]\(|<\w/.test(part)) {
      throw new ScenarioError(`${quote(part)} is Markdown that a lesson does not have`);
    }
    return { kind: "plain", text: part };
  });
}
