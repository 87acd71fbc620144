// The books of the run: lithium, charge, and where the voltage goes.

import type { Observables } from "../../sim/types";
import { duration, number, quantities, show, toDisplay } from "../format";
import type { Store } from "../store";
import { el, part, say } from "./dom";
import { type Entry, figures } from "./figures";

type Part = keyof Pick<
  Observables,
  "etaPellet" | "etaElectrolyte" | "etaConstriction" | "etaKinetics" | "etaSei" | "etaCounter"
>;

const parts: [Part, string][] = [
  ["etaPellet", "Rest of the pellet"],
  ["etaElectrolyte", "Electrolyte shown"],
  ["etaConstriction", "Constriction at voids"],
  ["etaKinetics", "Charge transfer"],
  ["etaSei", "Interphase (SEI)"],
  ["etaCounter", "Counter electrode"],
];

/** Above these the books do not balance and the page says so. */
const limits = { lithiumDefect: 1e-9, chargeDefect: 1e-8, divergence: 1e-3 } as const;
const entries: [keyof typeof limits, string][] = [
  ["lithiumDefect", "Lithium defect"],
  ["chargeDefect", "Charge defect"],
  ["divergence", "Flow divergence taken out"],
];

const flows: Entry[] = [
  ["lithiumFed", "Lithium fed by the platen", quantities.length],
  ["lithiumStripped", "Lithium stripped", quantities.length],
  ["lithiumEaten", "Lithium eaten by the interphase", quantities.length],
  ["lithiumWindow", "Lithium in the section", quantities.length],
];
const shares: Entry[] = [
  ["interfaceResistance", "Interface resistance", quantities.areaResistance],
  ["chargeTransferResistance", "of it charge transfer", quantities.areaResistance],
  ["seiResistance", "of it interphase", quantities.areaResistance],
  ["constrictionResistance", "of it constriction", quantities.areaResistance],
];

export function ledger(store: Store) {
  const segments = parts.map(([name]) => el("i", { class: name }));
  const values = parts.map(() => el("td"));
  const bar = el("div", { class: "split", "aria-hidden": "true" }, ...segments);
  const total = el("p", { class: "total" });
  const books = entries.map(() => el("dd"));
  const solver = el("p", { class: "solver" });
  const lithium = figures(flows);
  const resistances = figures(shares);
  part("ledger").append(
    el("h2", {}, "Where the voltage goes"),
    total,
    bar,
    el(
      "table",
      {},
      el(
        "tbody",
        {},
        ...parts.map(([name, label], i) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, el("i", { class: `swatch ${name}` }), label),
            values[i]!,
          ),
        ),
      ),
    ),
    resistances.list,
    el("h2", {}, "Ledgers"),
    el(
      "dl",
      { class: "books" },
      ...entries.flatMap(([, label], i) => [el("dt", {}, label), books[i]!]),
    ),
    lithium.list,
    solver,
  );

  store.watch(["pulse"], ({ frame, stepCost }) => {
    if (!frame) return;
    const o = frame.observables;
    const sum = parts.reduce((all, [name]) => all + Math.abs(o[name]), 0);
    say(total, `${show(quantities.voltage, o.voltage)} · ${resistance(o)}`);
    parts.forEach(([name], i) => {
      segments[i]!.style.flexGrow = String(sum > 0 ? Math.abs(o[name]) / sum : 0);
      say(values[i]!, `${number(toDisplay(quantities.voltage, o[name]))} mV`);
    });
    entries.forEach(([name], i) => {
      const good = Math.abs(o[name]) <= limits[name];
      say(books[i]!, `${number(o[name], 2)} ${good ? "✓" : "⚠ does not balance"}`);
      books[i]!.classList.toggle("wrong", !good);
    });
    lithium.fill(o);
    resistances.fill(o);
    const cost = stepCost > 0 ? `, ${number(stepCost, 2)}\u202fms each` : "";
    say(solver, o.dt > 0 ? `Time steps of ${duration(o.dt)}, set by ${o.limiter}${cost}.` : "");
  });
}

function resistance(o: Observables): string {
  return o.areaResistance === 0 ? "at rest" : show(quantities.areaResistance, o.areaResistance);
}
