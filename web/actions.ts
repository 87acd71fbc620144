// What a person can do to the run, by mouse, touch, keyboard or file. Everything goes to the engine.
import type { Controls } from "../sim/types";
import type { ScenarioSource } from "./link";

export interface Actions {
  open(source: ScenarioSource, andPlay?: boolean): Promise<void>;
  toggle(): void;
  step(): void;
  reset(): void;
  setSpeed(rate: number): void;
  setControls(controls: Controls): void;
}
