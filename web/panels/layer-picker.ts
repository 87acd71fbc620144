// Which layer is shown: a row of radio buttons; the channels of the risk appear with it.
import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { FieldName } from "../../sim/types";
import type { State } from "../store";
import { type Layer, layers, riskChannels } from "../view/layers";

/** Those that most people want; the others stand behind them. */
const first: readonly FieldName[] = ["lithium", "currentDensity", "hydrostatic", "risk"];
const isFirst = ({ field }: Layer) => first.includes(field);

export function layerPicker({ layer }: State, choose: (layer: FieldName) => void) {
  const inRisk = riskChannels.some(({ field }) => field === layer);
  const shown = inRisk ? "risk" : layer;
  const others = layers.filter((one) => !isFirst(one));
  return html`<fieldset class="layers" id="layers">
    <legend class="unseen">Layer</legend>
    ${chips("layer", layers.filter(isFirst), shown, choose)}
    <details id="more-layers">
      <summary>${others.find(({ field }) => field === shown)?.short ?? "More"}</summary>
      <div class="menu">
        ${chips("layer", others, shown, choose)}
        <div id="channels" ?hidden=${!inRisk}>
          <fieldset>
            <legend>Risk from</legend>
            ${chips("channel", riskChannels, layer, choose)}
          </fieldset>
        </div>
      </div>
    </details>
  </fieldset>`;
}

function chips(
  name: string,
  list: readonly Layer[],
  chosen: FieldName,
  choose: (layer: FieldName) => void,
) {
  return list.map(
    ({ field, label, short, about }) =>
      html`<label title="${label}. ${about}"
        ><input
          type="radio"
          name=${name}
          value=${field}
          aria-label=${label}
          .checked=${live(field === chosen)}
          @change=${() => choose(field)}
        /><span>${short}</span></label
      >`,
  );
}
