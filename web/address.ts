// The address of the page as a link to what it shows: the gallery's scenario and the entries changed since.

export class Address {
  private readonly query: URLSearchParams;

  constructor(search: string) {
    this.query = new URLSearchParams(search);
  }

  get name(): string | null {
    return this.query.get("case");
  }

  /** "path=value", as in the terminal. */
  get set(): string[] {
    return this.query.getAll("set");
  }

  /** Inside another page a run waits to be asked. */
  get autoplay(): boolean {
    const asked = this.query.get("autoplay");
    return asked === null ? !this.query.has("ui") : asked !== "0";
  }

  /** A scenario from a file, null, has no address. */
  open(name: string | null, set: readonly string[] = []) {
    this.query.delete("case");
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
    return `?${this.query}`;
  }

  private write(set: readonly string[]) {
    this.query.delete("set");
    for (const assignment of set) this.query.append("set", assignment);
  }
}
