// A panel over the picture when the engine is gone.
import { html } from "lit-html";
import type { State } from "../store";

export function failure({ engine, problem }: State, restart: () => void) {
  return html`<div class="failure" id="failure" role="alert" ?hidden=${engine !== "failed"}>
    <h2>The engine is not running</h2>
    <p>${problem}</p>
    <button type="button" class="primary" @click=${restart}>Start again</button>
  </div>`;
}
