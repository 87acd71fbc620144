// A section of the interface as it stands, as a panel: lithium above, electrolyte below, voids between, filaments as lines.

import * as Plot from "@observablehq/plot";
import { INK, type Panel, panel } from "../../plots/panel";
import type { Filament } from "../../sim/filaments";
import type { Frame } from "../../sim/types";

const COLOURS = {
  lithium: "#b9c2cc",
  electrolyte: "#6f6440",
  void: "#0a0c10",
  filament: "#ff35e6",
  lost: "#e4572e",
};
/** Shades of a cell that is partly void. */
const SHADES = 8;
/** What is shown above and below the interface at least [m]. */
const MARGIN = 8e-6;
/** Contact below which the interface counts as lost. */
const LOST = 0.5;
const UM = 1e6;

interface Run {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
  share: number;
}

/** Cells of equal share of lithium that lie side by side, but for those that are full; lengths in um. */
function voidRuns({ fields, columns, lithiumRows, h }: Frame): Run[] {
  const lithium = fields.lithium;
  const runs: Run[] = [];
  if (!lithium) return runs;
  for (let row = 0; row < lithiumRows; row++) {
    const y1 = (lithiumRows - row - 1) * h * UM;
    for (let from = 0; from < columns; ) {
      const shade = (i: number) => Math.round(SHADES * (lithium[row * columns + i] ?? 1));
      let to = from + 1;
      while (to < columns && shade(to) === shade(from)) to++;
      const share = shade(from) / SHADES;
      if (share < 1) runs.push({ x1: from * h * UM, x2: to * h * UM, y1, y2: y1 + h * UM, share });
      from = to;
    }
  }
  return runs;
}

/** Stretches of the interface without contact; lengths in um. */
function lostStretches({ interface: { contact }, h }: Frame): { x1: number; x2: number }[] {
  const stretches: { x1: number; x2: number }[] = [];
  contact.forEach((share, i) => {
    if (share >= LOST) return;
    const last = stretches.at(-1);
    const [x1, x2] = [i * h * UM, (i + 1) * h * UM];
    if (last && Math.abs(last.x2 - x1) < 1e-9) last.x2 = x2;
    else stretches.push({ x1, x2 });
  });
  return stretches;
}

const pointsOf = ({ points }: Filament, line: number) =>
  Array.from({ length: points.length / 2 }, (_, k) => ({
    x: points[2 * k]! * UM,
    y: -points[2 * k + 1]! * UM,
    line,
  }));

/** @param frame with its lithium */
export function sectionPanel(frame: Frame, width = 400): Panel {
  const { columns, lithiumRows, electrolyteRows, h, filaments } = frame;
  const wide = columns * h * UM;
  const runs = voidRuns(frame);
  const lines = filaments.flatMap(pointsOf);
  const most = (values: number[], rows: number) =>
    Math.min(rows * h, Math.max(MARGIN, (1.15 * Math.max(0, ...values)) / UM)) * UM;
  const top = most(
    runs.map(({ y2 }) => y2),
    lithiumRows,
  );
  const bottom = most(
    lines.map(({ y }) => -y),
    electrolyteRows,
  );
  const whole = { x1: () => 0, x2: () => wide };
  return panel(
    {
      x: {
        domain: [0, wide],
        label: "along the interface [µm]; orange: contact lost",
        labelArrow: "none",
      },
      y: { domain: [-bottom, top], label: "above the interface [µm]", labelArrow: "none" },
      marks: [
        Plot.rect([0], { ...whole, y1: () => 0, y2: () => top, fill: COLOURS.lithium }),
        Plot.rect([0], { ...whole, y1: () => -bottom, y2: () => 0, fill: COLOURS.electrolyte }),
        Plot.rect(runs, {
          x1: "x1",
          x2: "x2",
          y1: "y1",
          y2: "y2",
          fill: COLOURS.void,
          fillOpacity: ({ share }: Run) => 1 - share,
          clip: true,
          // no seams between rows
          shapeRendering: "crispEdges",
        }),
        Plot.ruleY([0], { stroke: INK, strokeWidth: 0.5 }),
        Plot.ruleY(lostStretches(frame), {
          x1: "x1",
          x2: "x2",
          y: () => 0,
          stroke: COLOURS.lost,
          strokeWidth: 3,
        }),
        Plot.line(lines, {
          x: "x",
          y: "y",
          z: "line",
          stroke: COLOURS.filament,
          strokeWidth: 2,
          clip: true,
        }),
      ],
    },
    width,
  );
}
