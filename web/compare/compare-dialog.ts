// With what the run is to be compared: the same with one control set otherwise, or a pair of the gallery.
import { html, render } from "lit-html";
import { plainNumber } from "../../core/numbers";
import { PAIRS } from "../../core/pairs";
import type { ControlName } from "../../core/scenario";
import { fromDisplay, number, toDisplay, typeset } from "../format";
import { editsOf } from "../hand-moves";
import { dials } from "../panels/conditions";
import { PATHS, type Start } from "./second-run";
import { begin, openPair, type Page, READ } from "./side-by-side";

let dialog: HTMLDialogElement | undefined;

export function compareDialog(page: Page) {
  dialog ??= document.body.appendChild(document.createElement("dialog"));
  dialog.id = "compare-dialog";
  dialog.setAttribute("aria-labelledby", "compare-title");
  const choice = new Choice(page, dialog);
  choice.draw();
  if (!dialog.open) dialog.showModal();
}

class Choice {
  private control: ControlName;
  private text: string;
  private fromNow = false;
  private wrong = "";

  constructor(
    private readonly page: Page,
    private readonly host: HTMLDialogElement,
  ) {
    this.control = page.store.value.run?.control ?? "pressure";
    this.text = this.other();
  }

  draw() {
    const { control, text, fromNow, wrong } = this;
    const dial = dials[control];
    const time = this.page.store.value.frame?.observables.time ?? 0;
    const option = ([name, { label }]: [string, { label: string }]) =>
      html`<option value=${name} .selected=${name === control}>${label}</option>`;
    render(
      html`<form
        method="dialog"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          void this.go();
        }}
      >
        <h2 id="compare-title">Compare this run with another</h2>
        <p>The same scenario and seed, but for one control:</p>
        <div class="compare-choice">
          <select aria-label="Control that differs" @change=${(event: Event) => this.pick((event.target as HTMLSelectElement).value)}>
            ${Object.entries(dials).map(option)}
          </select>
          <input
            type="text"
            inputmode="decimal"
            aria-label="${dial.label} of B in ${dial.quantity.words}"
            aria-describedby="compare-wrong"
            .value=${text}
            @input=${(event: Event) => {
              this.text = (event.target as HTMLInputElement).value;
            }}
          /><span>${dial.quantity.unit}</span>
          <select aria-label="From when on" ?disabled=${time === 0} @change=${(event: Event) => {
            this.fromNow = (event.target as HTMLSelectElement).value === "now";
          }}>
            <option value="start" .selected=${!fromNow}>from the start</option>
            <option value="now" .selected=${fromNow}>from now on</option>
          </select>
          <button type="submit" class="primary" id="compare-go">Compare</button>
        </div>
        <p id="compare-wrong" class="wrong">${wrong}</p>
        <p>Or two runs of the gallery:</p>
        <ul class="pairs">
          ${PAIRS.map(
            ({ name, title, says }) =>
              html`<li>
                <button type="button" data-pair=${name} @click=${() => this.open(name)}>${title}</button>
                <span>${typeset(says)}</span>
              </li>`,
          )}
        </ul>
        <button type="button" @click=${() => this.host.close()}>Cancel</button>
      </form>`,
      this.host,
    );
  }

  /** Another value than the present one, that shows something. */
  private other(): string {
    const o = this.page.store.value.frame?.observables;
    const { quantity, of } = READ[this.control];
    const now = o ? Math.abs(toDisplay(quantity, o[of])) : 0;
    const others = { pressure: now < 5 ? 7 : 3, temperature: now < 40 ? 60 : 0 };
    return number(this.control === "current" ? (now || 0.5) / 2 : others[this.control], 3);
  }

  private pick(name: string) {
    this.control = name as ControlName;
    this.text = this.other();
    this.wrong = "";
    this.draw();
  }

  private async open(name: string) {
    this.host.close();
    await openPair(this.page, name);
  }

  private async go() {
    const { control } = this;
    const { label, limits, quantity } = dials[control];
    const typed = plainNumber(this.text);
    if (typed === undefined || typed < limits[0] || typed > limits[1]) {
      this.wrong = `${label}: “${this.text}” must be a number between ${limits[0]} and ${limits[1]} ${quantity.unit}.`;
      this.draw();
      return;
    }
    this.host.close();
    await begin(this.page, this.start(fromDisplay(quantity, typed)), ["A", "B"]);
  }

  /** @param value of the control [SI] */
  private start(value: number): Start {
    const { control } = this;
    const { run, frame, edits, steps } = this.page.store.value;
    const way = (frame?.observables.currentDensity ?? 1) < 0 ? -1 : 1;
    const moved = {
      pressure: { stackPressure: value },
      temperature: { temperature: value },
      current: { currentDensity: way * value },
    }[control];
    const [[path, text]] = editsOf(moved) as [[string, string]];
    const scenario = JSON.parse(run!.scenario);
    const fileName = `${run!.name}.json`;
    if (this.fromNow) {
      const all = [
        ...edits.filter(({ step }) => step <= steps.now),
        { step: steps.now, path, value: text },
      ];
      const written = JSON.stringify({ ...scenario, edits: all });
      return {
        source: { text: written, fileName, step: steps.now },
        control,
        made: edits.length,
      };
    }
    // a current of the other sign stands in other steps of the protocol, too: there its size alone is set
    const set =
      control === "current" ? `current=${text.replace("-", "")}` : `${PATHS[control]}=${text}`;
    const source = { text: JSON.stringify({ ...scenario, edits: [] }), fileName };
    return { source, set: [set], control };
  }
}
