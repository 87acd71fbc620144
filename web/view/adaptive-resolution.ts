// Keeps the page at the rate of the screen on a slow machine: first the picture gets coarser, then it
// changes with each time step only, instead of turning smoothly from one into the next. After a
// while without late frames it tries the finer picture again, each time more patiently.

/** [ms] between animation frames above which they count as late (60 frames/s have 16.7) */
const late = 21;
/** animation frames that are judged together */
const batch = 24;
const coarsest = 0.5;
const finer = 4 / 3;

export class AdaptiveResolution {
  /** share of the full resolution */
  sharpness = 1;
  blends = true;
  private last = 0;
  private seen = 0;
  private missed = 0;
  /** batches in time, and how many of them it takes to try again */
  private calm = 0;
  private patience = 10;

  /** A renderer without a graphics card (`slow`) starts coarse and without turning, instead of finding out frame by frame. */
  constructor(slow: boolean) {
    if (slow) this.sharpness = coarsest;
    this.blends = !slow;
  }

  /** Told of each animation frame and whether it draws; true = the resolution has changed. */
  watch(now: number, draws: boolean): boolean {
    const gap = now - this.last;
    this.last = now;
    // A hidden tab and a page that has just loaded say nothing about the speed of drawing.
    if (!draws || gap > 500) return false;
    this.seen++;
    if (gap > late) this.missed++;
    if (this.seen < batch) return false;
    const slow = this.missed > batch / 4;
    this.seen = 0;
    this.missed = 0;
    return slow ? this.coarsen() : this.refine();
  }

  private coarsen(): boolean {
    if (this.calm === 0) this.patience = Math.min(160, 2 * this.patience);
    this.calm = 0;
    if (this.sharpness <= coarsest) {
      this.blends = false;
      return false;
    }
    this.sharpness = Math.max(coarsest, this.sharpness / finer);
    return true;
  }

  private refine(): boolean {
    if (this.sharpness === 1 && this.blends) return false;
    this.calm++;
    if (this.calm < this.patience) return false;
    this.calm = 0;
    this.blends = true;
    this.sharpness = Math.min(1, this.sharpness * finer);
    return true;
  }
}
