// The runs behind data/bands.json: a gallery scenario as it is, and with each constant that is not established 30 % down and up.

import type { Result } from "../../core/bands";
import { closures } from "../../core/closures";
import { idlePaths } from "../../core/effects";
import { fromGallery } from "../../core/gallery";
import { set } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import { normalise, type ScenarioInput } from "../../core/scenario";
import type { WasmBytes } from "../../sim/module";
import { runToEnd } from "../../sim/outcome";

export const CHANGE = 0.3;
/** Contact, void volume and voltage are converged on as many columns for what is claimed (docs/model.md, section 16). */
export const COLUMNS = 64;

/** The hardness of micrometre-sized lithium is chosen too, though it stands with the material [Pa]. */
const CREEP = { path: "materials.overrides.lithium.creepStress", value: "10 MPa" };

/** What an experiment sets or measures though how it acts is a closure, and what no run hangs on. */
const INPUTS = /^(?:electrolyte\.density|interface\.(?:wetting|conditioning)|impedance\..*)$/;

export interface Trial {
  path: string;
  scenario: ScenarioInput;
}

/** The value times a factor, as it would be typed; undefined for what is not a number above zero. */
function scaled(value: unknown, factor: number): number | string | undefined {
  if (typeof value === "number") return value > 0 ? value * factor : undefined;
  const [, number, unit] = /^([\d.e+-]+) (.+)$/.exec(String(value)) ?? [];
  return Number(number) > 0
    ? `${Number((Number(number) * factor).toPrecision(12))} ${unit}`
    : undefined;
}

/** The scenario of the gallery on few columns. */
export function base(name: string): ScenarioInput {
  const scenario = normalise(fromGallery(name).scenario);
  return {
    ...scenario,
    mesh: { ...scenario.mesh, columns: Math.min(COLUMNS, scenario.mesh.columns) },
  };
}

/** The constants that the scenario's results may hang on, as they stand there. */
export function constants(name: string) {
  const scenario = normalise(fromGallery(name).scenario);
  const idle = new Set(idlePaths(scenario));
  const own = closures(scenario).filter(
    ({ path, status, value }) =>
      status !== "established" &&
      !INPUTS.test(path) &&
      !idle.has(path) &&
      scaled(value, 1) !== undefined,
  );
  return [...own, { ...CREEP, status: "illustrative" as const }];
}

/** Every constant down and up; what the schema refuses is left out. */
export function trials(name: string): Trial[] {
  return constants(name).flatMap(({ path, value }) =>
    [1 - CHANGE, 1 + CHANGE].flatMap((factor) => {
      const changed = set(base(name), path, scaled(value, factor));
      try {
        resolveRun(changed);
        return [{ path, scenario: changed as ScenarioInput }];
      } catch {
        return [];
      }
    }),
  );
}

/** What a run comes to. */
export async function results(
  scenario: ScenarioInput,
  wasm: Uint8Array,
): Promise<Record<Result, number | null>> {
  const end = await runToEnd(resolveRun(scenario), wasm as WasmBytes);
  if (end.status === "failed") throw new Error(end.endReason);
  return {
    contactFraction: end.contactFraction,
    voidVolume: end.voidVolume,
    voltage: end.voltage,
    dischargeCapacity: end.dischargeCapacity > 0 ? end.dischargeCapacity : null,
    "filament-started": end.first["filament-started"] ?? null,
    short: end.first.short ?? null,
  };
}
