// A scenario dropped on the page: from the first moment on, as a browser left alone leaves the page for the file.
import type { Actions } from "../actions";
import type { Store } from "../store";

/** A scenario is text written by hand; what is larger is another file. */
const largest = 1e6;

/** A file may be dropped anywhere; `drop` shows while one hovers over the page. */
export function dropFiles(drop: HTMLElement, store: Store, actions: Actions) {
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) drop.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.hidden = true;
    const file = event.dataTransfer?.files[0];
    if (file) void openFile(file, store, actions);
  });
}

/** Opens a scenario from a file of this machine, or says why not. */
export async function openFile(file: File, store: Store, actions: Actions) {
  if (file.size > largest) {
    const text = `${file.name}: ${Math.round(file.size / 1e6)} MB is too large for a scenario; drop the .json file of a scenario.`;
    store.set({ message: { kind: "error", text } });
    return;
  }
  await actions.open({ text: await file.text(), fileName: file.name });
}
