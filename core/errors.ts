// What can go wrong, as one sentence each: where, what is wrong, what would be right.
// The exit code is the terminal's; the page shows the same message.

/** Base of everything Voidscope throws on purpose. */
export class VoidscopeError extends Error {
  /** Exit code of the terminal. */
  readonly exitCode: number = 1;
  /** Where in the document: "cell.width", "protocol[2]"; empty when nowhere in particular. */
  readonly path: string;

  constructor(message: string, path = "") {
    super(path ? `${path}: ${message}` : message);
    this.name = new.target.name;
    this.path = path;
  }
}

/** The command was not understood. */
export class UsageError extends VoidscopeError {
  override readonly exitCode = 1;
}

/** The scenario (or a file it names) is not valid; nothing has been computed or written. */
export class ScenarioError extends VoidscopeError {
  override readonly exitCode = 2;
}

/** A solve failed or a field is not finite; the last good checkpoint is kept. */
export class NumericalError extends VoidscopeError {
  override readonly exitCode = 3;
}

/** A limit of the run or of the machine (time, memory, disk) was reached. */
export class LimitError extends VoidscopeError {
  override readonly exitCode = 4;
}

/** A path in a document as people write it: ["protocol", 2] -> "protocol[2]". */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, "");
}
