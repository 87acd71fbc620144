// `voidscope fit`: parameters from a measured voltage curve, a spectrum or times to short.

import { basename } from "node:path";
import { Argument, Option } from "commander";
import { ScenarioError, UsageError } from "../../core/errors";
import { readCurve, readShorts, speaksOfShorts } from "../../core/measured";
import { resolveRun } from "../../core/resolve";
import { readSpectrum } from "../../core/spectrum/read-spectrum";
import { quote } from "../../core/suggest";
import { parse } from "../../core/units";
import { fit as fitTo, startPlan } from "../../fit/fit";
import { parametersOf } from "../../fit/parameters";
import {
  curveTarget,
  impedanceTarget,
  type Noise,
  shortTarget,
  type Target,
} from "../../fit/target";
import { deliver, ensureDirectory, readNamed } from "../files";
import { reportFiles, reportObject, reportText } from "../fit/report";
import { fitRuns } from "../fit/runs";
import { readKernel } from "../kernel-file";
import { changed, readSource } from "../read-scenario";
import { EXIT, print, printJson } from "../terminal";
import { JSON_OUT, option, QUIET, SET, threads, type Verb } from "../verb";

const KINDS = ["voltage", "impedance", "short"] as const;

interface FitOptions {
  scenario: string;
  parameters: string;
  kind?: (typeof KINDS)[number];
  area?: string;
  noise?: string;
  set: string[];
  out?: string;
  json?: boolean;
  quiet?: boolean;
  threads?: number;
}

const verb: Verb = {
  name: "fit",
  summary: "find parameters from a measured voltage curve, spectrum or times to short",
  place: 7.5,
  arguments: [
    new Argument(
      "<data>",
      "a CSV in the Battery Data Format or an export of a cycler (BioLogic, Gamry, Arbin, Neware, ...)",
    ),
  ],
  options: [
    option(
      "--scenario <scenario>",
      "what was done: a JSON file or a name of `voidscope list`",
    ).makeOptionMandatory(),
    option(
      "--parameters <list>",
      "what to find, such as chargeTransferResistance,taylor=0.5..3 (bounds in the unit of the scenario)",
    ).makeOptionMandatory(),
    new Option("--kind <kind>", "what the file holds, where that is not plain").choices([...KINDS]),
    option("--area <area>", "of the electrode, for a spectrum in Ohm"),
    option("--noise <deviation>", 'standard deviation of a value, "1 %" or "0.1 mV"'),
    SET,
    option("--out <dir>", "write fit.json, fit.csv, fit.svg and fitted.json; resumable"),
    JSON_OUT,
    QUIET,
    threads("runs at a time; the result does not depend on it"),
  ],
  examples: [
    "voidscope fit cell.csv --scenario mine.json --parameters chargeTransferResistance,taylor",
    'voidscope fit cell.mpt --kind impedance --area "1.27 cm2" --scenario mine.json --parameters chargeTransferResistance,ionicConductivity --out out/fit',
  ],
  run: fit,
};
export default verb;

async function fit(file: string, options: FitOptions): Promise<number> {
  const source = readSource(options.scenario);
  const scenario = changed(source, options.set);
  resolveRun(scenario);
  const parameters = parametersOf(options.parameters, scenario);
  const target = targetOf(file, options);
  const kernel = readKernel();
  if (options.out !== undefined) ensureDirectory(options.out);
  const runs = fitRuns(startPlan(scenario, parameters, target), kernel, {
    ...{ out: options.out, threads: options.threads, quiet: options.quiet ?? false },
  });
  try {
    const found = await fitTo(scenario, parameters, target, runs);
    const report = { file: basename(file), scenarioName: source.name, fit: found };
    if (options.out !== undefined) deliver(options.out, await reportFiles(report, scenario));
    await (options.json ? printJson(reportObject(report)) : print(reportText(report)));
    return EXIT.ok;
  } finally {
    await runs.close();
  }
}

function targetOf(file: string, { kind: asked, area, noise: written }: FitOptions): Target {
  const bytes = readNamed(file);
  const utf8 = new TextDecoder("utf-8").decode(bytes);
  const text = utf8.includes("\uFFFD") ? new TextDecoder("latin1").decode(bytes) : utf8;
  const kind = asked ?? kindOf(text);
  const noise = written === undefined ? undefined : noiseOf(written, kind);
  if (kind === "short") return shortTarget(readShorts(text, file), noise);
  if (kind === "voltage") return curveTarget(readCurve(text, file), noise);
  const { spectrum, form } = readSpectrum(text, file);
  const perArea = /cm2|cm²/i.test(form);
  if (!perArea && area === undefined) {
    throw new UsageError(
      `--area: ${quote(file)} is in Ohm; give the area, such as --area "1.27 cm2"`,
    );
  }
  const size = perArea ? 1e-4 : parse(area!, "m2");
  const scaled = spectrum.map(({ frequency, real, imaginary }) => ({
    ...{ frequency, real: real * size, imaginary: imaginary * size },
  }));
  return impedanceTarget(scaled, form, noise);
}

/** A spectrum says so in the names of its columns. */
function kindOf(text: string): (typeof KINDS)[number] {
  if (speaksOfShorts(text)) return "short";
  const head = text.slice(0, 20_000);
  return /^.*\bfreq(?:uency)?\b.*$/im.test(head) && /z'|zre|zreal|re\(z\)|real/i.test(head)
    ? "impedance"
    : "voltage";
}

function noiseOf(text: string, kind: Target["kind"]): Noise {
  try {
    const noise = /%\s*$/.test(text)
      ? { relative: parse(text, "1") }
      : { absolute: parse(text, kind === "impedance" ? "Ohm.m2" : "V") };
    if (Object.values(noise)[0]! > 0) return noise;
    throw new ScenarioError(`${quote(text)} is not above zero`);
  } catch (error) {
    throw new UsageError(`--noise: ${(error as Error).message}`);
  }
}
