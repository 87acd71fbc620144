// The record of a bench as text for a terminal.

import type { Contest } from "./contest";
import { label } from "./problems";
import type { Report, ThreadTimes } from "./report";
import type { Speedup } from "./threads";

export function table(report: Report): string {
  const lines = [
    `${report.machine.cpu}, ${report.machine.cores} cores, node ${report.machine.node}, load ${report.machine.load} before, ${report.loadAfter} after`,
    `triad: ${report.triad.map((one) => `${one.gb_per_s.toFixed(1)} GB/s over ${one.megabytes} MB`).join(", ")}`,
    "",
    row(["problem", "cells", "its", "set-up ms", "solve ms", "ns/unk", "WU", "least ms"]),
    ...report.problems.flatMap(problemLines),
    ...threadLines(report.threads),
    "",
    row(["run", "rows", "step ms", "least", "steps", "run s", "its/step", "B/cell"]),
    ...report.runs.flatMap((run) => [
      row([
        `${run.columns} columns`,
        `${run.rows}`,
        run.step_ms.median.toFixed(2),
        run.step_ms.min.toFixed(2),
        `${run.steps}`,
        run.run_s.median.toFixed(2),
        `${run.flowIterations.toFixed(1)} + ${run.potentialIterations.toFixed(1)}`,
        run.bytesPerCell.toFixed(0),
      ]),
      ...(run.split
        ? [
            `    ${Object.entries(run.split)
              .map(([part, share]) => `${part} ${(100 * share).toFixed(0)} %`)
              .join(", ")}`,
          ]
        : []),
    ]),
    "",
    `iterations of P1 at contrast: ${countLine(report.flatness.map((one) => [`${one.n}, ${one.contrast.toExponential(0)}`, one.iters]))}`,
    `iterations of the robust hierarchy: ${countLine(report.hard.map((one) => [`${one.problem} ${one.n}`, one.iters]))}`,
    "",
    ...report.figures.map(
      ({ name, value, target, verdict }) =>
        `${name.padEnd(60)}${value === null ? "-" : value.toPrecision(3)}`.padEnd(72) +
        ` <= ${target.toPrecision(3)}`.padEnd(14) +
        verdict,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function problemLines(one: Contest): string[] {
  const ms = (seconds: number) => (1000 * seconds).toFixed(2);
  return [
    row([
      label(one.problem),
      `${one.n}^2`,
      `${one.iters}`,
      ms(one.setup_s.median),
      ms(one.solve_s.median),
      one.perUnknown_ns.toFixed(0),
      one.workUnits.toFixed(0),
      ms(one.total_s.min),
    ]),
    ...one.rivals.map((rival) =>
      rival.skipped
        ? `    ${rival.tool}: skipped, ${rival.skipped}`
        : `    ${rival.tool}: ${ms(rival.total_s!.median)} ms, ${rival.iters} its; ours takes ${rival.ratio!.toFixed(3)} of it (best rounds ${rival.leastRatio!.toFixed(3)})`,
    ),
  ];
}

/** What a second thread brings, a line each. */
export function threadLines({ p1, step }: ThreadTimes): string[] {
  return [threadsLine(`P1 ${p1.n}^2`, p1), threadsLine(`a step of ${step.n} columns`, step)];
}

function threadsLine(what: string, times: Speedup): string {
  const { threads, one_s, many_s, speedup, leastSpeedup, sameBits } = times;
  const ms = (seconds: number) => `${(1000 * seconds).toFixed(1)} ms`;
  const bits = sameBits ? "the same bits" : "OTHER BITS";
  return `threads: ${what} takes ${ms(one_s)} on 1, ${ms(many_s)} on ${threads}: ${speedup.toFixed(2)} times as fast (least times ${leastSpeedup.toFixed(2)}), ${bits}`;
}

function countLine(counts: [string, number][]): string {
  return counts.map(([name, iters]) => `${iters} (${name})`).join(", ");
}

function row(cells: string[]): string {
  return cells.map((cell, k) => (k === 0 ? cell.padEnd(13) : cell.padStart(12))).join("");
}
