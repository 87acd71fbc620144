// What docs/numerics.md takes from measurements: the picture of the orders and the table of the baseline.

import * as Plot from "@observablehq/plot";
import { panel, sheet } from "../plots/panel";
import type { Curve } from "./orders";
import { label } from "./problems";
import type { Report } from "./report";

const COLOURS = ["#0072b2", "#d55e00", "#e69f00", "#009e73", "#cc79a7"];
/** Least ratio of two labels, one above the other: a line of text on the axis of the errors. */
const APART = 1.5;

/** Errors against cells a side, both logarithmic, with the order that theory gives as a dotted line to the last point. */
export function orderPicture(curves: readonly Curve[]): string {
  const sizes = curves[0]!.points.map(([n]) => n);
  const marks = curves.flatMap(({ points, order }, k): Plot.Markish[] => {
    const [n, error] = points.at(-1)!;
    const theory = points.map(([m]) => [m, error * (n / m) ** order]);
    const stroke = COLOURS[k % COLOURS.length]!;
    return [
      Plot.line(theory, { x: "0", y: "1", stroke, strokeWidth: 0.8, strokeDasharray: "2 4" }),
      Plot.line(points, { x: "0", y: "1", stroke, strokeWidth: 2 }),
      Plot.dot(points, { x: "0", y: "1", fill: stroke, r: 3 }),
    ];
  });
  const labels = curves
    .map(({ name, points }, k) => ({
      name,
      fill: COLOURS[k % COLOURS.length]!,
      at: points.at(-1)![1],
    }))
    .sort((a, b) => b.at - a.at);
  labels.forEach((label, k) => {
    if (k > 0) label.at = Math.min(label.at, labels[k - 1]!.at / APART);
  });
  const names = Plot.text(labels, {
    ...{ x: () => sizes.at(-1)!, y: "at", text: "name", fill: "fill" },
    ...{ textAnchor: "start", dx: 10 },
  });
  const label = { labelAnchor: "center", labelArrow: "none" } as const;
  const errors = panel({
    marginRight: 230,
    x: { type: "log" },
    y: { type: "log", nice: true },
    marks: [
      Plot.axisX(sizes, { ...label, label: "cells a side", text: String, tickSize: 0 }),
      Plot.gridX(sizes),
      Plot.axisY({
        ...{ ...label, label: "relative error", ticks: 4, tickSize: 0 },
        text: (e: number) => e.toExponential(0),
      }),
      Plot.gridY({ ticks: 4 }),
      ...marks,
      names,
    ],
  });
  return sheet("Relative errors against the number of cells a side", [errors]);
}

/** The tables of ratios and figures, Markdown. */
export function ratioTables(report: Report): string {
  const { machine } = report;
  const ms = (seconds: number) => `${Number((1000 * seconds).toPrecision(3))}`;
  const lines = [
    `Measured on ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${report.compiler ?? "no C++ compiler"}, one thread; load average ${machine.load} before, ${report.loadAfter} after. Medians of ${report.problems[0]!.total_s.count} rounds, in each of which every program solves in turn; "theirs" is set-up + solve of the other program, the ratio ours over theirs. Triad in WebAssembly: ${report.triad.map((one) => `${one.gb_per_s.toFixed(0)} GB/s over ${one.megabytes} MB`).join(", ")}.`,
    "",
    "| problem | iterations | set-up + solve [ms] | ns per unknown | work units | compared with | theirs [ms] | its | ratio | of the best rounds |",
    "|---|---|---|---|---|---|---|---|---|---|",
    ...report.problems.flatMap(
      ({ problem, n, iters, total_s, perUnknown_ns, workUnits, rivals }) => {
        const ours = `| ${label(problem)} ${n}² | ${iters} | ${ms(total_s.median)} | ${perUnknown_ns.toFixed(0)} | ${workUnits.toFixed(0)} |`;
        const measured = rivals.filter((rival) => rival.skipped === null);
        if (measured.length === 0) return [`${ours} | | | | |`];
        return measured.map(
          (rival, k) =>
            `${k === 0 ? ours : "| | | | | |"} ${toolName(rival.tool, rival.version)} | ${ms(rival.total_s!.median)} | ${rival.iters} | **${rival.ratio!.toPrecision(2)}** | ${rival.leastRatio!.toPrecision(2)} |`,
        );
      },
    ),
    "",
    "| coupled run | step [ms], median | least | steps | 1 mAh/cm² [s] | flow + potential iterations a step | bytes per cell | where a step's time goes |",
    "|---|---|---|---|---|---|---|---|",
    ...report.runs.map(
      (run) =>
        `| ${run.columns} × ${run.rows} | ${run.step_ms.median.toFixed(1)} | ${run.step_ms.min.toFixed(1)} | ${run.steps} | ${run.run_s.median.toFixed(2)} | ${run.flowIterations.toFixed(1)} + ${run.potentialIterations.toFixed(1)} | ${run.bytesPerCell.toFixed(0)} | ${splitWords(run.split)} |`,
    ),
    "",
    "| figure | measured | at most | |",
    "|---|---|---|---|",
    ...report.figures.map(
      ({ name, value, target, verdict }) =>
        `| ${name} | ${value === null ? "-" : value.toPrecision(3)} | ${Number(target.toPrecision(3))} | ${verdict} |`,
    ),
  ];
  return lines.join("\n");
}

function toolName(tool: string, version?: string): string {
  if (tool === "native") return "the same in C++";
  return version ? `${tool}, ${version}` : tool;
}

function splitWords(split: Record<string, number> | null): string {
  if (!split) return "not measured";
  return Object.entries(split)
    .map(([part, share]) => `${part} ${(100 * share).toFixed(0)} %`)
    .join(", ");
}
