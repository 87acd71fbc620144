// Lithium balance of the bodies, eq. (10.5): plating on the crack faces opens them, lithium creeps back out of the mouth and
// layers take some up. Currents are positive when they strip:
//   dV_g/dt = -(Omega/F) I_g(p) - Q_g(p) - E_g,   V_g = sum_k C_gk p_k + c_g,   I_g linear in p (flank-current.ts)
// Implicit Euler, so that pressures settle at their static value F eta / Omega whatever the step; Newton for the outflow.
// Bodies that are not resolved have the closed form's C and no neighbours. At a given current the potential follows their
// pressures as a whole, which keeps the sum of all currents (T conductances, S their sum with that of the contact):
//   I_g = I_g(p0) + (Omega/F) T_g (p_g - p0_g - R) + resolved bodies,   common shift R = sum_g T_g (p_g - p0_g) / S

import { slotFlow } from "../electrolyte/edge-crack";
import { KinkCriterion } from "./kink-criterion";
import { FlankCurrent } from "./flank-current";
import { Tree, MAX_FILAMENTS } from "./tree";
import { updateMaxReaction, reactedVolume, reactedSlope, LayerReaction } from "./layer-reaction";
import { addressOf, Doubles, Line, doubles } from "../memory/fields";
import { Conditions, confiningLoad } from "./conditions";
import { ResolvedBodies, MAX_RESOLVED } from "./resolved-bodies";
import { CrackOpening, closedFormCompliance, loneCompliances } from "./crack-opening";
import { alloc } from "../memory/arena";
import { solvePivoted } from "../numerics/dense";
import { Body, Head } from "./columns";

const MAX_NEWTON_PASSES: i32 = 60;
/** Passes of full Newton steps: the limit on what creeps in has a kink, over which later ones may oscillate and are halved. */
const FULL_NEWTON_PASSES: i32 = 10;
/** Passes after which bodies whose outflow outweighs their compliance are solved in the outflow. */
const PRESSURE_PASSES: i32 = 8;
/** Unknowns of the dense system: pressures of the resolved bodies, and the common shift R. */
const UNKNOWNS: i32 = MAX_RESOLVED + 1;
/** Least pressure that changes are compared with [Pa]. */
export const MIN_PRESSURE_SCALE: f64 = 1e5;
/** Largest half width of a slot in mean widths of the body behind it: a body that is nearly empty loses less and less. */
const MAX_SLOT_WIDTHS: f64 = 10.0;


@unmanaged
export class LithiumBalance {
  conditions: Conditions;
  tree: Tree;
  resolved: ResolvedBodies;
  flanks: FlankCurrent;
  cracks: CrackOpening;
  criterion: KinkCriterion;
  reaction: LayerReaction;
  /** Pressures [Pa], currents [A/m] and outflows [m2/s] of the bodies in the Newton iteration, slope of the outflow [m2/(s Pa)]. */
  trialPressure: Doubles;
  current: Doubles;
  outflow: Doubles;
  outflowSlope: Doubles;
  /** The outflows without the limit on what creeps in [m2/s]. */
  freeOutflow: Doubles;
  /** Opened area per pressure of a lone crack as long as each body [m2/Pa], in the step at hand. */
  lone: Doubles;
  /** Dense system of the resolved bodies and the common shift. */
  matrix: Doubles;
  right: Doubles;
  /** Bodies that are not resolved: what their volume misses [m2], and its slope in their own pressure [m2/Pa]. */
  residual: Doubles;
  residualSlope: Doubles;
  /** Pressure by which they have shifted the potential since the last solve [Pa]. */
  commonShift: f64;
  /** Step that is tried first [s]. */
  lastStep: f64;
  /** Tip that is about to advance, -1: none; its K / K_c. */
  eventTip: i32;
  eventRatio: f64;
  /** Lithium pressed back to the electrode since it was set to zero, by column [m2]. */
  returned: Line;
}

export function createLithiumBalance(
  flanks: FlankCurrent,
  cracks: CrackOpening,
  criterion: KinkCriterion,
  reaction: LayerReaction,
): LithiumBalance {
  const conditions = cracks.conditions;
  const balance = changetype<LithiumBalance>(alloc(offsetof<LithiumBalance>()));
  balance.conditions = conditions;
  balance.tree = cracks.tree;
  balance.resolved = cracks.resolved;
  balance.flanks = flanks;
  balance.cracks = cracks;
  balance.criterion = criterion;
  balance.reaction = reaction;
  balance.trialPressure = doubles<Doubles>(MAX_FILAMENTS);
  balance.current = doubles<Doubles>(MAX_FILAMENTS);
  balance.outflow = doubles<Doubles>(MAX_FILAMENTS);
  balance.freeOutflow = doubles<Doubles>(MAX_FILAMENTS);
  balance.outflowSlope = doubles<Doubles>(MAX_FILAMENTS);
  balance.lone = doubles<Doubles>(MAX_FILAMENTS);
  balance.matrix = doubles<Doubles>(UNKNOWNS * UNKNOWNS);
  balance.right = doubles<Doubles>(UNKNOWNS);
  balance.residual = doubles<Doubles>(MAX_FILAMENTS);
  balance.residualSlope = doubles<Doubles>(MAX_FILAMENTS);
  balance.returned = doubles<Line>(conditions.nx);
  return balance;
}

