// What the learner's own runs gave: a table, a small curve, the guess beside, and once every value has been run, whether it
// agrees.
import { html, nothing, svg } from "lit-html";
import type { NamedLesson } from "../../core/lessons/catalogue";
import { bearsOut } from "../../core/lessons/claim";
import type { Language, Value } from "../../core/lessons/lesson";
import { meanOf } from "../../core/lessons/outcome";
import type { LessonText } from "../../core/lessons/text";
import type { ObservableKey } from "../../core/observables";
import { OBSERVABLE_TABLE, type ObservableEntry } from "../../core/tables/observables";
import { duration, number, show, typeset } from "../format";
import { traceOf } from "../panels/traces";
import type { Page, Result } from "./notebook";
import { PHRASES } from "./phrases";
import { prose } from "./prose";

const BESIDE: Record<Language, Partial<Record<ObservableKey, string>>> = {
  en: {
    contactFraction: "Contact",
    time: "Time",
    peakCurrentRatio: "Peak current ratio",
    interphaseThickness: "Thickness of the interphase",
  },
  de: {
    contactFraction: "Kontakt",
    time: "Zeit",
    peakCurrentRatio: "Spitze des Stroms über dem Mittel",
    interphaseThickness: "Dicke der Interphase",
  },
};

export const labelOf = ({ to, label }: Value, language: Language): string =>
  label?.[language] ?? local(typeset(to), language);

/** Numbers with the comma of the language. */
const local = (text: string, language: Language) =>
  language === "de" ? text.replace(/(?<=\d)\.(?=\d)/g, ",") : text;

function textOf(key: ObservableKey, value: number, language: Language): string {
  const { unit }: ObservableEntry = OBSERVABLE_TABLE[key];
  const text = unit === "s" ? duration(value) : show(traceOf(key).quantity, value);
  return local(text, language);
}

function outcomeText(lesson: NamedLesson, results: readonly Result[], language: Language): string {
  const { read, times, over, above } = lesson.observable;
  const outcomes = results.map(({ outcome }) => outcome);
  if (above !== undefined) {
    const sum = outcomes.reduce((all, one) => all + one, 0);
    return PHRASES[language].share(sum, outcomes.length);
  }
  const mean = meanOf(outcomes);
  if (times || over || read === "contactRead") return local(mean.toPrecision(3), language);
  return textOf(read, mean, language);
}

export function outcomeTable(
  lesson: NamedLesson,
  { sections }: LessonText,
  { results, guess }: Page,
  language: Language,
) {
  const say = PHRASES[language];
  const { control, observable, beside, seeds } = lesson;
  const reads = observable.read === "contactRead";
  const of = ({ to }: Value) => results[to] ?? [];
  const done = control.values.filter((value) => of(value).length > 0);
  const { choices } = sections.predict;
  const chosen = guess === undefined ? undefined : choices[guess];
  const guessed = chosen ? html`<q>${prose(chosen.spans)}</q>` : say.noGuess;
  return html`<p class="guess">${say.guess}: ${guessed}</p>
    ${
      done.length === 0
        ? html`<p class="none">${say.none}</p>`
        : html`<div class="outcomes">
            <table>
              <caption>${say.yourRuns}</caption>
              <thead>
                <tr>
                  <th scope="col">${control.name[language]}</th>
                  ${seeds ? html`<th scope="col">${say.runs}</th>` : nothing}
                  <th scope="col">${observable.name[language]}</th>
                  ${beside ? html`<th scope="col">${besideName(beside, language)}</th>` : nothing}
                  ${reads ? html`<th scope="col">${say.arcWidth}</th><th scope="col">${say.arcTop}</th>` : nothing}
                </tr>
              </thead>
              <tbody>
                ${done.map(
                  (value) => html`<tr>
                    <th scope="row">${labelOf(value, language)}</th>
                    ${seeds ? html`<td>${of(value).length}</td>` : nothing}
                    <td>${outcomeText(lesson, of(value), language)}</td>
                    ${
                      beside
                        ? html`<td>${textOf(beside, of(value).at(-1)!.beside!, language)}</td>`
                        : nothing
                    }
                    ${reads ? arcCells(of(value).at(-1)!, language) : nothing}
                  </tr>`,
                )}
              </tbody>
            </table>
            ${curve(lesson, results)}
          </div>`
    }
    ${verdict(lesson, sections.predict.choices, results, language)}`;
}

/** What the contact is read from. */
function arcCells({ arc }: Result, language: Language) {
  if (!arc) return nothing;
  const texts = [`${number(arc.width)}\u202fΩ cm²`, `${number(arc.frequency)}\u202fHz`];
  return texts.map((text) => html`<td>${local(text, language)}</td>`);
}

const besideName = (key: ObservableKey, language: Language) =>
  BESIDE[language][key] ?? OBSERVABLE_TABLE[key].label;

/** Mean outcome of each value, NaN where it has not been run. */
const means = ({ control }: NamedLesson, results: Page["results"]) =>
  control.values.map(({ to }) => meanOf((results[to] ?? []).map(({ outcome }) => outcome)));

/** Of every value as many runs as the lesson asks for. */
const isWhole = ({ control, seeds }: NamedLesson, results: Page["results"]) =>
  control.values.every(({ to }) => (results[to]?.length ?? 0) >= (seeds?.length ?? 1));

function verdict(
  lesson: NamedLesson,
  choices: LessonText["sections"]["predict"]["choices"],
  results: Page["results"],
  language: Language,
) {
  if (!isWhole(lesson, results)) return nothing;
  const say = PHRASES[language];
  const agrees = bearsOut(lesson, means(lesson, results));
  const right = choices.find((choice) => choice.right)!;
  return html`<p class="verdict">
    ${agrees ? say.allRun : say.notRun} <q>${prose(right.spans)}</q>
  </p>`;
}

/** The table's numbers as points over the values, in their order where they are no numbers; it says nothing that the table does not. */
function curve(lesson: NamedLesson, results: Page["results"]) {
  const outcomes = means(lesson, results);
  const known = outcomes.filter(Number.isFinite);
  if (known.length < 2) return nothing;
  const top = Math.max(...known, 0) || 1;
  const ats = lesson.control.values.map(({ at }, k) => at ?? k);
  const [first, last] = [ats[0]!, ats.at(-1)!];
  const x = (k: number) => 12 + (176 * (ats[k]! - first)) / (last - first);
  const y = (outcome: number) => 72 - (60 * outcome) / top;
  const points = outcomes.flatMap((outcome, k) =>
    Number.isFinite(outcome) ? [{ x: x(k), y: y(outcome) }] : [],
  );
  return html`<svg class="small-curve" viewBox="0 0 200 80" aria-hidden="true">
    <path class="axis" d="M4 4V72H196" />
    <polyline points=${points.map((point) => `${point.x},${point.y}`).join(" ")} />
    ${points.map((point) => svg`<circle cx=${point.x} cy=${point.y} r="4" />`)}
  </svg>`;
}
