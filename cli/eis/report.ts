// What is said and written about spectra.

import { type Analysis, analyse, DEFAULT_CIRCUIT } from "../../core/spectrum/analysis";
import type { Element } from "../../core/spectrum/circuit";
import type { Spectrum } from "../../core/spectrum/point";
import { spectrumCsv } from "../../core/spectrum/write-spectrum";
import { aligned, csv } from "../../core/text-table";
import { digits } from "../../core/units";
import type { impedanceSheet as ImpedanceSheet } from "../../plots/impedance";
import { bulkTime, contactFromFit, perSquareCentimetre, workingSide } from "../../sim/impedance";
import type { Simulation } from "../../sim/simulation";
import type { Instant } from "./instants";

/** One instant with its spectra in Ohm cm2 and what is read off the working side. */
export interface Reading {
  why: string;
  time_s: number;
  voltage_V: number;
  currentDensity_mA_cm2: number;
  contactFraction: number;
  /** Contact from the capacitance of charge transfer. */
  contactFromCapacitance: number | null;
  cell: Spectrum;
  working: Spectrum;
  analysis: Analysis;
}

export function readingOf({ spec }: Simulation, { why, observables: o, points }: Instant): Reading {
  const working = perSquareCentimetre(workingSide(points));
  const analysis = analyse(working, DEFAULT_CIRCUIT, bulkTime(spec));
  return {
    why,
    time_s: o.time,
    voltage_V: o.voltage,
    currentDensity_mA_cm2: o.currentDensity / 10,
    contactFraction: o.contactFraction,
    contactFromCapacitance: contactFromFit(analysis.fit, spec, o.temperature) ?? null,
    cell: perSquareCentimetre(points),
    working,
    analysis,
  };
}

/** Files of a measurement: a CSV of the cell and of the working side for each instant, a picture, a summary. */
export async function filesOf(
  scenario: string,
  readings: readonly Reading[],
): Promise<[string, string][]> {
  const digitsOf = String(readings.length).length;
  const nth = (k: number) => String(k + 1).padStart(digitsOf, "0");
  const summary = readings.map(({ cell: _, working: __, analysis, ...rest }) => ({
    ...rest,
    fit: analysis.fit,
  }));
  return [
    ...readings.flatMap(({ cell, working }, k): [string, string][] => [
      [`impedance-${nth(k)}.csv`, spectrumCsv(cell)],
      [`impedance-${nth(k)}-working.csv`, spectrumCsv(working)],
    ]),
    [
      "impedance.svg",
      await picture(
        `Impedance of ${scenario}`,
        readings.map(({ why, time_s, cell }) => ({
          name: `${digits(time_s)} s: ${why}`,
          spectrum: cell,
        })),
      ),
    ],
    ["impedance.json", `${JSON.stringify({ scenario, spectra: summary }, null, 2)}\n`],
  ];
}

/** Spectra as a sheet; what draws is loaded only now, for it takes longer than many a spectrum. */
async function picture(title: string, curves: Parameters<typeof ImpedanceSheet>[1]) {
  const [{ impedanceSheet }, { escaped }] = await Promise.all([
    import("../../plots/impedance"),
    import("../../plots/svg"),
  ]);
  return impedanceSheet(escaped(title), curves);
}

/** A line an instant. */
export function describeReadings(readings: readonly Reading[]): string {
  const rows = readings.map(
    ({ why, time_s, contactFraction, contactFromCapacitance, cell, analysis }) => {
      const low = cell.at(-1)!;
      const arcs = analysis.fit.elements.filter(({ kind }) => kind === "RQ");
      return [
        digits(time_s),
        digits(cell[0]!.real),
        digits(low.real),
        arcs
          .map(({ value, frequency }) => `${digits(value)} at ${digits(frequency!)} Hz`)
          .join(", "),
        `${digits(100 * contactFraction)} %`,
        contactFromCapacitance === null ? "-" : `${digits(100 * contactFromCapacitance)} %`,
        why,
      ];
    },
  );
  const head = [
    "time / s",
    "|Z| high",
    "low / Ohm cm2",
    "arcs of the working side / Ohm cm2",
    "contact",
    "from capacitance",
    "why",
  ];
  return aligned([head, ...rows]);
}

/** An analysis as lines for people; `unit` of resistance. */
export function describeAnalysis(analysis: Analysis, unit: string): string {
  const { kramersKronig: kk, relaxationTimes: drt, fit } = analysis;
  const peaks = drt.peaks.map(
    (p) => `  ${digits(p.resistance)} ${unit} at ${digits(p.frequency)} Hz: ${p.name}\n`,
  );
  const elements = fit.elements.map((e) => `  ${elementText(e, unit)}\n`);
  return [
    `Kramers-Kronig: largest residual ${digits(100 * kk.largest)} % of |Z|, ${digits(100 * kk.largestOverArcs)} % of the arcs, ${kk.terms} relaxations, mu ${digits(kk.mu)}\n`,
    `relaxation times: electrolyte ${digits(drt.resistance)} ${unit}, peaks\n`,
    ...peaks,
    `circuit ${fit.circuit}: residual ${digits(100 * fit.residual)} % of |Z|\n`,
    ...elements,
  ].join("");
}

function elementText({ kind, value, tau, alpha, capacitance, frequency }: Element, unit: string) {
  const text = `${kind.padEnd(3)}${digits(value)} ${kind === "L" ? "H" : unit}`;
  if (kind === "G") return `${text}, ${digits(tau!)} s`;
  if (kind !== "RQ") return text;
  return `${text} at ${digits(frequency!)} Hz, alpha ${digits(alpha!)}, C ${digits(1e6 * capacitance!)} uF${unit.endsWith("cm2") ? "/cm2" : ""}`;
}

/** Files of an analysis: residuals, distribution, circuit, picture. */
export async function analysisFiles(
  name: string,
  spectrum: Spectrum,
  analysis: Analysis,
  fitted: Spectrum,
): Promise<[string, string][]> {
  const { kramersKronig: kk, relaxationTimes: drt, fit } = analysis;
  return [
    [
      "kramers-kronig.csv",
      csv([
        ["# frequency / Hz", "real residual / |Z|", "imaginary residual / |Z|"],
        ...kk.residuals.map((r) => [r.frequency, r.real, r.imaginary]),
      ]),
    ],
    [
      "relaxation-times.csv",
      csv([["# tau / s", "gamma"], ...drt.distribution.map(({ tau, gamma }) => [tau, gamma])]),
    ],
    ["circuit.json", `${JSON.stringify({ fit, peaks: drt.peaks }, null, 2)}\n`],
    [
      "spectrum.svg",
      await picture(name, [
        { name: "measured", spectrum },
        { name: fit.circuit, spectrum: fitted, line: true },
      ]),
    ],
  ];
}
