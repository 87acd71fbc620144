// What the page leaves out of files that the terminal takes in whole: nothing that it uses, but nothing else either
// (tests/repository/lean.test.ts holds it against the whole).
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Plugin, runnerImport } from "vite";
import type { Publication } from "./core/bibliography";
import type * as FirstRun from "./web/first-run";

const KERNEL = fileURLToPath(new URL("build/kernel.wasm", import.meta.url));
const KERNEL_HASH = fileURLToPath(new URL("web/kernel-hash.ts", import.meta.url));
const FIRST_RUN = fileURLToPath(new URL("web/first-run.ts", import.meta.url));
const UCUM = fileURLToPath(new URL("node_modules/@atomic-ehr/ucum/dist/", import.meta.url));

/** The calls of UCUM that core/units.ts makes; its index brings the display of units along. */
const LEAN_UCUM = `
import { validate } from ${JSON.stringify(`${UCUM}validation.js`)};
import { convert, isConvertible } from ${JSON.stringify(`${UCUM}conversion.js`)};
import { isSpecialUnit } from ${JSON.stringify(`${UCUM}quantity.js`)};
export const ucum = { validate, convert, isConvertible, isSpecialUnit };`;

interface Unit {
  [key: string]: unknown;
  value?: { [key: string]: unknown };
}

/** Of a table of UCUM without names, symbols, codes and classes. */
function leanUnit(unit: Unit): Record<string, unknown> {
  const { isBaseUnit, isMetric, isSpecial, dimension, property, value } = unit;
  return {
    isBaseUnit,
    isMetric,
    isSpecial,
    dimension,
    property: property === "arbitrary" ? property : undefined,
    value: value && { Unit: value["Unit"], value: value["value"], function: value["function"] },
  };
}

async function leanUnits(file: string): Promise<string> {
  const { units } = (await import(pathToFileURL(file).href)) as { units: Record<string, Unit> };
  const lean = Object.entries(units).map(([name, unit]) => [name, leanUnit(unit)]);
  return `export const units = JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(lean)))});
export const baseUnits = Object.fromEntries(Object.entries(units).filter(([, unit]) => unit.isBaseUnit));`;
}

async function leanPrefixes(file: string): Promise<string> {
  const { prefixes } = (await import(pathToFileURL(file).href)) as {
    prefixes: Record<string, { value: number }>;
  };
  const lean = Object.entries(prefixes).map(([name, { value }]) => [name, { value }]);
  return `export const prefixes = ${JSON.stringify(Object.fromEntries(lean))};`;
}

const ENUM = /export enum (\w+) \{([^}]*)\}/g;

/** Enums of the kernel's tables as lists of names: both ways as before, each name once. */
export function leanEnums(text: string): string {
  const plain = text.replace(/\/\*\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");
  const lists = plain.replace(ENUM, (whole, name: string, body: string) => {
    const names = body.split(",").map((one) => one.trim());
    const members = names.filter(Boolean);
    if (!members.every((one) => /^\w+$/.test(one))) return whole;
    return `export const ${name} = listed(${JSON.stringify(members.join(" "))});`;
  });
  return `${lists}
function listed(names: string): any {
  const made: any = {};
  names.split(" ").forEach((name, at) => {
    made[name] = at;
    made[at] = name;
  });
  return made;
}`;
}

/** Publications with what a citation writes out. */
export function leanPublications(text: string): string {
  const entries = JSON.parse(text) as Publication[];
  const lean = entries.map(({ withoutDoi: _, title, authors, pages, ...rest }) => ({
    ...rest,
    authors: authors.length > 3 ? [authors[0], "others"] : authors,
    ...(!rest.journal && { title }),
    ...(pages && { pages: pages.split("-")[0] }),
  }));
  return JSON.stringify(lean);
}

/** The run that the page opens with, instead of what works it out. */
async function leanFirstRun(): Promise<string> {
  const { module } = await runnerImport<typeof FirstRun>(FIRST_RUN);
  return `export const firstRun = ${JSON.stringify(module.firstRun)};`;
}

function leanKernelHash(): string {
  const hash = createHash("sha256").update(readFileSync(KERNEL)).digest("hex");
  return `export const kernelHash = ${JSON.stringify(hash)};`;
}

export function lean(): Plugin {
  return {
    name: "lean",
    enforce: "pre",
    apply: "build",
    resolveId: (id) => (id === "@atomic-ehr/ucum" ? "\0ucum" : null),
    load(id) {
      if (id === "\0ucum") return LEAN_UCUM;
      if (id === FIRST_RUN) return leanFirstRun();
      if (id === KERNEL_HASH) return leanKernelHash();
      if (id === `${UCUM}prefixes.js`) return leanPrefixes(id);
      return id === `${UCUM}units.js` ? leanUnits(id) : null;
    },
    transform(code, id) {
      if (id.endsWith("/data/bibliography.json")) return leanPublications(code);
      return id.endsWith("/assembly/abi.ts") ? { code: leanEnums(code), map: null } : null;
    },
  };
}
