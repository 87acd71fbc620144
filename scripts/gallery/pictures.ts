// The pictures of the gallery: each scenario run to its end.
import { fromGallery, GALLERY } from "../../core/gallery";
import type { ObservableKey } from "../../core/observables";
import { resolveRun } from "../../core/resolve";
import type { WasmBytes } from "../../sim/module";
import { runToEnd } from "../../sim/outcome";
import { Recorder } from "../../sim/recorder";
import type { Frame, Observables } from "../../sim/types";
import { galleryPicture } from "./sheet";

export const NAMES = GALLERY.map(({ name }) => name);

/** The picture of a scenario, as SVG text. */
export async function picture(name: string, kernel: WasmBytes): Promise<string> {
  const { title, scenario } = fromGallery(name);
  const spec = resolveRun(scenario);
  const rows: Observables[] = [];
  let recorder: Recorder | undefined;
  let frame: Frame | undefined;
  await runToEnd(spec, kernel, {
    observe(run) {
      recorder ??= new Recorder(run, { row: (row) => rows.push(row) });
      recorder.observe();
    },
    end(run) {
      frame = run.frame(["lithium"]);
    },
  });
  if (!frame) throw new Error(`${name} did not reach its end.`);
  const { series } = spec.scenario.view;
  const voltage: ObservableKey = spec.cathode ? "cellVoltage" : "voltage";
  const keys = [...new Set<ObservableKey>([series, voltage])];
  return galleryPicture(title, frame, rows, keys.length > 1 ? keys : [...keys, "contactFraction"]);
}
