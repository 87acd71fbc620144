// A schema as paths: which entries there are, and what one of them takes.

import type * as z from "zod/mini";

type Schema = z.core.$ZodType;

interface Def {
  innerType?: Schema;
  shape?: Record<string, Schema>;
  element?: Schema;
  valueType?: Schema;
  type: string;
}

const defOf = (schema: Schema): Def => schema._zod.def as unknown as Def;

/** Schemas wrapped in a default or an optional, unwrapped. */
export function inner(schema: Schema): Schema {
  const { innerType } = defOf(schema);
  return innerType ? inner(innerType) : schema;
}

/** Every entry that is not a section, as in "conditions.stackPressure"; lists count as one. */
export function entryPaths(schema: Schema, path = ""): string[] {
  const { shape } = defOf(inner(schema));
  if (!shape) return [path];
  return Object.entries(shape).flatMap(([key, child]) =>
    entryPaths(child, path ? `${path}.${key}` : key),
  );
}

/** Whether the entry at that path is a text; false when there is no such entry. */
export function takesText(schema: Schema, path: readonly (string | number)[]): boolean {
  const def = defOf(inner(schema));
  if (path.length === 0) return def.type === "string" || def.type === "enum";
  const [key, ...rest] = path as [string | number, ...(string | number)[]];
  const shape = def.shape && Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
  const next = typeof key === "number" ? def.element : (shape ?? def.valueType);
  return next !== undefined && takesText(next, rest);
}
