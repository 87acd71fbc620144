// The state in sentences, for eyes and for screen readers. Spoken only when a threshold is crossed.
import type { Observables } from "../../sim/types";
import { number, quantities, show, speak } from "../format";
import type { State, Store } from "../store";
import { part, say } from "./dom";

/** Time steps back that "rising" and "falling" look. */
const look = 12;

/** `spoken`: units in full. */
export function sentence(rows: readonly Observables[], last: Observables, spoken: boolean): string {
  const say = spoken ? speak : show;
  const { currentDensity, contactFraction, voidCount, peakCurrentRatio, voidHeight } = last;
  const mode = currentDensity > 0 ? "Stripping" : currentDensity < 0 ? "Plating" : "At rest";
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
  return `${mode}${current}${pressure}. ${contact}; ${voids}${peak}.`;
}

function trend(rows: readonly Observables[], last: Observables): string {
  const before = rows[Math.max(0, rows.length - look)];
  if (!before || before === last) return "";
  const change = last.contactFraction - before.contactFraction;
  return change < -5e-4 ? " and falling" : change > 5e-4 ? " and rising" : " and steady";
}

/** Keeps the visible sentence up to date and speaks it when contact crosses a tenth or a void opens. */
export function description(store: Store) {
  let tenth = 10;
  let voids = 0;
  store.watch(["pulse", "status", "run"], (state) => {
    if (!state.frame) return;
    const last = state.frame.observables;
    say(part("sentence"), ended(state) + sentence(state.rows, last, false));
    // A threshold must be left by 2 % before it counts again.
    const contact = 10 * last.contactFraction;
    const crossed = contact < tenth - 0.2 || contact > tenth + 1.2;
    if (crossed || last.voidCount !== voids || state.status !== "running") {
      if (crossed) tenth = Math.floor(contact);
      voids = last.voidCount;
      say(part("live"), ended(state) + sentence(state.rows, last, true));
    }
  });
}

function ended(state: Readonly<State>): string {
  return state.status === "running" ? "" : `${state.endReason} `;
}
