// The fields of the run as a file: pressed once more, the button gives up.
import { html, nothing } from "lit-html";
import type { Actions } from "../actions";
import { fieldsFile } from "../fields-file";
import { save } from "../save-file";
import type { Store } from "../store";
import { sentenceOf } from "../worker-protocol";

const LABEL = "Download fields (VTKHDF)";
let going = false;

export function fieldsButton(store: Store, actions: Actions) {
  if (!fieldsFile) return nothing;
  const about = "All fields with their times, for ParaView; the run is computed again for them";
  return html`<button type="button" id="save-fields" title=${about} @click=${() => saveFields(store, actions)}>${LABEL}</button>`;
}

async function saveFields(store: Store, actions: Actions) {
  if (going) {
    going = false;
    return;
  }
  const button = document.getElementById("save-fields")!;
  const { run, steps } = store.value;
  if (!run) return;
  going = true;
  const say = (done: number) => {
    button.textContent = `Computing ${done} of ${steps.now} time steps: stop`;
    return going;
  };
  say(0);
  try {
    const bytes = await fieldsFile!(actions, steps.now, say);
    if (bytes) save(`${run.name}.vtkhdf`, new Uint8Array(bytes), "application/x-hdf5");
  } catch (cause) {
    store.set({ message: { kind: "error", text: sentenceOf(cause) } });
  } finally {
    going = false;
    button.textContent = LABEL;
  }
}
