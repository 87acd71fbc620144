// The address of the page as a link to what it shows: the gallery's scenario and the entries changed since.

const known: ReadonlySet<string> = new Set([
  "case",
  "set",
  "pair",
  "autoplay",
  "ui",
  "lesson",
  "lang",
]);

export class Address {
  readonly query: URLSearchParams;

  constructor(search: string) {
    this.query = new URLSearchParams(search);
  }

  get name(): string | null {
    return this.query.get("case");
  }

  /** "path=value", as in the terminal. */
  get set(): string[] {
    // chat programs turn the + that stood for a space into one that is meant
    return this.query.getAll("set").map((text) => text.replace(/(?<=\d)\+(?=[A-Za-z%])/g, " "));
  }

  /** What stands behind "#s=": a whole run. */
  static linked(hash: string): string | null {
    return hash.startsWith("#s=") ? hash.slice(3).split("&")[0]! : null;
  }

  /** Names in the address that mean nothing here. */
  get unknown(): string[] {
    return [...new Set(this.query.keys())].filter((name) => !known.has(name));
  }

  /** Inside another page, and beside a lesson, a run waits to be asked. */
  get autoplay(): boolean {
    const asked = this.query.get("autoplay");
    const waits = this.query.has("ui") || this.query.has("lesson");
    return asked === null ? !waits : asked !== "0";
  }

  /** A scenario from a file, null, has no address. */
  open(name: string | null, set: readonly string[] = []) {
    this.query.delete("case");
    this.query.delete("pair");
    if (name !== null) this.query.set("case", name);
    this.write(set);
  }

  /** Of several changes of one entry the last stands; `afresh`: of those alone. */
  change(assignments: readonly string[], afresh: boolean) {
    if (this.name === null) return;
    const entry = (assignment: string) => assignment.slice(0, assignment.indexOf("="));
    const again = new Set(assignments.map(entry));
    const kept = afresh ? [] : this.set.filter((assignment) => !again.has(entry(assignment)));
    this.write([...kept, ...assignments]);
  }

  toString(): string {
    return `?${this.query}`.replaceAll("+", "%20");
  }

  private write(set: readonly string[]) {
    this.query.delete("set");
    for (const assignment of set) this.query.append("set", assignment);
  }
}