/** Sets the pressures of all bodies from their volumes, for a new compliance; false when it is singular. */
export function pressuresFromVolumes(balance: LithiumBalance): bool {
  const resolved = balance.resolved,
    tree = balance.tree,
    cracks = balance.cracks;
  clearSystem(balance);
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const g = resolved.body[s];
    if (g < 0) continue;
    balance.right[s] = tree.body(g, Body.volume) - cracks.loadOpening[s];
    for (let r = 0; r < MAX_RESOLVED; r++) {
      if (resolved.body[r] >= 0) balance.matrix[s * UNKNOWNS + r] = cracks.compliance[s * MAX_RESOLVED + r];
    }
  }
  if (!solvePivoted(balance.matrix, balance.right, UNKNOWNS)) return false;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    if (tree.body(g, Body.alive) == 0) continue;
    const s = resolved.slot[g];
    const p =
      s >= 0
        ? balance.right[s]
        : tree.body(g, Body.volume) / closedFormCompliance(cracks, g) - confiningLoad(balance.conditions);
    tree.setBody(g, Body.pressure, p);
  }
  return true;
}

/** Sets the matrix to the identity and the right-hand side to zero. */
function clearSystem(balance: LithiumBalance): void {
  memory.fill(addressOf(balance.matrix), 0, (<usize>(UNKNOWNS * UNKNOWNS)) << 3);
  memory.fill(addressOf(balance.right), 0, (<usize>UNKNOWNS) << 3);
  for (let s = 0; s < UNKNOWNS; s++) balance.matrix[s * UNKNOWNS + s] = 1.0;
}

/** Lithium left in body g before its crack faces touch [m2]. */
// @ts-ignore: decorator
@inline export function remainingLithium(balance: LithiumBalance, g: i32): f64 {
  return Math.max(0.0, balance.tree.body(g, Body.volume) + balance.tree.body(g, Body.flawVolume));
}

/** Updates the flow of body g back to the electrode over dt [m2/s] and its slope in the pressure of the iteration: through half
 * the mouth and half the opening, or less where the body is nearly empty. Inwards lithium creeps until the electrode's
 * pressure would have opened a lone crack of that length: pieces that nothing holds would take it in without end. */
function updateOutflow(balance: LithiumBalance, g: i32, dt: f64): void {
  const tree = balance.tree,
    conditions = balance.conditions;
  const a = balance.reaction.length[g],
    p = balance.trialPressure[g],
    dp = p - conditions.pressure,
    volume = tree.body(g, Body.volume);
  balance.outflow[g] = 0.0;
  balance.freeOutflow[g] = 0.0;
  balance.outflowSlope[g] = 0.0;
  if (tree.body(g, Body.connected) == 0 || a == 0 || conditions.creepRate == 0) return;
  let w = 0.5 * (tree.body(g, Body.mouth) + Math.max(0.0, volume) / a);
  if (dp > 0) w = Math.min(w, (MAX_SLOT_WIDTHS * remainingLithium(balance, g)) / a);
  const q = slotFlow(w, a, dp, conditions.creepRate, conditions.creepExponent);
  // The volume at the end of the step counts: stripping takes some out as it comes in.
  const end = volume - dt * conditions.volumePerCharge * balance.current[g];
  const room =
    dp < 0 ? Math.max(0.0, balance.lone[g] * (conditions.pressure + confiningLoad(conditions)) - end) / dt : Infinity;
  balance.freeOutflow[g] = q;
  balance.outflow[g] = Math.max(q, -room);
  if (q > -room && Math.abs(dp) > 1.0) balance.outflowSlope[g] = (conditions.creepExponent * q) / dp;
  else if (room > 0 && room < Infinity)
    balance.outflowSlope[g] = -conditions.volumePerCharge * currentSlope(balance, g);
}

/** Change of the current of body g with its own pressure [A/(m Pa)]. */
// @ts-ignore: decorator
@inline function currentSlope(balance: LithiumBalance, g: i32): f64 {
  const s = balance.resolved.slot[g];
  return s >= 0
    ? balance.flanks.influence.flank[g * MAX_RESOLVED + s]
    : balance.conditions.volumePerCharge * balance.flanks.conductance[g];
}

