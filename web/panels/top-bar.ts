// The top bar: which scenario, and what is for a room and for those who look for keys.
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions";
import type { State, Store } from "../store";
import type { GalleryEntry } from "../worker-protocol";
import { mount } from "./panel";

interface Hooks {
  help: () => void;
  present: () => void;
  lessons: () => void;
  compare: () => void;
  pair: (name: string) => Promise<void>;
}

export function topBar(
  host: HTMLElement,
  store: Store,
  actions: Actions,
  { help, present, lessons, compare, pair }: Hooks,
) {
  const draw = mount(
    host,
    store,
    ["gallery", "run", "presenting", "pairs"],
    (state) => html`
      ${scenarioChoice(state, async (name) => {
        if (name.startsWith(of)) await pair(name.slice(of.length));
        else await actions.open({ name });
        // Where it has been refused, the choice goes back.
        draw();
      })}
      <button id="lessons" class="quiet" type="button" @click=${lessons}>Lessons</button>
      <button id="compare" class="quiet" type="button" @click=${compare}>Compare</button>
      <button
        id="present"
        class="quiet"
        type="button"
        aria-keyshortcuts="p"
        aria-pressed=${state.presenting}
        @click=${present}
      >Projector</button>
      <button id="help" class="quiet" type="button" aria-keyshortcuts="?" @click=${help}>Keys</button>
    `,
  );
}

/** Before the name of a pair, where scenarios have theirs alone. */
const of = "pair:";

const chosenIn = (event: Event) => (event.target as HTMLSelectElement).value;

function scenarioChoice({ gallery, run, pairs }: State, choose: (name: string) => void) {
  const others = run && !gallery.some(({ name }) => name === run.name) ? [run] : [];
  const option = ({ name, title }: { name: string; title: string }) =>
    html`<option value=${name} .selected=${live(name === run?.name)}>${title}</option>`;
  const group = (label: string, holds: (one: GalleryEntry) => boolean) =>
    html`<optgroup label=${label}>${gallery.filter(holds).map(option)}</optgroup>`;
  return html`<label class="scenario"
    ><span>Scenario</span
    ><select id="scenario" @change=${(event: Event) => choose(chosenIn(event))}>
      ${group("Lithium and electrolyte", (one) => !one.fullCell)}
      ${group("Full cells", (one) => one.fullCell)} ${others.map(option)}
      ${pairs.length > 0 ? html`<optgroup label="Side by side">${pairs.map((one) => option({ ...one, name: of + one.name }))}</optgroup>` : nothing}
    </select></label
  >`;
}
