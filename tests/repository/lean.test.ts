// What the page leaves out (vite.lean.ts) is nothing that it uses: units, tables of the kernel and citations are those of the whole.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as abi from "../../assembly/abi";
import * as bibliography from "../../core/bibliography";
import { DIMENSIONS, type SiUnit } from "../../core/dimensions";
import * as units from "../../core/units";
import { lean } from "../../vite.lean";
import * as firstRun from "../../web/first-run";

interface Whole {
  abi: typeof abi;
  bibliography: typeof bibliography;
  firstRun: typeof firstRun;
  units: typeof units;
}

const folder = mkdtempSync(join(tmpdir(), "voidscope-lean-"));
let thin: Whole;

beforeAll(async () => {
  const entry = "virtual:entry";
  const at = (path: string) => JSON.stringify(join(process.cwd(), path));
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [
      lean(),
      {
        name: "entry",
        resolveId: (id) => (id === entry ? `\0${entry}` : null),
        load: (id) =>
          id === `\0${entry}`
            ? `export * as abi from ${at("assembly/abi.ts")};
               export * as firstRun from ${at("web/first-run.ts")};
               export * as units from ${at("core/units.ts")};
               export * as bibliography from ${at("core/bibliography.ts")};`
            : null,
      },
    ],
    build: {
      outDir: folder,
      target: "esnext",
      rollupOptions: {
        input: { thin: entry },
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].mjs" },
      },
    },
  });
  thin = await import(pathToFileURL(join(folder, "thin.mjs")).href);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the enums of the kernel, both ways", () => {
  const plain = (all: object) => Object.fromEntries(Object.entries(all));
  expect(Object.keys(thin.abi).sort()).toEqual(Object.keys(abi).sort());
  for (const [name, value] of Object.entries(abi)) {
    const other = thin.abi[name as keyof typeof abi];
    if (typeof value === "object") expect(plain(other as object), name).toEqual(plain(value));
    else expect(other, name).toBe(value);
  }
});

test("every unit that UCUM knows is read alike, with its errors", () => {
  const table = readFileSync("node_modules/@atomic-ehr/ucum/dist/units.js", "utf8");
  const atoms = [...table.matchAll(/^ {4}"([^"]+)": \{/gm)].map(([, atom]) => atom!);
  expect(atoms.length).toBeGreaterThan(250);
  const typed = [
    ...atoms,
    "mA/cm2",
    "MPa.m^0.5",
    "kJ/mol",
    "uA.h/cm2/h^0.5",
    "furlong",
    "eV",
    "°C",
  ];
  const said = (parse: typeof units.parse, text: string, si: SiUnit) => {
    try {
      return parse(text, si);
    } catch (error) {
      return String((error as Error).message);
    }
  };
  for (const si of Object.keys(DIMENSIONS) as SiUnit[]) {
    for (const unit of typed) {
      const text = `3 ${unit}`;
      expect(said(thin.units.parse, text, si), `${text} as ${si}`).toBe(
        said(units.parse, text, si),
      );
    }
  }
});

test("the run that the page opens with is that of its scenario", () => {
  expect(thin.firstRun.firstRun).toBe(firstRun.firstRun);
});

test("citations are written out alike", () => {
  const keys = bibliography.BIBLIOGRAPHY.map(({ key }) => `[@${key}]`).join("; ");
  expect(thin.bibliography.cite(keys)).toBe(bibliography.cite(keys));
});
