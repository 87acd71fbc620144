// The one control of this scenario, large, under the picture; it glows until a hand has moved it.
import { nothing } from "lit-html";
import type { State, Store } from "../store";
import type { Conditions } from "./conditions";
import { mount } from "./panel";

export function scenarioControl(host: HTMLElement, store: Store, conditions: Conditions) {
  const draw = mount(host, store, ["pulse", "run", "status", "engine", "touched"], (state) => {
    const { run, touched, ui } = state;
    if (!run || ui === "bare") return nothing;
    host.classList.toggle("glows", !touched && isOn(state));
    return conditions[run.control].view(!isOn(state), run.landmarks);
  });
  conditions.alsoDraw(draw);
  let of = "";
  store.watch(["run"], ({ run }) => {
    if (!run || run.name === of) return;
    of = run.name;
    store.set({ touched: false });
  });
}

export const isOn = ({ engine, status }: State) => engine === "ready" && status !== "failed";
