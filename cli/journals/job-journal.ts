// Finished jobs of a search, a map or an ensemble, one line of JSON each, appended as they end: a killed study goes on where it was,
// and a later one with more points takes what is there.
//
// A job is known by a hash of the kernel and of everything that it computes with. A line torn by a kill is dropped.

import { createHash } from "node:crypto";
import { closeSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import { ScenarioError } from "../../core/errors";
import { exactParse, exactStringify } from "../../sim/exact-json";
import { writeError, writeFully } from "../files";

const TITLE = '{"journal":"voidscope trials","version":2}';

/** Name of the job that computes `identity` (plain data) by the kernel of that hash. */
export function keyOf(identity: unknown, kernelHash: string): string {
  return createHash("sha256").update(kernelHash).update(exactStringify(identity)).digest("hex");
}

export class JobJournal<Out> {
  private constructor(
    readonly path: string,
    private readonly file: number,
    private readonly results: Map<string, Out>,
  ) {}

  /** The journal at `path`; begins one when there is none. @throws ScenarioError when it is something else. */
  static open<Out>(path: string): JobJournal<Out> {
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
      const entry = (line: string) => exactParse(line) as [string, Out];
      return new JobJournal(path, file, new Map(lines.map(entry)));
    } catch (error) {
      throw error instanceof ScenarioError ? error : writeError(path, error);
    }
  }

  get(key: string): Out | undefined {
    return this.results.get(key);
  }

  add(key: string, result: Out): void {
    try {
      writeFully(this.file, Buffer.from(`${exactStringify([key, result])}\n`));
    } catch (error) {
      throw writeError(this.path, error);
    }
    this.results.set(key, result);
  }

  close(): void {
    closeSync(this.file);
  }
}
