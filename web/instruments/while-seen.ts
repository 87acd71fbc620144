// Structures that are solved one after the other, for as long as a person looks at what comes of them.

export class WhileSeen {
  private seen = false;
  private busy = false;
  /** What went wrong, one sentence; empty while nothing has. */
  trouble = "";

  /** `next` is the share that is to be solved now, undefined when all are; `solved` shows what has come of it. */
  constructor(
    private readonly next: () => number | undefined,
    private readonly solve: (share: number) => Promise<void>,
    private readonly solved: () => void,
  ) {}

  see(seen: boolean) {
    this.seen = seen;
    void this.work();
  }

  async work() {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let share = this.next(); this.seen && share !== undefined; share = this.next()) {
        await this.solve(share);
        this.solved();
      }
    } catch (cause) {
      this.trouble = (cause as Error).message;
      this.solved();
    } finally {
      this.busy = false;
    }
  }
}
