// The one door from the page's worker to the model: gallery, scenario files, runs. Loaded after the first picture, unless the page
// opens with something else than first-run.ts.
import type { Cathode } from "../core/cathode";
import { closures } from "../core/closures";
import { fromGallery, GALLERY } from "../core/gallery";
import { landmarks } from "../core/landmarks";
import { resolveRun } from "../core/resolve";
import type { ProtocolStep, RunSpec } from "../core/runspec";
import { layersOf, limitsOf, type Scenario } from "../core/scenario";
import { parse } from "../core/units";
import type { Opened } from "./opened";
import { comfortable } from "./speeds";
import type { CathodeInfo, ClosureNow, GalleryEntry, ScenarioSource } from "./worker-protocol";

export function gallery(): GalleryEntry[] {
  return GALLERY.map(({ name, title, description, scenario }) => {
    const fullCell = "cathode" in (scenario as object);
    return { name, title, description, fullCell };
  });
}

/** Throws ScenarioError, one sentence. */
export function openedAs(name: string, description: string | undefined, scenario: unknown): Opened {
  const spec = resolveRun(scenario);
  const said = description ?? spec.scenario.description;
  return { name, description: said, spec, about: about(name, said, spec) };
}

/** The same scenario, changed. Throws ScenarioError. */
export const changedTo = ({ name, description }: Opened, scenario: unknown): Opened =>
  openedAs(name, description, scenario);

/** Throws ScenarioError, one sentence. */
export async function openScenario(source: ScenarioSource): Promise<Opened> {
  if ("name" in source) {
    const { name, description, scenario } = fromGallery(source.name);
    return openedAs(name, description, scenario);
  }
  if ("link" in source) {
    const { readLink } = await import("../sim/link");
    const { name, scenario } = readLink(source.link);
    return openedAs(name, undefined, scenario);
  }
  const { fileName, text } = source;
  const { readDocument } = await import("../core/document");
  return openedAs(fileName.replace(/\.json$/i, ""), undefined, readDocument(text, fileName));
}

/** Closures and switches in force, and how they were when the scenario was opened. */
export function closuresNow(now: Opened, before: Opened): ClosureNow[] {
  const written = new Map(
    closures(before.spec.scenario).map(({ path, value }) => [path, value] as const),
  );
  return closures(now.spec.scenario).map((one) => ({
    ...one,
    changed: written.has(one.path) && written.get(one.path) !== one.value,
  }));
}

function about(name: string, description: string, spec: RunSpec): Opened["about"] {
  const { view } = spec.scenario;
  const control = view?.control ?? "pressure";
  const [layer, cathodeLayer] = view ? layersOf(view) : (["lithium", "cathodeLithium"] as const);
  const { columns, lithiumRows, electrolyteRows, h } = spec.grid;
  const duration = sum(spec, expected);
  const cell = (metres: number, cells: number) =>
    Math.min(cells - 1, Math.max(0, Math.floor(metres / h)));
  return {
    name,
    title: spec.title,
    description,
    electrolyte: spec.scenario.materials.electrolyte,
    cathode: spec.cathode ? describeCathode(spec.cathode, spec.scenario) : null,
    protocol: spec.protocol.map(({ text }) => text),
    duration,
    speed: comfortable(Number.isFinite(duration) ? duration : guess(spec)),
    layer,
    cathodeLayer,
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
    width: columns * h,
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

/** The same, where a voltage or another observable ends the step at the latest when the cathode would be full or empty, or after an
 * hour [s]. */
function guessed(step: ProtocolStep, { cathode }: RunSpec): number {
  const known = expected(step);
  if (Number.isFinite(known)) return known;
  const current = step.control.mode === "current" ? Math.abs(step.control.currentDensity) : 0;
  return cathode && current > 0 ? cathode.nominalCapacity / current : 3600;
}

/** Pictures of a run whose length nobody knows, at least. */
const PICTURES = 60;

/** [s] Without a cathode, which says when it is full, the pace of its pictures tells what is worth watching. */
const guess = (spec: RunSpec) =>
  Math.max(sum(spec, guessed), spec.cathode ? 0 : PICTURES * spec.output.frameEvery);

const sum = (spec: RunSpec, time: (step: ProtocolStep, spec: RunSpec) => number) =>
  spec.protocol.reduce((all, step) => all + time(step, spec), 0);
