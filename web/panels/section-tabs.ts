// The words behind which everything else stands; one part of it is open at a time, beside the picture.
import { html } from "lit-html";
import { type PanelName, panelNames, type Store } from "../store";
import { mount } from "./panel";

const label = (name: PanelName) => name[0]!.toUpperCase() + name.slice(1);

export function sectionTabs(host: HTMLElement, sheet: HTMLElement, store: Store) {
  const open = (panel: PanelName | null) => {
    store.set({ panel });
    if (panel) sheet.scrollTop = 0;
  };
  mount(
    host,
    store,
    ["panel"],
    ({ panel }) =>
      html`${panelNames.map(
        (name) =>
          html`<button
            type="button"
            id="open-${name}"
            aria-expanded=${name === panel}
            aria-controls="sheet"
            @click=${() => open(name === panel ? null : name)}
          >
            ${label(name)}
          </button>`,
      )}`,
  );
  store.watch(["panel"], ({ panel }) => {
    for (const part of sheet.querySelectorAll<HTMLElement>("[data-panel]")) {
      part.hidden = part.dataset["panel"] !== panel;
    }
    for (const part of sheet.querySelectorAll<HTMLElement>("[data-rest]"))
      part.hidden = panel !== null;
    sheet.classList.toggle("open", panel !== null);
    document.documentElement.classList.toggle("opened", panel !== null);
  });
  // what scrolls is reached by keyboard
  sheet.tabIndex = 0;
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const { panel } = store.value;
    open(null);
    document.getElementById(`open-${panel}`)?.focus();
  });
}
