// The literature: one file, data/bibliography.json, cited everywhere by key. A text such as "after [@doux2020]; law ours"
// becomes what a reader is shown: "after Doux et al., Adv. Energy Mater. 10 (2020) 1903253, doi:10.1002/aenm.201903253; law ours".

import entries from "../data/bibliography.json";

/** A publication. */
export interface Publication {
  /** "doux2020": first author and year. */
  key: string;
  /** "J.-M. Doux"; the last may be "others". */
  authors: string[];
  /** Null where it could not be confirmed. */
  title: string | null;
  journal?: string;
  /** Of a book. */
  publisher?: string;
  year: number;
  volume?: string;
  /** First and last page, or the number of the article. */
  pages?: string;
  doi: string | null;
  /** Why it has none. */
  withoutDoi?: string;
}

export const BIBLIOGRAPHY: readonly Publication[] = entries;

const BY_KEY = new Map(BIBLIOGRAPHY.map((entry) => [entry.key, entry]));
const CITED = /\[@([a-z]+\d{4})\]/g;

/** The keys that a text cites as [@key], in their order. */
export const citedKeys = (text: string): string[] =>
  [...text.matchAll(CITED)].map((match) => match[1]!);

/** The text with every [@key] written out. Throws an Error that names a key without entry. */
export const cite = (text: string): string =>
  text.replace(CITED, (_, key: string) => {
    const entry = BY_KEY.get(key);
    if (!entry) throw new Error(`data/bibliography.json has no entry ${key}`);
    return reference(entry);
  });

/** "Ye & Li, Nature 593 (2021) 218, doi:10.1038/s41586-021-03486-3". */
export function reference(entry: Publication): string {
  const { journal, publisher, title, year, volume, pages, doi } = entry;
  const where = journal ? [journal, volume].filter(Boolean).join(" ") : `${title}, ${publisher}`;
  const page = pages?.split("-")[0];
  const number = page ? ` ${page}` : "";
  return `${names(entry.authors)}, ${where} (${year})${number}${doi ? `, doi:${doi}` : ""}`;
}

/** "Roy, Fleck & Deshpande", or "Doux et al." of four authors and more. */
function names(authors: readonly string[]): string {
  const family = authors.map((name) => name.replace(/^((?:[A-Z]\.[- ]?)+)/, ""));
  if (authors.length > 3 || authors.includes("others")) return `${family[0]} et al.`;
  const last = family.at(-1)!;
  return family.length === 1 ? last : `${family.slice(0, -1).join(", ")} & ${last}`;
}

/** docs/references.md: every entry with an anchor. */
export function referencesPage(): string {
  const lines = BIBLIOGRAPHY.map((entry) => {
    const { key, authors, title, journal, publisher, year, volume, pages, doi, withoutDoi } = entry;
    const who = authors.map((name) => (name === "others" ? "et al." : name)).join(", ");
    const where = [journal ?? publisher, volume && `**${volume}**`, pages?.replace("-", "–")];
    const link = doi ? `[${doi}](https://doi.org/${doi})` : `no DOI: ${withoutDoi}`;
    const what = title ? `*${title}*. ` : "";
    return `- <a id="${key}"></a>\`${key}\` ${who} (${year}). ${what}${where.filter(Boolean).join(" ")}. ${link}`;
  });
  return lines.join("\n");
}