/** Current of body g at the pressures of the iteration and their common shift [A/m]. */
function bodyCurrent(balance: LithiumBalance, g: i32): f64 {
  const resolved = balance.resolved,
    flanks = balance.flanks;
  const own = resolved.slot[g] < 0 ? balance.trialPressure[g] - flanks.solvedPressure[g] : 0.0;
  let sum =
    flanks.current[g] - flanks.conductance[g] * balance.conditions.volumePerCharge * (balance.commonShift - own);
  for (let r = 0; r < MAX_RESOLVED; r++) {
    const k = resolved.body[r];
    if (k >= 0)
      sum += flanks.influence.flank[g * MAX_RESOLVED + r] * (balance.trialPressure[k] - flanks.solvedPressure[k]);
  }
  return sum;
}

/** Updates the common shift R for the pressures of the iteration [Pa]; 0 at a held voltage. */
function updateCommonShift(balance: LithiumBalance): void {
  const flanks = balance.flanks;
  balance.commonShift = 0.0;
  for (let g = 0, n = balance.tree.count(Head.bodies); g < n && flanks.carriesGiven(); g++) {
    if (balance.resolved.slot[g] < 0)
      balance.commonShift +=
        (flanks.conductance[g] * (balance.trialPressure[g] - flanks.solvedPressure[g])) / flanks.totalConductance;
  }
}

/** Volume of body g after dt at the current and outflow of the iteration, before layers take their part [m2]. */
// @ts-ignore: decorator
@inline export function trialVolume(balance: LithiumBalance, g: i32, dt: f64): f64 {
  return (
    balance.tree.body(g, Body.volume) -
    dt * (balance.conditions.volumePerCharge * balance.current[g] + balance.outflow[g])
  );
}

/** Time for which a change of current or outflow of body g counts [s]: dt less the share that layers take up. */
// @ts-ignore: decorator
@inline function retainedTime(balance: LithiumBalance, g: i32, dt: f64): f64 {
  return dt * (1.0 - reactedSlope(balance.reaction, g, trialVolume(balance, g, dt)));
}

/** Updates currents and outflows for the pressures of the iteration. */
function updateFlows(balance: LithiumBalance, dt: f64): void {
  const tree = balance.tree;
  updateCommonShift(balance);
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    if (tree.body(g, Body.alive) == 0) continue;
    balance.current[g] = bodyCurrent(balance, g);
    updateOutflow(balance, g, dt);
  }
}

/** Fills the rows of the resolved bodies: residuals of their volumes [m2] and the slopes in the pressures. */
function fillResolvedRows(balance: LithiumBalance, dt: f64): void {
  const resolved = balance.resolved,
    cracks = balance.cracks;
  const tree = balance.tree,
    flanks = balance.flanks,
    influence = flanks.influence.flank,
    v = balance.conditions.volumePerCharge;
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const g = resolved.body[s];
    if (g < 0) continue;
    // The start's residual is summed apart: pieces that hardly anything holds make C p huge, and its rounding must not change.
    let start = tree.body(g, Body.volume) - cracks.loadOpening[s];
    let change = -dt * (v * balance.current[g] + balance.outflow[g]);
    change -= reactedVolume(balance.reaction, g, trialVolume(balance, g, dt));
    const time = retainedTime(balance, g, dt);
    for (let r = 0; r < MAX_RESOLVED; r++) {
      const k = resolved.body[r];
      if (k < 0) continue;
      const C = cracks.compliance[s * MAX_RESOLVED + r];
      start -= C * tree.body(k, Body.pressure);
      change -= C * (balance.trialPressure[k] - tree.body(k, Body.pressure));
      balance.matrix[s * UNKNOWNS + r] = C + time * v * influence[g * MAX_RESOLVED + r];
    }
    balance.matrix[s * UNKNOWNS + s] += time * balance.outflowSlope[g];
    balance.matrix[s * UNKNOWNS + MAX_RESOLVED] = -time * v * v * flanks.conductance[g];
    balance.right[s] = start + change;
  }
}

