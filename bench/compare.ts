// A run of the bench against one that was kept: what has become more than a tenth worse, in words. Only ratios are
// compared; times belong to a machine.

import type { Report } from "./report";

/** A loss up to this share is noise. */
const TOLERANCE = 0.1;

/** Names and values where less is better. */
function ratios(report: Report): Map<string, number> {
  const out = new Map<string, number>();
  for (const { problem, n, workUnits, iters, rivals } of report.problems) {
    const name = `${problem} ${n}`;
    out.set(`${name}: work units`, workUnits);
    out.set(`${name}: iterations`, iters);
    for (const { tool, ratio } of rivals) if (ratio) out.set(`${name}: time over ${tool}`, ratio);
  }
  for (const { problem, n, iters } of report.hard) out.set(`${problem} ${n}: iterations`, iters);
  for (const {
    columns,
    step_ms,
    flowIterations,
    potentialIterations,
    bytesPerCell,
  } of report.runs) {
    const name = `coupled run, ${columns} columns`;
    const scalar = report.problems.find((one) => one.problem === "p1" && one.n === 256);
    if (scalar)
      out.set(`${name}: step over one P1 256`, step_ms.median / 1e3 / scalar.total_s.median);
    out.set(`${name}: flow iterations a step`, flowIterations);
    out.set(`${name}: potential iterations a step`, potentialIterations);
    out.set(`${name}: bytes per cell`, bytesPerCell);
  }
  return out;
}

/** One sentence for each loss of more than a tenth. */
export function losses(now: Report, kept: Report): string[] {
  const before = ratios(kept);
  return [...ratios(now)].flatMap(([name, value]) => {
    const old = before.get(name);
    if (old === undefined || value <= old * (1 + TOLERANCE)) return [];
    const percent = Math.round(100 * (value / old - 1));
    return [`${name}: ${value.toPrecision(3)}, was ${old.toPrecision(3)} (${percent} % worse).`];
  });
}
