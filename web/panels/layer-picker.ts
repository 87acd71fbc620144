// Which layer is shown: a row of radio buttons; the channels of the risk appear with it.
import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { FieldName } from "../../sim/types";
import type { State } from "../store";
import { type Layer, layers, riskChannels } from "../view/layers";

export function layerPicker({ layer }: State, choose: (layer: FieldName) => void) {
  const inRisk = riskChannels.some(({ field }) => field === layer);
  return html`<fieldset class="chips" id="layers">
      <legend class="unseen">Layer</legend>
      ${chips("layer", layers, inRisk ? "risk" : layer, choose)}
    </fieldset>
    <div id="channels" ?hidden=${!inRisk}>
      <fieldset class="chips small">
        <legend class="unseen">Risk channel</legend>
        ${chips("channel", riskChannels, layer, choose)}
      </fieldset>
    </div>`;
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
