// A question with its choices, of which one is picked.
import { html } from "lit-html";
import type { Section } from "../../core/lessons/text";
import { paragraphs, prose } from "./prose";

export function choices(
  { paragraphs: question, choices: all }: Section,
  name: string,
  picked: number | undefined,
  pick: (choice: number) => void,
) {
  return html`<fieldset>
    <legend>${paragraphs(question)}</legend>
    ${all.map(
      ({ spans }, k) => html`<label class="choice"
        ><input
          type="radio"
          name=${name}
          .checked=${picked === k}
          @change=${() => pick(k)}
        /><span>${prose(spans)}</span></label
      >`,
    )}
  </fieldset>`;
}
