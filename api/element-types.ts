// The element as its users see it; the build makes dist/lib/element.d.ts of this file.

import type { ScenarioInput, Simulation } from "./index";

export declare class VoidScope extends HTMLElement {
  /** The run that is shown; undefined until it is laid out. */
  get simulation(): Simulation | undefined;
  /** A scenario of your own, in place of the attribute. */
  set document(scenario: ScenarioInput);
}

declare global {
  interface HTMLElementTagNameMap {
    "void-scope": VoidScope;
  }
}
