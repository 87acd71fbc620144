// Every entry of the scenario as a form: searched by words, marked where it is changed, with meaning, range, standing and source;
// and the values of the materials in use, which a scenario may override, each with where it comes from.
import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { formula } from "../format";
import { labelOf } from "../panels/assumptions";
import type { Checked, EntryHelp, Vocabulary } from "../worker-protocol";
import { type Draft, type Keys, valueAt } from "./draft";
import { explain } from "./json-view";

type Value = NonNullable<Checked["values"]>[number];

const OVERRIDES = "materials.overrides";
/** Sections as people look for them; the others follow. */
const FIRST = ["materials", "cell", "mesh", "conditions", "interface", "physics"];
/** What one field cannot hold. */
const isField = ({ name, fallback }: EntryHelp) =>
  !name.includes("[]") &&
  !Array.isArray(fallback) &&
  !/^(?:\$schema|schemaVersion|protocol|edits|profiles|materials\.files|materials\.overrides)$/.test(
    name,
  );

export const sectionOf = (name: string) => (name.includes(".") ? name.split(".")[0]! : "general");

export class FormView {
  private readonly place: HTMLElement;
  private readonly entries: EntryHelp[];
  private wanted = "";
  private onlyChanged = false;
  private checked: Checked = { problems: [], lines: [] };
  /** of the materials, as they were when the draft was last right */
  private values: Value[] = [];

  constructor(
    host: HTMLElement,
    private readonly draft: Draft,
    private readonly words: Vocabulary,
  ) {
    this.entries = words.entries.filter(isField);
    this.place = host.appendChild(document.createElement("div"));
  }

  show() {
    this.draw();
  }

  tell(checked: Checked) {
    this.checked = checked;
    this.values = checked.values ?? this.values;
    this.draw();
  }

  close() {
    this.place.remove();
  }

  private draw() {
    if (this.draft.document === undefined) {
      render(
        html`<p class="wrong">The text is not JSON at present; mend it as the whole scenario.</p>`,
        this.place,
      );
      return;
    }
    const shown = this.entries.filter((entry) => this.isShown(entry));
    const sections = [...new Set(this.entries.map(({ name }) => sectionOf(name)))];
    const rank = (name: string) =>
      (FIRST.indexOf(name) + 1 || FIRST.length + 1) - (name === "general" ? 99 : 0);
    sections.sort((a, b) => rank(a) - rank(b));
    const open = this.wanted !== "" || this.onlyChanged;
    render(
      html`<div class="search-row">
          <label class="search"
            ><span>Search</span
            ><input
              type="search"
              id="search-entries"
              autocomplete="off"
              @input=${(event: Event) => this.search((event.target as HTMLInputElement).value)}
          /></label>
          <label class="only"
            ><input
              type="checkbox"
              id="only-changed"
              .checked=${live(this.onlyChanged)}
              @change=${() => this.toggleOnly()}
            />
            Only what is changed</label
          >
        </div>
        ${sections.map((section) => this.section(section, shown, open))} ${this.materialValues(open)}`,
      this.place,
    );
  }

  private section(section: string, shown: readonly EntryHelp[], open: boolean) {
    const own = shown.filter(({ name }) => sectionOf(name) === section);
    if (own.length === 0) return nothing;
    const changed = own.filter(({ name }) => this.isChanged(keysOf(name))).length;
    return html`<details class="entries" id="entries-${section}" ?open=${open}>
      <summary>${labelOf(section)} <span>${own.length}${changed ? `, ${changed} changed` : ""}</span></summary>
      ${repeat(
        own,
        ({ name }) => name,
        (entry) => this.entry(entry),
      )}
    </details>`;
  }

  private entry(entry: EntryHelp) {
    const { name, standing } = entry;
    const id = `entry-${name.replaceAll(".", "-")}`;
    return html`<div class="entry">
      <label for=${id}>${labelOf(name)}</label>
      ${this.input(entry, id)}
      <p id="${id}-about">
        ${this.mark(keysOf(name))}${standing ? html`<b class="stands ${standing}">${standing}</b> ` : ""}${explain(entry)}
      </p>
      ${this.wrong(name)}
    </div>`;
  }

  private wrong(path: string) {
    const found = this.checked.problems.find((problem) => problem.path === path);
    return found ? html`<p class="wrong">${found.message}</p>` : nothing;
  }

