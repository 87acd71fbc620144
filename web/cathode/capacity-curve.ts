// The voltage of a full cell against the charge of each half cycle, all of them over each other.
//   q = |charge since the current turned|, in the area of the cell and in the mass of active material
import "../style/instruments.css";
import { html, nothing, svg } from "lit-html";
import type { Observables } from "../../sim/types";
import { number, quantities, show, toDisplay } from "../format";
import { axes, curve, planeOf, spanOf } from "../instruments/chart";

export interface HalfCycle {
  discharges: boolean;
  /** Charge [C/m2] and voltage of the cell [V]. */
  points: [charge: number, voltage: number][];
}

/** Points of a half cycle that are drawn at most, and half cycles: the first, and the latest. */
const mostPoints = 160;
const mostHalves = 60;

/** What the rows hold of half cycles; rests belong to none. */
export function halfCycles(rows: readonly Observables[]): HalfCycle[] {
  const halves: HalfCycle[] = [];
  let start = 0;
  let before: Observables | undefined;
  for (const row of rows) {
    const { currentDensity, charge, cellVoltage } = row;
    if (currentDensity !== 0) {
      const discharges = currentDensity > 0;
      if (halves.at(-1)?.discharges !== discharges) {
        start = before?.charge ?? charge;
        halves.push({ discharges, points: [] });
      }
      halves.at(-1)!.points.push([Math.abs(charge - start), cellVoltage]);
    }
    before = row;
  }
  return halves;
}

/** Charge that a half cycle has passed [C/m2]. */
const passed = ({ points }: HalfCycle) => points.at(-1)![0];

/** "2.16 mAh/cm², 180 mAh/g" of a charge per area and active material per area [kg/m2]. */
export const capacityWords = (charge: number, mass: number): string =>
  `${show(quantities.charge, charge)}, ${number(charge / mass / 3600, 3)}\u202fmAh/g`;

/** The last complete or running charge and discharge in words. */
export function capacitiesInWords(halves: readonly HalfCycle[], mass: number): string {
  const said = [false, true].flatMap((discharges) => {
    const last = halves.findLast((half) => half.discharges === discharges);
    return last
      ? [`${discharges ? "discharge" : "charge"} ${capacityWords(passed(last), mass)}`]
      : [];
  });
  return said.length > 0 ? `Last ${said.join("; ")}.` : "No current has flowed yet.";
}

const thinned = ({ points }: HalfCycle) => {
  const stride = Math.ceil(points.length / mostPoints);
  return points.filter((_, k) => k % stride === 0 || k === points.length - 1);
};

export function capacityChart(
  rows: readonly Observables[],
  mass: number,
  width: number,
  height: number,
) {
  const halves = halfCycles(rows);
  const words = capacitiesInWords(halves, mass);
  const older = halves.slice(0, -2);
  const shown = [...older.slice(0, 2), ...older.slice(2).slice(-mostHalves)];
  const latest = halves.slice(-2);
  const all = [...shown, ...latest];
  const most = Math.max(1e-9, ...all.map(passed));
  const [low, high] = spanOf(
    all.flatMap(({ points }) => points.map(([, v]) => v)),
    0.2,
  );
  const plane = planeOf(
    width,
    height,
    { low: 0, high: 1.04 * toDisplay(quantities.charge, most), label: "capacity / mAh/cm²" },
    { low, high, label: "V" },
  );
  const line = (half: HalfCycle, name: string) =>
    curve(
      plane,
      thinned(half).map(([q, v]) => [toDisplay(quantities.charge, q), v] as const),
      name,
    );
  return html`<svg class="chart loops" viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label="Voltage of the cell against capacity, ${halves.length} half cycles. ${words}">
      ${
        all.length === 0
          ? nothing
          : svg`${axes(plane)}
        ${shown.map((half) => line(half, "before"))}
        ${latest.map((half) => line(half, half.discharges ? "" : "charging"))}`
      }
    </svg>
    <div class="unseen"><table>
      <caption>Half cycles: their capacity, and the voltage of the cell from and to</caption>
      <thead>
        <tr>${["Half cycle", "Capacity", "From", "To"].map((head) => html`<th scope="col">${head}</th>`)}</tr>
      </thead>
      <tbody>
        ${all.map(({ discharges, points }, k) => {
          const [[, from], [, to]] = [points[0]!, points.at(-1)!];
          const name = `${k + 1}, ${discharges ? "discharge" : "charge"}`;
          const cells = [
            show(quantities.charge, points.at(-1)![0]),
            `${number(from)} V`,
            `${number(to)} V`,
          ];
          return html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
        })}
      </tbody>
    </table></div>`;
}
