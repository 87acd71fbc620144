// What `voidscope explain` knows: every name that a person may type in the terminal or read in a file of it.

import { DIMENSIONS, type SiUnit } from "../core/dimensions";
import { type Explanation, explanations } from "../core/explanations";
import { GALLERY } from "../core/gallery";
import { MATERIALS } from "../core/materials";
import { MECHANISMS } from "../core/mechanisms";
import { OBSERVABLES } from "../core/observables";
import { PLANS } from "../core/plans";
import { REMEDIES, remedyTexts } from "../core/remedies";
import { jsonSchema } from "../core/schema";
import { nearest } from "../core/suggest";
import { CATHODE_PICTURES, LINES, PICTURES, type PictureEntry } from "../core/tables/fields";
import { measureOf } from "../sweep/columns";
import { EVENTS } from "../sweep/plan";

/** Names that stand for several entries, by --set and in plans. */
const SETTINGS: readonly Explanation[] = [
  {
    ...{ name: "current", kind: "setting", unit: "mA/cm2" },
    meaning: "Current density of every Strip and Plate of the protocol: --set current=0.5mA/cm2",
  },
  {
    ...{ name: "capacity", kind: "setting", unit: "mA.h/cm2" },
    meaning: "Charge of every Strip and Plate of the protocol: --set capacity=1mA.h/cm2",
  },
  {
    ...{ name: "mechanism", kind: "setting", range: MECHANISMS.map(({ name }) => name).join(", ") },
    meaning: "The assumptions of one paper, several entries by one name: --set mechanism=NAME",
  },
  {
    ...{ name: "remedy", kind: "setting", range: REMEDIES.map(({ name }) => name).join(", ") },
    meaning: "What is done against voids and filaments, by one name: --set remedy=NAME",
  },
];

/** Sections of a scenario, each with its entries. */
function sections(entries: readonly Explanation[]): Explanation[] {
  const { properties } = jsonSchema() as unknown as {
    properties: Record<string, { description?: string }>;
  };
  return Object.entries(properties).flatMap(([name, { description = "" }]) => {
    const inside = entries.filter(
      (one) => /[.[]/.test(one.name[name.length] ?? "") && one.name.startsWith(name),
    );
    const values = inside.map((one) => `${one.name}: ${one.meaning}`);
    return inside.length > 0 ? [{ name, kind: "section", meaning: description, values }] : [];
  });
}

const fields = (all: Readonly<Record<string, PictureEntry>>, of: string) =>
  Object.entries(all).map(([name, { unit, about }]) => ({
    ...{ name, kind: `field of ${of}`, meaning: about, unit: unitOf(unit) },
  }));
const unitOf = (unit: SiUnit) => DIMENSIONS[unit].display;

/** Every name, entries of the scenario first. */
export function glossary(): Explanation[] {
  const all = explanations();
  return [
    ...sections(all.filter(({ kind }) => kind === "entry")),
    ...SETTINGS,
    ...all,
    ...fields(PICTURES, "the section"),
    ...fields(CATHODE_PICTURES as Readonly<Record<string, PictureEntry>>, "the cathode"),
    ...Object.entries(LINES).map(([name, { unit, meaning }]) => ({
      ...{ name, kind: "line along the interface", meaning, unit: unitOf(unit) },
    })),
    ...EVENTS.map((event) => ({
      ...{ name: `first.${event}`, kind: "time of an event", unit: "s" },
      meaning: `${measureOf(`first.${event}`).label}; kept by sweeps and ensembles, empty where it did not happen`,
    })),
    ...REMEDIES.map((one) => ({
      ...{ name: one.name, kind: "remedy", meaning: `${one.title}: ${one.says}` },
      values: remedyTexts(one),
    })),
    ...GALLERY.map(({ name, title, description }) => ({
      ...{ name, kind: "scenario", meaning: `${title}. ${description}` },
    })),
    ...MATERIALS.map(({ name, kind, title, caveat }) => ({
      ...{ name, kind: `material, ${kind}`, meaning: `${title}. ${caveat}` },
    })),
    ...Object.entries(PLANS).map(([name, plan]) => ({
      ...{ name, kind: "plan of a sweep", meaning: (plan as { title: string }).title },
    })),
  ];
}

const squash = (text: string) => text.toLowerCase().replace(/[\s_-]|\[\d*\]/g, "");

export interface Found {
  /** Whatever bears the name: a whole path, its last part, a key, an alias. */
  found: Explanation[];
  /** Other names that hold it as a word. */
  related: string[];
  /** Where there is nothing of these. */
  near: string | undefined;
}

export function explained(name: string): Found {
  const all = glossary();
  const wanted = squash(name);
  const last = (text: string) => squash(text).split(".").at(-1)!;
  const exact = all.filter((one) => squash(one.name) === wanted);
  const ends = all.filter((one) => last(one.name) === last(name));
  const alias = OBSERVABLES.filter((o) => (o.aliases ?? []).some((a) => squash(a) === wanted));
  const aliased = all.filter(
    (one) => one.kind === "observable" && alias.some((o) => o.key === one.name),
  );
  const found = [...new Set([...exact, ...ends, ...aliased])];
  const names = all.map((one) => one.name).filter((one) => !found.some((f) => f.name === one));
  const holding = wanted.length < 3 ? [] : names.filter((one) => last(one).includes(wanted));
  const nothing = found.length + holding.length === 0;
  const shorter = names.map((one) => one.split(".").at(-1)!);
  const near = nothing ? (nearest(name, names) ?? nearest(name, shorter)) : undefined;
  return { found, related: [...new Set(holding)], near };
}
