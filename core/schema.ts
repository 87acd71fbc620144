// The published face of the scenario: JSON Schema for editors, tables for docs/scenario.md.
// Used by scripts and tests only; the page does not carry it.

import * as z from "zod/mini";
import { OBSERVABLES } from "./observables";
import { rangeText } from "./ranges";
import { SCHEMA_VERSION, scenarioSchema } from "./scenario";
import type { PropertyEntry } from "./tables/properties";

interface Node {
  type?: string;
  description?: string;
  default?: unknown;
  properties?: Record<string, Node>;
  items?: Node;
  required?: string[];
  minimum?: number;
  maximum?: number;
  enum?: string[];
  [extension: `x-${string}`]: string | undefined;
}

/** JSON Schema 2020-12 of what a person may write. */
export function jsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(scenarioSchema, { io: "input" });
  const { $schema, ...rest } = schema;
  return { $schema, $id: `urn:voidscope:scenario:${SCHEMA_VERSION}`, ...rest };
}

/** One markdown table per section of the schema. */
export function schemaTables(): string {
  const root = jsonSchema() as Node;
  const own: Record<string, Node> = {};
  const sections: [string, Node][] = [];
  const collect = (name: string, node: Node) => {
    const target = node.items?.properties ? node.items : node;
    if (!target.properties) return;
    sections.push([node.items ? `${name}[]` : name, target]);
    for (const [key, child] of Object.entries(target.properties)) collect(`${name}.${key}`, child);
  };
  for (const [key, node] of Object.entries(root.properties ?? {})) {
    if (node.properties) collect(key, node);
    else own[key] = node;
  }
  return [
    table("Top level", { ...root, properties: own, description: "The scenario itself." }),
    ...sections.map(([name, node]) => table(`\`${name}\``, node)),
  ].join("\n\n");
}

function table(title: string, node: Node): string {
  const entries = Object.entries(node.properties ?? {}).filter(([, child]) => !child.properties);
  const rows = entries.map(([key, child]) => {
    const about = [child.description ?? "", status(child)].filter(Boolean).join(" ");
    const meaning = about.replaceAll("|", "\\|");
    const fallback = node.required?.includes(key)
      ? "required"
      : child.default === undefined
        ? "-"
        : `\`${JSON.stringify(child.default)}\``;
    return `| \`${key}\` | ${fallback} | ${accepts(child)} | ${meaning} |`;
  });
  const head = ["| entry | default | accepts | meaning |", "|---|---|---|---|"];
  return [`### ${title}`, "", node.description ?? "", "", ...head, ...rows].join("\n");
}

function accepts(node: Node): string {
  if (node["x-unit"]) {
    const least = node["x-least"] ? `, at least ${node["x-least"]} when not 0` : "";
    return `${node["x-minimum"]} to ${node["x-maximum"]}${least}`;
  }
  if (node.enum) return node.enum.map((choice) => `\`${choice}\``).join(", ");
  if (node.type === "array") return "list";
  if (node.type === "boolean") return "true, false";
  if (node.minimum !== undefined) return `${node.minimum} to ${node.maximum}`;
  return node.type === "object" ? "object" : (node.type ?? "value").replace("string", "text");
}

function status(node: Node): string {
  if (!node["x-status"]) return "";
  return `*(${node["x-status"]}: ${node["x-source"] ?? ""})*`;
}

/** Properties of a material with their symbols and what they may be. */
export function propertyTable(properties: Readonly<Record<string, PropertyEntry>>): string {
  const rows = Object.entries(properties).map(
    ([key, { symbol, unit, min, max, meaning }]) =>
      `| ${symbol} | \`${key}\` | ${unit} | ${rangeText({ si: unit, min, max })} | ${meaning} |`,
  );
  return ["| symbol | code | unit | accepts | meaning |", "|---|---|---|---|---|", ...rows].join(
    "\n",
  );
}

/** The observables a stop rule may name. */
export function observableTable(): string {
  const rows = OBSERVABLES.map(({ key, aliases, unit, meaning, bdf }) => {
    const names = [key, ...(aliases ?? [])].map((name) => `\`${name}\``).join(", ");
    return `| ${names} | ${unit} | ${meaning} | ${bdf.label} |`;
  });
  return ["| name | SI unit | meaning | column in files |", "|---|---|---|---|", ...rows].join(
    "\n",
  );
}
