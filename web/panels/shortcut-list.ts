// The dialog that lists the keys.
import { html, render } from "lit-html";
import { type Shortcut, singleKeys } from "../keyboard";

const inPlace: [label: string, does: string][] = [
  ["Arrow keys on the picture", "Move the probe by a cell; with Shift by eight"],
  ["Arrow keys on a chart", "Move the cursor by a time step; with Shift by ten"],
  ["Arrow keys, drawing", "Move the hand; Enter sets one end, then the other"],
  ["Arrow keys on the relief", "Turn it; with Shift move it"],
  ["Escape", "Leave the relief, the stroke, the tool, the probe; close this list"],
];

export function shortcutList(dialog: HTMLDialogElement, shortcuts: readonly Shortcut[]) {
  const line = (label: string, does: string) =>
    html`<tr>
      <th scope="row"><kbd>${label}</kbd></th>
      <td>${does}</td>
    </tr>`;
  const switched = (event: Event) => {
    singleKeys.on = (event.target as HTMLInputElement).checked;
  };
  render(
    html`<h2 id="shortcuts-title" tabindex="-1" autofocus>Keyboard shortcuts</h2>
      <table>
        <tbody>
          ${shortcuts.map(({ label, does }) => line(label, does))}
          ${inPlace.map(([label, does]) => line(label, does))}
        </tbody>
      </table>
      <label class="switch"
        ><input type="checkbox" id="letters" .checked=${singleKeys.on} @change=${switched} />Keys
        work everywhere on the page</label
      >
      <button type="button" class="primary" @click=${() => dialog.close()}>Close</button>`,
    dialog,
  );
}
