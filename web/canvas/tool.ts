// What a hand does on the picture, by mouse, finger or keyboard: the same five gestures for every tool.
import type { Position } from "../view/camera";

export interface Place extends Position {
  /** share of the canvas, from its left and its top */
  x: number;
  y: number;
  by: "mouse" | "finger" | "keys";
}

export interface Tool {
  /** Where its hand is: the arrow keys go on from here. */
  readonly hand: Position | null;
  /** The hand is here; null: it has left the picture. */
  move(place: Place | null): void;
  /** The hand is put down. True: the tool takes the stroke; else the picture moves with it. */
  press(place: Place): boolean;
  /** The end of a stroke that it took. */
  release(place: Place): void;
  /** Put down and lifted at one place, where the tool did not take the stroke. */
  tap(place: Place): void;
  /** Gives up the stroke, else what the tool has set. True: there was something to give up. */
  cancel(): boolean;
}
