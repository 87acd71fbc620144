// Instruments that look at the run as a laboratory would. Each is loaded when it is first opened, and works only while it is
// seen.
import "../style/instruments.css";
import { html, render } from "lit-html";
import type { Actions } from "../actions";
import type { Speech } from "../speech";
import type { Store } from "../store";

/** What an instrument is made with. */
export interface Bench {
  host: HTMLElement;
  store: Store;
  actions: Actions;
  speech: Speech;
}

export interface Instrument {
  /** It is seen, or not any more. */
  see(seen: boolean): void;
}

interface Entry {
  id: string;
  title: string;
  load(): Promise<{ make(bench: Bench): Instrument }>;
}

const entries: Entry[] = [
  {
    id: "profiles",
    title: "Profiles and probe",
    load: () => import("../instruments/profiles"),
  },
  { id: "impedance", title: "Impedance", load: () => import("../instruments/impedance") },
  { id: "measured", title: "Measured data", load: () => import("../instruments/measured") },
  {
    id: "potential",
    title: "Potential map (Kelvin probe)",
    load: () => import("../instruments/potential-map"),
  },
  { id: "kymographs", title: "Kymographs", load: () => import("../instruments/kymographs") },
  { id: "micrograph", title: "Micrograph", load: () => import("../instruments/micrograph") },
  {
    id: "growth",
    title: "Interphase against the root of time",
    load: () => import("../instruments/growth"),
  },
  { id: "ensemble", title: "Ensemble over seeds", load: () => import("../instruments/ensemble") },
  {
    id: "current-map",
    title: "Map of the critical current",
    load: () => import("../instruments/current-map"),
  },
  {
    id: "coatings",
    title: "Which coating protects",
    load: () => import("../instruments/coating-map"),
  },
  {
    id: "percolation",
    title: "Composition of a cathode",
    load: () => import("../instruments/percolation"),
  },
  {
    id: "contacts",
    title: "Coated particles of a cathode",
    load: () => import("../instruments/coated-particles"),
  },
];

export function instruments(host: HTMLElement, store: Store, actions: Actions, speech: Speech) {
  render(
    html`<h2>Instruments</h2>
      ${entries.map(
        ({ id, title }) =>
          html`<details class="instrument" id="instrument-${id}">
            <summary>${title}</summary>
            <div class="body"></div>
          </details>`,
      )}`,
    host,
  );
  // data that have come are shown
  store.watch(["measured"], ({ measured }) => {
    if (measured) host.querySelector<HTMLDetailsElement>("#instrument-measured")!.open = true;
  });
  for (const entry of entries) {
    const details = host.querySelector<HTMLDetailsElement>(`#instrument-${entry.id}`)!;
    const body = details.querySelector<HTMLElement>(".body")!;
    attend(entry, details, { host: body, store, actions, speech });
  }
}

/** Loads an instrument when it is first opened, and tells it when it is seen. */
function attend(entry: Entry, details: HTMLDetailsElement, bench: Bench) {
  const { store } = bench;
  let made: Promise<Instrument> | undefined;
  const look = async () => {
    const isSeen = () => details.open && store.value.panel === "instruments" && !document.hidden;
    if (!made && !isSeen()) return;
    made ??= entry.load().then(({ make }) => make(bench));
    try {
      (await made).see(isSeen());
    } catch {
      made = undefined;
      const text = `The instrument "${entry.title}" could not be loaded; close and open it to try again.`;
      store.set({ message: { kind: "error", text } });
    }
  };
  details.addEventListener("toggle", look);
  document.addEventListener("visibilitychange", look);
  store.watch(["panel"], look);
}
