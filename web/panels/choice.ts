// One of a few that exclude each other, side by side.
import { html } from "lit-html";

/** @param name of the group, one on the page @param legend what is chosen, for those who hear it */
export function choice<T extends string>(
  name: string,
  legend: string,
  options: readonly (readonly [value: T, label: string])[],
  chosen: T,
  choose: (value: T) => void,
) {
  return html`<fieldset class="choice">
    <legend class="unseen">${legend}</legend>
    ${options.map(
      ([value, label]) =>
        html`<label
          ><input
            type="radio"
            name=${name}
            .checked=${value === chosen}
            @change=${() => choose(value)}
          />${label}</label
        >`,
    )}
  </fieldset>`;
}
