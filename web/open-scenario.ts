// The one door from the page's worker to the model: gallery, scenario files, runs.
import type { Cathode } from "../core/cathode";
import { closures } from "../core/closures";
import { readDocument } from "../core/document";
import { fromGallery, GALLERY } from "../core/gallery";
import { landmarks } from "../core/landmarks";
import { MECHANISMS } from "../core/mechanisms";
import { applyOverrides } from "../core/overrides";
import { REMEDIES, remedyTexts } from "../core/remedies";
import { resolveRun } from "../core/resolve";
import type { ProtocolStep, RunSpec } from "../core/runspec";
import { limitsOf, type Scenario } from "../core/scenario";
import { parse } from "../core/units";
import { linkOf, readLink } from "../sim/link";
import { Simulation } from "../sim/simulation";
import type {
  CathodeInfo,
  GalleryEntry,
  RunInfo,
  ScenarioSource,
  SetEntry,
} from "./worker-protocol";

export { linkOf, type RunSpec, readLink, Simulation };

export interface Opened {
  name: string;
  description: string;
  spec: RunSpec;
}

export function gallery(): GalleryEntry[] {
  return GALLERY.map(({ name, title, description, scenario }) => {
    const fullCell = "cathode" in (scenario as object);
    return { name, title, description, fullCell };
  });
}

export function sets(): SetEntry[] {
  const mechanisms = MECHANISMS.map(({ name, title, predicts, source }): SetEntry => {
    return { kind: "mechanism", name, title, says: `Predicts: ${predicts}. ${source}.` };
  });
  const remedies = REMEDIES.map((one): SetEntry => {
    const changes = remedyTexts(one).join("; ");
    return {
      kind: "remedy",
      name: one.name,
      title: one.title,
      says: `${one.says}. Changes: ${changes}.`,
    };
  });
  return [...mechanisms, ...remedies];
}

/** Throws ScenarioError, one sentence. */
export function openScenario(source: ScenarioSource): Opened {
  if ("name" in source) {
    const { name, description, scenario } = fromGallery(source.name);
    return { name, description, spec: resolveRun(scenario) };
  }
  if ("link" in source) {
    const { name, scenario } = readLink(source.link);
    const spec = resolveRun(scenario);
    return { name, description: spec.scenario.description, spec };
  }
  const { fileName, text } = source;
  const spec = resolveRun(readDocument(text, fileName));
  return { name: fileName.replace(/\.json$/i, ""), description: spec.scenario.description, spec };
}

/** The same scenario with those of the entries changed that can be, and why the others cannot. */
export function changeWhatCan(
  opened: Opened,
  assignments: readonly string[],
): { opened: Opened; refused: string[] } {
  const refused: string[] = [];
  let now = opened;
  // entries may need each other: all of them together come first
  try {
    return { opened: changeScenario(opened, [...assignments]), refused };
  } catch {
    for (const one of assignments) {
      try {
        now = changeScenario(now, [one]);
      } catch (cause) {
        refused.push((cause as Error).message);
      }
    }
  }
  return { opened: now, refused };
}

/** The same scenario with entries changed. Throws ScenarioError or UsageError, one sentence. */
export function changeScenario(opened: Opened, assignments: string[]): Opened {
  return { ...opened, spec: resolveRun(applyOverrides(opened.spec.scenario, assignments)) };
}

export function describeRun({ name, description, spec }: Opened): RunInfo {
  const { view } = spec.scenario;
  const control = view?.control ?? "pressure";
  const { columns, lithiumRows, electrolyteRows, h } = spec.grid;
  const cell = (metres: number, cells: number) =>
    Math.min(cells - 1, Math.max(0, Math.floor(metres / h)));
  return {
    name,
    title: spec.title,
    description,
    scenario: `${JSON.stringify(spec.scenario, null, 2)}\n`,
    electrolyte: spec.scenario.materials.electrolyte,
    cathode: spec.cathode ? describeCathode(spec.cathode, spec.scenario) : null,
    protocol: spec.protocol.map(({ text }) => text),
    duration: spec.protocol.reduce((all, step) => all + expected(step), 0),
    closures: closures(spec.scenario),
    layer: view?.layer ?? "lithium",
    probe: view?.probe
      ? {
          column: cell(parse(view.probe.x, "m"), columns),
          row: cell(lithiumRows * h - parse(view.probe.y, "m"), lithiumRows + electrolyteRows),
        }
      : null,
    camera: view?.camera
      ? {
          column: parse(view.camera.x, "m") / h,
          row: lithiumRows - parse(view.camera.y, "m") / h,
          width: parse(view.camera.width, "m") / h,
          height: view.camera.height === undefined ? 0 : parse(view.camera.height, "m") / h,
        }
      : null,
    limits: (view && limitsOf(view)) ?? null,
    series: view?.series ?? "contactFraction",
    control,
    landmarks: landmarks(control),
    depth: electrolyteRows * h,
    flaws: spec.microstructure.flaws.list,
    grains: spec.microstructure.grains.list,
    pores: spec.microstructure.pores.list,
  };
}

function describeCathode(cathode: Cathode, { cathode: written }: Scenario): CathodeInfo {
  const { thickness, share, layer, properties } = cathode;
  return {
    model: written.model as CathodeInfo["model"],
    material: written.material,
    thickness,
    layer: layer > 0 ? { material: written.catholyte, thickness: layer } : null,
    mass: thickness * share * properties.density.value,
  };
}

/** [s] until the first of the step's limits that can be told beforehand. */
function expected({ control, until }: ProtocolStep): number {
  const current = control.mode === "current" ? Math.abs(control.currentDensity) : 0;
  const times = until.map(({ observable, value }) => {
    if (observable === "time") return value;
    return observable === "capacity" && current > 0 ? value / current : Number.POSITIVE_INFINITY;
  });
  return Math.min(...times, Number.POSITIVE_INFINITY);
}
