// The lessons beside the picture: a list of them, or one. Loaded when somebody asks for it.
import "../style/lesson.css";
import { html, nothing, render } from "lit-html";
import { LESSONS, type NamedLesson } from "../../core/lessons/catalogue";
import type { Language, Value } from "../../core/lessons/lesson";
import type { Actions } from "../actions";
import type { Address } from "../address";
import type { Speech } from "../speech";
import type { Store } from "../store";
import { lessonView } from "./lesson-view";
import { Notebook } from "./notebook";
import { PHRASES } from "./phrases";
import { languageOf, type Texts, textsIn } from "./texts";
import { sourceOf, Trial } from "./trial";

let classroom: Classroom | undefined;

/** Opens what the address names, a lesson or the list of them; or closes it. */
export function toggleLessons(store: Store, actions: Actions, speech: Speech, address: Address) {
  classroom ??= new Classroom(store, actions, speech, address);
  return classroom.toggle();
}

class Classroom {
  private readonly host = document.createElement("section");
  private readonly notebook = new Notebook();
  private readonly trial: Trial;
  private language: Language;
  private texts: Texts = new Map();
  private lesson: NamedLesson | null = null;
  private running: string | null = null;
  private miss = "";
  /** goes up with each run and each lesson */
  private turn = 0;
  private last: Value | null = null;
  /** what was said in the language of the lessons */
  private said = "";

  constructor(
    private readonly store: Store,
    private readonly actions: Actions,
    private readonly speech: Speech,
    private readonly address: Address,
  ) {
    this.trial = new Trial(store, actions);
    this.language = languageOf(address.query.get("lang"));
    this.host.id = "lesson";
    document.querySelector("main")!.append(this.host);
    const live = document.getElementById("live")!;
    store.watch(["spoken"], ({ spoken }) => {
      if (spoken !== "" && spoken === this.said) live.lang = this.language;
      else live.removeAttribute("lang");
    });
  }

  async toggle() {
    if (document.documentElement.dataset["lesson"] !== undefined) {
      this.close();
      return;
    }
    const name = this.address.query.get("lesson");
    this.texts = await textsIn(this.language);
    document.documentElement.dataset["lesson"] = "open";
    this.store.set({ panel: null });
    await this.show(LESSONS.find((lesson) => lesson.name === name) ?? null);
  }

  private close() {
    this.turn++;
    this.trial.leave();
    delete document.documentElement.dataset["lesson"];
    render(nothing, this.host);
    this.note(null);
    document.getElementById("lessons")?.focus();
  }

  private async show(lesson: NamedLesson | null) {
    this.turn++;
    this.trial.leave();
    Object.assign(this, {
      lesson,
      running: null,
      miss: "",
      last: lesson?.control.values[0] ?? null,
    });
    this.note(lesson?.name ?? "");
    this.draw();
    this.host.scrollTop = 0;
    this.host.querySelector<HTMLElement>("h2")?.focus();
    if (lesson) await this.actions.open(this.source(lesson), false);
  }

  private source = (lesson: NamedLesson) => sourceOf(lesson, this.last!, lesson.seeds?.[0]);

  /** In the address: which lesson, and the language if it is not the browser's. */
  private note(lesson: string | null) {
    const own = languageOf(null) === this.language;
    const { query } = this.address;
    query.delete("lang");
    if (lesson === null) query.delete("lesson");
    else query.set("lesson", lesson);
    if (lesson !== null && !own) query.set("lang", this.language);
    history.replaceState(history.state, "", `${this.address}${location.hash}`);
  }

  private async turnOver() {
    this.language = this.language === "en" ? "de" : "en";
    this.texts = await textsIn(this.language);
    this.note(this.lesson?.name ?? "");
    this.draw();
  }

  private say(text: string) {
    this.said = text;
    this.speech.say(text);
  }

  private async run(lesson: NamedLesson, value: Value) {
    this.trial.leave();
    const turn = ++this.turn;
    Object.assign(this, { running: value.to, miss: "", last: value });
    this.draw();
    const result = await this.trial.run(lesson, value, this.nextSeed(lesson, value));
    if (turn !== this.turn) return;
    const say = PHRASES[this.language];
    const misses = { left: "", "by hand": say.byHand, failed: say.failed };
    if (typeof result === "string") this.miss = misses[result];
    else this.notebook.note(lesson.name, value.to, result);
    this.running = null;
    this.draw();
    if (result !== "left") this.say(this.miss || say.ended);
  }

  /** The first seed that has not been run with this value; then from the first again. */
  private nextSeed({ name, seeds }: NamedLesson, { to }: Value): number | undefined {
    const done = this.notebook.page(name).results[to] ?? [];
    return seeds?.find((seed) => done.every((one) => one.seed !== seed)) ?? seeds?.[0];
  }

  private draw() {
    const say = PHRASES[this.language];
    this.host.lang = this.language;
    this.host.setAttribute("aria-label", say.lessons);
    const { lesson } = this;
    render(
      html`<div class="lesson-bar">
          ${
            lesson
              ? html`<button type="button" id="all-lessons" @click=${() => this.show(null)}>
                  ${say.all}
                </button>`
              : ""
          }
          <button
            type="button"
            id="lesson-language"
            lang=${this.language === "en" ? "de" : "en"}
            @click=${() => this.turnOver()}
          >${say.other}</button>
          <button type="button" id="close-lessons" @click=${() => this.close()}>${say.close}</button>
        </div>
        ${lesson ? this.one(lesson) : this.list()}`,
      this.host,
    );
  }

  private list() {
    const say = PHRASES[this.language];
    return html`<h2 tabindex="-1">${say.lessons}</h2>
      <p>${say.intro}</p>
      <ol class="lessons">
        ${LESSONS.map(
          (lesson) => html`<li>
            <button type="button" data-lesson=${lesson.name} @click=${() => this.show(lesson)}>
              <span>${this.texts.get(lesson.name)!.title}</span>
              <small>${say.minutes(lesson.minutes)}</small>
            </button>
          </li>`,
        )}
      </ol>`;
  }

  private one(lesson: NamedLesson) {
    const { name } = lesson;
    const text = this.texts.get(name)!;
    const { language, running, miss } = this;
    const page = this.notebook.page(name);
    const say = PHRASES[language];
    return lessonView(
      { lesson, text, page, language, running, miss, last: this.last! },
      {
        guess: (guess) => {
          this.notebook.write(name, { guess });
          this.draw();
        },
        answer: (answer) => {
          this.notebook.write(name, { answer });
          this.draw();
          this.say(text.sections.check.choices[answer]!.right ? say.right : say.wrong);
        },
        run: (value) => void this.run(lesson, value),
        sandbox: () => {
          this.close();
          void this.actions.open(this.source(lesson), false);
        },
        next: () => void this.show(LESSONS[LESSONS.indexOf(lesson) + 1]!),
      },
    );
  }
}
