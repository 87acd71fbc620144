// Parameters of a fit by name: a property of a material or a number of the scenario, with where it starts and how far it may go.
//
//   chargeTransferResistance        from the scenario's value, within a factor of a hundred and what the model takes
//   taylor=0.5..3                   between these, in the unit of the scenario's value
//
// Fitted is ln p where p stays above zero, else p over the width of its bounds.

import { DIMENSIONS } from "../core/dimensions";
import { ScenarioError, UsageError } from "../core/errors";
import { explanations } from "../core/explanations";
import { material } from "../core/materials";
import { set } from "../core/overrides";
import { resolveRun } from "../core/resolve";
import type { RunSpec } from "../core/runspec";
import { hint, quote } from "../core/suggest";
import { ELECTROLYTE, LITHIUM, type PropertyEntry } from "../core/tables/properties";
import { digits, quantity, toUnit } from "../core/units";

export interface Parameter {
  /** As it was asked for. */
  name: string;
  /** As --set names it. */
  path: string;
  /** Of its numbers; "1" without one. */
  unit: string;
  start: number;
  low: number;
  high: number;
  logarithmic: boolean;
}

/** Factor that a parameter may change by when no bounds are given. */
const FACTOR = 100;
const MOST = 12;
const DIGITS = 10;

/** Of what a text such as "taylor=0.5..3,creepRate" asks for. @throws UsageError, ScenarioError */
export function parametersOf(text: string, scenario: unknown): Parameter[] {
  const spec = resolveRun(scenario);
  const pieces = text.split(",").map((piece) => piece.trim());
  if (pieces.length > MOST) {
    throw new UsageError(`--parameters: ${pieces.length} parameters; use at most ${MOST}`);
  }
  const parameters = pieces.map((piece) => parameterOf(piece, scenario, spec));
  const twice = parameters.find(({ path }, k) =>
    parameters.some((p, i) => i < k && p.path === path),
  );
  if (twice) throw new UsageError(`--parameters: ${quote(twice.name)} is there twice`);
  return parameters;
}

function parameterOf(piece: string, scenario: unknown, spec: RunSpec): Parameter {
  const [, name = "", bounds] = /^([^=]*?)\s*(?:=\s*(.+))?$/.exec(piece) ?? [];
  if (name === "") {
    throw new UsageError(
      '--parameters: name one or more, such as "chargeTransferResistance,taylor"',
    );
  }
  const found = propertyOf(name, spec) ?? entryOf(name, spec);
  const given = bounds === undefined ? undefined : boundsOf(name, bounds);
  const { start, path, unit } = found;
  const [low, high] = given ?? [
    start > 0 ? Math.max(start / FACTOR, found.least) : found.least,
    start > 0 ? Math.min(start * FACTOR, found.most) : found.most,
  ];
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    throw new UsageError(`--parameters: ${name} needs bounds; write ${name}=0..1`);
  }
  const parameter = { name, path, unit, low, high, start, logarithmic: low > 0 };
  for (const bound of [low, high]) {
    try {
      resolveRun(withValues(scenario, [parameter], [bound]));
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      // bounds that nobody has given may reach beyond what the scenario takes: such a run counts as failed
      if (!given) continue;
      throw new UsageError(`--parameters: ${name}=${bounds}: ${error.message}`);
    }
  }
  if (start < low || start > high) {
    const at = `${digits(start)}${unit === "1" ? "" : ` ${unit}`}`;
    throw new UsageError(
      `--parameters: ${name}=${bounds} leaves out ${at}, where the scenario starts; change it by --set`,
    );
  }
  return parameter;
}

function boundsOf(name: string, text: string): [number, number] {
  const [low, high] = text.split("..").map((end) => (end.trim() === "" ? Number.NaN : Number(end)));
  if (low !== undefined && high !== undefined && high > low) return [low, high];
  throw new UsageError(
    `--parameters: ${quote(text)} is no range for ${name}; write ${name}=0.5..3, the lower end first`,
  );
}

interface Found {
  path: string;
  unit: string;
  start: number;
  least: number;
  most: number;
}

