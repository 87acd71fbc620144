// Runs that this browser keeps: to go on with, to name, to forget.
import { html, nothing } from "lit-html";
import type { Actions } from "../actions";
import { duration } from "../format";
import type { Keeping, KeptRun } from "../keeping";
import type { Store } from "../store";
import { mount } from "./panel";

export function runList(host: HTMLElement, store: Store, actions: Actions, keeping: Keeping) {
  const row = (run: KeptRun) => {
    const rename = (event: Event) =>
      keeping.rename(run.id, (event.target as HTMLInputElement).value);
    const forget = () => {
      keeping.remove(run.id);
      draw();
    };
    return html`<li>
      ${run.picture ? html`<img src=${run.picture} alt="" width="96" height="40" />` : nothing}
      <input aria-label="Name of the run" .value=${run.title} @change=${rename} />
      <span class="number">${duration(run.time)}</span>
      <button type="button" @click=${() => void actions.openKept(run)}>Go on</button>
      <button type="button" class="quiet" @click=${forget}>Forget</button>
    </li>`;
  };
  const draw = mount(host, store, ["run", "panel"], () => {
    const runs = keeping.list();
    return runs.length === 0
      ? nothing
      : html`<h2>Runs kept in this browser</h2>
          <ul class="runs">
            ${runs.map(row)}
          </ul>`;
  });
}
