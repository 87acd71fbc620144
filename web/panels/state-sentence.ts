// The state in sentences, for eyes and for screen readers. Spoken only when a threshold is crossed.
import { html } from "lit-html";
import type { Observables } from "../../sim/types";
import { cellVolts, number, quantities, show, speak, typeset } from "../format";
import { chargedTo } from "../sentences";
import type { Speech } from "../speech";
import type { State, Store } from "../store";
import { filamentSummary } from "./filament-summary";
import { tellState } from "./headline";
import { mount } from "./panel";

/** Time steps back that "rising" and "falling" look. */
const look = 12;

/** `spoken`: units in full. */
export function sentence(rows: readonly Observables[], last: Observables, spoken: boolean): string {
  const say = spoken ? speak : show;
  const { currentDensity, contactFraction, voidCount, peakCurrentRatio, voidHeight } = last;
  const full = last.openCircuitVoltage > 0;
  const [out, back] = full ? ["Discharging", "Charging"] : ["Stripping", "Plating"];
  const mode = currentDensity > 0 ? out : currentDensity < 0 ? back : "At rest";
  const current =
    currentDensity === 0 ? "" : ` at ${say(quantities.currentDensity, Math.abs(currentDensity))}`;
  const pressure = ` under ${say(quantities.stress, last.stackPressure)}`;
  const contact = `Contact ${say(quantities.fraction, contactFraction, 2)}${trend(rows, last)}`;
  const voids =
    voidCount === 0
      ? "no open void"
      : `${voidCount === 1 ? "one void" : `${voidCount} voids`}, the largest ${say(quantities.length, voidHeight, 2)} high`;
  const peak =
    peakCurrentRatio > 1.2
      ? `; the current peaks at ${number(peakCurrentRatio, 2)} times its mean`
      : "";
  const cell = full
    ? ` Cell ${say(cellVolts, last.cellVoltage)}, ${chargedTo(last.stateOfCharge, say)}.`
    : "";
  return `${mode}${current}${pressure}.${cell} ${contact}; ${voids}${peak}.`;
}

function trend(rows: readonly Observables[], last: Observables): string {
  const before = rows[Math.max(0, rows.length - look)];
  if (!before || before === last) return "";
  const change = last.contactFraction - before.contactFraction;
  return change < -5e-4 ? " and falling" : change > 5e-4 ? " and rising" : " and steady";
}

/** To be read, with what the filaments do. */
export function stateInWords(host: HTMLElement, store: Store) {
  mount(host, store, ["pulse", "run", "status", "events", "layer"], (state) => {
    const text = state.frame
      ? ended(state) + sentence(state.rows, state.frame.observables, false)
      : "Starting …";
    return html`<h2>State</h2>
      <p class="sentence" id="sentence">${text}</p>
      ${filamentSummary(state)}`;
  });
}

/** What must change by as much before the same situation is told again [1], [m]. */
const strides = { contactFraction: 0.1, filamentDepth: 10e-6, infiltration: 0.25 } as const;
const watched = Object.keys(strides) as (keyof typeof strides)[];

/** Speaks when the situation is another one, when a step begins, and now and then on the way: never numbers alone. */
export function speakState(store: Store, speech: Speech) {
  let before: {
    name: string;
    step: number;
    status: string;
    run: State["run"];
    o: Observables;
  } | null = null;
  let told = "";
  store.watch(["pulse", "status", "run"], (state) => {
    const telling = tellState(state);
    const { frame, status, run } = state;
    if (!telling || !frame) return;
    const o = frame.observables;
    const { name } = telling;
    const step = o.protocolStep;
    const went = (then: Observables) =>
      watched.some((key) => Math.abs(o[key] - then[key]) >= strides[key]);
    const stays = before?.name === name && before.step === step && before.status === status;
    if (before && stays && before.run === run && !went(before.o)) return;
    const next =
      before && before.run === run && before.step !== step ? run?.protocol[step] : undefined;
    before = { name, step, status, run, o };
    const opening = next ? `Next: ${typeset(next)}. ` : ended(state);
    const text = `${opening}${telling.happens} ${telling.invites}`.trim();
    if (text !== told) speech.say(text);
    told = text;
  });
}

function ended({ status, endReason }: State): string {
  return status === "running" ? "" : `${endReason} `;
}