/** A property of the lithium or of the electrolyte of the scenario. @throws UsageError where it may be either */
function propertyOf(name: string, spec: RunSpec): Found | undefined {
  const { lithium, electrolyte, files } = spec.scenario.materials;
  const [, of, key = name] = /^(lithium|electrolyte)\.(\w+)$/.exec(name) ?? [];
  const kinds = [
    ["lithium", lithium, LITHIUM, spec.lithium],
    ["electrolyte", electrolyte, ELECTROLYTE, spec.electrolyte],
  ] as const;
  const found = kinds.filter(
    ([kind, , table]) => (of === undefined || of === kind) && Object.hasOwn(table, key),
  );
  if (found.length > 1) {
    throw new UsageError(
      `--parameters: ${quote(name)} may be of either; write lithium.${key} or electrolyte.${key}`,
    );
  }
  if (found.length === 0) return undefined;
  const [kind, named, table, values] = found[0]!;
  const { unit: si, min, max } = (table as Record<string, PropertyEntry>)[key]!;
  const { value } = (values as unknown as Record<string, { value: number }>)[key]!;
  const [start, least, most] = [value, min, max].map((v) => toUnit(v, si)) as [
    number,
    number,
    number,
  ];
  const path = `materials.overrides.${material(named, kind, files).name}.${key}`;
  return { path, unit: DIMENSIONS[si].display, start, least, most };
}

/** A number or a quantity of the scenario, by its path or the last part of it. @throws UsageError */
function entryOf(name: string, spec: RunSpec): Found {
  const entries = explanations().filter(({ kind }) => kind === "entry");
  const fits = entries.filter((one) => one.name === name || one.name.endsWith(`.${name}`));
  const exact = fits.find((one) => one.name === name) ?? (fits.length === 1 ? fits[0] : undefined);
  if (!exact) {
    const names = [
      ...entries.map((one) => one.name.split(".").at(-1)!),
      ...Object.keys(LITHIUM),
      ...Object.keys(ELECTROLYTE),
    ];
    const why =
      fits.length > 1
        ? `may be ${fits.map((one) => one.name).join(" or ")}; write it in full`
        : `is neither a property nor an entry of the scenario; ${hint(name, names)}`;
    throw new UsageError(`--parameters: ${quote(name)} ${why}`);
  }
  const written = exact.name
    .split(".")
    .reduce<unknown>(
      (node, key) => (node as Record<string, unknown> | undefined)?.[key],
      spec.scenario,
    );
  const read = numberOf(written);
  if (!read) {
    throw new UsageError(
      `--parameters: ${quote(name)} is not a number that the scenario has; leave it out`,
    );
  }
  const [low, high] = (exact.range ?? "").split(" to ").map(numberOf);
  const same = (end: typeof low) => (end && end.unit === read.unit ? end.value : undefined);
  return {
    ...{ path: exact.name, unit: read.unit, start: read.value },
    ...{ least: same(low) ?? read.value / FACTOR, most: same(high) ?? read.value * FACTOR },
  };
}

function numberOf(written: unknown): { value: number; unit: string } | undefined {
  if (typeof written === "number") return { value: written, unit: "1" };
  if (typeof written !== "string") return undefined;
  try {
    const { value, unit } = quantity(written);
    return { value, unit: unit || "1" };
  } catch {
    return undefined;
  }
}

/** A value as --set is given it. */
export const written = ({ unit }: Parameter, value: number): string => {
  const text = String(Number(value.toPrecision(DIGITS)));
  return unit === "1" ? text : `${text} ${unit}`;
};

/** The scenario with these values. */
export function withValues(
  scenario: unknown,
  parameters: readonly Parameter[],
  values: readonly number[],
): unknown {
  return parameters.reduce<unknown>((before, parameter, k) => {
    const text = written(parameter, values[k]!);
    return set(
      before,
      parameter.path,
      parameter.unit === "1" && !isProperty(parameter) ? Number(text) : text,
    );
  }, scenario);
}

const isProperty = ({ path }: Parameter) => path.startsWith("materials.overrides.");

/** Coordinates of the search, and back. */
export const toCoordinate = ({ logarithmic, low, high }: Parameter, value: number): number =>
  logarithmic ? Math.log(value) : (value - low) / (high - low);
export const fromCoordinate = ({ logarithmic, low, high }: Parameter, x: number): number =>
  logarithmic ? Math.exp(x) : low + x * (high - low);
/** Standard error of a value from that of its coordinate. */
export const errorOf = (
  { logarithmic, low, high }: Parameter,
  value: number,
  error: number,
): number => error * (logarithmic ? value : high - low);
