// The probe: the values of every layer in one cell.
import { html } from "lit-html";
import { show } from "../format";
import { cellWords, valueAt } from "../probe-words";
import type { State, Store } from "../store";
import { type Layer, layers, riskChannels } from "../view/layers";
import { mount } from "./panel";

const invitation =
  "Point at the picture, or focus it and use the arrow keys. Click to keep the place, Escape to leave it.";

export function probeTable(host: HTMLElement, store: Store) {
  mount(host, store, ["probe", "pulse"], (state) => {
    const { probe, frame } = state;
    return html`<h2>Probe</h2>
      <p class="place">${probe && frame ? cellWords(frame, probe) : invitation}</p>
      <table class=${probe ? "" : "empty"}>
        <tbody>
          ${[...layers, ...riskChannels.slice(1)].map(
            (layer) =>
              html`<tr>
                <th scope="row">${layer.label}</th>
                <td>${valueWords(layer, state)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  });
}

/** The last picture may not carry the field. */
function valueWords({ field, quantity }: Layer, { probe, frame }: State): string {
  if (!probe || !frame) return "–";
  const si = valueAt(frame, field, probe);
  return si === undefined ? "…" : show(quantity, si);
}
