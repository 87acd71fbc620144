// What the repository cites exists: publications in data/bibliography.json, equations in docs/model.md.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { BIBLIOGRAPHY, cite, citedKeys, referencesPage } from "../../core/bibliography";
import { TOPICS } from "../../validate/topics";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Files below some folders, by the end of their names. */
const files = (folders: readonly string[], end: RegExp): { name: string; text: string }[] =>
  folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => end.test(name))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .map((name) => ({ name, text: readFileSync(join(ROOT, name), "utf8") })),
  );

const CODE = ["assembly", "core", "sim", "sweep", "cli", "web", "validate", "bench"];

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

  it("has no entry that nothing cites", () => {
    const used = new Set([...cited, ...linked].flatMap(({ keys }) => keys));
    expect(BIBLIOGRAPHY.map(({ key }) => key).filter((key) => !used.has(key))).toEqual([]);
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

describe("pages", () => {
  const pages = [
    ...files(["docs"], /\.md$/),
    ...["README.md", "CONTRIBUTING.md"].map((name) => ({
      name,
      text: readFileSync(join(ROOT, name), "utf8"),
    })),
  ];

  it("name files that are there", () => {
    // `interface/kinetics.ts` is short for a file of the kernel
    const places = ["", "assembly/"];
    const named = pages.flatMap(({ name, text }) =>
      [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|mjs|json|md))`/g)].map((match) => ({
        name,
        path: match[1]!,
      })),
    );
    const missing = named.filter(
      ({ path }) =>
        !/^(?:build|out)\//.test(path) &&
        !places.some((place) => existsSync(join(ROOT, place + path))),
    );
    expect(missing).toEqual([]);
    expect(named.length).toBeGreaterThan(60);
  });

  it("name every file of the section in docs/model.md", () => {
    const model = readFileSync(join(ROOT, "docs/model.md"), "utf8");
    const places = files(["assembly"], /^(?:interface|lithium|electrolyte|filaments)\/[\w-]+\.ts$/);
    const missing = places
      .map(({ name }) => name.replace("assembly/", ""))
      .filter((name) => !model.includes(`\`${name}\``));
    expect(missing).toEqual([]);
    expect(places.length).toBeGreaterThan(40);
  });

  it("link to pages, pictures and headings that are there", () => {
    const anchors = (text: string) => [
      ...[...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
        match[1]!
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, "")
          .replaceAll(" ", "-"),
      ),
      ...[...text.matchAll(/<a id="(\w+)">/g)].map((match) => match[1]!),
    ];
    const broken = pages.flatMap(({ name, text }) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map((match) => match[1]!)
        .filter((target) => !/^https?:/.test(target))
        .filter((target) => {
          const [path, anchor] = target.split("#");
          const file = path ? join(ROOT, dirname(name), path) : join(ROOT, name);
          if (!existsSync(file)) return true;
          return anchor ? !anchors(readFileSync(file, "utf8")).includes(anchor) : false;
        })
        .map((target) => `${name}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

describe("equations", () => {
  const model = readFileSync(join(ROOT, "docs/model.md"), "utf8");
  const blocks = [...model.matchAll(/^```\n([\s\S]*?)^```/gm)].map((match) => match[1]!).join("");
  const numbers = [...blocks.matchAll(/\((\d+\.\d+)\)$/gm)].map((match) => match[1]!);

  it("are numbered through within their section of docs/model.md", () => {
    const last = new Map<string, number>();
    for (const number of numbers) {
      const [section, place] = number.split(".") as [string, string];
      expect(Number(place), number).toBe((last.get(section) ?? 0) + 1);
      last.set(section, Number(place));
      expect(model).toMatch(new RegExp(`^## ${section} `, "m"));
    }
    expect(numbers.length).toBeGreaterThan(50);
  });

  it("that code and pages refer to are there", () => {
    const texts = [
      ...files(CODE, /\.ts$/),
      ...files(["docs"], /\.md$/),
      ...files(["tests"], /\.ts$/),
    ].filter(({ name }) => !name.endsWith("references.test.ts"));
    const used = texts.flatMap(({ name, text }) =>
      [
        ...text.matchAll(/\beqs?\.\s((?:\s*(?:\/\/|\*)?\s*(?:,|and|to)?\s*\(\d+\.\d+\))+)/g),
      ].flatMap((match) =>
        [...match[1]!.matchAll(/\d+\.\d+/g)].map(([number]) => ({ name, number })),
      ),
    );
    expect(used.filter(({ number }) => !numbers.includes(number))).toEqual([]);
    expect(used.length).toBeGreaterThan(15);
  });
});

describe("labels", () => {
  const texts = [
    ...files([...CODE, "tests", "scripts", "plots"], /\.(?:ts|mjs)$/),
    ...files(["docs"], /\.md$/),
  ].filter(({ name }) => !name.endsWith("references.test.ts"));
  const found = (pattern: RegExp) =>
    texts.flatMap(({ name, text }) =>
      [...text.matchAll(pattern)].map((match) => ({ name, label: match[1]! })),
    );

  it("of documents that are not here are nowhere", () => {
    expect(found(/(\bT-[A-Z]+\d+|\([DEFM]\d{1,2}[,)]|\beqs?\. \(?[A-Z]\d|\[knob\])/g)).toEqual([]);
  });

  it("of validation are topics of validate/topics.ts", () => {
    const topics = new Set<string>(TOPICS.map(({ id }) => id));
    const used = found(/[(,] ?([ABCN]\d{1,2})(?=[,)])/g);
    expect(used.filter(({ label }) => !topics.has(label))).toEqual([]);
    expect(used.length).toBeGreaterThan(3);
  });
});
