// `voidscope validate`: every target beside what this build gives.

import { Argument } from "commander";
import { UsageError } from "../../core/errors";
import { hint } from "../../core/suggest";
import { aligned } from "../../core/text-table";
import { CASES, REPORTED } from "../../validate/cases/index";
import { type Case, type Checked, check, targetWords } from "../../validate/check";
import { TOPICS } from "../../validate/topics";
import { readKernel } from "../kernel-file";
import { print, printJson, say } from "../terminal";
import { JSON_OUT, option, type Verb } from "../verb";

interface Options {
  json?: boolean;
  /** Slow cases too. */
  long?: boolean;
}

const verb: Verb = {
  name: "validate",
  summary: "check every analytic, numerical and experimental target; 1 when one fails",
  place: 14,
  arguments: [
    new Argument("[target or case...]", "only these, as in C4 or nye-3; all quick ones by default"),
  ],
  options: [option("--long", "the slow cases too"), JSON_OUT],
  examples: ["voidscope validate --long", "voidscope validate A3 C4 --json"],
  run: validate,
};
export default verb;

/** Prints the table; returns 1 when a target is missed, 0 when all hold. Known misses are printed and do not count. */
async function validate(names: string[], options: Options): Promise<number> {
  const ids = [...CASES, ...REPORTED].map(({ id }) => id);
  const known = [...TOPICS.map(({ id }) => id), ...ids];
  for (const name of names) {
    if (!known.includes(name))
      throw new UsageError(`"${name}" is neither a target nor a case; ${hint(name, known)}`);
  }
  const kernel = readKernel();
  const run = async (cases: readonly Case[]) => {
    const checked: Checked[] = [];
    for (const one of cases) {
      const asked = names.includes(one.id) || names.includes(one.topic);
      if (!asked && (names.length > 0 || (one.long && !options.long))) continue;
      if (process.stderr.isTTY) say(`voidscope: ${one.id} ...`);
      checked.push({ one, verdict: await check(one, kernel.bytes) });
    }
    return checked;
  };
  const judged = await run(CASES);
  const reported = await run(REPORTED);
  const failed = judged.filter(({ verdict }) => !verdict.passed).length;
  const passed = judged.length - failed;
  if (options.json) {
    const verdicts = (all: readonly Checked[]) => all.map(({ verdict }) => verdict);
    await printJson({ passed, failed, cases: verdicts(judged), reported: verdicts(reported) });
    return failed > 0 ? 1 : 0;
  }
  if (judged.length > 0) {
    await print(table(judged));
    await print(`${passed} hold, ${failed} ${failed === 1 ? "fails" : "fail"}\n`);
  }
  if (reported.length > 0) {
    await print(`\nKnown misses\n${table(reported)}`);
    for (const { one } of reported) await print(`${one.id}: ${one.reason}\n`);
  }
  return failed > 0 ? 1 : 0;
}

function table(checked: readonly Checked[]): string {
  const head = ["target", "case", "expected", "tolerance", "got", "verdict", "quantity", "source"];
  const rows = checked.map(({ one, verdict: v }) => {
    const { expected, tolerance } = targetWords(v.target);
    const got = v.error ?? String(Number(v.got.toPrecision(10)));
    const said = v.passed ? "holds" : "FAILS";
    return [one.topic, v.id, expected, tolerance, got, said, v.quantity, v.source];
  });
  const rule = head.map((_, k) =>
    "-".repeat(Math.max(...[head, ...rows].map((r) => r[k]!.length))),
  );
  return aligned([head, rule, ...rows]);
}
