// A fit in words, as an object and as files.

import { aligned, csv } from "../../core/text-table";
import { digits, toUnit } from "../../core/units";
import type { Fit } from "../../fit/fit";
import { withValues } from "../../fit/parameters";

/** Coverage of a normal distribution within so many standard errors: 95 %. */
const WITHIN = 1.96;

export interface Report {
  file: string;
  scenarioName: string;
  fit: Fit;
}

/** What the reader should know before using the numbers, a sentence each. */
export function warningsOf({ fit }: Report): string[] {
  const { target, estimates, unknown, confused, deviation, settled } = fit;
  const name = (d: number) => estimates[d]!.parameter.name;
  const names = (all: readonly number[]) => all.map(name).join(", ");
  return [
    ...unknown.map(
      (d) =>
        `the data cannot tell ${name(d)}: within its bounds it hardly moves the curve, so ${show(estimates[d]!.value)} is where the search happened to stand, not a result`,
    ),
    ...confused.map(
      (group) =>
        `the data cannot tell ${names(group)} apart: only a combination of them is known; fix all but one, or measure where they act differently`,
    ),
    ...estimates
      .filter(({ atBound }, d) => atBound && !unknown.includes(d))
      .map(
        ({ parameter }) => `${parameter.name} stands at its bound; widen it, or doubt the model`,
      ),
    ...(settled ? [] : ["the search had not settled after its last step"]),
    ...(target.kind === "short"
      ? ["times to short scatter from seed to seed; standard errors know nothing of that"]
      : []),
    ...(deviation > 3 && target.weights.some((w) => w !== 1) && target.kind === "voltage"
      ? [
          `the curve lies ${digits(deviation, 2)} standard deviations off: the model misses something`,
        ]
      : []),
  ];
}

const show = (value: number) => digits(value, 4);
const unitOf = (unit: string) => (unit === "1" ? "" : unit);

/** The object of --json and fit.json. */
export function reportObject(report: Report) {
  const { file, scenarioName, fit } = report;
  const { target } = fit;
  const finite = (x: number) => (Number.isFinite(x) ? x : null);
  return {
    ...{ file, form: target.form, scenario: scenarioName, kind: target.kind },
    points: target.values.length,
    turned: fit.turned,
    parameters: fit.estimates.map(({ parameter, value, error, atBound }, d) => ({
      ...{ name: parameter.name, path: parameter.path, unit: parameter.unit, value },
      standardError: finite(error),
      relativeError: finite(error / Math.abs(value)),
      ...{ start: parameter.start, low: parameter.low, high: parameter.high, atBound },
      found: !fit.unknown.includes(d),
    })),
    correlations: fit.correlations,
    singularValues: fit.singularValues,
    ...{ rms: fit.rms, deviation: fit.deviation, steps: fit.steps, runs: fit.runs },
    settled: fit.settled,
    warnings: warningsOf(report),
  };
}

/** The table, what is left over, and the warnings. */
export function reportText(report: Report): string {
  const { file, fit } = report;
  const { target } = fit;
  const table = aligned([
    ["parameter", "value", "standard error", "95 %", "start", "unit"],
    ...fit.estimates.map(({ parameter, value, error }, d) => {
      const { name, unit, start, logarithmic } = parameter;
      const known = !fit.unknown.includes(d);
      const share = known ? ` (${digits((100 * error) / Math.abs(value), 2)} %)` : "";
      const ends = logarithmic
        ? [-1, 1].map((s) => value * Math.exp((s * WITHIN * error) / value))
        : [-1, 1].map((s) => value + s * WITHIN * error);
      return [
        ...[name, show(value), known ? `${digits(error, 2)}${share}` : "not found"],
        ...[known ? ends.map(show).join(" to ") : "-", show(start), unitOf(unit)],
      ];
    }),
  ]);
  const names = fit.estimates.map(({ parameter }) => parameter.name);
  const pairs = names.length > 1 ? correlationTable(names, fit) : "";
  const sign = fit.turned ? ", taken with the opposite sign" : "";
  const left =
    target.kind === "voltage"
      ? `${digits(1e3 * fit.rms, 3)} mV`
      : target.kind === "impedance"
        ? `${digits(1e4 * fit.rms, 3)} Ohm cm2`
        : `${digits(fit.rms, 3)} in the logarithm`;
  const foot = `${target.values.length} values${sign}; root mean square left ${left}; ${fit.steps} steps, ${fit.runs} runs\n`;
  const warnings = warningsOf(report).map((text) => `! ${text}\n`);
  return `${file}: ${target.form}\n\n${table}\n${pairs}${foot}${warnings.join("")}`;
}

