// What the model assumes beyond textbooks, and how well each assumption stands: the entries of the
// scenario that carry a status, read from the schema itself.

import * as z from "zod/mini";
import { type Scenario, scenarioSchema } from "./scenario";
import { inner } from "./schema-paths";
import type { Status } from "./tables/entry";

export interface ClosureStatus {
  /** "physics.taylor" */
  path: string;
  value: unknown;
  status: Status;
  source: string;
  description: string;
}

/** Every closure of a scenario with the value it has there. */
export function closures(scenario: Scenario): ClosureStatus[] {
  const found: ClosureStatus[] = [];
  const walk = (schema: z.core.$ZodType, value: unknown, path: string) => {
    const { shape } = schema._zod.def as { shape?: Record<string, z.core.$ZodType> };
    const about = z.globalRegistry.get(schema) as Record<string, string> | undefined;
    const status = about?.["x-status"] as Status | undefined;
    if (status && value !== undefined) {
      const { description = "", "x-source": source = "" } = about ?? {};
      found.push({ path, value, status, source, description });
    }
    for (const [key, child] of Object.entries(shape ?? {})) {
      const part = (value as Record<string, unknown> | undefined)?.[key];
      walk(inner(child), part, path ? `${path}.${key}` : key);
    }
  };
  walk(scenarioSchema, scenario, "");
  return found;
}
