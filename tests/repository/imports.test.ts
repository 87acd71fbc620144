import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What a part may import besides itself: one way, page and terminal -> run -> documents. */
const ALLOWED: Record<string, string[]> = {
  assembly: [],
  core: ["data"],
  sim: ["core"],
  api: ["sim", "core", "data"],
  plots: ["core"],
  bench: ["plots", "sweep", "sim", "core"],
  validate: ["plots", "bench", "sim", "core"],
  sweep: ["sim", "core"],
  fit: ["sweep", "sim", "core"],
  cli: ["validate", "bench", "plots", "fit", "sweep", "sim", "core", "package.json"],
  web: ["sim", "core", "data", "build", "package.json"],
};
/** Files that may reach further, and how far. */
const DOORS: Record<string, string[]> = {
  "sim/module.ts": ["assembly/exports"],
  "sim/kernel.ts": ["assembly/abi", "assembly/filaments/columns"],
  "sim/filaments.ts": ["assembly/filaments/columns"],
  "validate/filament-box.ts": [
    "assembly/filaments/columns",
    "assembly/electrolyte/columns",
    "assembly/lab/columns",
  ],
};

interface Import {
  from: string;
  to: string;
}

function importsOf(part: string): Import[] {
  return readdirSync(join(ROOT, part), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|mts|mjs)$/.test(name))
    .flatMap((name) => {
      const from = `${part}/${name.replaceAll("\\", "/")}`;
      const text = readFileSync(join(ROOT, from), "utf8");
      const specifiers = text.matchAll(
        /(?:^|\n)\s*(?:import|export)\b[^"';]*?from\s*"([^"]+)"|\bimport\s*\(?\s*"([^"]+)"/g,
      );
      return [...specifiers]
        .map((match) => (match[1] ?? match[2])!)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => ({
          from,
          to: relative(ROOT, resolve(ROOT, dirname(from), specifier)).replaceAll("\\", "/"),
        }));
    });
}

function isAllowed(part: string, { from, to }: Import): boolean {
  const target = to.split("/")[0]!;
  if (target === part || ALLOWED[part]!.includes(target)) return true;
  return (DOORS[from] ?? []).some((door) => to === door || to === `${door}.ts`);
}

describe("imports", () => {
  it("reach no second file of a name that says nothing", () => {
    const named = Object.keys(ALLOWED).flatMap((part) =>
      readdirSync(join(ROOT, part), { recursive: true, encoding: "utf8" }),
    );
    const vague = named
      .map((name) => name.replaceAll("\\", "/").split("/").at(-1)!)
      .filter((name) => /^(?:helpers?|utils?|misc|common|once|words|plan)\.\w+$/.test(name));
    expect(vague).toEqual([...new Set(vague)]);
    expect(named.length).toBeGreaterThan(300);
  });
  it.each(Object.keys(ALLOWED))("of %s point one way", (part) => {
    const all = importsOf(part);
    expect(all.length).toBeGreaterThan(0);
    const wrong = all.filter((one) => !isAllowed(part, one));
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });
});
