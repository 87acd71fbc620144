// The filaments of an electrolyte: their trees, and everything that follows from them.

import { alloc } from "../memory/arena";
import { Conditions, createConditions, confiningLoad } from "./conditions";
import { Tree, createTree, MAX_FILAMENTS, addBody, addPoint, addBranch, extendBranch } from "./tree";
import { Raster, createRaster, rasterise } from "./raster";
import { ResolvedBodies, createResolvedBodies, MAX_RESOLVED, assignSlots } from "./resolved-bodies";
import {
  FlankCurrent,
  createFlankCurrent,
  keepConductances,
  solveCurrents,
  solveCurrentInfluence,
} from "./flank-current";
import {
  CrackOpening,
  createCrackOpening,
  keepElastic,
  closedFormCompliance,
  showsBody,
  solveCompliance,
} from "./crack-opening";
import { TipStress, createTipStress, fitIntensities } from "./stress-intensity";
import {
  KinkCriterion,
  createKinkCriterion,
  fillAngles,
  forgetToughness,
  keepInside,
  toughnessRatio,
  updateDirections,
} from "./kink-criterion";
import { LayerReaction, createLayerReaction } from "./layer-reaction";
import { RESOLVE_RATIO } from "./balance-steps";
import { updateConnections } from "./connections";
import { LithiumBalance, createLithiumBalance, pressuresFromVolumes } from "./lithium-balance";
import { Short, createShort } from "./short";
import { Line, Doubles, Integers, doubles, integers } from "../memory/fields";
import { ScalarSolver } from "../numerics/scalar/solver";
import { VectorSolver } from "../numerics/vector/solver";
import { Material, flaw } from "../electrolyte/fracture-properties";
import { Head, Body, Branch, Tip } from "./columns";
import { Flaw } from "../electrolyte/columns";

/** A body stays resolved until another one is this much closer to its start. */
const RESOLVED_BONUS: f64 = 0.1;


@unmanaged
export class Filaments {
  conditions: Conditions;
  tree: Tree;
  raster: Raster;
  resolved: ResolvedBodies;
  flanks: FlankCurrent;
  cracks: CrackOpening;
  tips: TipStress;
  criterion: KinkCriterion;
  reaction: LayerReaction;
  balance: LithiumBalance;
  short: Short;
  /** One call of grow ends after so many segments, but not before the time `minTime` [s]. */
  maxSegments: i32;
  minTime: f64;
  /** Filaments that started in the last grow, and the charge of the contact's columns over it [C/m]. */
  starts: i32;
  contactCharge: Line;
  /** Flaws of the material that it has started with. */
  flaws: i32;
  /** How urgently each body asks to be resolved, and the cells of the last new segment. */
  scores: Doubles;
  crossed: Integers;
}

/** Room for filaments on the electrolyte of nx x ns cells that the two solvers share. */
export function createFilaments(
  nx: i32,
  ns: i32,
  ion: ScalarSolver,
  elastic: VectorSolver,
  material: Material,
): Filaments {
  const f = changetype<Filaments>(alloc(offsetof<Filaments>()));
  f.conditions = createConditions(nx, ns, material);
  f.tree = createTree();
  f.raster = createRaster(f.conditions, f.tree);
  f.resolved = createResolvedBodies();
  f.flanks = createFlankCurrent(f.raster, f.resolved, ion);
  f.cracks = createCrackOpening(f.raster, f.resolved, elastic);
  f.tips = createTipStress(f.cracks);
  f.criterion = createKinkCriterion(f.tips, ion);
  f.reaction = createLayerReaction(f.conditions, f.tree);
  f.balance = createLithiumBalance(f.flanks, f.cracks, f.criterion, f.reaction);
  f.short = createShort(f.conditions, f.tree);
  f.maxSegments = 1 << 30;
  f.contactCharge = doubles<Line>(nx);
  f.scores = doubles<Doubles>(MAX_FILAMENTS);
  f.crossed = integers(2 * (nx + ns) + 8);
  return f;
}

/** Starts with the flaws as they are found. */
export function startFilaments(f: Filaments): void {
  const tree = f.tree,
    criterion = f.criterion,
    cracks = f.cracks,
    balance = f.balance;
  memory.fill(tree.state, 0, tree.stateSize);
  tree.head[Head.shorted] = -1.0;
  tree.head[Head.started] = -1.0;
  tree.head[Head.bridged] = -Infinity;
  fillAngles(criterion);
  keepConductances(f.flanks);
  keepElastic(cracks);
  for (let s = 0; s < MAX_RESOLVED; s++) f.resolved.body[s] = -1;
  balance.lastStep = 0.0;
  balance.eventTip = -1;
  f.flaws = 0;
  startFlaws(f);
}

