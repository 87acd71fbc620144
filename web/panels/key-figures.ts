// A few numbers beside the picture while nothing else is open there.
import { html } from "lit-html";
import type { Observables } from "../../sim/types";
import { cellVolts, number, quantities, show, typeset } from "../format";
import { passed } from "../sentences";
import type { State, Store } from "../store";
import { mount } from "./panel";

type Line = [label: string, value: (o: Observables) => string, shown?: (o: Observables) => boolean];

const flows = (o: Observables) => o.currentDensity !== 0;
const isFull = (o: Observables) => o.openCircuitVoltage > 0;
/** A number below 0 or above 100 % with the words that say why it is no mistake. */
const chargeOf = (state: number) => {
  const words = passed(state);
  return `${show(quantities.fraction, state, 3)}${words ? `, ${words}` : ""}`;
};
/** Where flaws and filaments carry a part, the interface may carry less than the mean everywhere. */
const peakOf = ({ peakCurrentRatio, filamentCount }: Observables) => {
  const less = peakCurrentRatio < 0.95;
  const rest = filamentCount > 0 ? "filaments" : "flaws";
  return `${number(peakCurrentRatio, 2)}\u202f× the mean${less ? `, ${rest} carry more` : ""}`;
};
const lines: Line[] = [
  ["Cell voltage", (o) => show(cellVolts, o.cellVoltage, 4), isFull],
  ["State of charge", (o) => chargeOf(o.stateOfCharge), isFull],
  ["Contact", (o) => show(quantities.fraction, o.contactFraction, 3)],
  ["Peak current", (o) => peakOf(o), flows],
  ["Voltage", (o) => show(quantities.voltage, o.voltage), (o) => !isFull(o)],
  ["Overpotential", (o) => show(quantities.voltage, o.voltage), isFull],
  ["Current", (o) => show(quantities.currentDensity, Math.abs(o.currentDensity)), flows],
  ["Pressure", (o) => show(quantities.stress, o.stackPressure)],
  [
    "Largest void",
    (o) => `${show(quantities.length, o.voidHeight, 2)} high`,
    (o) => o.voidCount > 0,
  ],
  [
    "Tip of the filament",
    (o) => `${show(quantities.length, o.filamentDepth, 2)} deep`,
    (o) => o.filamentCount > 0,
  ],
  [
    "Lithium left behind",
    (o) => show(quantities.length, Math.max(0, o.reservoir), 2),
    (o) => o.reservoir < 2e-5,
  ],
];

export function keyFigures(host: HTMLElement, store: Store) {
  const view = ({ frame, run }: State) => {
    const o = frame?.observables;
    return html`<dl class="figures">
        ${lines
          .filter(([, , shown]) => !o || !shown || shown(o))
          .map(([label, value]) => html`<dt>${label}</dt><dd>${o ? value(o) : ""}</dd>`)}
      </dl>
      <p class="about">${typeset(run?.description ?? "")}</p>`;
  };
  mount(host, store, ["pulse", "run"], view);
}
