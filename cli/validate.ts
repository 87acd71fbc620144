// `voidscope validate`: every target beside what this build gives.

import { UsageError } from "../core/errors";
import { hint } from "../core/suggest";
import { CASES } from "../validate/cases/index";
import { check, targetWords, type Verdict } from "../validate/check";
import { readKernel } from "./kernel-file";
import { print, printJson, say } from "./terminal";

/** Prints the table; returns 1 when a target is missed, 0 when all hold. */
export async function validate(names: string[], options: { json?: boolean }): Promise<number> {
  const known = CASES.map(({ id }) => id);
  for (const name of names) {
    if (!known.includes(name))
      throw new UsageError(`"${name}" is not a case; ${hint(name, known)}`);
  }
  const kernel = readKernel();
  const chosen = CASES.filter(({ id }) => names.length === 0 || names.includes(id));
  const verdicts: Verdict[] = [];
  for (const one of chosen) {
    if (process.stderr.isTTY) say(`voidscope: ${one.id} ...`);
    verdicts.push(await check(one, kernel.bytes));
  }
  const failed = verdicts.filter(({ passed }) => !passed).length;
  if (options.json) {
    await printJson({ passed: verdicts.length - failed, failed, cases: verdicts });
  } else {
    await print(table(verdicts));
    await print(`${verdicts.length - failed} hold, ${failed} ${failed === 1 ? "fails" : "fail"}\n`);
  }
  return failed > 0 ? 1 : 0;
}

function table(verdicts: readonly Verdict[]): string {
  const head = ["case", "expected", "tolerance", "got", "verdict", "quantity", "source"];
  const rows = verdicts.map((v) => {
    const { expected, tolerance } = targetWords(v.target);
    const got = v.error ?? String(Number(v.got.toPrecision(10)));
    return [v.id, expected, tolerance, got, v.passed ? "holds" : "FAILS", v.quantity, v.source];
  });
  const widths = head.map((_, k) => Math.max(...[head, ...rows].map((row) => row[k]!.length)));
  const line = (row: readonly string[]) =>
    `${row
      .map((text, k) => text.padEnd(widths[k]!))
      .join("  ")
      .trimEnd()}\n`;
  return [head, widths.map((n) => "-".repeat(n)), ...rows].map(line).join("");
}
