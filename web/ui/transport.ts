// The top bar: scenario, play, step, reset, speed, clock, progress.
import type { Actions } from "../actions";
import { duration } from "../format";
import type { Store } from "../store";
import { el, part, say } from "./dom";

/** Simulated seconds per second. */
const speeds: [string, number][] = [
  ["10 s each second", 10],
  ["1 min each second", 60],
  ["2 min each second", 120],
  ["5 min each second", 300],
  ["20 min each second", 1200],
  ["1 h each second", 3600],
  ["as fast as it computes", Number.POSITIVE_INFINITY],
];

/** [s] of watching that a whole run should take at least. */
const watching = 15;

/** The fastest speed at which a run of `duration` [s] can still be watched. */
export function comfortable(duration: number): number {
  const rates = speeds.map(([, rate]) => rate).filter((rate) => rate * watching <= duration);
  return rates.at(-1) ?? speeds[0]![1];
}

export function transport(store: Store, actions: Actions) {
  const scenario = part<HTMLSelectElement>("scenario");
  const speed = part<HTMLSelectElement>("speed");
  const play = part<HTMLButtonElement>("play");
  const step = part<HTMLButtonElement>("step");
  const reset = part<HTMLButtonElement>("reset");

  play.onclick = () => actions.toggle();
  step.onclick = () => actions.step();
  reset.onclick = () => actions.reset();
  scenario.onchange = async () => {
    await actions.open({ name: scenario.value });
    scenario.value = store.value.run?.name ?? "";
  };
  speed.append(...speeds.map(([label, rate]) => el("option", { value: rate }, label)));
  speed.onchange = () => actions.setSpeed(Number(speed.value), true);

  store.watch(["gallery", "run"], ({ gallery, run }) => {
    const entries = gallery.map(({ name, title }) => ({ name, title }));
    if (run && !entries.some((entry) => entry.name === run.name)) entries.push(run);
    scenario.replaceChildren(
      ...entries.map(({ name, title }) => el("option", { value: name }, title)),
    );
    if (run) scenario.value = run.name;
  });
  store.watch(["speed"], (state) => {
    speed.value = String(state.speed);
  });
  store.watch(["playing", "status", "engine", "run"], ({ playing, status, engine, run }) => {
    const usable = engine === "ready" && run !== null;
    say(play, playing ? "Pause" : status === "running" ? "Play" : "Again");
    play.disabled = !usable;
    step.disabled = !usable || status !== "running";
    reset.disabled = !usable;
  });
  store.watch(["pulse", "status", "endReason"], (state) => {
    part<HTMLProgressElement>("progress").value = state.progress;
    const time = state.frame ? duration(state.frame.observables.time) : "";
    say(part("clock"), state.status === "running" ? time : `${time} · ${state.status}`);
    part("clock").title = state.endReason;
  });
}
