// What can be taken away from a run beside its files: its link, and a frame for other pages.
import { html } from "lit-html";
import type { Actions } from "../actions";
import type { Store } from "../store";

/** Above this some programs cut addresses off [characters]. */
const longest = 2000;

export function shareSheet(store: Store, actions: Actions) {
  const copy = async (text: string, what: string) => {
    try {
      await navigator.clipboard.writeText(text);
      store.set({ message: { kind: "note", text: `${what} is copied.${warning(text)}` } });
    } catch {
      store.set({ message: { kind: "note", text } });
    }
  };
  const link = async () => copy(await actions.link(), "The link");
  const embed = async () => copy(frameOf(await actions.link()), "The code of the frame");
  return html`<button type="button" id="copy-link" @click=${link}>Copy link</button>
    <button type="button" id="copy-embed" @click=${embed}>Copy embed code</button>`;
}

const warning = (text: string) =>
  text.length > longest
    ? " It is long: where it is cut off on its way, send the downloaded scenario instead."
    : "";

/** A frame in which the run waits to be played. */
function frameOf(link: string): string {
  const address = link.replace("#", "?ui=lesson#");
  return `<iframe src="${address}" width="480" height="320" title="Voidscope" loading="lazy"></iframe>`;
}
