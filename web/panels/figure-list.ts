// Observables as a list of names and values.
import { html } from "lit-html";
import type { Observables } from "../../sim/types";
import { type Quantity, show } from "../format";

export type Figure = [key: keyof Observables, label: string, quantity: Quantity];

/** The values are empty before there are any. */
export function figureList(figures: readonly Figure[], o: Observables | undefined) {
  return html`<dl class="figures">
    ${figures.map(
      ([key, label, quantity]) =>
        html`<dt>${label}</dt>
          <dd>${o ? show(quantity, o[key] as number) : ""}</dd>`,
    )}
  </dl>`;
}
