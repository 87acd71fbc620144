// The control that glows under the picture of each scenario does something to what the page shows there.
import { expect, test } from "vitest";
import { fromGallery, GALLERY } from "../../../core/gallery";
import type { ControlName, Scenario } from "../../../core/scenario";
import { Simulation } from "../../../sim/simulation";
import type { Observables } from "../../../sim/types";
import { editsOf } from "../../../web/hand-moves";
import { openedAs } from "../../../web/open-scenario";
import { wasm } from "../../support/kernel";

const opened = (name: string) => {
  const { description, scenario } = fromGallery(name);
  return openedAs(name, description, scenario as Scenario);
};

/** Time steps that are taken at most. */
const STEPS = 60;

async function rowsOf(name: string, control: ControlName | null, share: number) {
  const run = await Simulation.create(opened(name).spec, wasm);
  run.openEnd = true;
  const rows: Observables[] = [run.observables];
  let isMoved = control === null;
  for (let k = 0; k < STEPS; k++) {
    const { currentDensity, stackPressure, temperature } = run.observables;
    if (control !== null && !isMoved && (control !== "current" || currentDensity !== 0)) {
      isMoved = true;
      const change = {
        pressure: { stackPressure: share * stackPressure },
        current: { currentDensity: share * currentDensity },
        temperature: { temperature: temperature + (share > 1 ? 35 : -30) },
      }[control];
      for (const [path, value] of editsOf(change)) run.edit(path, value);
    }
    if (!run.advance()) break;
    rows.push(run.observables);
  }
  run.dispose();
  return rows;
}

/** The largest difference at the same times, as a share. */
function apart(a: readonly Observables[], b: readonly Observables[], key: keyof Observables) {
  const last = Math.min(a.at(-1)!.time, b.at(-1)!.time);
  const at = (rows: readonly Observables[], time: number) =>
    rows.find((row) => row.time >= time)![key] as number;
  const shares = [0.1, 0.2, 0.4, 0.6, 0.8, 1].map((share) => {
    const [one, other] = [at(a, share * last), at(b, share * last)];
    return Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other), 1e-12);
  });
  return Math.max(...shares);
}

const seen = ["contactFraction", "voidVolume", "filamentDepth", "infiltration"] as const;

test.each(GALLERY.map(({ name }) => name))(
  "%s: moving its control changes what is on show",
  async (name) => {
    const { control, series } = opened(name).about;
    const asItIs = await rowsOf(name, null, 1);
    let most = 0;
    for (const share of [0.2, 3]) {
      if (most > 0.02) break;
      const moved = await rowsOf(name, control, share);
      most = Math.max(most, ...[series, ...seen].map((key) => apart(asItIs, moved, key)));
    }
    expect(most).toBeGreaterThan(0.02);
  },
);
