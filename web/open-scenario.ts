// The one door from the page's worker to the model: gallery, scenario files, runs.
import type { Cathode } from "../core/cathode";
import { closures } from "../core/closures";
import { landmarks } from "../core/landmarks";
import { resolveRun } from "../core/resolve";
import type { ProtocolStep, RunSpec } from "../core/runspec";
import { limitsOf, type Scenario } from "../core/scenario";
import { parse } from "../core/units";
import firstScenario from "../data/scenarios/single-void.json";
import { Simulation } from "../sim/simulation";
import {
  type CathodeInfo,
  FIRST_CHOICE,
  type GalleryEntry,
  type RunInfo,
  type ScenarioSource,
} from "./worker-protocol";

export { type RunSpec, Simulation };

export interface Opened {
  name: string;
  description: string;
  spec: RunSpec;
}

/** The others of the gallery are not needed for the first picture. */
export async function gallery(): Promise<GalleryEntry[]> {
  const { GALLERY } = await import("../core/gallery");
  return GALLERY.map(({ name, title, description, scenario }) => {
    const fullCell = "cathode" in (scenario as object);
    return { name, title, description, fullCell };
  });
}

async function fromGallery(name: string) {
  if (name !== FIRST_CHOICE) return (await import("../core/gallery")).fromGallery(name);
  return { name, description: firstScenario.description, scenario: firstScenario };
}

/** Throws ScenarioError, one sentence. */
export async function openScenario(source: ScenarioSource): Promise<Opened> {
  if ("name" in source) {
    const { name, description, scenario } = await fromGallery(source.name);
    return { name, description, spec: resolveRun(scenario) };
  }
  if ("link" in source) {
    const { readLink } = await import("../sim/link");
    const { name, scenario } = readLink(source.link);
    const spec = resolveRun(scenario);
    return { name, description: spec.scenario.description, spec };
  }
  const { fileName, text } = source;
  const { readDocument } = await import("../core/document");
  const spec = resolveRun(readDocument(text, fileName));
  return { name: fileName.replace(/\.json$/i, ""), description: spec.scenario.description, spec };
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
    filaments: spec.physics.filaments,
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