  private input(entry: EntryHelp, id: string) {
    const { name, fallback } = entry;
    const keys = keysOf(name);
    const written = valueAt(this.draft.document, keys);
    const value = written === undefined ? fallback : written;
    const about = `${id}-about`;
    if (typeof fallback === "boolean") {
      const set = (event: Event) => this.set(entry, (event.target as HTMLInputElement).checked);
      return html`<input type="checkbox" id=${id} aria-describedby=${about} .checked=${live(value === true)} @change=${set} />`;
    }
    const set = (event: Event) => this.setText(entry, (event.target as HTMLInputElement).value);
    const choices = this.choicesOf(entry);
    if (choices) {
      return html`<select id=${id} aria-describedby=${about} @change=${set}>
        ${[...new Set([...choices.map(([choice]) => choice), String(value)])].map(
          (choice) =>
            html`<option value=${choice} .selected=${live(choice === value)}>
              ${choices.find(([one]) => one === choice)?.[1] ?? choice}
            </option>`,
        )}
      </select>`;
    }
    return html`<input
      type="text"
      id=${id}
      autocomplete="off"
      aria-describedby=${about}
      .value=${live(value === undefined ? "" : String(value))}
      @change=${set}
    />`;
  }

  private choicesOf({ name, choices }: EntryHelp): [value: string, label: string][] | undefined {
    const kind = /^materials\.(electrolyte|lithium)$/.exec(name)?.[1];
    if (!kind) return choices?.map((choice) => [choice, choice]);
    return this.words.materials
      .filter((one) => one.kind === kind)
      .map((one) => [one.name, `${formula(one.name)}: ${formula(one.title)}`]);
  }

  /** Values of the materials in use. */
  private materialValues(open: boolean) {
    const values = this.values.filter(
      ({ property, source, where }) =>
        !/\.(?:openCircuitVoltage|volumeChange)$/.test(property) &&
        this.holds(`${property} ${labelOf(property)} ${source} ${where}`) &&
        (!this.onlyChanged || this.isChanged([...OVERRIDES.split("."), property])),
    );
    if (values.length === 0) return nothing;
    return html`<details class="entries" id="entries-values" ?open=${open}>
      <summary>Values of the materials <span>${values.length}</span></summary>
      ${repeat(
        values,
        ({ property }) => property,
        (value) => this.materialValue(value),
      )}
    </details>`;
  }

  private materialValue({ property, value, kind, source, where }: Value) {
    const keys = [...OVERRIDES.split("."), property];
    const id = `value-${property.replaceAll(".", "-")}`;
    const own = kind === "scenario";
    const set = (event: Event) => {
      const text = (event.target as HTMLInputElement).value.trim();
      this.draft.set(keys, text === "" ? undefined : text);
    };
    const [material = ""] = property.split(".");
    return html`<div class="entry">
      <label for=${id}>${formula(material)}: ${labelOf(property).toLowerCase()}</label>
      <input type="text" id=${id} autocomplete="off" aria-describedby="${id}-about" .value=${live(value)} @change=${set} />
      <p id="${id}-about">
        ${this.mark(keys)}${own ? "Set by this scenario; empty it to go back to the published value." : html`<b>${kind}</b> <cite>${source}</cite>${where ? `, ${where}` : ""}.`}
      </p>
      ${this.wrong(`${OVERRIDES}.${property}`)}
    </div>`;
  }

  private mark(keys: Keys) {
    return this.isChanged(keys) ? html`<b class="changed">changed</b> ` : nothing;
  }

  private isChanged(keys: Keys): boolean {
    const { document, original } = this.draft;
    return JSON.stringify(valueAt(document, keys)) !== JSON.stringify(valueAt(original, keys));
  }

  private isShown({ name, meaning, source = "" }: EntryHelp): boolean {
    const changed = !this.onlyChanged || this.isChanged(keysOf(name));
    return changed && this.holds(`${labelOf(name)} ${name} ${meaning} ${source}`);
  }

  private holds(text: string): boolean {
    const all = text.toLowerCase();
    return this.wanted
      .toLowerCase()
      .split(/\s+/)
      .every((word) => all.includes(word));
  }

  private search(text: string) {
    this.wanted = text;
    this.draw();
  }

  private toggleOnly() {
    this.onlyChanged = !this.onlyChanged;
    this.draw();
  }

  private setText(entry: EntryHelp, text: string) {
    const number = Number(text);
    const isNumber =
      typeof entry.fallback === "number" && text.trim() !== "" && Number.isFinite(number);
    this.set(entry, isNumber ? number : text);
  }

  /** What would be so anyway is left out. */
  private set({ name, fallback }: EntryHelp, value: unknown) {
    this.draft.set(keysOf(name), value === fallback || value === "" ? undefined : value);
  }
}

const keysOf = (name: string): Keys => name.split(".");
