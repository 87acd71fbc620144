// `voidscope results`: the rows of sweeps as tables, maps and files; the scenario of one case.

import { writeFileSync } from "node:fs";
import { Argument } from "commander";
import { ScenarioError, UsageError } from "../../core/errors";
import { observable } from "../../core/observables";
import { pieces } from "../../core/pieces";
import { hint, quote } from "../../core/suggest";
import { csvLines } from "../../sweep/columns";
import { caseDocument, type Plan, type PlanDocument, planFrom } from "../../sweep/plan";
import type { Rows } from "../../sweep/rows";
import { addStored, parquetOf, readSheet, rowsOf } from "../../sweep/store";
import { summaryOf, usualView, type View } from "../sweep/summary";
import { EXIT, print, printJson } from "../terminal";
import { JSON_OUT, option, type Verb, wholeOption } from "../verb";

interface ResultsOptions {
  over?: string;
  value?: string;
  case?: number;
  csv?: boolean;
  parquet?: string;
  svg?: boolean;
  json?: boolean;
}

const verb: Verb = {
  name: "results",
  summary: "tables and maps of sweeps; several parts of one sweep are read together",
  place: 10,
  arguments: [new Argument("<dirs...>", "directories of `voidscope sweep --out`")],
  options: [
    option(
      "--over <axes>",
      "axes to look over, as in conditions.stackPressure,current; the rest is averaged",
    ),
    option("--value <column>", "what to show; the first that is kept without it"),
    option("--csv", "print every row"),
    option("--parquet <file>", "write every row as one Parquet file"),
    option("--svg", "print the picture"),
    wholeOption(
      "--case <n>",
      "print the scenario of a case, for `voidscope run -`",
      [0, 10_000_000],
    ),
    JSON_OUT,
  ],
  examples: [
    "voidscope results out/sweep --over conditions.stackPressure --value contactFraction",
    "voidscope results out/sweep --case 17 | voidscope run - --out out/case-17",
  ],
  run: results,
};
export default verb;

async function results(directories: string[], options: ResultsOptions): Promise<number> {
  const { plan, rows } = await readSweeps(directories);
  if (options.case !== undefined) {
    if (options.case >= plan.cases)
      throw new UsageError(`--case: there are cases 0 to ${plan.cases - 1}`);
    await print(`${JSON.stringify(caseDocument(plan, options.case), null, 2)}\n`);
    return EXIT.ok;
  }
  const view = viewOf(plan, options);
  const { text, ...summary } = summaryOf(plan, rows, view);
  if (options.parquet !== undefined) writeFileSync(options.parquet, parquetOf(plan, rows));
  if (options.csv) for (const piece of pieces(csvLines(plan, rows))) await print(piece);
  else if (options.svg) {
    const { mapPicture } = await import("../sweep/picture");
    const picture = mapPicture(plan, rows, view);
    if (picture === undefined)
      throw new UsageError("--svg: there is nothing to draw; name one or two axes by --over");
    await print(picture);
  } else await (options.json ? printJson(summary) : print(text));
  return EXIT.ok;
}

/** The rows of all directories, each case once. @throws ScenarioError when they are not of one sweep. */
async function readSweeps(directories: readonly string[]): Promise<{ plan: Plan; rows: Rows }> {
  let found: { plan: Plan; hash: string; rows: Rows } | undefined;
  for (const directory of directories) {
    const sheet = readSheet(directory);
    if (sheet === undefined)
      throw new ScenarioError(
        `"${directory}" holds no sweep; name a directory of \`voidscope sweep --out\`.`,
      );
    if (found && found.hash !== sheet.hash) {
      throw new ScenarioError(
        `"${directory}" holds another sweep than "${directories[0]}"; read them one by one.`,
      );
    }
    if (found === undefined) {
      const plan = planFrom(sheet.plan as PlanDocument);
      found = { plan, hash: sheet.hash, rows: rowsOf(plan) };
    }
    await addStored(found.rows, directory, found.plan);
  }
  return found!;
}

function viewOf(plan: Plan, { over, value }: ResultsOptions): View {
  const usual = usualView(plan);
  const paths = plan.axes.map(({ path }) => path);
  const axes = over?.split(",").map((name) => {
    const wanted = name.trim();
    const k = paths.findIndex((path) => path === wanted || path.split(".").at(-1) === wanted);
    if (k >= 0) return k;
    throw new UsageError(
      `--over: ${quote(name.trim())} is not an axis; ${hint(name.trim(), paths)}`,
    );
  });
  const names = [...plan.columns];
  // a column by its name in the plan, or by another name of the observable
  const known = value === undefined ? undefined : observable(value)?.key;
  const column = value === undefined ? 0 : names.findIndex((n) => n === value || n === known);
  if (column < 0)
    throw new UsageError(`--value: ${quote(value)} is not kept; ${hint(value!, names)}`);
  return { over: axes ?? usual.over, value: column };
}
