// The conditions of the run, moved while it goes on: direction and size of the current, stack pressure, temperature.
// A slider and a number field each; they follow the protocol unless a hand is on them.
import type { Actions } from "../actions";
import { fromDisplay, number, type Quantity, quantities, toDisplay } from "../format";
import type { Store } from "../store";
import { el, part, say } from "./dom";

interface Dial {
  id: string;
  label: string;
  help: string;
  quantity: Quantity;
  /** ends of the slider, where the teaching happens */
  low: number;
  high: number;
  /** what the field takes: the range of a scenario, core/ranges.ts */
  limits: [number, number];
  /** step of the arrow keys, in display units (a share of a decade on a logarithmic slider) */
  step: number;
  log?: boolean;
}

export const dials = {
  current: {
    id: "current",
    label: "Current density",
    help: "Above the critical value lithium leaves faster than it is resupplied, and voids open.",
    quantity: quantities.currentDensity,
    low: 0.01,
    high: 10,
    limits: [0, 50],
    step: 0.02,
    log: true,
  },
  pressure: {
    id: "pressure",
    label: "Stack pressure",
    help: "Raise it to squeeze lithium into the voids.",
    quantity: quantities.stress,
    low: 0,
    high: 20,
    limits: [0, 200],
    step: 0.1,
  },
  temperature: {
    id: "temperature",
    label: "Temperature",
    help: "Warm lithium creeps and diffuses faster.",
    quantity: quantities.temperature,
    low: -20,
    high: 80,
    limits: [-40, 120],
    step: 1,
  },
} satisfies Record<string, Dial>;

type Direction = "strip" | "rest" | "plate";
const directions: [Direction, string, number][] = [
  ["strip", "Strip", 1],
  ["rest", "Rest", 0],
  ["plate", "Plate", -1],
];

export function controls(store: Store, actions: Actions) {
  const choice = directionChoice((direction) => send(direction, current.value));
  const current = dial(dials.current, (size) => {
    const direction = choice.value === "rest" ? "strip" : choice.value;
    send(direction, size);
  });
  const pressure = dial(dials.pressure, (value) => {
    actions.setControls({ stackPressure: fromDisplay(quantities.stress, value) });
  });
  const temperature = dial(dials.temperature, (value) => {
    actions.setControls({ temperature: fromDisplay(quantities.temperature, value) });
  });
  function send(direction: Direction, size: number) {
    choice.set(direction);
    const sign = directions.find(([name]) => name === direction)![2];
    actions.setControls({ currentDensity: sign * fromDisplay(quantities.currentDensity, size) });
  }

  part("controls").append(
    el("h2", {}, "Conditions"),
    choice.element,
    current.element,
    pressure.element,
    temperature.element,
  );

  store.watch(["pulse"], ({ frame }) => {
    if (!frame) return;
    const { currentDensity, stackPressure, temperature: kelvin } = frame.observables;
    choice.follow(currentDensity > 0 ? "strip" : currentDensity < 0 ? "plate" : "rest");
    if (currentDensity !== 0) {
      current.follow(Math.abs(toDisplay(quantities.currentDensity, currentDensity)));
    }
    pressure.follow(toDisplay(quantities.stress, stackPressure));
    temperature.follow(toDisplay(quantities.temperature, kelvin));
  });
  store.watch(["status", "engine"], ({ status, engine }) => {
    const off = engine !== "ready" || status !== "running";
    for (const input of part("controls").querySelectorAll("input")) input.disabled = off;
  });

  return { current, pressure, temperature, direction: choice };
}

export type Handles = ReturnType<typeof controls>;

