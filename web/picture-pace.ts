// How often a new picture is asked for: with each animation frame, until frames come late. Then pictures come less often, so that
// the page keeps the rate of the screen for hands, texts and motion; after a while in time it tries again, each time more patiently.

/** [ms] between animation frames above which they count as late (60 frames/s have 16.7) */
const late = 21;
/** animation frames that are judged together */
const batch = 30;
/** [ms] of rest between two pictures, step by step. Segments of a growing filament come one by one in any case (filament-layer.ts). */
const rests = [0, 25, 45, 90];
/** [ms] A gap as long as this says that the tab was hidden. */
const hidden = 3000;

export class PicturePace {
  private level = 0;
  private last = 0;
  private asked = 0;
  private seen = 0;
  private missed = 0;
  /** batches in time, and how many of them it takes to try again */
  private calm = 0;
  private patience = 5;
  /** it has tried again and has not been late since */
  private tried = false;

  /** [ms] between two pictures at least */
  get rest(): number {
    return rests[this.level]!;
  }

  /** Told of each animation frame; whether it may ask for a picture. */
  due(now: number): boolean {
    this.judge(now - this.last);
    this.last = now;
    // animation frames are not to the millisecond
    if (now - this.asked < this.rest - 2) return false;
    this.asked = now;
    return true;
  }

  private judge(gap: number) {
    if (gap > hidden) return;
    this.seen++;
    if (gap > late) this.missed++;
    if (this.seen < batch) return;
    const share = this.missed / this.seen;
    this.seen = 0;
    this.missed = 0;
    if (share > 0.25) {
      if (this.tried) this.patience = Math.min(40, 2 * this.patience);
      this.tried = false;
      this.calm = 0;
      this.level = Math.min(rests.length - 1, this.level + 1);
    } else if (this.level > 0 && ++this.calm >= this.patience) {
      this.calm = 0;
      this.tried = true;
      this.level--;
    }
  }
}
