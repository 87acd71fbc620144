// What a sweep would compute: its cases, axes and columns; nothing is computed.

import { caseDocument, type Plan } from "../../sweep/plan";
import { EXIT, print, printJson } from "../terminal";

/** Says it; returns the exit code. */
export async function dryRun(plan: Plan, json = false): Promise<number> {
  const { cases, axes, columns } = plan;
  if (json) {
    await printJson({
      cases,
      axes: axes.map(({ path, unit, count }) => ({
        ...{ path, unit, values: count ?? plan.sample.points },
      })),
      keeps: columns,
      first: caseDocument(plan, 0),
      last: caseDocument(plan, cases - 1),
    });
    return EXIT.ok;
  }
  const lines = axes.map((axis) => {
    const { path, count } = axis;
    if (count === undefined) {
      const [low, high] = [axis.between(0), axis.between(1)];
      return `  ${path}: sampled from ${low.written} to ${high.written}\n`;
    }
    const ends = [...new Set([axis.level(0), axis.level(count - 1)].map((l) => l.written))];
    return `  ${path}: ${count} ${count === 1 ? "value" : "values"}, ${ends.join(" to ")}\n`;
  });
  const what = plan.find ? `searches (${plan.find.mode})` : "runs";
  await print(`${cases} ${what}\n${lines.join("")}keeps ${columns.join(", ")}\n`);
  return EXIT.ok;
}
