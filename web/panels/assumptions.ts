// The closures and switches of the model, each with how well it stands and whose it is; a change starts the run again.
// Mechanisms set several at once.
import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import type { Actions } from "../actions";
import type { State, Store } from "../store";
import type { ClosureNow, SetEntry } from "../worker-protocol";
import { isSpalling, spalls } from "./filament-summary";
import { mount } from "./panel";

/** "physics.vacancySinks" -> "Vacancy sinks". */
export function labelOf(path: string): string {
  const key = path.split(".").at(-1)!;
  const words = key.replace(
    /([a-z])([A-Z])/g,
    (_, a: string, b: string) => `${a} ${b.toLowerCase()}`,
  );
  return words[0]!.toUpperCase() + words.slice(1);
}

export class Assumptions {
  private readonly draw: () => void;
  private chosen = { mechanism: "", remedy: "" };
  /** what is looked for among them */
  private wanted = "";

  constructor(
    host: HTMLElement,
    store: Store,
    private readonly actions: Actions,
  ) {
    this.draw = mount(host, store, ["engine", "sets", "closures", "hangsOn"], (state) =>
      this.view(state),
    );
  }

  private view({ engine, sets, closures, hangsOn }: State) {
    const off = engine !== "ready";
    const changed = closures.filter((closure) => closure.changed).length;
    const shown = closures.filter((closure) => isAbout(closure, this.wanted));
    return html`<h2>Assumptions <span class="new-run">new run</span></h2>
      <p class="help">Each change starts the run again; the run before stays on the curve, dashed.</p>
      <p class="help" ?hidden=${!hangsOn}>${hangsOn}</p>
      <p class="wrong" ?hidden=${!isSpalling(closures)}>${spalls}</p>
      ${this.choices(sets, off)}
      <details>
        <summary>
          Closures and switches
          <span>${closures.length > 0 ? `(${closures.length}${changed > 0 ? `, ${changed} changed` : ""})` : ""}</span>
        </summary>
        <label class="search"
          ><span>Search</span
          ><input
            type="text"
            id="search-assumptions"
            autocomplete="off"
            @input=${(event: Event) => this.search((event.target as HTMLInputElement).value)}
        /></label>
        <div class="assumed">
          ${sectionsOf(shown).map((name) => this.section(name, shown, off))}
        </div>
      </details>
      <button type="button" class="quiet" ?disabled=${off} @click=${() => this.undo()}>
        Undo all changes
      </button>`;
  }

  private choices(sets: readonly SetEntry[], off: boolean) {
    return (["mechanism", "remedy"] as const).map((kind) => {
      const own = sets.filter((one) => one.kind === kind);
      const chosen = own.find(({ name }) => name === this.chosen[kind]);
      return html`<label class="mechanism"
          ><span>${labelOf(kind)}</span
          ><select
            id=${kind}
            ?disabled=${off}
            @change=${(event: Event) => this.choose(kind, (event.target as HTMLSelectElement).value)}
          >
            <option value="" .selected=${live(!chosen)}>
              ${kind === "remedy" ? "None" : "As the switches below stand"}
            </option>
            ${own.map(
              ({ name, title }) =>
                html`<option value=${name} .selected=${live(name === this.chosen[kind])}>${title}</option>`,
            )}
          </select></label
        >
        <p class="help">${chosen?.says ?? ""}</p>`;
    });
  }

  private search(text: string) {
    this.wanted = text;
    this.draw();
  }

  private choose(kind: SetEntry["kind"], name: string) {
    this.chosen[kind] = name;
    this.draw();
    if (name) void this.actions.change([`${kind}=${name}`]);
  }

  private undo() {
    this.chosen = { mechanism: "", remedy: "" };
    this.draw();
    void this.actions.change([], true);
  }

  /** Flags before numbers. */
  private section(name: string, closures: readonly ClosureNow[], off: boolean) {
    const late = ({ value }: ClosureNow) => Number(typeof value !== "boolean");
    const own = closures
      .filter(({ path }) => sectionOf(path) === name)
      .sort((a, b) => late(a) - late(b));
    return html`<h3>${titles[name] ?? labelOf(name)}</h3>
      ${repeat(
        own,
        ({ path }) => path,
        (closure) => this.closure(closure, off),
      )}`;
  }

  private closure(closure: ClosureNow, off: boolean) {
    const { path, value, status, source, description } = closure;
    const mark = closure.changed ? html`<b class="changed">changed</b> ` : "";
    const id = `set-${path.replaceAll(".", "-")}`;
    const change = (input: HTMLInputElement) =>
      this.change(path, typeof value === "boolean" ? String(input.checked) : input.value.trim());
    const changed = (event: Event) => change(event.target as HTMLInputElement);
    const about = `${id}-about`;
    const input =
      typeof value === "boolean"
        ? html`<input
            type="checkbox"
            id=${id}
            aria-describedby=${about}
            ?disabled=${off}
            .checked=${live(value)}
            @change=${changed}
          />`
        : html`<input
            type="text"
            id=${id}
            autocomplete="off"
            aria-describedby=${about}
            ?disabled=${off}
            .value=${live(String(value))}
            @change=${changed}
          />`;
    return html`<div class="closure">
      <label for=${id}>${labelOf(path)}</label>
      ${input}
      <p id=${about}>${mark}<b class="stands ${status}">${status}</b> ${description}. <cite>${source}</cite></p>
    </div>`;
  }

  /** Refused, in a sentence above: back to what holds. */
  private async change(path: string, to: string) {
    if (!(await this.actions.change([`${path}=${to}`]))) this.draw();
  }
}

function isAbout({ path, description, source }: ClosureNow, text: string): boolean {
  const all = `${labelOf(path)} ${path} ${description} ${source}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** Sections of the scenario, the void model first. */
function sectionsOf(closures: readonly ClosureNow[]): string[] {
  const sections = [...new Set(closures.map(({ path }) => sectionOf(path)))];
  return sections.sort((a, b) => Number(b === "physics") - Number(a === "physics"));
}

const sectionOf = (path: string) => path.split(".")[0]!;
const titles: Record<string, string> = { physics: "Void model" };
