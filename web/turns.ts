// Turns of a loop that lets messages in between. A message to oneself comes back without the 4 ms that nested timers are
// held for.

export class Turns {
  private readonly channel = new MessageChannel();
  private due = false;

  constructor(turn: () => void) {
    this.channel.port1.onmessage = () => {
      this.due = false;
      turn();
    };
  }

  /** The next turn comes after `delay` [ms], unless one is due already. */
  next(delay = 0) {
    if (this.due) return;
    this.due = true;
    if (delay > 1) setTimeout(() => this.channel.port2.postMessage(0), delay);
    else this.channel.port2.postMessage(0);
  }
}
