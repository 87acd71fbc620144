// The scenarios that ship with Voidscope, by name. Each is example, test, lesson and benchmark.

import bareOrCoated from "../data/scenarios/bare-or-coated.json";
import cathodeSection from "../data/scenarios/cathode-section.json";
import ccdRamp from "../data/scenarios/ccd-ramp.json";
import coatedAnode from "../data/scenarios/coated-anode.json";
import cold from "../data/scenarios/cold.json";
import conditioning from "../data/scenarios/conditioning.json";
import contactInOnePiece from "../data/scenarios/contact-in-one-piece.json";
import ctta from "../data/scenarios/ctta.json";
import cycle3mpa from "../data/scenarios/cycle-3mpa.json";
import cycleToShort from "../data/scenarios/cycle-to-short.json";
import densePellet from "../data/scenarios/dense-pellet.json";
import doux from "../data/scenarios/doux.json";
import fullCell from "../data/scenarios/full-cell.json";
import grainBoundary from "../data/scenarios/grain-boundary.json";
import halideLayer from "../data/scenarios/halide-layer.json";
import heal from "../data/scenarios/heal.json";
import hiddenContactLoss from "../data/scenarios/hidden-contact-loss.json";
import hot from "../data/scenarios/hot.json";
import impedanceOfVoids from "../data/scenarios/impedance-of-voids.json";
import interphaseAging from "../data/scenarios/interphase-aging.json";
import mixedConducting from "../data/scenarios/mixed-conducting.json";
import multilayer from "../data/scenarios/multilayer.json";
import pressureStep from "../data/scenarios/pressure-step.json";
import rateTest from "../data/scenarios/rate-test.json";
import release from "../data/scenarios/release.json";
import rough from "../data/scenarios/rough.json";
import singleVoid from "../data/scenarios/single-void.json";
import smooth from "../data/scenarios/smooth.json";
import strip3mpa from "../data/scenarios/strip-3mpa.json";
import strip7mpa from "../data/scenarios/strip-7mpa.json";
import thinLithium from "../data/scenarios/thin-lithium.json";
import tripleJunction from "../data/scenarios/triple-junction.json";
import voidField from "../data/scenarios/void-field.json";
import wetting from "../data/scenarios/wetting.json";
import { ScenarioError } from "./errors";
import { hint, quote } from "./suggest";

export interface GalleryEntry {
  name: string;
  title: string;
  /** What it shows, in one sentence. */
  description: string;
  /** As written: hand a copy to resolveRun or override it first. */
  scenario: unknown;
}

const FILES = {
  "single-void": singleVoid,
  "void-field": voidField,
  "strip-3mpa": strip3mpa,
  "strip-7mpa": strip7mpa,
  "pressure-step": pressureStep,
  "cycle-3mpa": cycle3mpa,
  heal,
  release,
  hot,
  cold,
  rough,
  smooth,
  "thin-lithium": thinLithium,
  "cycle-to-short": cycleToShort,
  "triple-junction": tripleJunction,
  "grain-boundary": grainBoundary,
  "ccd-ramp": ccdRamp,
  "dense-pellet": densePellet,
  multilayer,
  doux,
  conditioning,
  ctta,
  "coated-anode": coatedAnode,
  "mixed-conducting": mixedConducting,
  wetting,
  "impedance-of-voids": impedanceOfVoids,
  "interphase-aging": interphaseAging,
  "full-cell": fullCell,
  "hidden-contact-loss": hiddenContactLoss,
  "cathode-section": cathodeSection,
  "contact-in-one-piece": contactInOnePiece,
  "rate-test": rateTest,
  "bare-or-coated": bareOrCoated,
  "halide-layer": halideLayer,
};

export const GALLERY: readonly GalleryEntry[] = Object.entries(FILES).map(([name, scenario]) => ({
  name,
  title: scenario.title,
  description: scenario.description,
  scenario,
}));

/** The scenario of that name. Throws ScenarioError with the nearest name. */
export function fromGallery(name: string): GalleryEntry {
  const entry = GALLERY.find((e) => e.name === name);
  if (entry) return entry;
  const names = GALLERY.map((e) => e.name);
  throw new ScenarioError(`${quote(name)} is not in the gallery; ${hint(name, names)}`);
}
