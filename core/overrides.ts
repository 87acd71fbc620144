// Changes to a scenario by path, as the terminal's --set and the page's links make them:
// "conditions.stackPressure=7 MPa", "protocol[0]=Rest for 1 h", "current=1 mA/cm2", "mechanism=flux-focusing", "remedy=licl".

import { ScenarioError, UsageError } from "./errors";
import { material } from "./materials";
import { mechanism } from "./mechanisms";
import { plainNumber } from "./numbers";
import { withCapacity, withCurrent } from "./protocol/rewrite";
import { type Remedy, remedy } from "./remedies";
import { type Scenario, scenarioSchema } from "./scenario";
import { takesText } from "./schema-paths";
import { quote } from "./suggest";
import { type Quantity, quantity, quantityText } from "./units";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Container = Json[] | { [key: string]: Json };

/** Names that change several entries at once. */
const WHOLE_PROTOCOL: Record<string, (lines: readonly string[], text: string) => string[]> = {
  current: withCurrent,
  capacity: withCapacity,
};

/** "protocol[0]" -> ["protocol", 0]. Keys of materials.overrides hold a point of their own. */
export function splitPath(path: string): (string | number)[] {
  const overrides = /^materials\.overrides\.(.+)$/.exec(path);
  if (overrides) return ["materials", "overrides", overrides[1]!];
  if (!/^[\w$]+(?:\[\d+\]|\.[\w$]+)*$/.test(path)) {
    throw new UsageError(
      `${quote(path)} is not a path; write it such as conditions.stackPressure or protocol[0]`,
    );
  }
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** A copy of `scenario` with one entry changed; whether the entry exists is the schema's to say.
 * `path` may be "current" or "capacity", every Strip and Plate of the protocol, or "mechanism" or "remedy", several entries by one name. */
export function set(scenario: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(scenario) as Json;
  if (!isContainer(copy) || Array.isArray(copy)) {
    throw new ScenarioError("the scenario is not an object, so nothing in it can be set");
  }
  const rewrite = Object.hasOwn(WHOLE_PROTOCOL, path) ? WHOLE_PROTOCOL[path] : undefined;
  if (rewrite) {
    const lines = copy["protocol"];
    if (!Array.isArray(lines) || !lines.every((line) => typeof line === "string")) {
      throw new ScenarioError("has no list of steps to change", "protocol");
    }
    copy["protocol"] = rewrite(lines, String(value));
    return copy;
  }
  if (path === "mechanism") {
    return Object.entries(mechanism(String(value)).changes).reduce<unknown>(
      (changed, [entry, to]) => set(changed, entry, to),
      copy,
    );
  }
  if (path === "remedy") return withRemedy(copy, remedy(String(value)));
  assign(copy, splitPath(path), structuredClone(value) as Json, path);
  return copy;
}

/** The scenario with the entries, properties and layers of a remedy. */
function withRemedy(scenario: unknown, { changes, layers = [] }: Remedy): unknown {
  const changed = changes.reduce<unknown>((before, { entry, to, property, times = 1 }) => {
    if (entry) return set(before, entry, to);
    const { name, value } = electrolyteValue(before, property!);
    const text = to === undefined ? quantityText({ ...value, value: value.value * times }) : to;
    return set(before, `materials.overrides.${name}.${property}`, text);
  }, scenario);
  const { electrolyte } = changed as { electrolyte?: { layers?: unknown[] } };
  const stack = [...layers, ...(electrolyte?.layers ?? [])];
  return stack.length > 0 ? set(changed, "electrolyte.layers", stack) : changed;
}

/** The electrolyte of a scenario as written, and what a property of it is there. */
function electrolyteValue(scenario: unknown, key: string): { name: string; value: Quantity } {
  const { materials = {} } = scenario as { materials?: Partial<Scenario["materials"]> };
  const name = materials.electrolyte ?? "Li6PS5Cl";
  const written = materials.overrides?.[`${name}.${key}`];
  if (written !== undefined) return { name, value: quantity(written) };
  const { value, unit } = material(name, "electrolyte", materials.files).properties[key]!;
  return { name, value: { value, unit } };
}

function isContainer(value: Json | undefined): value is Container {
  return typeof value === "object" && value !== null;
}

function assign(root: Container, keys: (string | number)[], value: Json, path: string): void {
  let node = root;
  keys.forEach((key, i) => {
    if (Array.isArray(node) !== (typeof key === "number")) {
      const right = Array.isArray(node) ? "an index such as [0]" : "a name";
      throw new ScenarioError(`${quote(String(key))} does not fit here; use ${right}`, path);
    }
    if (key === "__proto__") throw new ScenarioError('"__proto__" is an unknown key', path);
    if (Array.isArray(node) && (key as number) > node.length) {
      const last = `the next free index is [${node.length}]`;
      throw new ScenarioError(`index [${key}] would leave a hole; ${last}`, path);
    }
    const holder = node as Record<string | number, Json>;
    if (i === keys.length - 1) {
      holder[key] = value;
      return;
    }
    const own = Object.hasOwn(holder, key) ? holder[key] : undefined;
    const next = own ?? (typeof keys[i + 1] === "number" ? [] : {});
    if (!isContainer(next)) {
      throw new ScenarioError(`${quote(next)} has no parts, so nothing in it can be set`, path);
    }
    holder[key] = next;
    node = next;
  });
}

/** Applies "path=value" texts in order. A text stays one where the entry is a text; elsewhere numbers, true, false, null and
 * JSON in [ ] or { } are read as such. Throws UsageError or ScenarioError. */
export function applyOverrides(scenario: unknown, assignments: readonly string[]): unknown {
  return assignments.reduce((current: unknown, text) => {
    const equals = text.indexOf("=");
    if (equals < 1) {
      throw new UsageError(
        `${quote(text)} is not a setting; write path=value, such as "conditions.stackPressure=7 MPa"`,
      );
    }
    const path = text.slice(0, equals).trim();
    const value = text.slice(equals + 1).trim();
    const whole = Object.hasOwn(WHOLE_PROTOCOL, path) || ["mechanism", "remedy"].includes(path);
    const isText = whole || takesText(scenarioSchema, splitPath(path));
    return set(current, path, isText ? unquoted(value) : literal(value));
  }, scenario);
}

/** A text that a person has put into JSON's quotes, without them. */
function unquoted(text: string): string {
  const value = /^".*"$/s.test(text) ? literal(text) : text;
  return typeof value === "string" ? value : text;
}

function literal(text: string): unknown {
  const number = plainNumber(text);
  if (number !== undefined && Number.isFinite(number)) return number;
  if (!/^(?:[[{"]|(?:true|false|null)$)/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
