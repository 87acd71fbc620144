// The state in sentences, for eyes and for screen readers. Spoken only when a threshold is crossed.
import { html } from "lit-html";
import type { Observables } from "../../sim/types";
import { number, quantities, show, speak } from "../format";
import type { Speech } from "../speech";
import type { State, Store } from "../store";
import { filamentSummary } from "./filament-summary";
import { mount } from "./panel";

/** Time steps back that "rising" and "falling" look. */
const look = 12;

/** `spoken`: units in full. */
export function sentence(rows: readonly Observables[], last: Observables, spoken: boolean): string {
  const say = spoken ? speak : show;
  const { currentDensity, contactFraction, voidCount, peakCurrentRatio, voidHeight } = last;
  const mode = currentDensity > 0 ? "Stripping" : currentDensity < 0 ? "Plating" : "At rest";
  const current =
    currentDensity === 0 ? "" : ` at ${say(quantities.currentDensity, Math.abs(currentDensity))}`;
  const pressure = ` under ${say(quantities.stress, last.stackPressure)}`;
  const contact = `Contact ${say(quantities.fraction, contactFraction, 2)}${trend(rows, last)}`;
  const voids =
    voidCount === 0
      ? "no open void"
      : `${voidCount === 1 ? "one void" : `${voidCount} voids`}, the largest ${say(quantities.length, voidHeight, 2)} high`;
  const peak =
    peakCurrentRatio > 1.2
      ? `; the current peaks at ${number(peakCurrentRatio, 2)} times its mean`
      : "";
  return `${mode}${current}${pressure}. ${contact}; ${voids}${peak}.`;
}

function trend(rows: readonly Observables[], last: Observables): string {
  const before = rows[Math.max(0, rows.length - look)];
  if (!before || before === last) return "";
  const change = last.contactFraction - before.contactFraction;
  return change < -5e-4 ? " and falling" : change > 5e-4 ? " and rising" : " and steady";
}

/** To be read, with what the filaments do. */
export function stateInWords(host: HTMLElement, store: Store) {
  mount(host, store, ["pulse", "run", "status", "events", "layer"], (state) => {
    const text = state.frame
      ? ended(state) + sentence(state.rows, state.frame.observables, false)
      : "Starting …";
    return html`<h2>State</h2>
      <p class="sentence" id="sentence">${text}</p>
      ${filamentSummary(state)}`;
  });
}

/** Speaks the sentence when contact crosses a tenth or a void opens. */
export function speakState(store: Store, speech: Speech) {
  let tenth = 10;
  let voids = 0;
  let told = "";
  store.watch(["pulse", "status", "run"], (state) => {
    if (!state.frame) return;
    const last = state.frame.observables;
    // A threshold must be left by 2 % before it counts again.
    const contact = 10 * last.contactFraction;
    const crossed = contact < tenth - 0.2 || contact > tenth + 1.2;
    if (!crossed && last.voidCount === voids && state.status === "running") return;
    if (crossed) tenth = Math.floor(contact);
    voids = last.voidCount;
    const text = ended(state) + sentence(state.rows, last, true);
    if (text !== told) speech.say(text);
    told = text;
  });
}

function ended({ status, endReason }: State): string {
  return status === "running" ? "" : `${endReason} `;
}
