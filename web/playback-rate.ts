// How fast simulated time may run against the clock on the wall.

export class PlaybackRate {
  /** Simulated seconds per second; Infinity = as fast as it computes. */
  rate = Number.POSITIVE_INFINITY;
  private simulated = 0;
  private wall = 0;

  /** Starts to count from this pair of times ([s] simulated, [ms] wall). */
  anchor(simulated: number, wall: number) {
    this.simulated = simulated;
    this.wall = wall;
  }

  /** [ms] until the next time step is due; 0 = now. */
  wait(simulated: number, wall: number): number {
    if (this.rate === Number.POSITIVE_INFINITY) return 0;
    const due = this.wall + ((simulated - this.simulated) / this.rate) * 1000;
    // A run that cannot keep up goes on at its own speed; it does not owe the time it has lost.
    if (wall - due > 200) this.anchor(simulated, wall);
    return Math.max(0, due - wall);
  }
}