function correlationTable(names: readonly string[], fit: Fit): string {
  const known = names.map((_, d) => d).filter((d) => !fit.unknown.includes(d));
  if (known.length < 2) return "";
  return `${aligned([
    ["correlation", ...known.map((d) => names[d]!)],
    ...known.map((a) => [names[a]!, ...known.map((b) => fit.correlations[a]![b]!.toFixed(2))]),
  ])}\n`;
}

/** Of each kind of data: the axes of the picture and what they show of the values, unit of x over that of the axis, the head of the table. */
const FIGURES = {
  voltage: {
    axes: ["time / h", "voltage / mV"],
    head: ["time / s", "voltage / V", "model / V"],
    perX: 3600,
    shown: (v: number) => 1e3 * v,
  },
  impedance: {
    axes: ["frequency / Hz", "Z' and Z'' / Ohm cm2"],
    head: ["frequency / Hz", "impedance / Ohm.m2", "model / Ohm.m2"],
    perX: 1,
    shown: (v: number) => toUnit(v, "Ohm.m2"),
  },
  short: {
    axes: ["row of the table", "time to short / s"],
    head: ["row / 1", "ln(time to short / s)", "model / 1"],
    perX: 1,
    shown: Math.exp,
  },
} as const;

/** fit.json, fit.csv, fit.svg and the scenario with the values that were found. */
export async function reportFiles(report: Report, scenario: unknown): Promise<[string, string][]> {
  const { fit, file } = report;
  const { target } = fit;
  const { residualSheet } = await import("../../plots/residuals");
  const fitted = withValues(
    scenario,
    fit.estimates.map(({ parameter }) => parameter),
    fit.estimates.map(({ value }) => value),
  );
  const data = target.values.map((v) => (fit.turned ? -v : v));
  const { kind, weights } = target;
  const { axes, head, perX, shown } = FIGURES[kind];
  const xs = target.x.map((x) => x / perX);
  // real and imaginary parts come in turn
  const parts = kind === "impedance" ? [0, 1] : [0];
  const pick = <T>(all: ArrayLike<T>, part: number) =>
    Array.from(all).filter((_, i) => i % parts.length === part);
  const series = parts.map((part) => ({
    x: pick(xs, part),
    data: pick(data, part).map(shown),
    model: pick(fit.model, part).map(shown),
  }));
  const sizes = parts.map((part) =>
    kind === "short"
      ? pick(data, part).map((v, i) => weights[i]! * shown(v))
      : pick(weights, part).map(shown),
  );
  const rows = target.x.map((x, i) => [
    ...[x, data[i]!, fit.model[i]!],
    (data[i]! - fit.model[i]!) / weights[i]!,
  ]);
  const object = { format: "voidscope-fit", schemaVersion: 1, ...reportObject(report) };
  return [
    ["fit.json", `${JSON.stringify(object, null, 2)}\n`],
    ["fit.csv", csv([[...head, "residual / 1"], ...rows.map((row) => row.map(String))])],
    [
      "fit.svg",
      residualSheet(
        `${file}: ${fit.estimates.map(({ parameter }) => parameter.name).join(", ")}`,
        series,
        { x: axes[0], y: axes[1], log: kind === "impedance" },
        sizes,
        fit.deviation,
      ),
    ],
    ["fitted.json", `${JSON.stringify(fitted, null, 2)}\n`],
  ];
}
