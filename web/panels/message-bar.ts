// Trouble in words: a bar for what the person can mend.
import { html, nothing } from "lit-html";
import type { Store } from "../store";
import { mount } from "./panel";

export function messageBar(host: HTMLElement, store: Store) {
  mount(host, store, ["message"], ({ message }) =>
    message
      ? html`<div class=${message.kind}>
          <p>${message.text}</p>
          ${
            message.act
              ? html`<button type="button" id="act" @click=${() => void message.act!.go()}>${message.act.label}</button>`
              : nothing
          }
          <button type="button" class="quiet" @click=${() => store.set({ message: null })}>
            Close
          </button>
        </div>`
      : nothing,
  );
}
