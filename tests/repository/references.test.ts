// What the repository cites exists: publications in data/bibliography.json, equations in docs/model.md.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { BIBLIOGRAPHY, cite, citedKeys, referencesPage } from "../../core/bibliography";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Files below some folders, by the end of their names. */
const files = (folders: readonly string[], end: RegExp): { name: string; text: string }[] =>
  folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => end.test(name))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .map((name) => ({ name, text: readFileSync(join(ROOT, name), "utf8") })),
  );

const CODE = ["assembly", "core", "sim", "cli", "web", "validate", "bench"];

describe("bibliography", () => {
  const cited = [
    ...files(CODE, /\.ts$/),
    ...files(["data/materials", "data/scenarios", "data/colour"], /\.json$/),
  ].map(({ name, text }) => ({ name, keys: citedKeys(text) }));
  const linked = files(["docs"], /\.md$/).map(({ name, text }) => ({
    name,
    keys: [...text.matchAll(/references\.md#(\w+)/g)].map((match) => match[1]!),
  }));

  it("has an entry for every key that is cited", () => {
    const known = new Set(BIBLIOGRAPHY.map(({ key }) => key));
    const unknown = [...cited, ...linked].flatMap(({ name, keys }) =>
      keys.filter((key) => !known.has(key) && key !== "key").map((key) => `${name}: ${key}`),
    );
    expect(unknown).toEqual([]);
    expect(cited.flatMap(({ keys }) => keys).length).toBeGreaterThan(30);
  });

  it("is in the order of its keys, each once", () => {
    const keys = BIBLIOGRAPHY.map(({ key }) => key);
    expect(keys).toEqual([...new Set(keys)].sort());
  });

  it("gives a DOI or says why not", () => {
    for (const { key, doi, withoutDoi } of BIBLIOGRAPHY) {
      if (doi === null) expect(withoutDoi, key).toMatch(/\w{3}/);
      else expect(doi, key).toMatch(/^10\.\d{4,5}\/\S+$/);
    }
  });

  it("writes citations out with their DOI", () => {
    expect(cite("after [@doux2020]; law ours")).toBe(
      "after Doux et al., Adv. Energy Mater. 10 (2020) 1903253, doi:10.1002/aenm.201903253; law ours",
    );
    expect(cite("[@roy2021]")).toMatch(/^Roy, Fleck & Deshpande, Extreme Mech\. Lett\. \(2021\)/);
    expect(cite("[@holm1967]")).toMatch(/^Holm, Electric Contacts/);
    expect(() => cite("[@nobody1999]")).toThrow(/no entry nobody1999/);
  });

  it("is what docs/references.md lists (npm run schema)", () => {
    expect(readFileSync(join(ROOT, "docs/references.md"), "utf8")).toContain(referencesPage());
  });
});
