// What docs/numerics.md takes from measurements: the picture of the orders and the table of the baseline.

import type { Curve } from "./orders";
import { label } from "./problems";
import type { Report } from "./report";

const WIDTH = 640;
const HEIGHT = 440;
const LEFT = 70;
const RIGHT = 250;
const TOP = 24;
const BOTTOM = 54;
const COLOURS = ["#0072b2", "#d55e00", "#e69f00", "#009e73", "#cc79a7"];

/** log-log picture of the errors, with a guide for each order. */
export function orderPicture(curves: readonly Curve[]): string {
  const all = curves.flatMap((curve) => curve.points);
  const sizes = all.map(([n]) => n);
  const [first, last] = [Math.min(...sizes), Math.max(...sizes)];
  const low = Math.floor(Math.log10(Math.min(...all.map(([, e]) => e))));
  const high = Math.ceil(Math.log10(Math.max(...all.map(([, e]) => e))));
  const x = (n: number) =>
    LEFT + ((Math.log2(n) - Math.log2(first)) / Math.log2(last / first)) * (WIDTH - LEFT - RIGHT);
  const y = (e: number) => TOP + ((high - Math.log10(e)) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const line = (points: readonly [number, number][], style: string) =>
    `<polyline fill="none" ${style} points="${points.map(([n, e]) => `${x(n).toFixed(1)},${y(e).toFixed(1)}`).join(" ")}"/>`;
  const text = (at: [number, number], words: string, more = "") =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" ${more}>${words}</text>`;
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<title>Relative errors against the number of cells a side</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
  ];
  for (let d = low; d <= high; d++) {
    const at = y(10 ** d);
    out.push(`<path d="M${LEFT} ${at.toFixed(1)}H${WIDTH - RIGHT}" stroke="#ddd"/>`);
    out.push(text([LEFT - 8, at + 4], `1e${d}`, `text-anchor="end"`));
  }
  for (const n of new Set(sizes)) {
    out.push(`<path d="M${x(n).toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#eee"/>`);
    out.push(text([x(n), HEIGHT - BOTTOM + 18], `${n}`, `text-anchor="middle"`));
  }
  out.push(text([(LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14], "cells a side", `text-anchor="middle"`));
  out.push(text([LEFT, TOP - 8], "relative error"));
  const labels: { at: number; name: string; colour: string }[] = [];
  curves.forEach((curve, k) => {
    const colour = COLOURS[k % COLOURS.length]!;
    const [n, e] = curve.points.at(-1)!;
    out.push(
      line(
        [
          [first, e * (n / first) ** curve.order],
          [n, e],
        ],
        `stroke="${colour}" stroke-width="0.8" stroke-dasharray="2 4"`,
      ),
    );
    out.push(line(curve.points, `stroke="${colour}" stroke-width="2"`));
    for (const [m, error] of curve.points) {
      out.push(
        `<circle cx="${x(m).toFixed(1)}" cy="${y(error).toFixed(1)}" r="3" fill="${colour}"/>`,
      );
    }
    labels.push({ at: y(e) + 4, name: curve.name, colour });
  });
  labels.sort((a, b) => a.at - b.at);
  labels.forEach((label, k) => {
    // no two closer than a line of text
    if (k > 0) label.at = Math.max(label.at, labels[k - 1]!.at + 15);
    out.push(text([x(last) + 10, label.at], label.name, `fill="${label.colour}"`));
  });
  return `${[...out, "</svg>"].join("\n")}\n`;
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
