// Lines along the interface against time, as a kymograph shows them: of evenly spread time steps, as many as there is room for.

/** Local current density [A/m2] and thickness of the interphase [m], one value a column. */
export type KymographName = "current" | "interphase";
export interface Lines extends Record<KymographName, Float32Array> {
  /** Mean lithium content of each row of a cathode along its depth, or of each particle of one as a section. */
  cathode?: Float32Array;
}

/** Instants that are kept at most; then every second one goes. */
const MOST = 600;

export interface Kymograph {
  /** [s] */
  times: number[];
  /** Time step of each. */
  steps: number[];
  /** A line for each time. */
  lines: Lines[];
}

export class LinesInTime {
  private kept: { step: number; time: number; lines: Lines }[] = [];
  private stride = 1;

  /** Whether a time step is neither known nor too soon after the one before. */
  wants(step: number): boolean {
    const last = this.kept.at(-1);
    return step % this.stride === 0 && !(last && step <= last.step);
  }

  note(step: number, time: number, lines: Lines): void {
    this.kept.push({ step, time, lines });
    if (this.kept.length <= MOST) return;
    this.stride *= 2;
    this.kept = this.kept.filter((one) => one.step % this.stride === 0);
  }

  /** Forgets what came after a time step. */
  cut(step: number): void {
    this.kept = this.kept.filter((one) => one.step <= step);
  }

  get all(): Kymograph {
    return {
      times: this.kept.map(({ time }) => time),
      steps: this.kept.map(({ step }) => step),
      lines: this.kept.map(({ lines }) => lines),
    };
  }
}
