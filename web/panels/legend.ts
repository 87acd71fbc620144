// The legend below the picture: colour bar with ticks and unit, or the key of the materials.
import { html, noChange, nothing } from "lit-html";
import type { Frame } from "../../sim/types";
import { formula, number, show, tick } from "../format";
import type { State } from "../store";
import { gradient } from "../view/colour";
import { type Layer, layerOf, perUnit, unitOf } from "../view/layers";
import { highest, marks, placeOf, type Range } from "../view/range";

export function legend({ frame, layer: field, range, run }: State) {
  const layer = layerOf(field);
  const values = frame?.fields[field];
  const materials = field === "lithium";
  const electrolyte = formula(run?.electrolyte ?? "electrolyte");
  // Until the first picture of a layer has come the legend is that of the one before.
  const content =
    range && values
      ? html`${materials ? nothing : colourBar(layer, range)} ${materialKey(electrolyte)}
          <p class="about">${layer.about}${layer.range && !materials && frame ? highestThere(layer, values, frame) : ""}</p>`
      : noChange;
  return html`<div class="legend" id="legend">${content}</div>`;
}

/** Where the colours have a fixed range; in the corners of voids it is more than what the interface itself carries at most. */
function highestThere(layer: Layer, values: Float32Array, frame: Frame): string {
  const most = highest(values) / unitOf(layer, frame);
  return Number.isFinite(most) ? ` Highest in the section: ${show(layer.quantity, most, 2)}.` : "";
}

export function colourBar(layer: Layer, range: Range) {
  const [low, high] = range;
  const unit = perUnit(layer);
  const at = (value: number) => `left: ${100 * placeOf(layer, range, value)}%`;
  return html`<div
    class="bar"
    role="img"
    aria-label="Colours from ${number(low)} to ${number(high)}${unit}"
  >
    <span class="name">${layer.label}${unit}${layer.field === "interphase" ? html`<br />100\u202f× as deep` : nothing}</span>
    <div class="ramp">
      <div class="strip" .style=${`background: ${gradient(layer.map)}`}></div>
      <div class="ticks">
        ${marks(range, layer.logarithmic).map((value) => html`<span .style=${at(value)}>${tick(value)}</span>`)}
      </div>
    </div>
  </div>`;
}

function materialKey(electrolyte: string) {
  const entries = [
    ["lithium", "lithium"],
    ["void", "void"],
    ["electrolyte", electrolyte],
    ["contact", "contact"],
    ["lost", "contact lost"],
  ];
  return html`<ul class="key">
    ${entries.map(([kind, label]) => html`<li><i class="swatch ${kind}"></i>${label}</li>`)}
    <li class="of-profile"><i class="swatch current"></i>local current / mean along the interface</li>
  </ul>`;
}
