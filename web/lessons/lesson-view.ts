// One lesson in its six parts, from the question to what is taken away.
import { html, nothing, type TemplateResult } from "lit-html";
import { LESSONS, type NamedLesson } from "../../core/lessons/catalogue";
import type { Language, Value } from "../../core/lessons/lesson";
import { type LessonText, SECTIONS, type SectionName } from "../../core/lessons/text";
import { choices } from "./choices";
import type { Page } from "./notebook";
import { labelOf, outcomeTable } from "./outcome-table";
import { PHRASES } from "./phrases";
import { paragraphs, prose } from "./prose";
import { sourceOf } from "./trial";

export interface LessonState {
  lesson: NamedLesson;
  text: LessonText;
  page: Page;
  language: Language;
  /** value that is being run */
  running: string | null;
  /** why the last run has no result */
  miss: string;
  /** value that was run last */
  last: Value;
}

export interface LessonHooks {
  guess(choice: number): void;
  answer(choice: number): void;
  run(value: Value): void;
  sandbox(): void;
  next(): void;
}

export function lessonView(state: LessonState, hooks: LessonHooks): TemplateResult {
  const { lesson, text, language } = state;
  const say = PHRASES[language];
  const at = LESSONS.findIndex(({ name }) => name === lesson.name);
  const part = (name: SectionName, body: unknown) => html`<section
    id="part-${name}"
    class="part"
    aria-labelledby="heading-${name}"
  >
    <h3 id="heading-${name}" tabindex="-1">${text.sections[name].heading}</h3>
    ${body}
  </section>`;
  return html`<h2 id="lesson-title" tabindex="-1">${text.title}</h2>
    <p class="about">${say.of(at + 1, LESSONS.length)} · ${say.minutes(lesson.minutes)}</p>
    <nav class="parts" aria-label=${say.parts}>
      <ol>
        ${SECTIONS.map(
          (name) => html`<li>
            <button type="button" class="quiet" @click=${() => goTo(name)}>
              ${text.sections[name].heading}
            </button>
          </li>`,
        )}
      </ol>
    </nav>
    ${part("predict", predict(state, hooks))} ${part("do", doing(state, hooks))}
    ${part("see", seeing(state))} ${part("explain", paragraphs(text.sections.explain.paragraphs))}
    ${part("check", check(state, hooks))} ${part("take", taking(state, hooks))}
    ${
      at + 1 < LESSONS.length
        ? html`<button type="button" id="next-lesson" @click=${hooks.next}>${say.next}</button>`
        : nothing
    }`;
}

/** The heading is reached by eye and by keyboard. */
function goTo(name: SectionName) {
  const heading = document.getElementById(`heading-${name}`);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: "start" });
}

const predict = ({ text, lesson, page }: LessonState, { guess }: LessonHooks) =>
  choices(text.sections.predict, `predict-${lesson.name}`, page.guess, guess);

function doing({ text, lesson, page, language, running, miss }: LessonState, { run }: LessonHooks) {
  const say = PHRASES[language];
  const wanted = lesson.seeds?.length ?? 1;
  const runsOf = ({ to }: Value) => page.results[to]?.length ?? 0;
  const next = running ? undefined : lesson.control.values.find((value) => runsOf(value) < wanted);
  const button = (value: Value) => {
    const runs = runsOf(value);
    const count = lesson.seeds ? ` (${Math.min(runs, wanted)}/${wanted})` : runs > 0 ? " ✓" : "";
    return html`<button
      type="button"
      class="trial ${value === next ? "next" : ""}"
      aria-pressed=${running === value.to}
      @click=${() => run(value)}
    >${labelOf(value, language)}${running === value.to ? ` ${say.running}` : count}</button>`;
  };
  return html`${paragraphs(text.sections.do.paragraphs)}
    <div class="values" role="group" aria-label=${lesson.control.name[language]}>
      ${lesson.control.values.map(button)}
    </div>
    ${miss ? html`<p class="miss">${miss}</p>` : nothing}`;
}

const seeing = ({ lesson, text, page, language }: LessonState) =>
  html`${paragraphs(text.sections.see.paragraphs)}
  ${outcomeTable(lesson, text, page, language)}`;

function check({ text, lesson, page, language }: LessonState, { answer }: LessonHooks) {
  const { check: section } = text.sections;
  const say = PHRASES[language];
  const chosen = page.answer === undefined ? undefined : section.choices[page.answer];
  return html`${choices(section, `check-${lesson.name}`, page.answer, answer)}
    ${
      chosen
        ? html`<p class="answer ${chosen.right ? "is-right" : "is-wrong"}">
            <strong>${chosen.right ? say.right : say.wrong}</strong> ${prose(section.reason)}
          </p>`
        : nothing
    }`;
}

function taking({ text, lesson, language, last }: LessonState, { sandbox }: LessonHooks) {
  const say = PHRASES[language];
  return html`${paragraphs(text.sections.take.paragraphs)}
    <button type="button" id="sandbox" class="primary" @click=${sandbox}>${say.sandbox}</button>
    <p class="terminal">${say.terminal}</p>
    <pre tabindex="0"><code>${commandOf(lesson, last)}</code></pre>`;
}

/** The run in the words of the terminal. */
export function commandOf(lesson: NamedLesson, value: Value): string {
  const { name, set } = sourceOf(lesson, value, lesson.seeds?.[0]);
  return `npx voidscope run ${name} ${set.map((one) => `--set '${one}'`).join(" ")}`;
}
