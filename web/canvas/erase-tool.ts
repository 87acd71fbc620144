// The hand that takes away what is nearest to it.

import type { Speech } from "../speech";
import type { Store } from "../store";
import { runNow } from "../view/drawn-run";
import { nearest, placeWords } from "../view/stroke";
import type { Drawing } from "./drawing";
import type { Place, Tool } from "./tool";

export class EraseTool implements Tool {
  constructor(
    private readonly store: Store,
    private readonly drawing: Drawing,
    private readonly speech: Speech,
  ) {}

  get hand() {
    return this.drawing.hand.position;
  }

  move(place: Place | null) {
    if (!place || !this.drawing.hand.reaches(place)) this.store.set({ sketch: null });
    else {
      this.show(place);
      if (place.by === "keys") this.speakSoon();
    }
  }

  /** By keys there is nothing to hold: Enter is a tap. */
  press(place: Place): boolean {
    if (place.by === "keys" || !this.drawing.hand.reaches(place)) return false;
    this.show(place);
    return true;
  }

  release(place: Place) {
    this.drawing.erase(this.drawing.hand.to(place));
    if (place.by === "finger") this.store.set({ sketch: null });
  }

  tap(place: Place) {
    if (place.by === "keys") this.release(place);
  }

  cancel(): boolean {
    this.drawing.choose(null);
    return true;
  }

  private show(place: Place) {
    const to = this.drawing.hand.to(place);
    this.store.set({ sketch: { tool: "erase", from: null, to } });
  }

  private speakSoon() {
    this.speech.saySoon(() => {
      const { sketch } = this.store.value;
      const run = runNow(this.store.value);
      if (!sketch) return "";
      const found = run && nearest(run, sketch.to);
      return `${found ? `Nearest: ${found.kind}. ` : "Nothing has been drawn. "}${placeWords(sketch.to)}`;
    });
  }
}