/** Starts with the flaws that have come since: those open to the interface filled and at the electrode's pressure, those inside empty. */
export function startFlaws(f: Filaments): void {
  const tree = f.tree,
    criterion = f.criterion,
    cracks = f.cracks,
    conditions = f.conditions,
    first = f.flaws;
  forgetToughness(criterion);
  f.flaws = conditions.material.flawCount;
  for (let k = first; k < f.flaws; k++) {
    const x = flaw(conditions.material, k, Flaw.mouth),
      a = flaw(conditions.material, k, Flaw.length),
      t = flaw(conditions.material, k, Flaw.tilt);
    const depth = flaw(conditions.material, k, Flaw.depth),
      end = depth + a * Math.cos(t);
    // A flaw inside that the resolved depth would cut off is left out.
    if (depth > 0 && end > (<f64>conditions.ns - 1.0) * conditions.h) continue;
    const g = addBody(tree, flaw(conditions.material, k, Flaw.width));
    if (g < 0) break;
    const root = addPoint(tree, x, depth, -1),
      q = addBranch(tree, g, -1, root, 0.0);
    extendBranch(tree, q, keepInside(criterion, x + a * Math.sin(t), x), end);
    if (depth > 0) {
      tree.setBody(g, Body.alive, 0.0);
      tree.setBranch(q, Branch.state, Tip.empty);
      continue;
    }
    const volume = closedFormCompliance(cracks, g) * (conditions.pressure + confiningLoad(conditions));
    tree.setBody(g, Body.flawVolume, 0.5 * tree.body(g, Body.mouth) * a);
    tree.setBody(g, Body.initialVolume, volume);
    tree.setBody(g, Body.volume, volume);
    tree.setBody(g, Body.pressure, conditions.pressure);
  }
  tree.dirty = true;
}

/** Resolves the bodies closest to their start, those that have grown first. */
function chooseResolved(f: Filaments): void {
  const resolved = f.resolved;
  const tree = f.tree,
    bodies = tree.count(Head.bodies),
    pressures = f.balance.trialPressure;
  for (let g = 0; g < bodies; g++) {
    pressures[g] = tree.body(g, Body.pressure);
    f.scores[g] = -1.0;
  }
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    const g = <i32>tree.branch(q, Branch.body);
    if (tree.body(g, Body.alive) == 0) continue;
    let score = tree.branch(q, Branch.state) == Tip.alive ? toughnessRatio(f.criterion, q, pressures) : 0.0;
    const grown = tree.branch(q, Branch.segments) > 0;
    // A slot is given up only to another body: bodies do not come and go.
    if (resolved.slot[g] >= 0) score += RESOLVED_BONUS;
    else if (!grown && score < 0.8 * RESOLVE_RATIO) continue;
    if (showsBody(f.cracks, g)) f.scores[g] = Math.max(f.scores[g], grown ? 1.0 + score : score);
  }
  assignSlots(resolved, f.scores, bodies);
}

/** Solves for everything that follows from the geometry, without the potential; false when there is no solution. */
export function solveGeometry(f: Filaments): bool {
  const balance = f.balance,
    conditions = f.conditions;
  rasterise(f.raster);
  updateConnections(balance);
  if (conditions.segment == 0) conditions.segment = conditions.h;
  // K / K_c decides which bodies are resolved, and needs resolved bodies: those of before serve.
  refitKnownBodies(f);
  chooseResolved(f);
  solveCompliance(f.cracks);
  fitIntensities(f.tips);
  return pressuresFromVolumes(balance);
}

/** Updates tips with the bodies that are resolved and still live, so that new branches have a K / K_c. */
function refitKnownBodies(f: Filaments): void {
  const tree = f.tree,
    resolved = f.resolved;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    let known = -1;
    for (let s = 0; s < MAX_RESOLVED; s++) if (resolved.body[s] == g && tree.body(g, Body.alive) != 0) known = s;
    resolved.slot[g] = known;
  }
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const g = resolved.body[s];
    if (g >= 0 && resolved.slot[g] != s) resolved.body[s] = -1;
  }
  fitIntensities(f.tips);
  updateDirections(f.criterion);
}

/** Solves for everything that follows from the state: raster, influence functions, pressures, potential, tips; false when there
 * is no solution. */
export function solveFilaments(f: Filaments): bool {
  const flanks = f.flanks;
  f.flanks.iterations = 0;
  f.cracks.iterations = 0;
  if (!solveGeometry(f) || !solveCurrents(flanks)) return false;
  solveCurrentInfluence(flanks);
  updateDirections(f.criterion);
  f.tree.dirty = false;
  return true;
}
