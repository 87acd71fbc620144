// Play, step, start again, the clock and how fast it goes.
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions";
import { timeOf } from "../format";
import { speeds } from "../speeds";
import type { State, Store } from "../store";
import { mount } from "./panel";

export function transport(host: HTMLElement, store: Store, actions: Actions) {
  mount(
    host,
    store,
    ["run", "speed", "playing", "status", "engine", "pulse", "endReason", "slow"],
    (state) =>
      state.ui === "bare"
        ? playButton(state, actions)
        : html`${runButtons(state, actions)} ${clock(state)} ${pauseChoice(state, actions)} ${speedChoice(state, actions)}`,
  );
}

const isOff = ({ engine, run }: State) => engine !== "ready" || run === null;

function playButton(state: State, actions: Actions) {
  const { playing, status } = state;
  return html`<button
    id="play"
    class="primary"
    type="button"
    aria-keyshortcuts="Space"
    ?disabled=${isOff(state)}
    @click=${() => actions.toggle()}
  ><i class="sign ${playing ? "pause" : "play"}" aria-hidden="true"></i>${playing ? "Pause" : status === "running" || status === "finished" ? "Play" : "Again"}</button>`;
}

function runButtons(state: State, actions: Actions) {
  const off = isOff(state);
  return html`<fieldset class="run">
    <legend class="unseen">Run</legend>
    ${playButton(state, actions)}
    <button
      id="step"
      type="button"
      aria-keyshortcuts="."
      ?disabled=${off || (state.status !== "running" && state.status !== "finished")}
      @click=${() => actions.step()}
    >Step</button>
    <button
      id="reset"
      type="button"
      aria-keyshortcuts="r"
      ?disabled=${off}
      @click=${() => actions.reset()}
    >Reset</button>
  </fieldset>`;
}

function speedChoice({ speed, ui }: State, actions: Actions) {
  if (ui !== "full") return nothing;
  const option = ([label, rate]: (typeof speeds)[number]) =>
    html`<option value=${rate} .selected=${live(rate === speed)}>${label}</option>`;
  const chosen = (event: Event) => Number((event.target as HTMLSelectElement).value);
  return html`<label class="speed"
    ><span class="unseen">Speed: time of the cell for each second</span
    ><select
      id="speed"
      title="Time of the cell for each second"
      @change=${(event: Event) => actions.setSpeed(chosen(event), true)}
    >
      ${speeds.map(option)}
    </select></label
  >`;
}

/** Where to play on to: what happens, and the limit that says so. */
const events: [label: string, limit: string][] = [
  ["a void opens", "a void"],
  ["contact < 80 %", "contact < 80 %"],
  ["a filament starts", "a filament"],
  ["a short", "a short"],
  ["the step ends", "step ends"],
  ["10 min have passed", "10 min"],
  ["0.1 mAh/cm²", "0.1 mA.h/cm2"],
];

function pauseChoice(state: State, actions: Actions) {
  if (state.ui !== "full") return nothing;
  const go = (event: Event) => {
    const select = event.target as HTMLSelectElement;
    actions.playUntil(select.value);
    select.value = "";
  };
  return html`<label class="until"
    ><span class="unseen">Play on until something happens</span
    ><select id="until" title="Play on until something happens" ?disabled=${isOff(state)} @change=${go}>
      <option value="" selected disabled>until …</option>
      ${events.map(([label, limit]) => html`<option value=${limit}>${label}</option>`)}
    </select></label
  >`;
}

/** Time that has passed in the cell, and how the run has ended; one below the other where they do not fit, so that no button moves. */
function clock({ frame, status, endReason, slow, playing }: State) {
  const time = frame ? timeOf(frame.observables) : "";
  const ended = status === "running" ? nothing : html` <small>· ${status}</small>`;
  return html`<span class="time"
    ><span class="clock" id="clock" title=${endReason}>${time}${ended}</span>${slow && playing ? html`<span class="slow" title="A filament grows: each of its steps is shown">slow motion</span>` : nothing}</span
  >`;
}
