// The top bar: scenario, play, step, reset, speed, clock, progress.
import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions";
import { duration } from "../format";
import { speeds } from "../speeds";
import type { State, Store } from "../store";
import { mount } from "./panel";

export function topBar(host: HTMLElement, store: Store, actions: Actions, help: () => void) {
  const draw = mount(
    host,
    store,
    ["gallery", "run", "speed", "playing", "status", "engine", "pulse", "endReason"],
    (state) => html`
      ${scenarioChoice(state, async (name) => {
        await actions.open({ name });
        // Where it has been refused, the choice goes back.
        draw();
      })}
      ${runButtons(state, actions)} ${speedChoice(state, actions)} ${clock(state)}
      <button id="help" class="quiet" type="button" aria-keyshortcuts="?" @click=${help}>
        Shortcuts
      </button>
      <progress
        id="progress"
        max="1"
        .value=${state.progress}
        aria-label="Protocol done"
      ></progress>
    `,
  );
}

const chosenIn = (event: Event) => (event.target as HTMLSelectElement).value;

function scenarioChoice({ gallery, run }: State, choose: (name: string) => void) {
  const others = run && !gallery.some(({ name }) => name === run.name) ? [run] : [];
  const option = ({ name, title }: { name: string; title: string }) =>
    html`<option value=${name} .selected=${live(name === run?.name)}>${title}</option>`;
  return html`<label class="scenario"
    ><span>Scenario</span
    ><select id="scenario" @change=${(event: Event) => choose(chosenIn(event))}>
      ${[...gallery, ...others].map(option)}
    </select></label
  >`;
}

function runButtons({ playing, status, engine, run }: State, actions: Actions) {
  const off = engine !== "ready" || run === null;
  const running = status === "running";
  return html`<fieldset class="transport">
    <legend class="unseen">Run</legend>
    <button
      id="play"
      class="primary"
      type="button"
      aria-keyshortcuts="Space"
      ?disabled=${off}
      @click=${() => actions.toggle()}
    >${playing ? "Pause" : running ? "Play" : "Again"}</button>
    <button
      id="step"
      type="button"
      aria-keyshortcuts="."
      ?disabled=${off || !running}
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

function speedChoice({ speed }: State, actions: Actions) {
  const option = ([label, rate]: (typeof speeds)[number]) =>
    html`<option value=${rate} .selected=${live(rate === speed)}>${label}</option>`;
  return html`<label class="speed"
    ><span>Speed</span
    ><select
      id="speed"
      @change=${(event: Event) => actions.setSpeed(Number(chosenIn(event)), true)}
    >
      ${speeds.map(option)}
    </select></label
  >`;
}

function clock({ frame, status, endReason }: State) {
  const time = frame ? duration(frame.observables.time) : "";
  const ended = status === "running" ? "" : ` · ${status}`;
  return html`<div
    class="clock"
    id="clock"
    role="timer"
    aria-label="Simulated time"
    title=${endReason}
  >${time}${ended}</div>`;
}
