// Files in and out: a scenario dropped or chosen, the scenario and the time series saved.
import { timeseriesCsv } from "../../sim/export/timeseries";
import type { Actions } from "../actions";
import type { Store } from "../store";
import { el, part } from "./dom";

/** A scenario is text written by hand; what is larger is another file. */
const largest = 1e6;

export function files(store: Store, actions: Actions) {
  const input = part<HTMLInputElement>("file");
  const drop = part("drop");
  part("open").onclick = () => input.click();
  input.onchange = () => {
    const file = input.files?.[0];
    if (file) void open(file);
    input.value = "";
  };

  async function open(file: File) {
    if (file.size > largest) {
      const text = `${file.name}: ${Math.round(file.size / 1e6)} MB is too large for a scenario; drop the .json file of a scenario.`;
      store.set({ message: { kind: "error", text } });
      return;
    }
    await actions.open({ text: await file.text(), fileName: file.name });
  }

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
    if (file) void open(file);
  });

  part("save-scenario").onclick = () => {
    const { run } = store.value;
    if (run) save(`${run.name}.json`, run.scenario, "application/json");
  };
  part("save-series").onclick = () => {
    const { run, rows } = store.value;
    if (run)
      save(`${run.name}.bdf.csv`, timeseriesCsv(rows) as Uint8Array<ArrayBuffer>, "text/csv");
  };
}

function save(name: string, content: BlobPart, type: string) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = el("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