/** Fills the row of the common shift, with the bodies that are not resolved eliminated. */
function fillShiftRow(balance: LithiumBalance, dt: f64): void {
  const conditions = balance.conditions;
  const tree = balance.tree,
    flanks = balance.flanks,
    influence = flanks.influence.flank,
    v = conditions.volumePerCharge,
    unit = dt * v * v,
    last = MAX_RESOLVED * UNKNOWNS + MAX_RESOLVED;
  if (flanks.carriesGiven()) balance.matrix[last] = unit * flanks.totalConductance;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    if (tree.body(g, Body.alive) == 0 || balance.resolved.slot[g] >= 0) continue;
    const p = balance.trialPressure[g],
      T = flanks.conductance[g],
      C = Math.max(balance.lone[g], tree.body(g, Body.lastCompliance)),
      volume = trialVolume(balance, g, dt),
      time = retainedTime(balance, g, dt);
    const rest = volume - reactedVolume(balance.reaction, g, volume) - C * (p + confiningLoad(conditions));
    const slope = C + time * (v * v * T + balance.outflowSlope[g]),
      share = (unit * T) / slope;
    balance.residual[g] = rest;
    balance.residualSlope[g] = slope;
    if (!flanks.carriesGiven()) continue;
    balance.right[MAX_RESOLVED] += share * rest;
    balance.matrix[last] += -share * time * v * v * T;
    for (let r = 0; r < MAX_RESOLVED; r++) {
      balance.matrix[MAX_RESOLVED * UNKNOWNS + r] += share * time * v * influence[g * MAX_RESOLVED + r];
    }
  }
}

/** Change of the pressure of body g that the solved system asks for [Pa]. */
function pressureChange(balance: LithiumBalance, g: i32, dt: f64): f64 {
  const flanks = balance.flanks;
  const s = balance.resolved.slot[g],
    v = balance.conditions.volumePerCharge,
    influence = flanks.influence.flank;
  if (s >= 0) return balance.right[s];
  let more = v * flanks.conductance[g] * balance.right[MAX_RESOLVED];
  for (let r = 0; r < MAX_RESOLVED; r++) more -= influence[g * MAX_RESOLVED + r] * balance.right[r];
  return (balance.residual[g] + retainedTime(balance, g, dt) * v * more) / balance.residualSlope[g];
}

/** The change of the pressure of body g [Pa] for a change `d` that the solved system asks for. Where the outflow decides it is
 * the flow that changes as the system says: Newton on the power law converges in the flow, in the pressure it loses a share 1/n
 * of its error a pass. A step that leaves the limit on what creeps in ends where the two laws meet. */
function followOutflow(balance: LithiumBalance, g: i32, dt: f64, d: f64): f64 {
  const n = balance.conditions.creepExponent,
    slope = balance.outflowSlope[g],
    limited = balance.outflow[g] / balance.freeOutflow[g],
    dp = balance.trialPressure[g] - balance.conditions.pressure;
  if (limited > 0 && limited < 1.0) return Math.min(d, dp * (Math.pow(limited, 1.0 / n) - 1.0));
  if (!(slope > 0) || dt * slope < balance.lone[g]) return d;
  const flow = 1.0 + (n * d) / dp;
  return flow > 0 ? dp * (Math.pow(flow, 1.0 / n) - 1.0) : Math.abs(d) < Math.abs(dp) ? d : -0.9 * dp;
}

/** Solves for the pressures after dt, in trialPressure, with the currents and outflows that lead there; false when there are
 * none. */
export function newtonStep(balance: LithiumBalance, dt: f64): bool {
  const tree = balance.tree,
    bodies = tree.count(Head.bodies);
  for (let g = 0; g < bodies; g++) {
    balance.trialPressure[g] = tree.body(g, Body.pressure);
    balance.current[g] = 0.0;
    balance.outflow[g] = 0.0;
  }
  updateMaxReaction(balance.reaction, dt);
  loneCompliances(balance.cracks, balance.lone);
  let before = Infinity,
    damping = 1.0;
  for (let pass = 0; pass < MAX_NEWTON_PASSES; pass++) {
    let change = 0.0,
      scale = MIN_PRESSURE_SCALE;
    updateFlows(balance, dt);
    clearSystem(balance);
    fillResolvedRows(balance, dt);
    fillShiftRow(balance, dt);
    if (!solvePivoted(balance.matrix, balance.right, UNKNOWNS)) return false;
    for (let g = 0; g < bodies; g++) {
      if (tree.body(g, Body.alive) == 0) continue;
      const p = balance.trialPressure[g],
        asked = pressureChange(balance, g, dt),
        d = pass < PRESSURE_PASSES ? asked : followOutflow(balance, g, dt, asked);
      balance.trialPressure[g] = p + damping * d;
      change = Math.max(change, Math.abs(d));
      scale = Math.max(scale, Math.abs(p + d));
    }
    if (!(change < 1e300)) return false;
    damping = pass > FULL_NEWTON_PASSES && change > 0.5 * before ? 0.5 : 1.0;
    before = change;
    if (change > 1e-10 * scale) continue;
    // What is booked belongs to these pressures, so that the currents add up.
    updateFlows(balance, dt);
    return true;
  }
  return false;
}
