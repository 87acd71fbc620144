// The picture of an ensemble as SVG: when things first happened, as the share of seeds over time.

import * as Plot from "@observablehq/plot";
import { batlow } from "../../core/batlow";
import { INK, panel, sheet } from "../../plots/panel";
import { escaped } from "../../plots/svg";
import { EVENTS } from "./events";
import type { EnsembleResult } from "./tables";

/** One SVG document. */
export function ensemblePicture({ scenario, runs }: EnsembleResult): string {
  const end = Math.max(...runs.map((r) => r.time));
  const stairs = EVENTS.flatMap((kind, hue) => {
    const times = runs.flatMap((r) => r.events[kind] ?? []).sort((a, b) => a - b);
    if (times.length === 0) return [];
    const points = times.map((time, k) => ({ time, share: (k + 1) / runs.length }));
    const line = [{ time: 0, share: 0 }, ...points, { time: end, share: points.at(-1)!.share }];
    const stroke = batlow(0.1 + 0.35 * hue);
    return [
      Plot.line(line, { x: "time", y: "share", curve: "step-after", stroke, strokeWidth: 2 }),
      Plot.text([line.at(-1)!], {
        ...{ x: "time", y: "share", text: () => kind.replace("-", " ") },
        ...{ textAnchor: "end", dy: -8 - 12 * hue, fill: stroke },
      }),
    ];
  });
  const none = Plot.text(["no filament, short or loss of contact in any seed"], {
    frameAnchor: "middle",
  });
  const view = panel({
    x: { label: "time / s", domain: [0, end] },
    y: { label: "share of seeds", domain: [0, 1], grid: true },
    marks: [Plot.frame({ stroke: INK }), ...(stairs.length > 0 ? stairs : [none])],
  });
  const seeds = runs.length === 1 ? "1 seed" : `${runs.length} seeds`;
  return sheet(`First events of ${escaped(scenario)}, ${seeds}`, [view]);
}
