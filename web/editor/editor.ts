// The editor: steps, entries and the whole scenario are three faces of one draft. It is checked while it is written; applying says
// before whether the run goes on or a new one starts.
import { html, render } from "lit-html";
import type { Actions } from "../actions";
import type { Speech } from "../speech";
import type { Store } from "../store";
import type { Checked, Vocabulary } from "../worker-protocol";
import { Draft } from "./draft";
import { FormView } from "./form-view";
import { JsonView } from "./json-view";
import { StepsView } from "./steps-view";

export type Face = "steps" | "entries" | "json";

interface View {
  show(draft: Draft): void;
  tell(checked: Checked): void;
  close(): void;
}

/** [ms] of rest in writing before the draft is checked */
const rest = 250;
/** Sentences shown at once. */
const most = 5;

export class Editor {
  private readonly draft = new Draft(() => this.written());
  private readonly body: HTMLElement;
  private readonly foot: HTMLElement;
  private face: Face | null = null;
  private view: View | null = null;
  private checked: Checked | null = null;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  private said = "";

  static async make(host: HTMLElement, store: Store, actions: Actions, speech: Speech) {
    const editor = new Editor(host, store, actions, speech, await actions.vocabulary());
    await editor.takeFromRun();
    let of = store.value.run;
    store.watch(["run"], ({ run }) => {
      if (run === of) return;
      of = run;
      if (!editor.draft.isDirty) void editor.takeFromRun();
      else void editor.check();
    });
    // hands that move controls are part of the scenario
    store.watch(["edits", "panel"], () => {
      if (!editor.draft.isDirty && editor.face) void editor.takeFromRun();
    });
    return editor;
  }

  private constructor(
    host: HTMLElement,
    private readonly store: Store,
    private readonly actions: Actions,
    private readonly speech: Speech,
    private readonly words: Vocabulary,
  ) {
    this.body = host.appendChild(document.createElement("div"));
    this.foot = host.appendChild(document.createElement("div"));
    this.foot.className = "apply";
  }

  /** Shows the draft in one of its faces, or none. */
  show(face: Face | null) {
    if (face === this.face) return;
    this.view?.close();
    this.view = null;
    this.face = face;
    if (face === "steps") this.view = new StepsView(this.body, this.draft, this.words);
    if (face === "entries") this.view = new FormView(this.body, this.draft, this.words);
    if (face === "json") this.view = new JsonView(this.body, this.draft, this.words);
    this.view?.show(this.draft);
    if (this.checked) this.view?.tell(this.checked);
    this.draw();
  }

  private async takeFromRun() {
    const text = await this.actions.draft();
    if (text === this.draft.text && !this.draft.isDirty && this.checked) return;
    this.draft.take(text);
    this.view?.show(this.draft);
    await this.check();
  }

  private written() {
    // a face that did not write it shows it, too
    if (this.face !== "json") this.view?.show(this.draft);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.check(), rest);
    this.checked = null;
    this.draw();
  }

  private async check() {
    const turn = ++this.turn;
    const { text } = this.draft;
    const checked = await this.actions.check(text);
    if (turn !== this.turn || text !== this.draft.text) return;
    this.checked = checked;
    this.view?.tell(checked);
    this.draw();
    const [first] = checked.problems;
    const told = first && this.draft.isDirty ? first.message : "";
    if (told && told !== this.said) this.speech.say(told);
    this.said = told;
  }

  private async apply() {
    const { run } = this.store.value;
    clearTimeout(this.waiting);
    await this.check();
    const { checked } = this;
    if (!checked?.changed || checked.problems.length > 0) return;
    const step = checked.restarts ? 0 : (checked.step ?? 0);
    const { text } = this.draft;
    this.draft.take(text);
    await this.actions.open({ text, fileName: `${run?.name ?? "scenario"}.json`, step }, false);
    await this.takeFromRun();
  }

  private draw() {
    if (!this.face) {
      render("", this.foot);
      return;
    }
    const { checked, draft } = this;
    const problems = checked?.problems ?? [];
    const changed = checked?.changed ?? [];
    const ready = problems.length === 0 && changed.length > 0;
    render(
      html`<div class="files">
          <button type="button" id="apply" ?disabled=${!ready} @click=${() => void this.apply()}>
            ${ready ? (checked?.restarts ? "Apply: a new run starts" : "Apply: the run goes on") : "Apply"}
          </button>
          <button type="button" id="discard" class="quiet" ?disabled=${!draft.isDirty} @click=${() => void this.takeFromRun()}>
            Back to the scenario of the run
          </button>
        </div>
        <p id="apply-says">${this.says(checked, changed)}</p>
        <ul class="problems" ?hidden=${problems.length === 0}>
          ${problems.slice(0, most).map(({ path, message, line }) => html`<li class="wrong">${where(path, line)}${message}</li>`)}
        </ul>`,
      this.foot,
    );
  }

  private says(checked: Checked | null, changed: readonly string[]): string {
    if (!checked) return "Being read …";
    const { problems, restarts } = checked;
    if (problems.length > 0)
      return problems.length === 1
        ? "One thing is to be mended:"
        : `${problems.length} things are to be mended:`;
    if (changed.length === 0) return "Nothing is changed: this is the scenario of the run.";
    const names = changed.slice(0, most).join(", ");
    const more = changed.length > most ? ` and ${changed.length - most} more` : "";
    const then = restarts
      ? "A new run starts from its first time step."
      : "What has run stays as it is: the run goes on where it stands.";
    return `Changed: ${names}${more}. ${then}`;
  }
}

const where = (path: string, line: number | undefined) =>
  line === undefined ? (path ? `${path}: ` : "") : `Line ${line}: `;
