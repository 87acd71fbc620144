// "Did you mean": the known word nearest to an unknown one.

/** Edits (insert, delete, replace, swap neighbours) that turn a into b. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 1; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1);
      d = Math.min(d, rows[i - 1]![j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d = Math.min(d, rows[i - 2]![j - 2]! + 1);
      }
      rows[i]![j] = d;
    }
  }
  return rows[a.length]![b.length]!;
}

/** The nearest of `known`, or undefined when none is near. Case does not count. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const lower = word.slice(0, 60).toLowerCase();
  let best: string | undefined;
  // A word that shares no letter with another is not near it: "x" is not "j".
  let least = Math.min(lower.length, Math.max(1, Math.floor(lower.length / 3)) + 1);
  for (const candidate of known) {
    const d = distance(lower, candidate.toLowerCase());
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

/** Names that a sentence holds. */
const MOST_NAMES = 30;

/** What would be right: "did you mean \"width\"?", or all there is, or the first of it: "it takes width and height". */
export function hint(word: string, known: readonly string[], lead = "it takes"): string {
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return `${lead} ${list(first(known))}`;
}

/** As many names as a sentence holds, and how many more there are. */
export function first(names: readonly string[]): readonly string[] {
  const rest = names.length - MOST_NAMES;
  return rest > 1 ? [...names.slice(0, MOST_NAMES), `${rest} more`] : names;
}

/** "a, b and c" */
export function list(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
}

/** Line and paragraph separators, and marks that turn the direction of writing or take no room. */
const UNSEEN = /[\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;

/** A value as it can be quoted in a sentence: short and on one line. */
export function quote(value: unknown): string {
  const text =
    typeof value === "string" || value === null || typeof value === "object"
      ? (JSON.stringify(value) ?? "undefined")
      : String(value);
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return short.replace(UNSEEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
