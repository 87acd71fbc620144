// The files of the lessons: data after the schema, a scenario that takes every value, texts in both languages.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromGallery, GALLERY } from "../../core/gallery";
import { assignmentsOf } from "../../core/lessons/assignments";
import { LESSONS } from "../../core/lessons/catalogue";
import { bearsOut } from "../../core/lessons/claim";
import { LANGUAGES, type Lesson, lessonSchema } from "../../core/lessons/lesson";
import { meanOf, outcomeOf } from "../../core/lessons/outcome";
import { readText, SECTIONS } from "../../core/lessons/text";
import { applyOverrides } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import type { Observables } from "../../sim/types";

const FOLDER = new URL("../../data/lessons/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, FOLDER), "utf8");

const HEADINGS = {
  en: ["Predict", "Do", "See", "Explain", "Check", "Take it away"],
  de: ["Vermuten", "Ausprobieren", "Sehen", "Verstehen", "Prüfen", "Mitnehmen"],
};

it("are all in the catalogue, and teach at least these", () => {
  expect(LESSONS.map(({ name }) => name).sort()).toEqual(readdirSync(FOLDER).sort());
  expect(LESSONS.length).toBeGreaterThanOrEqual(13);
});

describe.each(LESSONS.map((lesson) => [lesson.name, lesson] as const))("%s", (name, lesson) => {
  it("follows the schema", () => {
    // refuses what is unknown: a control or an observable that does not exist
    lessonSchema.parse(JSON.parse(read(`${name}/lesson.json`)));
  });

  it("has a scenario that takes every value, each another run", () => {
    const written = fromGallery(lesson.scenario).scenario;
    const specs = lesson.control.values.map((value) =>
      JSON.stringify(resolveRun(applyOverrides(written, assignmentsOf(lesson, value))).scenario),
    );
    expect(new Set(specs).size).toBe(lesson.control.values.length);
    const { claim, control } = lesson;
    if (claim.kind === "passes") {
      const at = control.values.findIndex(({ to }) => to === claim.from);
      expect(at).toBeGreaterThan(0);
    }
    if (claim.kind === "power") for (const { at } of control.values) expect(at).toBeGreaterThan(0);
  });

  it.each(LANGUAGES)("has a title and six sections in %s", (language) => {
    const markdown = read(`${name}/${language}.md`);
    const { title, sections } = readText(markdown);
    expect(title.length).toBeGreaterThan(5);
    expect(SECTIONS.map((one) => sections[one].heading)).toEqual(HEADINGS[language]);
    for (const one of SECTIONS) expect(sections[one].paragraphs.length, one).toBeGreaterThan(0);
    for (const one of ["predict", "check"] as const) {
      const { choices } = sections[one];
      expect(choices.length).toBeGreaterThanOrEqual(3);
      expect(choices.filter(({ right }) => right)).toHaveLength(1);
    }
    expect(sections.check.reason.length).toBeGreaterThan(0);
    // 200 words a minute, and the runs
    expect(markdown.split(/\s+/).length).toBeLessThan(450);
  });

  it("says the same in both languages: as many choices, the same one right, the same numbers in each section", () => {
    const [en, de] = LANGUAGES.map((language) => readText(read(`${name}/${language}.md`)));
    for (const one of SECTIONS) {
      const [a, b] = [en!.sections[one], de!.sections[one]];
      expect(b.choices.map(({ right }) => right)).toEqual(a.choices.map(({ right }) => right));
      const numbers = (section: typeof a) =>
        JSON.stringify(section)
          .replaceAll("−", "")
          .replace(/(?<=\d),(?=\d)/g, ".")
          .match(/\d+(?:\.\d+)?/g) ?? [];
      expect(numbers(b).sort(), one).toEqual(numbers(a).sort());
    }
  });

  it("sends nobody to what the page does not have", () => {
    const titles = GALLERY.map(({ title }) => title);
    const words = ["Controls", "Instruments", "Assumptions", "Rest", "Draw in the section"];
    const quoted = LANGUAGES.flatMap((language) =>
      [...read(`${name}/${language}.md`).matchAll(/[„“"]([^“”"]+)[“”"]/g)].map(([, text]) => text!),
    );
    for (const text of quoted) expect([...titles, ...words]).toContain(text);
  });

  it("says so where a law is calibrated, chosen or drawn", () => {
    const [en, de] = LANGUAGES.map((language) => read(`${name}/${language}.md`));
    expect(en).toMatch(/calibrat|illustrative|draw|measured|known/i);
    expect(de).toMatch(/kalibriert|Veranschaulichung|Ziehung|gemessen|bekannt/);
    if (!lesson.seeds) return;
    expect(en).toMatch(/\bdraws?\b/);
    expect(de).toMatch(/Ziehung/);
  });
});

describe("claims", () => {
  const lesson = (claim: Lesson["claim"], ats: number[] = [1, 2, 4]): Lesson => ({
    ...LESSONS[0]!,
    control: {
      ...LESSONS[0]!.control,
      values: ats.map((at) => ({ to: String(at), at })),
    },
    claim,
  });

  it.each([
    [{ kind: "rises" }, [1, 2, 3], [1, 2, 2]],
    [{ kind: "falls" }, [3, 2, 1], [3, 1, 2]],
    [{ kind: "never rises" }, [3, 3, 1], [3, 1, 2]],
    [{ kind: "power", exponent: 1, within: 0.01 }, [3, 6, 12], [3, 6, 12.2]],
    [{ kind: "bound", low: 0, high: 1 }, [0, 0.5, 1], [0, 0.5, 1.1]],
    [{ kind: "passes", to: "above", level: 5, from: "2" }, [4, 6, 6], [4, 6, 4]],
    [{ kind: "passes", to: "below", level: 5, from: "4" }, [6, 6, 4], [6, 4, 4]],
  ] as const)("%o holds or not", (claim, good, bad) => {
    expect(bearsOut(lesson(claim), good)).toBe(true);
    expect(bearsOut(lesson(claim), bad)).toBe(false);
    expect(bearsOut(lesson(claim), [Number.NaN, Number.NaN, Number.NaN])).toBeUndefined();
  });

  it("are about one number of a run, or the share of runs", () => {
    const end = { voltage: -0.5, contactFraction: 0.25, peakCurrentRatio: 4 } as Observables;
    const name = { en: "", de: "" };
    expect(outcomeOf({ name, read: "voltage", size: true }, end)).toBe(0.5);
    expect(outcomeOf({ name, read: "peakCurrentRatio", times: "contactFraction" }, end)).toBe(1);
    expect(outcomeOf({ name, read: "contactRead", over: "contactFraction" }, end, 0.5)).toBe(2);
    expect(outcomeOf({ name, read: "contactFraction", above: 0.5 }, end)).toBe(0);
    expect(meanOf([0, 1, 1, 0])).toBe(0.5);
    expect(meanOf([])).toBeNaN();
  });
});

describe("text", () => {
  const six = ["a", "b", "c", "d", "e", "f"].map((one) => `## ${one}\ntext`).join("\n");

  it("joins lines of a paragraph, and knows strong words and code", () => {
    const { sections } = readText(`# T\n${six}\nof **two** lines\n\n\`and\` more\n`);
    expect(sections.take.paragraphs).toHaveLength(2);
    expect(sections.take.paragraphs[0]!.map(({ kind }) => kind)).toEqual([
      "plain",
      "strong",
      "plain",
    ]);
  });

  it.each([
    ["no title", six],
    ["a section too few", "# T\n## a\ntext"],
    ["text before the first section", `# T\ntext\n${six}`],
    ["a link", `# T\n${six}\n[there](https://example.org)`],
    ["an element of HTML", `# T\n${six}\n<b>bold</b>`],
  ])("refuses %s", (_, markdown) => {
    expect(() => readText(markdown)).toThrow(/\w+/);
  });
});
