// The probe: the values of every layer in one cell.
import { html } from "lit-html";
import { show } from "../format";
import { cellWords, valueAt } from "../probe-words";
import type { State, Store } from "../store";
import { type Layer, layers, nameOf, riskChannels } from "../view/layers";
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
                <th scope="row">${nameOf(layer)}</th>
                <td>${valueWords(layer, state)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  });
}

/** The last picture may not carry the field. */
function valueWords(layer: Layer, { probe, frame }: State): string {
  if (!probe || !frame) return "–";
  const value = valueAt(frame, layer, probe);
  return value === undefined ? "…" : show(layer.quantity, value);
}
