// What the terminal says and where: data on stdout, everything else on stderr, one sentence per failure.

import { LimitError, VoidscopeError } from "../core/errors";

/** Exit codes. */
export const EXIT = {
  ok: 0,
  usage: 1,
  invalid: 2,
  numerical: 3,
  limit: 4,
  interrupted: 130,
} as const;

// A stream that cannot take more must not end the process behind our back: print() says so, say() has no one to tell.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

/** Writes data to stdout and waits until it has been handed over.
 * @throws LimitError when there is no room for it. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  }).catch((error: NodeJS.ErrnoException) => {
    // The reader has gone (`| head`): nobody is left to tell.
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    throw new LimitError(`standard output: ${systemReason(error)}; the results were not written.`);
  });
}

/** One object as one line of JSON on stdout. */
export function printJson(value: unknown): Promise<void> {
  return print(`${JSON.stringify(value)}\n`);
}

/** One line on stderr. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** What went wrong, as one line of words and as data. */
export interface Failure {
  /** Exit code. */
  code: number;
  message: string;
  /** Entry of the scenario, as in "cell.width"; empty when it is none in particular. */
  path: string;
}

/** What an error says to a person, and its exit code. */
export function failureOf(error: unknown): Failure {
  if (error instanceof VoidscopeError) {
    return { code: error.exitCode, message: oneLine(error.message), path: error.path };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: EXIT.numerical,
    message: `internal error, please report it: ${oneLine(message)}`,
    path: "",
  };
}

/** Says what went wrong in one line on stderr, under --json as one object on stdout too; returns the exit code. */
export async function report(error: unknown, json = false): Promise<number> {
  const failure = failureOf(error);
  say(`voidscope: ${failure.message}`);
  if (process.env["VOIDSCOPE_DEBUG"] && error instanceof Error) say(error.stack ?? "");
  if (json) await printJson({ error: failure });
  return failure.code;
}

/** An argument as it can be pasted into a shell. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `"${text.replace(/["\\$`]/g, "\\$&")}"`;
}

/** Words for a failure of the file system. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    ENOENT: "it does not exist",
    EACCES: "permission denied",
    EPERM: "permission denied",
    EISDIR: "it is a directory, not a file",
    ENOTDIR: "a part of the path is not a directory",
    EEXIST: "a file of that name is in the way",
    ENOSPC: "the disk is full",
    EDQUOT: "the disk quota is used up",
    EFBIG: "the file would be too large",
    EROFS: "the file system is read-only",
    ENAMETOOLONG: "the name is too long",
    EIO: "the disk failed to read or write",
    EMFILE: "too many files are open",
  };
  return (code && words[code]) ?? message ?? String(error);
}

/** Whether the system ran out of room, as opposed to refusing. */
export function isFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EFBIG"].includes((error as NodeJS.ErrnoException)?.code ?? "");
}

/** One sentence on one line, with its full stop. */
function oneLine(text: string): string {
  const line = text.trim().replace(/\s*\n\s*/g, " ");
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
