// What a screen reader is told: it is spoken when it changes.
import type { Store } from "./store";

/** [ms] of rest after which what follows the keys is said */
const rest = 350;

export class Speech {
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly store: Store) {}

  say(text: string) {
    this.store.set({ spoken: text });
  }

  /** In place of what was to be said soon. */
  sayInstead(text: string) {
    clearTimeout(this.waiting);
    this.say(text);
  }

  /** Once nothing newer has come for a moment; empty text says nothing. */
  saySoon(text: () => string) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const now = text();
      if (now) this.say(now);
    }, rest);
  }
}
