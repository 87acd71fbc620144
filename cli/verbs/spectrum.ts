// `voidscope spectrum`: Kramers-Kronig, relaxation times and a circuit of a spectrum in a file.

import { basename } from "node:path";
import { Argument, Option } from "commander";
import { ScenarioError, UsageError } from "../../core/errors";
import { analyse, chargeTransfer, DEFAULT_CIRCUIT } from "../../core/spectrum/analysis";
import { circuitImpedance, circuitOf } from "../../core/spectrum/circuit";
import type { KramersKronigRule } from "../../core/spectrum/kramers-kronig";
import { BULK_TIME } from "../../core/spectrum/point";
import { readSpectrum } from "../../core/spectrum/read-spectrum";
import { digits, parse } from "../../core/units";
import { analysisFiles, describeAnalysis } from "../eis/report";
import { deliver, ensureDirectory, readNamed } from "../files";
import { EXIT, print, printJson } from "../terminal";
import { JSON_OUT, option, type Verb } from "../verb";

interface SpectrumOptions {
  circuit?: string;
  bulk?: string;
  reference?: string;
  terms: KramersKronigRule;
  out?: string;
  json?: boolean;
}

const verb: Verb = {
  name: "spectrum",
  summary: "check a spectrum by Kramers-Kronig, find its relaxation times and fit a circuit",
  place: 6,
  arguments: [
    new Argument(
      "<file>",
      "a CSV of `voidscope eis` or of your own, or a text export of Gamry, BioLogic, ZView, Autolab",
    ),
  ],
  options: [
    option(
      "--circuit <elements>",
      "R the electrolyte, RQ an arc, G a vacancy (Gerischer) element, L an inductance",
      DEFAULT_CIRCUIT.join("-"),
    ),
    option("--bulk <time>", "relaxation time of the electrolyte, 0 s = none", "1.33 ns"),
    option("--reference <file>", "a spectrum in full contact: gives the contact fraction"),
    new Option(
      "--terms <rule>",
      "relaxations of the Kramers-Kronig fit: four a decade, or as many as mu < 0.85 takes (Schoenleber)",
    )
      .choices(["decades", "mu"])
      .default("decades"),
    option("--out <dir>", "write residuals, relaxation times, circuit and a picture"),
    JSON_OUT,
  ],
  examples: [
    "voidscope spectrum out/eis/impedance-1.csv",
    "voidscope spectrum cell.mpt --circuit R-RQ-RQ-RQ --out out/cell",
  ],
  run: spectrum,
};
export default verb;

/** Analyses and prints; returns the exit code. */
async function spectrum(file: string, options: SpectrumOptions): Promise<number> {
  const text = options.circuit ?? DEFAULT_CIRCUIT.join("-");
  const circuit = circuitOf(text);
  if (!circuit) {
    throw new UsageError(
      `--circuit: "${text}" is not a circuit; write one R and any number of RQ, such as R-RQ-RQ, with G or L if need be`,
    );
  }
  const bulk = options.bulk === undefined ? BULK_TIME : bulkOf(options.bulk);
  const { spectrum: points, form } = read(file);
  if (2 * points.length < 3 * circuit.length) {
    throw new ScenarioError(
      `"${file}" has ${points.length} points, too few for ${circuit.join("-")}; measure more frequencies or fit fewer elements`,
    );
  }
  const analysis = analyse(points, circuit, bulk, options.terms);
  const reference =
    options.reference &&
    chargeTransfer(analyse(read(options.reference).spectrum, circuit, bulk).fit);
  const own = chargeTransfer(analysis.fit);
  const contact = reference && own ? own.capacitance! / reference.capacitance! : undefined;
  const unit = /cm2|cm²/i.test(form) ? "Ohm cm2" : "Ohm";
  if (options.out !== undefined) {
    ensureDirectory(options.out);
    const fitted = circuitImpedance(points, analysis.fit, bulk);
    deliver(options.out, await analysisFiles(basename(file), points, analysis, fitted));
  }
  if (options.json) {
    await printJson({
      file,
      form,
      points: points.length,
      contactFraction: contact ?? null,
      ...analysis,
    });
    return EXIT.ok;
  }
  const [high, low] = [points[0]!.frequency, points.at(-1)!.frequency];
  await print(
    `${basename(file)}: ${form}, ${points.length} points from ${digits(high)} to ${digits(low)} Hz\n${describeAnalysis(analysis, unit)}${contact === undefined ? "" : `contact ${digits(100 * contact)} % of that of ${options.reference}\n`}`,
  );
  return EXIT.ok;
}

function bulkOf(text: string): number {
  try {
    // nanoseconds are no unit of a protocol
    const nano = /^\s*([\d.e+-]+)\s*(ns|ps|us)\s*$/i.exec(text);
    if (!nano) return parse(text, "s");
    return Number(nano[1]) * { ns: 1e-9, ps: 1e-12, us: 1e-6 }[nano[2]!.toLowerCase() as "ns"];
  } catch (error) {
    throw new UsageError(`--bulk: ${(error as Error).message}`);
  }
}

/** Exports of instruments are not always UTF-8. */
function read(file: string) {
  const bytes = readNamed(file);
  const utf8 = new TextDecoder("utf-8").decode(bytes);
  const text = utf8.includes("\uFFFD") ? new TextDecoder("latin1").decode(bytes) : utf8;
  return readSpectrum(text, file);
}
