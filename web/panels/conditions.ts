// The conditions of the run, moved while it goes on: direction and size of the current, stack pressure, temperature.
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { ControlName } from "../../core/scenario";
import { RANGES } from "../../core/tables/ranges";
import type { Controls, Observables } from "../../sim/types";
import type { Actions } from "../actions";
import { fromDisplay, limitsOf, quantities, toDisplay } from "../format";
import type { State, Store } from "../store";
import { Dial, type DialSpec } from "./dial";
import { mount } from "./panel";

export const dials = {
  current: {
    id: "current",
    label: "Current density",
    help: "Above the critical value lithium leaves faster than it is resupplied, and voids open.",
    quantity: quantities.currentDensity,
    low: 0.01,
    high: 10,
    limits: [0, limitsOf(RANGES.current)[1]],
    step: 0.02,
    log: true,
  },
  pressure: {
    id: "pressure",
    label: "Stack pressure",
    help: "Raise it to squeeze lithium into the voids.",
    quantity: quantities.stress,
    low: 0,
    high: 30,
    limits: limitsOf(RANGES.pressure),
    step: 0.1,
  },
  temperature: {
    id: "temperature",
    label: "Temperature",
    help: "Warm lithium creeps and diffuses faster.",
    quantity: quantities.temperature,
    low: -20,
    high: 80,
    limits: limitsOf(RANGES.temperature),
    step: 1,
  },
} satisfies Record<string, DialSpec>;

/** [mA/cm2] What a strip begins with in a run that has not had a current. */
const FIRST = 1;

export type Direction = "strip" | "rest" | "plate";
const directions: [name: Direction, label: string, sign: number][] = [
  ["strip", "Strip", 1],
  ["rest", "Rest", 0],
  ["plate", "Plate", -1],
];

export class Conditions {
  readonly current: Dial;
  readonly pressure: Dial;
  readonly temperature: Dial;
  private direction: Direction | null = null;
  private seen: Direction | undefined;
  private readonly draw: () => void;
  private drawToo: () => void = () => {};

  constructor(
    host: HTMLElement,
    private readonly store: Store,
    private readonly actions: Actions,
  ) {
    const draw = () => {
      this.draw();
      this.drawToo();
    };
    const { stress, temperature } = quantities;
    this.current = new Dial(dials.current, () => this.send(), draw);
    this.pressure = new Dial(
      dials.pressure,
      (value) => this.move("pressure", { stackPressure: fromDisplay(stress, value) }),
      draw,
    );
    this.temperature = new Dial(
      dials.temperature,
      (value) => this.move("temperature", { temperature: fromDisplay(temperature, value) }),
      draw,
    );
    this.draw = mount(host, store, ["pulse", "status", "engine", "run"], (state) => {
      if (state.frame) this.follow(state.frame.observables);
      return this.view(state);
    });
  }

  /** Strips, rests or plates, with the current that the dial shows. */
  choose(direction: Direction) {
    this.direction = direction;
    const sign = directions.find(([name]) => name === direction)![2];
    const size = fromDisplay(quantities.currentDensity, this.current.value);
    this.move("current", { currentDensity: sign * size });
    this.draw();
    this.drawToo();
  }

  /** One of the dials is shown elsewhere, too. */
  alsoDraw(draw: () => void) {
    this.drawToo = draw;
  }

  private move(control: ControlName, change: Controls) {
    if (this.store.value.run?.control === control) this.store.set({ touched: true });
    this.actions.setControls(change);
  }

  /** A current moved at rest strips. */
  private send() {
    this.choose(this.direction === "plate" ? "plate" : "strip");
  }

  /** Shows what the run does. */
  private follow({ currentDensity, stackPressure, temperature }: Observables) {
    const direction = currentDensity > 0 ? "strip" : currentDensity < 0 ? "plate" : "rest";
    // A choice may wait for the next time step.
    if (direction !== this.seen) this.direction = direction;
    this.seen = direction;
    if (currentDensity !== 0) {
      this.current.follow(Math.abs(toDisplay(quantities.currentDensity, currentDensity)));
    } else if (!this.current.isSet) this.current.follow(FIRST);
    this.pressure.follow(toDisplay(quantities.stress, stackPressure));
    this.temperature.follow(toDisplay(quantities.temperature, temperature));
  }

  private view({ engine, status, run }: State) {
    const off = engine !== "ready" || status === "failed";
    return html`<h2>Conditions</h2>
      <fieldset class="segments">
        <legend class="unseen">Direction of the current</legend>
        ${directions.map(
          ([name, label]) =>
            html`<label
              ><input
                type="radio"
                name="direction"
                value=${name}
                ?disabled=${off}
                .checked=${live(name === this.direction)}
                @change=${() => this.choose(name)}
              /><span>${label}</span></label
            >`,
        )}
      </fieldset>
      <p class="help">
        Strip takes lithium away (a full cell discharges), Plate brings it back.
      </p>
      ${(["current", "pressure", "temperature"] as const).map((name) =>
        name === run?.control ? nothing : this[name].view(off),
      )}`;
  }
}
