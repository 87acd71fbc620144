// The hand that draws one kind of thing in the section, from one end to the other.

import type { Speech } from "../speech";
import type { Store } from "../store";
import type { Kind, Point } from "../view/shapes";
import { placeWords, reachOf, sentence } from "../view/stroke";
import type { Drawing } from "./drawing";
import type { Place, Tool } from "./tool";

/** [px] Strokes by mouse or finger that are this short are none. */
const shortest = 5;

export class DrawTool implements Tool {
  constructor(
    private readonly kind: Kind,
    private readonly store: Store,
    private readonly drawing: Drawing,
    private readonly speech: Speech,
  ) {}

  get hand() {
    return this.drawing.hand.position;
  }

  move(place: Place | null) {
    const from = this.from;
    if (!from && !(place && this.drawing.hand.reaches(place))) this.store.set({ sketch: null });
    else if (place) {
      this.show(from, this.drawing.hand.to(place));
      if (place.by === "keys") this.speakSoon();
    }
  }

  press(place: Place): boolean {
    const { hand } = this.drawing;
    if (!hand.reaches(place)) return false;
    const point = hand.to(place);
    this.show(point, point);
    if (place.by === "keys") this.speakSoon();
    return true;
  }

  release(place: Place) {
    const { from } = this;
    if (!from) return;
    const { hand } = this.drawing;
    const to = hand.to(place);
    if (place.by === "finger") this.store.set({ sketch: null });
    else this.show(null, to);
    const least = place.by === "keys" ? 0 : shortest * hand.pixel;
    if (reachOf(this.kind, from, to) > least) this.drawing.add(this.kind, from, to);
    else if (this.kind !== "void")
      this.drawing.tell("Nothing drawn: both ends are in the same place.");
    else this.drawing.tell("Nothing drawn: a void needs a width and a height.");
  }

  tap() {}

  cancel(): boolean {
    const { sketch } = this.store.value;
    if (sketch?.from) this.show(null, sketch.to);
    else this.drawing.choose(null);
    return true;
  }

  private get from(): Point | null {
    return this.store.value.sketch?.from ?? null;
  }

  private show(from: Point | null, end: Point) {
    const to = this.kind === "void" && !from ? { ...end, depth: 0 } : end;
    this.store.set({ sketch: { tool: this.kind, from, to } });
  }

  private speakSoon() {
    this.speech.saySoon(() => {
      const { sketch } = this.store.value;
      if (!sketch) return "";
      const { from, to } = sketch;
      return `${from ? `${sentence(this.kind, from, to)}. ` : ""}${placeWords(to)}`;
    });
  }
}
