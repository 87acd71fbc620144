// The hand that takes hold of what is there and puts it down elsewhere: edges of voids and of layers, flaws, boundaries, pores; or that
// acts where it is put down.

import type { Speech } from "../speech";
import type { Store } from "../store";
import type { Grip } from "../view/grips";
import { measures, sizeOf, wordsOf } from "../view/grips";
import type { Point, ToolName } from "../view/shapes";
import { distance, placeWords } from "../view/stroke";
import type { Drawing } from "./drawing";
import type { Place, Tool } from "./tool";

/** [px] Pulls by mouse or finger that are this short are none. */
const shortest = 3;

export interface Grabbing<G extends Grip> {
  tool: ToolName;
  /** What there is next to a point, within `reach` [m]. */
  find(point: Point, reach: number): G | null;
  /** It has been moved by so much [m]. */
  drop(grip: G, by: Point): void;
  /** Where there is nothing, a sentence. */
  nothing: string;
  /** It acts where it is put down. */
  atOnce?: boolean;
}

export class GrabTool<G extends Grip> implements Tool {
  constructor(
    private readonly grabbing: Grabbing<G>,
    private readonly store: Store,
    private readonly drawing: Drawing,
    private readonly speech: Speech,
  ) {}

  get hand() {
    return this.drawing.hand.position;
  }

  move(place: Place | null) {
    const { hand } = this.drawing;
    const { sketch } = this.store.value;
    if (sketch?.from && place) this.show(sketch.from, hand.to(place), this.held);
    else if (!place || !hand.reaches(place)) this.store.set({ sketch: null });
    else {
      const to = hand.to(place);
      this.show(null, to, this.find(to, place));
    }
    if (place?.by === "keys") this.speakSoon();
  }

  press(place: Place): boolean {
    const { hand } = this.drawing;
    if (!hand.reaches(place)) return false;
    const point = hand.to(place);
    const grip = this.find(point, place);
    // by keys there is nothing to hold down
    if (!grip || (this.grabbing.atOnce && place.by === "keys")) return false;
    this.show(point, point, grip);
    if (place.by === "keys") this.speakSoon();
    return true;
  }

  release(place: Place) {
    const { from } = this.store.value.sketch ?? {};
    const { held } = this;
    if (!from || !held) return;
    const { hand } = this.drawing;
    const to = hand.to(place);
    if (place.by === "finger") this.store.set({ sketch: null });
    else this.show(null, to, null);
    const least = place.by === "keys" ? 0 : shortest * hand.pixel;
    const acts = this.grabbing.atOnce || (held.kind === "layer" && held.fresh);
    if (acts || distance(from, to) > least) {
      this.grabbing.drop(held, { x: to.x - from.x, depth: to.depth - from.depth });
    } else this.drawing.tell("Nothing moved: it is where it was.");
  }

  tap(place: Place) {
    const grip = this.find(this.drawing.hand.to(place), place);
    if (!grip) this.drawing.tell(this.grabbing.nothing);
    else if (this.grabbing.atOnce) this.grabbing.drop(grip, { x: 0, depth: 0 });
  }

  cancel(): boolean {
    const { sketch } = this.store.value;
    if (sketch?.from) this.show(null, sketch.to, null);
    else this.drawing.choose(null);
    return true;
  }

  private get held(): G | null {
    return (this.store.value.sketch?.held as G | null | undefined) ?? null;
  }

  private find(point: Point, place: Place): G | null {
    return this.grabbing.find(point, this.drawing.hand.reachOf(place));
  }

  private show(from: Point | null, to: Point, held: G | null) {
    this.store.set({ sketch: { tool: this.grabbing.tool, from, to, held } });
  }

  private speakSoon() {
    this.speech.saySoon(() => {
      const { sketch, frame } = this.store.value;
      if (!sketch || !frame) return "";
      const { from, to, held } = sketch;
      if (from && held) {
        const by = { x: to.x - from.x, depth: to.depth - from.depth };
        return `${measures(held, by, sizeOf(frame))}. ${placeWords(to)}`;
      }
      return `${held ? `Nearest: ${wordsOf(held)}. ` : ""}${placeWords(to)}`;
    });
  }
}
