// Filaments in the run: room, coefficients, growth over a step. Within a step the wall answers to the pressures through the linear
// law of the last potential (potential-terms.ts); its charge is booked as it is carried, so that wall and flanks together carry
// what was asked.

import { property } from "../properties";
import { f64s } from "../memory/arena";
import { Limiter, Out, Param, Prop } from "../abi";
import { Section, Tally } from "../section";
import { pressuresFromVolumes } from "./lithium-balance";
import { updateDirections } from "./kink-criterion";
import { keepConductances, solveCurrents, solveCurrentInfluence } from "./flank-current";
import { MAX_POINTS, MAX_FILAMENTS } from "./tree";
import { grow } from "./propagation";
import { fitIntensities } from "./stress-intensity";
import { keepElastic, solveInterfaceLoads, sumDisplacements } from "./crack-opening";
import { fusePath } from "./short";
import { Doubles, doubles } from "../memory/fields";
import { createFilaments, solveFilaments } from "./filaments";
import { Head, Body, Row } from "./columns";
import { copyLoads, fixReference, shiftPotential } from "./potential-terms";

/** Segments after which a step may end, and the share of it that must have passed by then. */
const MAX_SEGMENTS: i32 = 4;
const MIN_STEP_SHARE: f64 = 0.2;

/** Room for filaments; before the start, in runs that have them. */
export function reserveFilaments(m: Section): void {
  if (m.filaments !== null) return;
  const f = createFilaments(m.nx, m.ns, m.ion, m.elastic, m.micro.material);
  m.filaments = f;
  m.savedFilaments = alloc64(f.tree.stateSize);
  m.filamentTable = doubles<Doubles>(Row.COUNT * (MAX_POINTS + MAX_FILAMENTS));
}

// @ts-ignore: decorator
@inline function alloc64(bytes: usize): usize {
  return f64s(<i32>(bytes >> 3));
}

/** Coefficients of the present temperature and parameters; after conductances and elasticity have been set. `filmOhm`: resistance
 * of the films on a crack face [Ohm m2]. */
export function setFilaments(m: Section, filmOhm: f64): void {
  const kinetics = m.wall.kinetics;
  const creep = m.lithium.creep;
  const f = m.filaments!;
  f.conditions.h = m.h;
  f.conditions.kappa = m.electrolyte.kappa;
  f.conditions.interfaceOhm = kinetics.thermal2 / (2.0 * kinetics.exchange) + filmOhm;
  f.conditions.volumePerCharge = kinetics.stripVolume;
  f.conditions.youngs = property(m, Prop.seYoungs);
  f.conditions.poisson = property(m, Prop.sePoisson);
  f.conditions.creepExponent = creep.N;
  f.conditions.creepRate = creep.A * Math.pow(1.0 / creep.S0, creep.N);
  f.conditions.pressure = m.lithium.platen.pressure;
  f.criterion.following = m.p(Param.filamentFollowing);
  f.criterion.branching = m.p(Param.filamentBranching);
  f.short.width = m.p(Param.shortWidth);
  f.short.area = m.p(Param.cellArea);
  f.conditions.pelletRest = m.p(Param.pelletRest);
  f.conditions.segment = m.h;
  keepConductances(f.flanks);
  keepElastic(f.cracks);
  f.tree.dirty = true;
}

/** Opens a metal path that the present current melts; true when it did, and the potential is to be solved anew. */
export function fuseShort(m: Section): bool {
  return m.p(Param.shortFuses) != 0 && fusePath(m.filaments!.short, m.tally[Tally.phiMetal], m.p(Param.temperature));
}

/** Grows the filaments over dt, or as far as it gets in one step; leaves the mean wall current of that time in m.wall.kinetics.current.
 * Returns the time done [s], -1 on failure. */
export function growFilaments(m: Section, dt: f64): f64 {
  const kinetics = m.wall.kinetics;
  const contact = m.wall.contact;
  const f = m.filaments!,
    nx = m.nx,
    h = m.h,
    bodies = f.tree.count(Head.bodies);
  f.starts = 0;
  if (bodies == 0) return dt;
  copyLoads(m);
  const phiMetal = m.tally[Tally.phiMetal],
    before = m.tally[Tally.control] * h * <f64>nx;
  f.flanks.metalPotential = phiMetal;
  shiftPotential(m, -phiMetal);
  if (f.tree.dirty) {
    if (!solveFilaments(f)) return -1.0;
  } else {
    solveInterfaceLoads(f.cracks);
    fitIntensities(f.tips);
    if (!pressuresFromVolumes(f.balance) || !solveCurrents(f.flanks)) return -1.0;
    solveCurrentInfluence(f.flanks);
    updateDirections(f.criterion);
  }
  let charge = 0.0;
  for (let g = 0; g < bodies; g++) charge += f.tree.body(g, Body.plated);
  f.maxSegments = MAX_SEGMENTS;
  f.minTime = MIN_STEP_SHARE * dt;
  const used = grow(f, dt);
  if (!(used > 0)) return -1.0;
  if (used < dt) m.put(Out.limiter, <f64>Limiter.filaments);
  let after = 0.0,
    top = 0.0;
  for (let g = 0; g < bodies; g++) after += f.tree.body(g, Body.plated);
  for (let i = 0; i < nx; i++) {
    const q = f.contactCharge[i];
    top += q;
    kinetics.current[i] = q / (h * used);
    const back = f.balance.returned[i];
    contact.gap[i] = contact.gap[i] - back / h;
    m.tally[Tally.returned] = m.tally[Tally.returned] + back;
  }
  // what a held voltage drives is known afterwards
  const asked = f.flanks.held ? (top - after + charge) / used : before;
  m.tally[Tally.control] = asked / (h * <f64>nx);
  m.tally[Tally.flank] = m.tally[Tally.flank] - (after - charge);
  m.tally[Tally.electronic] = m.tally[Tally.electronic] + (m.tally[Tally.applied] * h * <f64>nx - before) * used;
  memory.fill(m.ion.c, 0, (<usize>(nx * m.ns)) << 3);
  m.tally[Tally.phiMetal] = fixReference(m, asked, phiMetal);
  return used;
}

/** Displacements of the electrolyte under interface and filaments. */
export function displaceWithFilaments(m: Section): void {
  sumDisplacements(m.filaments!.cracks);
}
