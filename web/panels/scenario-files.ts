// Files in and out: a scenario chosen, the scenario and the time series saved.
import { html } from "lit-html";
import { timeseriesCsv } from "../../sim/export/timeseries";
import type { Actions } from "../actions";
import { save } from "../save-file";
import type { Store } from "../store";
import { CiteRun } from "./cite-run";
import { openFile } from "./drop-files";
import { fieldsButton } from "./fields-button";
import { mount } from "./panel";
import { shareSheet } from "./share-sheet";

export function scenarioFiles(host: HTMLElement, store: Store, actions: Actions) {
  const choose = () => host.querySelector<HTMLInputElement>("input[type=file]")!.click();
  const chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) void openFile(file, store, actions);
    input.value = "";
  };
  const cite = new CiteRun(store, actions, () => draw());
  const draw = mount(
    host,
    store,
    ["run"],
    () => html`<div class="files">
        <button type="button" id="open" @click=${choose}>Open a scenario…</button>
        <button type="button" id="save-scenario" @click=${() => saveScenario(store, actions)}>
          Download scenario
        </button>
        <button type="button" id="save-series" @click=${() => saveSeries(store)}>
          Download time series
        </button>
        <button type="button" id="save-record" @click=${() => saveRecord(store, actions)}>
          Download record
        </button>
        ${fieldsButton(store, actions)}
        ${shareSheet(store, actions)}
        <input id="file" type="file" accept=".json,application/json" hidden @change=${chosen} />
      </div>
      ${cite.view()}
      <p>
        A two-dimensional model, computed in this browser. Void closure: calibrated to published
        stripping experiments; dendrite risk: illustrative. Colour maps by Crameri (batlow, vik).
      </p>`,
  );
}

async function saveScenario({ value: { run } }: Store, actions: Actions) {
  if (run) save(`${run.name}.json`, await actions.scenario(), "application/json");
}

async function saveRecord({ value: { run } }: Store, actions: Actions) {
  if (run) save(`${run.name}.record.json`, await actions.record(), "application/json");
}

function saveSeries({ value: { run, rows } }: Store) {
  if (!run) return;
  save(`${run.name}.bdf.csv`, timeseriesCsv(rows) as Uint8Array<ArrayBuffer>, "text/csv");
}
