// Which layer is shown: a row of radio buttons; the channels of the risk appear with it.
import type { FieldName } from "../../sim/types";
import type { Store } from "../store";
import { type Layer, layers, riskChannels } from "../view/layers";
import { el, part } from "./dom";

export function layerPicker(store: Store) {
  const main = chips("layer", layers, (layer) => store.set({ layer }));
  const channels = chips("channel", riskChannels, (layer) => store.set({ layer }));
  part("layers").append(...main.elements);
  part("channels").append(
    el(
      "fieldset",
      { class: "layers small" },
      el("legend", { class: "unseen" }, "Risk channel"),
      ...channels.elements,
    ),
  );
  store.watch(["layer"], ({ layer }) => {
    const inRisk = riskChannels.some(({ field }) => field === layer);
    main.set(inRisk ? "risk" : layer);
    part("channels").hidden = !inRisk;
    if (inRisk) channels.set(layer);
  });
}

function chips(name: string, list: Layer[], chosen: (layer: FieldName) => void) {
  const inputs = list.map(({ field, label }) => {
    const input = el("input", { type: "radio", name, value: field, "aria-label": label });
    input.onchange = () => chosen(field);
    return input;
  });
  return {
    elements: list.map(({ label, short, about }, i) =>
      el("label", { title: `${label}. ${about}` }, inputs[i]!, el("span", {}, short)),
    ),
    set(field: FieldName) {
      for (const input of inputs) input.checked = input.value === field;
    },
  };
}
