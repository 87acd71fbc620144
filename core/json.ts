// JSON as people write it by hand: what is wrong stands in one sentence with line and column, and a key that stands twice,
// of which JSON.parse would silently keep the last, is refused.

import { ScenarioError } from "./errors";
import { quote } from "./suggest";

/** Deeper nesting is no scenario. */
const DEEPEST = 100;

const CURLY = /[“”„‟«»″]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const LITERALS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
/** Words of other languages, and what JSON writes for them. */
const FOREIGN: Readonly<Record<string, string>> = {
  True: "true",
  TRUE: "true",
  yes: "true",
  on: "true",
  False: "false",
  FALSE: "false",
  no: "false",
  off: "false",
  None: "null",
  undefined: "null",
};

/** The document in a text; `where` names it in messages. @throws ScenarioError with line and column, counted from 1. */
export function readJson(text: string, where: string): unknown {
  if (text.trim() === "") {
    throw new ScenarioError(`${where} is empty; a scenario is a JSON object`);
  }
  return new Reader(text, where).document();
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly where: string,
  ) {}

  document(): unknown {
    this.space();
    if (/^(?:---|%YAML|[\w$]+\s*:(?:\s|$))/.test(this.text.slice(this.at))) {
      this.fail(
        'this looks like YAML; a scenario is JSON, as in {"protocol": ["Rest for 10 min"]}',
      );
    }
    const value = this.value();
    this.space();
    if (this.at < this.text.length) this.fail(`${this.shown()} stands after the end; leave it out`);
    return value;
  }

  private value(): unknown {
    const next = this.text[this.at];
    if (next === "{" || next === "[") {
      if (++this.depth > DEEPEST) this.fail(`this is nested more than ${DEEPEST} deep`);
      const value = next === "{" ? this.object() : this.array();
      this.depth--;
      return value;
    }
    if (next === '"') return this.string();
    const word = /^[A-Za-z_$][\w$]*/.exec(this.text.slice(this.at, this.at + 60))?.[0];
    if (word !== undefined && Object.hasOwn(LITERALS, word)) {
      this.at += word.length;
      return LITERALS[word];
    }
    if (next !== undefined && /[-+.\d]/.test(next)) return this.number();
    return this.noValue(word);
  }

  private object(): unknown {
    const entries = new Map<string, unknown>();
    const places = new Map<string, number>();
    this.items("}", () => {
      const start = this.at;
      const key = this.key();
      const before = places.get(key);
      if (before !== undefined) {
        this.at = start;
        this.fail(
          `${quote(key)} stands here for the second time, first in ${this.place(before)}; keep one of them`,
        );
      }
      places.set(key, start);
      this.space();
      if (this.text[this.at] !== ":") this.fail(`a colon is missing after the key ${quote(key)}`);
      this.at++;
      this.space();
      entries.set(key, this.value());
    });
    return Object.fromEntries(entries);
  }

  private array(): unknown[] {
    const values: unknown[] = [];
    this.items("]", () => values.push(this.value()));
    return values;
  }

  /** What stands between brackets, separated by commas. */
  private items(close: "}" | "]", read: () => void): void {
    this.at++;
    this.space();
    if (this.text[this.at] === close) {
      this.at++;
      return;
    }
    for (;;) {
      read();
      this.space();
      const next = this.text[this.at];
      if (next === close) break;
      if (next === undefined) this.fail(`the text ends before its ${close}`);
      if (next !== ",") this.fail(`a comma or ${close} is missing before ${this.shown()}`);
      this.at++;
      this.space();
      if (this.text[this.at] === close)
        this.fail(`no comma may stand before ${close}; leave it out`);
    }
    this.at++;
  }

  private key(): string {
    if (this.text[this.at] === '"') return this.string();
    const word = /^[\w$]+/.exec(this.text.slice(this.at, this.at + 60))?.[0];
    if (word) this.fail(`the key ${word} has no quotes; write ${quote(word)}`);
    if (this.at >= this.text.length) this.fail("the text ends before its }");
    return this.noValue(undefined, "a key in quotes");
  }

  private string(): string {
    const start = this.at++;
    let value = "";
    for (;;) {
      const from = this.at;
      while (this.plain(this.text[this.at])) this.at++;
      value += this.text.slice(from, this.at);
      const next = this.text[this.at];
      if (next === '"') break;
      if (next === "\t") this.fail("a text holds a tab; write \\t");
      if (next !== "\\") {
        this.at = start;
        this.fail("this text does not end on its line; close it with a double quote");
      }
      value += this.escape();
    }
    this.at++;
    return value;
  }

  /** Whether the character stands for itself in a text. */
  private plain(char: string | undefined): boolean {
    return char !== undefined && char >= " " && char !== '"' && char !== "\\";
  }

  private escape(): string {
    const letter = this.text[this.at + 1] ?? "";
    const code = /^u([\da-f]{4})/i.exec(this.text.slice(this.at + 1, this.at + 6))?.[1];
    if (code !== undefined) {
      this.at += 6;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const plain = ESCAPES[letter];
    if (plain === undefined)
      this.fail(`${quote(`\\${letter}`)} is no escape of JSON; write \\\\ for a backslash`);
    this.at += 2;
    return plain;
  }

  private number(): number {
    const word = /^[-+.\w]+/.exec(this.text.slice(this.at, this.at + 400))![0];
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word)) {
      const value = Number(word.replace(/^\+/, ""));
      const remedy = Number.isFinite(value)
        ? `write ${value}`
        : /^[-+.\d]+\s*[a-z]/i.test(word)
          ? `write a quantity as a text, such as "3 MPa"`
          : "write one such as 0.5";
      this.fail(`${quote(word)} is not a number of JSON; ${remedy}`);
    }
    this.at += word.length;
    return Number(word);
  }

  /** Says why no value (or key) begins here. */
  private noValue(word: string | undefined, wanted = "a value"): never {
    const next = this.text[this.at];
    if (next === undefined) this.fail("the text ends too early");
    if (CURLY.test(next)) this.fail(`${next} is a curly quote; JSON wants straight ones, "`);
    if (/['‘’‚`]/.test(next)) this.fail(`JSON wants double quotes, ", not ${next}`);
    if (next === "/" || next === "#") {
      this.fail('JSON has no comments; leave them out or put the words into "description"');
    }
    if (word !== undefined && Object.hasOwn(FOREIGN, word)) {
      this.fail(`${word} is not JSON; write ${FOREIGN[word]}`);
    }
    if (word !== undefined)
      this.fail(`${word} is not a value of JSON; write texts in double quotes`);
    this.fail(`${this.shown()} stands where ${wanted} should`);
  }

  private space(): void {
    while (this.at < this.text.length && /[\s\uFEFF]/.test(this.text[this.at]!)) this.at++;
  }

  /** What stands here, as it can be quoted. */
  private shown(): string {
    const word = /^(?:[\w.$+-]+|.)/su.exec(this.text.slice(this.at, this.at + 20));
    return word ? quote(word[0]) : "the end";
  }

  private place(at: number): string {
    const before = this.text.slice(0, at).split("\n");
    return `line ${before.length}, column ${before.at(-1)!.length + 1}`;
  }

  private fail(message: string): never {
    throw new ScenarioError(`${this.where}, ${this.place(this.at)}: ${message}`);
  }
}
