// The books of the run: lithium, charge, and where the voltage goes.
import { html, nothing } from "lit-html";
import type { Observables } from "../../sim/types";
import { cellVolts, duration, number, quantities, show, toDisplay } from "../format";
import type { Store } from "../store";
import { type Figure, figureList } from "./figure-list";
import { mount } from "./panel";

type Part = keyof Pick<
  Observables,
  | "etaPellet"
  | "etaElectrolyte"
  | "etaConstriction"
  | "etaKinetics"
  | "etaInterphase"
  | "etaCounter"
  | "etaCathodeDiffusion"
  | "etaCathodeKinetics"
  | "etaCathodeFilm"
  | "etaCathodeOhmic"
>;

const parts: [Part, string][] = [
  ["etaPellet", "Rest of the pellet"],
  ["etaElectrolyte", "Electrolyte shown"],
  ["etaConstriction", "Constriction at voids"],
  ["etaKinetics", "Charge transfer"],
  ["etaInterphase", "Interphase"],
];
const counter: [Part, string][] = [["etaCounter", "Counter electrode"]];
/** What takes the place of the counter electrode in a full cell: etaCathode. */
const cathode: [Part, string][] = [
  ["etaCathodeDiffusion", "Cathode: diffusion"],
  ["etaCathodeKinetics", "Cathode: charge transfer"],
  ["etaCathodeFilm", "Cathode: films"],
  ["etaCathodeOhmic", "Cathode: conduction"],
];
const ofCathode: Figure[] = [
  ["openCircuitVoltage", "Open-circuit voltage", cellVolts],
  ["etaCathode", "Cathode in all", quantities.voltage],
  ["cathodeFilmResistance", "Films per surface of particles", quantities.areaResistance],
  ["cathodeContact", "Particles in contact", quantities.fraction],
  ["nominalCapacity", "Nominal capacity", quantities.charge],
  ["dischargeCapacity", "Last discharge", quantities.charge],
  ["capacityRetention", "Capacity retention", quantities.fraction],
];

/** Above these the books do not balance and the page says so. */
const limits = { lithiumDefect: 1e-9, chargeDefect: 1e-8, divergence: 1e-3 } as const;
const defects: [keyof typeof limits, string][] = [
  ["lithiumDefect", "Lithium defect"],
  ["chargeDefect", "Charge defect"],
  ["divergence", "Flow divergence taken out"],
];

const flows: Figure[] = [
  ["lithiumFed", "Lithium fed by the platen", quantities.length],
  ["lithiumStripped", "Lithium stripped", quantities.length],
  ["lithiumEaten", "Lithium eaten by the interphase", quantities.length],
  ["lithiumTaken", "Lithium taken out by hand", quantities.length],
  ["lithiumWindow", "Lithium in the section", quantities.length],
];
const shares: Figure[] = [
  ["interfaceResistance", "Interface resistance", quantities.areaResistance],
  ["chargeTransferResistance", "of it charge transfer", quantities.areaResistance],
  ["interphaseResistance", "of it interphase", quantities.areaResistance],
  ["constrictionResistance", "of it constriction", quantities.areaResistance],
];

export function ledgers(host: HTMLElement, store: Store) {
  mount(host, store, ["pulse", "run"], ({ frame, run, stepCost }) => {
    const o = frame?.observables;
    const full = run?.cathode != null;
    return html`<h2>Where the voltage goes</h2>
      ${full && o ? cellVoltage(o) : nothing}
      ${overpotentials(o, [...parts, ...(full ? cathode : counter)])} ${figureList(shares, o)}
      ${full ? html`<h2>Cathode and cell</h2>${figureList(ofCathode, o)}` : nothing}
      <h2>Ledgers</h2>
      ${defectList(o)} ${figureList(flows, o)}
      <p class="solver">${o ? solver(o, stepCost) : ""}</p>`;
  });
}

/** "Cell 3.71 V = 3.80 V at rest − 88 mV lost". */
function cellVoltage({ cellVoltage, openCircuitVoltage, voltage }: Observables) {
  const [sign, what] = voltage < 0 ? ["+", "more to charge it"] : ["−", "lost"];
  return html`<p class="cell">
    Cell ${show(cellVolts, cellVoltage, 4)} = ${show(cellVolts, openCircuitVoltage, 4)} at rest ${sign}
    ${show(quantities.voltage, Math.abs(voltage))} ${what}
  </p>`;
}

function overpotentials(o: Observables | undefined, parts: readonly [Part, string][]) {
  const sum = o ? parts.reduce((all, [name]) => all + Math.abs(o[name]), 0) : 0;
  const shareOf = (name: Part) => (o && sum > 0 ? Math.abs(o[name]) / sum : 0);
  const row = ([name, label]: [Part, string]) =>
    html`<tr>
      <th scope="row"><i class="swatch ${name}"></i>${label}</th>
      <td>${o ? `${number(toDisplay(quantities.voltage, o[name]))} mV` : ""}</td>
    </tr>`;
  return html`<p class="total">
      ${o ? `${show(quantities.voltage, o.voltage)} · ${resistance(o)}` : ""}
    </p>
    <div class="split" aria-hidden="true">
      ${parts.map(([name]) => html`<i class=${name} .style=${`flex-grow: ${shareOf(name)}`}></i>`)}
    </div>
    <table>
      <tbody>
        ${parts.map(row)}
      </tbody>
    </table>`;
}

function defectList(o: Observables | undefined) {
  return html`<dl class="figures">
    ${defects.map(([name, label]) => {
      const good = !o || Math.abs(o[name]) <= limits[name];
      const text = o ? `${number(o[name], 2)} ${good ? "✓" : "⚠ does not balance"}` : "";
      return html`<dt>${label}</dt>
        <dd class=${good ? "" : "wrong"}>${text}</dd>`;
    })}
  </dl>`;
}

function solver({ dt, limiter }: Observables, stepCost: number): string {
  if (!(dt > 0)) return "";
  const cost = stepCost > 0 ? `, ${number(stepCost, 2)}\u202fms each` : "";
  return `Time steps of ${duration(dt)}, set by ${limiter}${cost}.`;
}

function resistance(o: Observables): string {
  return o.areaResistance === 0 ? "at rest" : show(quantities.areaResistance, o.areaResistance);
}
