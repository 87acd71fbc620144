// What every name a person may write or read means: entries of the scenario, observables, properties of materials, mechanisms.

import { DIMENSIONS } from "./dimensions";
import { MATERIALS } from "./materials";
import { MECHANISMS } from "./mechanisms";
import { OBSERVABLES } from "./observables";
import { rangeText } from "./ranges";
import { jsonSchema } from "./schema";
import {
  CATHODE_MATERIAL,
  CATHOLYTE,
  ELECTROLYTE,
  LITHIUM,
  type PropertyEntry,
} from "./tables/properties";
import { quantityText } from "./units";

/** One name; what does not apply is left out. */
export interface Explanation {
  name: string;
  kind: string;
  meaning: string;
  unit?: string;
  range?: string;
  default?: string;
  /** established, calibrated or illustrative. */
  standing?: string;
  source?: string;
  /** Its values where it has several, with what they are of. */
  values?: string[];
}

interface Node {
  description?: string;
  default?: unknown;
  properties?: Record<string, Node>;
  items?: Node;
  minimum?: number;
  maximum?: number;
  enum?: string[];
  "x-unit"?: keyof typeof DIMENSIONS;
  "x-minimum"?: string;
  "x-maximum"?: string;
  "x-status"?: string;
  "x-source"?: string;
}

function entries(node: Node, path: string): Explanation[] {
  const inside = node.items?.properties ? node.items : node;
  const at = node.items?.properties ? `${path}[]` : path;
  const own = Object.entries(inside.properties ?? {}).flatMap(([key, child]) =>
    entries(child, at ? `${at}.${key}` : key),
  );
  if (path === "" || own.length > 0) return own;
  const [low, high] = [node["x-minimum"] ?? node.minimum, node["x-maximum"] ?? node.maximum];
  const unit = node["x-unit"];
  return [
    {
      ...{ name: path, kind: "entry", meaning: node.description ?? "" },
      ...(unit && { unit: DIMENSIONS[unit].display }),
      ...(low !== undefined && high !== undefined && { range: `${low} to ${high}` }),
      ...(node.enum && { range: node.enum.join(", ") }),
      ...(node.default !== undefined && { default: JSON.stringify(node.default) }),
      ...(node["x-status"] && { standing: node["x-status"] }),
      ...(node["x-source"] && { source: node["x-source"] }),
    },
  ];
}

function property(kind: string, key: string, entry: PropertyEntry): Explanation {
  const { unit, symbol, meaning } = entry;
  const of = MATERIALS.filter((m) => m.kind === kind);
  return {
    ...{ name: key, kind: "property", meaning: `${symbol}: ${meaning}` },
    unit: DIMENSIONS[unit].display,
    range: rangeText({ si: unit, min: entry.min, max: entry.max }),
    values: of.flatMap(({ name, properties }) => {
      const value = properties[key];
      return value ? [`${name}: ${quantityText(value)} (${value.kind})`] : [];
    }),
  };
}

/** Every name, entries of the scenario first. */
export function explanations(): Explanation[] {
  const properties = [
    ...Object.entries(LITHIUM).map(([key, entry]) => property("lithium", key, entry)),
    ...Object.entries(ELECTROLYTE).map(([key, entry]) => property("electrolyte", key, entry)),
    ...Object.entries(CATHODE_MATERIAL).map(([key, entry]) => property("cathode", key, entry)),
    ...Object.entries(CATHOLYTE).map(([key, entry]) => property("catholyte", key, entry)),
  ];
  return [
    ...entries(jsonSchema() as Node, ""),
    ...OBSERVABLES.map(({ key, label, unit, meaning, aliases }) => ({
      ...{ name: key, kind: "observable" as const, unit: DIMENSIONS[unit].display },
      meaning: `${label}: ${meaning}${aliases ? `; also ${aliases.join(", ")}` : ""}`,
    })),
    ...properties,
    ...MECHANISMS.map(({ name, title, predicts, source, changes }) => ({
      ...{ name, kind: "mechanism" as const, meaning: `${title}. Predicts: ${predicts}`, source },
      values: Object.entries(changes).map(([path, to]) => `${path}=${to}`),
    })),
  ];
}
