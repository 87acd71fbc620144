// The scenario that is being written: one text, which steps, entries and the whole show each in their way.

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Keys = readonly (string | number)[];

export class Draft {
  private now = "";
  private taken = "";

  /** @param changed called after each change by hand */
  constructor(private readonly changed: () => void) {}

  get text(): string {
    return this.now;
  }

  /** Something has been written since it was taken from the run. */
  get isDirty(): boolean {
    return this.now !== this.taken;
  }

  /** What the text says; undefined where it is not JSON. */
  get document(): unknown {
    return read(this.now);
  }

  /** What it said when it was taken from the run. */
  get original(): unknown {
    return read(this.taken);
  }

  /** Takes a text from the run. */
  take(text: string) {
    this.now = text;
    this.taken = text;
  }

  write(text: string) {
    if (text === this.now) return;
    this.now = text;
    this.changed();
  }

  /** Sets an entry; undefined leaves it out. Without effect where the text is not an object. */
  set(keys: Keys, value: unknown) {
    const document = this.document;
    if (typeof document !== "object" || document === null) return;
    assign(document as Json, keys, value as Json | undefined);
    this.write(`${JSON.stringify(document, null, 2)}\n`);
  }
}

export function valueAt(document: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>(
    (node, key) => (node as Record<string | number, unknown> | null | undefined)?.[key],
    document,
  );
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function assign(node: Json, [key, ...rest]: Keys, value: Json | undefined) {
  const holder = node as Record<string | number, Json>;
  if (rest.length === 0) {
    if (value === undefined) delete holder[key!];
    else holder[key!] = value;
    return;
  }
  const inside = holder[key!];
  if (typeof inside !== "object" || inside === null) {
    if (value === undefined) return;
    holder[key!] = {};
  }
  assign(holder[key!]!, rest, value);
  // a section that says nothing any more
  if (value === undefined && Object.keys(holder[key!]!).length === 0) delete holder[key!];
}
