// A scenario dropped on the page: from the first moment on, as a browser left alone leaves the page for the file.
import type { Actions } from "../actions";
import type { Store } from "../store";

/** A table of this size is still read in a second or two. */
const largestTable = 5e7;
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

/** What cyclers write; scenarios are JSON. */
const isTable = (name: string) => /\.(?:csv|txt|tsv|mpt|dta)$/i.test(name);

/** Opens a scenario from a file of this machine, lays measured data beside the run, or says why not. */
export async function openFile(file: File, store: Store, actions: Actions) {
  if (isTable(file.name)) {
    await openTable(file, store, actions);
    return;
  }
  if (file.size > largest) {
    const text = `${file.name}: ${Math.round(file.size / 1e6)} MB is too large for a scenario; drop the .json file of a scenario.`;
    store.set({ message: { kind: "error", text } });
    return;
  }
  await actions.open({ text: await file.text(), fileName: file.name });
}

async function openTable(file: File, store: Store, actions: Actions) {
  if (file.size > largestTable) {
    const text = `${file.name}: ${Math.round(file.size / 1e6)} MB is too large a table; thin it out, or cut it to one test.`;
    store.set({ message: { kind: "error", text } });
    return;
  }
  await actions.measure(await file.text(), file.name);
}