function directionChoice(chosen: (direction: Direction) => void) {
  const inputs = directions.map(([name]) =>
    el("input", { type: "radio", name: "direction", value: name, id: `direction-${name}` }),
  );
  const element = el(
    "fieldset",
    { class: "segments" },
    el("legend", { class: "unseen" }, "Direction of the current"),
    ...directions.map(([, label], i) => el("label", {}, inputs[i]!, el("span", {}, label))),
  );
  let seen: Direction | undefined;
  const value = () => (inputs.find((input) => input.checked)?.value ?? "strip") as Direction;
  element.onchange = () => chosen(value());
  return {
    element,
    get value() {
      return value();
    },
    set(direction: Direction) {
      for (const input of inputs) input.checked = input.value === direction;
    },
    /** Shows what the run does, when that changes: a choice may wait for the next time step. */
    follow(direction: Direction) {
      if (direction !== seen) this.set(direction);
      seen = direction;
    },
    choose(direction: Direction) {
      chosen(direction);
    },
  };
}

function dial(spec: Dial, changed: (shown: number) => void) {
  const toSlider = (value: number) => (spec.log ? Math.log10(Math.max(value, spec.low)) : value);
  const fromSlider = (at: number) => (spec.log ? Number((10 ** at).toPrecision(3)) : at);
  const slider = el("input", {
    type: "range",
    id: spec.id,
    min: toSlider(spec.low),
    max: toSlider(spec.high),
    step: spec.step,
    "aria-describedby": `${spec.id}-help`,
  });
  const field = el("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    id: `${spec.id}-number`,
    "aria-label": `${spec.label} in ${spec.quantity.words}`,
    "aria-describedby": `${spec.id}-help`,
  });
  const help = el("p", { class: "help unseen", id: `${spec.id}-help` }, spec.help);
  const element = el(
    "div",
    { class: "dial", title: spec.help },
    el("label", { for: spec.id }, spec.label),
    el("span", { class: "value" }, field, el("span", { class: "unit" }, spec.quantity.unit)),
    slider,
    help,
  );
  const [least, most] = spec.limits;
  let value = spec.low;
  let held = 0;
  let seen = Number.NaN;

  function display(next: number, keepField = false) {
    value = next;
    slider.value = String(toSlider(next));
    slider.style.setProperty("--at", String(ratio(slider)));
    const text = number(next, 3);
    slider.setAttribute("aria-valuetext", `${text} ${spec.quantity.words}`);
    if (!keepField && document.activeElement !== field) field.value = text;
  }
  function commit(next: number) {
    held = performance.now();
    display(next);
    changed(next);
  }
  slider.oninput = () => {
    field.blur();
    commit(fromSlider(Number(slider.value)));
  };
  field.onchange = () => {
    const typed = Number(field.value.trim().replace(",", ".").replace("−", "-"));
    const fits = field.value.trim() !== "" && typed >= least && typed <= most;
    field.setAttribute("aria-invalid", String(!fits));
    const problem = `${spec.label}: “${field.value}” must be a number between ${least} and ${most} ${spec.quantity.unit}.`;
    say(help, fits ? spec.help : problem);
    help.classList.toggle("wrong", !fits);
    help.classList.toggle("unseen", fits);
    if (fits) commit(typed);
  };
  field.onkeydown = (event) => {
    const way = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (way === 0) return;
    event.preventDefault();
    nudge(way);
    field.value = number(value, 3);
  };
  function nudge(way: number) {
    const at = toSlider(value) + way * spec.step * (spec.log ? 2.5 : 1);
    const shown = fromSlider(Math.min(toSlider(spec.high), Math.max(toSlider(spec.low), at)));
    commit(Number(shown.toPrecision(6)));
  }

  return {
    element,
    nudge,
    get value() {
      return value;
    },
    /** Shows what the run does, when that changes and no hand has moved the dial a moment ago. */
    follow(next: number) {
      if (next === seen || performance.now() - held < 400) return;
      seen = next;
      display(next);
    },
  };
}

function ratio(slider: HTMLInputElement): number {
  const [low, high] = [Number(slider.min), Number(slider.max)];
  return (Number(slider.value) - low) / (high - low);
}
