// `voidscope coating`: what a coating protects and costs, and the map of it over any two of what that hangs on.

import { Option } from "commander";
import {
  COATING_AXIS_NAMES,
  type Coated,
  type CoatingAxisName,
  coatingShare,
  FAR_ELECTRODES,
  independent,
  ionicCost,
  leastCoating,
  protectingShare,
} from "../../core/coating";
import type { SiUnit } from "../../core/dimensions";
import { UsageError } from "../../core/errors";
import { digits, parse } from "../../core/units";
import { deliver, ensureDirectory } from "../files";
import { EXIT, print, printJson } from "../terminal";
import { JSON_OUT, option, type Verb } from "../verb";

interface CoatingOptions {
  coating: string;
  electrolyte: string;
  coatingElectrons: string;
  electrolyteElectrons: string;
  ions: string;
  x: CoatingAxisName;
  y: CoatingAxisName;
  out?: string;
  json?: boolean;
}

const axis = (flags: string, description: string, fallback: CoatingAxisName) =>
  new Option(flags, description).choices(COATING_AXIS_NAMES).default(fallback);

const verb: Verb = {
  name: "coating",
  summary:
    "say whether a coating keeps the electrolyte from reduction, what it costs, and draw the map",
  place: 7,
  options: [
    option("--coating <thickness>", "of the coating", "10 nm"),
    option("--electrolyte <thickness>", "of the electrolyte", "30 um"),
    option("--coating-electrons <sigma>", "electronic conductivity of the coating", "1e-14 S/cm"),
    option("--electrolyte-electrons <sigma>", "that of the electrolyte", "1e-11 S/cm"),
    option("--ions <sigma>", "ionic conductivity of the coating", "1e-6 S/cm"),
    axis("--x <axis>", "across the map", "thickness"),
    axis("--y <axis>", "upwards", "electrons"),
    option("--out <dir>", "write coating-map.svg"),
    JSON_OUT,
  ],
  examples: [
    'voidscope coating --coating "26 nm"',
    "voidscope coating --x coating --y electrolyte --out out/coating",
  ],
  run: coating,
};
export default verb;

/** Prints, and draws; returns the exit code. */
async function coating(options: CoatingOptions): Promise<number> {
  const { x, y } = options;
  if (!independent(x, y)) {
    throw new UsageError(
      `--y: "${y}" cannot be set beside "${x}", which sets the coating too; choose another axis`,
    );
  }
  const given: Coated = {
    coating: positive("--coating", options.coating, "m"),
    electrolyte: positive("--electrolyte", options.electrolyte, "m"),
    coatingElectrons: positive("--coating-electrons", options.coatingElectrons, "S/m"),
    electrolyteElectrons: positive("--electrolyte-electrons", options.electrolyteElectrons, "S/m"),
  };
  const ions = positive("--ions", options.ions, "S/m");
  const share = coatingShare(given);
  const far = FAR_ELECTRODES.map((volts) => ({
    volts,
    protects: share >= protectingShare(volts),
    leastThickness_nm: 1e9 * leastCoating(given, volts),
  }));
  const cost = 1e4 * ionicCost(given.coating, ions);
  if (options.out !== undefined) {
    ensureDirectory(options.out);
    const { coatingMap } = await import("../../plots/coating-map");
    deliver(options.out, [["coating-map.svg", coatingMap(given, [x, y])]]);
  }
  if (options.json) {
    await printJson({ ...given, share, far, ionicCost_Ohm_cm2: cost });
    return EXIT.ok;
  }
  const lines = far.map(
    ({ volts, protects, leastThickness_nm }) =>
      `beside ${volts} V it ${protects ? "keeps" : "does not keep"} the electrolyte from reduction; ${digits(leastThickness_nm, 3)} nm would\n`,
  );
  await print(
    `${digits(100 * share, 3)} % of the lithium potential drops in the coating\n${lines.join("")}ions pay ${digits(cost, 3)} Ohm cm2\nin a symmetric cell no coating protects, it only slows the interphase\n`,
  );
  return EXIT.ok;
}

function positive(name: string, text: string, unit: SiUnit): number {
  let value: number;
  try {
    value = parse(text, unit);
  } catch (error) {
    throw new UsageError(`${name}: ${(error as Error).message}`);
  }
  if (value > 0) return value;
  throw new UsageError(
    `${name}: "${text}" is not above zero; write it such as "${unit === "m" ? "10 nm" : "1e-14 S/cm"}"`,
  );
}
