// Pictures of the validation: every topic has its cases, and a picture says what it is given to say.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { draw } from "../../plots/draw";
import type { Figure, Series } from "../../plots/figure";
import { CASES, REPORTED } from "../../validate/cases/index";
import { TOPICS } from "../../validate/topics";

const figure: Figure = {
  id: "test",
  title: "Squares & more",
  x: { label: "x / m", range: [0, 10] },
  y: { label: "y / m2", range: [0, 100] },
  published: [
    {
      name: "band < 5",
      band: [
        [0, 40, 60],
        [10, 40, 60],
      ],
    },
  ],
};

describe("topics", () => {
  it("have cases, every one", () => {
    const used = new Set([...CASES, ...REPORTED].map(({ topic }) => topic));
    expect([...used].sort()).toEqual(TOPICS.map(({ id }) => id).sort());
  });
  it("have no two figures of one name", () => {
    const figures = new Set([...CASES, ...REPORTED].flatMap((c) => c.picture?.figure ?? []));
    expect(new Set([...figures].map(({ id }) => id)).size).toBe(figures.size);
  });
});

describe("draw", () => {
  const ours: Series[] = [
    {
      name: "ours",
      points: [
        [0, 0],
        [5, 25],
        [10, 100],
      ],
    },
  ];
  const svg = draw(figure, ours);
  it("puts the ends of the range on the corners of the frame", () => {
    expect(svg).toContain('d="M66,272L305,207.5L544,14"');
  });
  it("escapes what it writes, and follows the theme of the reader", () => {
    expect(svg).toContain("Squares &amp; more");
    expect(svg).toContain("band &lt; 5");
    expect(svg).toContain("prefers-color-scheme:dark");
  });
  it("is the same whatever was drawn before", () => {
    expect(draw(figure, ours)).toBe(svg);
  });
  it("leaves out what is not in the range instead of drawing it on the edge", () => {
    const outside = draw(figure, [{ name: "ours", points: [[11, 5]], dots: true }]);
    expect(outside.match(/<circle/g)).toHaveLength(1);
  });
  it("keeps long series small", () => {
    const points = Array.from({ length: 5000 }, (_, k) => [k / 500, k / 50] as const);
    expect(draw(figure, [{ name: "ours", points }]).length).toBeLessThan(9000);
  });
});

describe("docs/validation.md", () => {
  const docs = new URL("../../docs/", import.meta.url);
  const shown = [
    ...readFileSync(new URL("validation.md", docs), "utf8").matchAll(
      /\]\((images\/validation\/[^)]+)\)/g,
    ),
  ];
  it("shows every picture there is, each smaller than 20 kB", () => {
    const files = readdirSync(new URL("images/validation/", docs));
    expect(shown.map((m) => m[1]!.split("/").at(-1)).sort()).toEqual(files.sort());
    for (const [, path] of shown)
      expect(readFileSync(new URL(path!, docs)).length).toBeLessThan(20_000);
  });
});
