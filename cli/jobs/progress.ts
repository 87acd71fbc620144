// How far a study is: jobs done against jobs still expected, as each search learns how many it needs.

import { type Progress, showProgress } from "../progress";

export class Gauge {
  private done = 0;
  private left: number;
  private progress: Progress | undefined;

  /** @param expected jobs of the whole study, as far as one can tell. */
  constructor(
    expected: number,
    private readonly title: string,
    private readonly quiet: boolean,
  ) {
    this.left = expected;
  }

  /** The time to go is reckoned from the first job that is not in the journal. */
  start(): void {
    this.progress ??= showProgress(this.title, this.share, this.quiet);
  }

  /** After a job: how many its search expected before and expects now. */
  add(before: number, after: number, note: string): void {
    this.done++;
    this.left += after - before;
    this.progress?.update(this.share, note);
  }

  stop(): void {
    this.progress?.stop();
    this.progress = undefined;
  }

  private get share(): number {
    return this.done === 0 ? 0 : this.done / (this.done + Math.max(0, this.left));
  }
}
