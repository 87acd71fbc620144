// Finished trials of a search, a map or an ensemble, one line of JSON each, appended as they end: a killed search goes on where it was, and a
// later one with more pressures takes what is there.
//
// A trial is known by a hash of the kernel and of everything the run computes with. A line torn by a kill is dropped.

import { createHash } from "node:crypto";
import { closeSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import { ScenarioError } from "../../core/errors";
import type { RunSpec } from "../../core/runspec";
import type { Outcome } from "../../sim/critical-current";
import { exactParse, exactStringify } from "../../sim/exact-json";
import { writeError, writeFully } from "../files";

const TITLE = '{"journal":"voidscope trials","version":2}';

/** Name of a trial: what it is called, how it is shown and what is kept of it do not count. */
export function keyOf(spec: RunSpec, kernelHash: string): string {
  const { scenario: _, title: __, output: ___, ...computed } = spec;
  return createHash("sha256").update(kernelHash).update(exactStringify(computed)).digest("hex");
}

export class TrialJournal {
  private constructor(
    readonly path: string,
    private readonly file: number,
    private readonly trials: Map<string, Outcome>,
  ) {}

  /** The journal at `path`; begins one when there is none. @throws ScenarioError when it is something else. */
  static open(path: string): TrialJournal {
    try {
      const file = openSync(path, "a+");
      const text = readFileSync(path, "utf8");
      const whole = text.slice(0, text.lastIndexOf("\n") + 1);
      const [title, ...lines] = whole.split("\n").filter((line) => line !== "");
      if (title === undefined) {
        ftruncateSync(file, 0);
        writeFully(file, Buffer.from(`${TITLE}\n`));
      } else if (title !== TITLE) {
        closeSync(file);
        throw new ScenarioError(
          `"${path}" is not a journal of this voidscope; name another --out.`,
        );
      } else if (whole.length < text.length) ftruncateSync(file, Buffer.byteLength(whole));
      return new TrialJournal(path, file, new Map(lines.map(entry)));
    } catch (error) {
      throw error instanceof ScenarioError ? error : writeError(path, error);
    }
  }

  get(key: string): Outcome | undefined {
    return this.trials.get(key);
  }

  add(key: string, trial: Outcome): void {
    try {
      writeFully(this.file, Buffer.from(`${exactStringify([key, trial])}\n`));
    } catch (error) {
      throw writeError(this.path, error);
    }
    this.trials.set(key, trial);
  }

  close(): void {
    closeSync(this.file);
  }
}

function entry(line: string): [string, Outcome] {
  return exactParse(line) as [string, Outcome];
}
