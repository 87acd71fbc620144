// Ctrl-C once: finish the step and keep the state. Twice: quit at once.

import { EXIT, say } from "./terminal";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export class Interrupt {
  private asked = false;

  /** @param tidy what to do before quitting at once. */
  constructor(
    private readonly firstWords: string,
    private readonly tidy: () => void,
  ) {
    for (const signal of SIGNALS) process.on(signal, this.onSignal);
  }

  /** Whether somebody asked for the end. Lets pending signals in first. */
  async requested(): Promise<boolean> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    return this.asked;
  }

  dispose(): void {
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
  }

  private readonly onSignal = () => {
    if (this.asked) {
      this.tidy();
      process.exit(EXIT.interrupted);
    }
    this.asked = true;
    say(this.firstWords);
  };
}
