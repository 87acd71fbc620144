// The layers of the electrolyte while the layer tool is in hand: what is laid next, and how thick each is.
import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Drawing } from "../canvas/drawing";
import { layerKinds, type WrittenLayer } from "../layer-kinds";
import { metresOf } from "../written-length";

/** [µm] */
const least = 0.001;
const most = 10_000;

export function layerList(drawing: Drawing) {
  return html`<div class="layer-list">
    <fieldset class="chips small">
      <legend class="unseen">Lay</legend>
      ${layerKinds.map(
        ({ name, label, about }) =>
          html`<label title=${about}
            ><input
              type="radio"
              name="layer-kind"
              value=${name}
              .checked=${live(name === drawing.layerKind.name)}
              @change=${() => drawing.chooseLayer(name)}
            /><span>${label}</span></label
          >`,
      )}
    </fieldset>
    <ol>
      ${drawing.layers.map((layer, k) => row(drawing, layer, k))}
    </ol>
  </div>`;
}

function row(drawing: Drawing, layer: WrittenLayer, k: number) {
  const thick = Number((1e6 * metresOf(layer.thickness)).toPrecision(9));
  const which = `layer ${k + 1}`;
  const set = (event: Event) => {
    const { value, validity } = event.target as HTMLInputElement;
    if (value === "" || !validity.valid) {
      drawing.tell(`${value || "That"} is no thickness; use ${least} to ${most} µm.`);
      return;
    }
    const next = { ...layer, thickness: `${Number(value)} um` };
    drawing.lay(
      (layers) => layers.map((one, at) => (at === k ? next : one)),
      `Layer ${k + 1} is ${value}\u202fµm thick.`,
    );
  };
  return html`<li>
    <span>${Drawing.nameOf(layer)}</span>
    <label
      ><span class="unseen">Thickness of ${which} in micrometres</span
      ><input
        type="number"
        min=${least}
        max=${most}
        step="any"
        .value=${live(Number.isNaN(thick) ? "" : String(thick))}
        placeholder=${layer.thickness}
        @change=${set}
      />&thinsp;µm</label
    >
    <button
      type="button"
      class="quiet"
      aria-label="Take out ${which}"
      title="Take out"
      @click=${() =>
        drawing.lay((layers) => layers.filter((_, at) => at !== k), `Layer ${k + 1} taken out.`)}
    >
      ✕
    </button>
  </li>`;
}
