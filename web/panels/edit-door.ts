// The way into the editor: three faces of the scenario, of which one is open at a time. The editor is loaded when one is asked for.
import { html, render } from "lit-html";
import type { Actions } from "../actions";
import type { Editor, Face } from "../editor/editor";
import type { Speech } from "../speech";
import type { Store } from "../store";

const faces: [name: Face, label: string][] = [
  ["steps", "Steps"],
  ["entries", "All entries"],
  ["json", "As JSON"],
];

export function editDoor(host: HTMLElement, store: Store, actions: Actions, speech: Speech) {
  const row = host.appendChild(document.createElement("div"));
  const place = host.appendChild(document.createElement("div"));
  let made: Promise<Editor> | undefined;
  let shown: Face | null = null;
  const choose = async (face: Face) => {
    shown = shown === face ? null : face;
    draw();
    made ??= import("../editor/editor").then(({ Editor }) =>
      Editor.make(place, store, actions, speech),
    );
    try {
      (await made).show(shown);
    } catch {
      made = undefined;
      shown = null;
      draw();
      const text = "The editor could not be loaded; press its button to try again.";
      store.set({ message: { kind: "error", text } });
    }
  };
  const draw = () =>
    render(
      html`<h2>Edit the scenario</h2>
        <div class="files" role="group" aria-label="Edit the scenario">
          ${faces.map(
            ([name, label]) =>
              html`<button
                type="button"
                id="edit-${name}"
                aria-pressed=${name === shown}
                @click=${() => void choose(name)}
              >
                ${label}
              </button>`,
          )}
        </div>`,
      row,
    );
  draw();
}
