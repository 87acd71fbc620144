// The robust cycle: rigid levels below the finest grid, visited as a W-cycle (each rigid level calls the
// next twice), with the same row wavefronts as ../cycle.ts.
import { alloc, f32s } from "../../../memory/arena";
import { jobSpace, share } from "../../../threads/team";
import { Level } from "../level";
import { STEPS, chebyshev, spreadRow, stepTied } from "../smooth";
import { Pass, Strip, stripBytes, stripsFor } from "../strips";
import { invertRigid, conductances } from "./blocks";
import { RigidCoarsest, createRigidCoarsest } from "./coarsest";
import { rigidRow } from "./force";
import { SCRATCH, Scratch, fillScratch, galerkin } from "./galerkin";
import { addGround, coarsenGround, groundFromSprings } from "./ground";
import { RigidLevel, at, createRigid, heightOf, rowOfCells } from "./level";
import { firstRigid, residualOf, stepRigid } from "./smooth";
import { prolongRigid, restrictRigid } from "./transfer";
import { Conductances, fillWeights } from "./weights";

// A positive cell matrix of four corners obeys K_e <= 4 blockdiag(K_e); assembled levels stay below 3.
const BOUND: f64 = 3.3;


@unmanaged
export class RigidCycle {
  first: RigidLevel;
  whole: Strip; // for passes over all rows
  zero: usize; // one row triple of zeros
  cheb: usize;
  tied: bool;
  coarsest: RigidCoarsest;
  scratch: Scratch;
  conduct: Conductances;

  /** Builds the levels below the finest one from its coefficients, masks and springs. */
  setup(l: Level, third: f32, tied: bool): void {
    this.tied = tied;
    chebyshev(this.cheb, STEPS, BOUND);
    const q = this.conduct;
    finestConductances(l, q);
    let c = this.first;
    fillWeights(c, q);
    masks(l.fix, l.nx, l.ny, c);
    galerkin(l, null, c, this.scratch, third);
    groundFromSprings(l.spring, l.nx, c);
    while (true) {
      invertRigid(c, tied);
      const next = c.coarse;
      if (next === null) break;
      conductances(c, q);
      fillWeights(next, q);
      masks(c.fix, c.nx, c.ny, next);
      galerkin(null, c, next, this.scratch, third);
      coarsenGround(c, next);
      c = next;
    }
    this.coarsest.setup(c, tied);
  }

  /** l.x = (zero ? 0 : l.x) improved by one cycle. */
  run(l: RigidLevel, zero: bool): void {
    const c = l.coarse;
    if (c === null) {
      this.coarsest.solve(l);
      return;
    }
    this.half(l, zero ? DOWN_FROM_ZERO : DOWN);
    this.run(c, true);
    if (c.coarse !== null) this.run(c, false);
    this.half(l, UP);
  }

  /** Before the finest level restricts the residuals of a strip to it, row by row. */
  clear(q: Strip): void {
    clearRows(this.first, q);
  }

  /** After the last of these rows. */
  spread(): void {
    const c = this.first;
    if (this.tied) spreadRow(c.rhs + (<usize>c.ny * 3 + 1) * c.stride, c.nx + 1);
  }

  // One half of a cycle on level l.
  private half(l: RigidLevel, kind: i32): void {
    const rows = l.ny + 1,
      row: usize = 3 * l.stride,
      n = stripsFor(l.nx, rows);
    if (n == 1) {
      this.whole.whole(rows, l.x, row, l.stride);
      halfRows(this, l, this.whole, kind);
    } else {
      const p = changetype<RigidHalf>(jobSpace());
      p.cycle = this;
      p.level = l;
      p.kind = kind;
      p.cut(n, rows, l.x, row);
      share(halfStrip, n, (COST * l.nx * l.ny) / n);
    }
    if (kind != UP && this.tied) {
      const c = l.coarse!;
      spreadRow(c.rhs + (<usize>c.ny * 3 + 1) * c.stride, c.nx + 1);
    }
  }
}

// Ways through a level.
const DOWN_FROM_ZERO: i32 = 0,
  DOWN: i32 = 1,
  UP: i32 = 2;
// A cell of a rigid level is as much work as so many of the finest.
const COST: i32 = 4;

/** Half of a cycle on one rigid level. */
@unmanaged
class RigidHalf extends Pass {
  cycle: RigidCycle;
  level: RigidLevel;
  kind: i32;
}

function halfStrip(job: usize, k: i32, lane: usize): void {
  const p = changetype<RigidHalf>(job),
    q = changetype<Strip>(lane);
  q.part(p, k, p.level.stride);
  halfRows(p.cycle, p.level, q, p.kind);
}

function halfRows(w: RigidCycle, l: RigidLevel, q: Strip, kind: i32): void {
  if (kind == UP) upRows(w, l, q);
  else downRows(w, l, q, kind == DOWN_FROM_ZERO);
}

// The right-hand side of l on the rows that a strip of the finer level begins.
function clearRows(l: RigidLevel, q: Strip): void {
  const row: usize = 3 * l.stride,
    from = q.from >> 1,
    to = q.to == q.rows ? l.ny + 1 : q.to >> 1;
  memory.fill(l.rhs + <usize>from * row, 0, <usize>(to - from) * row);
}

function force(l: RigidLevel, q: Strip, k: i32, j: i32): void {
  const s = l.stride,
    x = q.at(j);
  const ring = q.rings + <usize>k * 3 * s;
  rigidRow(x, q.at(j + 1), l.k + <usize>j * rowOfCells(l), ring, q.force, s, l.len, l.west, l.east, heightOf(l, j));
  if (j == 0) addGround(l, x, q.force);
}

function step(w: RigidCycle, l: RigidLevel, q: Strip, k: i32, j: i32, f: usize): void {
  const s = l.stride,
    b = l.rhs + <usize>j * 3 * s,
    inv = l.inv + <usize>j * 6 * s,
    x = q.at(j);
  const d = q.steps + <usize>(j & 7) * 3 * s,
    c = w.cheb + ((<usize>(k - 1)) << 3);
  const p0 = load<f32>(c),
    p1 = load<f32>(c + 4);
  if (w.tied && j == l.ny) stepTied(f, b, inv, x, d, s, l.len, p0, p1);
  else stepRigid(f, b, inv, x, d, s, l.len, p0, p1);
}

function first(w: RigidCycle, l: RigidLevel, q: Strip, j: i32): void {
  const s = l.stride,
    x = q.at(j),
    d = q.steps + <usize>(j & 7) * 3 * s;
  if (w.tied && j == l.ny) {
    memory.fill(x, 0, 3 * s);
    memory.fill(d, 0, 3 * s);
    step(w, l, q, 1, j, w.zero);
  } else firstRigid(l.rhs + <usize>j * 3 * s, l.inv + <usize>j * 6 * s, x, d, s, l.len, load<f32>(w.cheb + 4));
}

// Rows as in ../cycle.ts; one more step where the start is not zero.
function downRows(w: RigidCycle, l: RigidLevel, q: Strip, zero: bool): void {
  const c = l.coarse!;
  clearRows(c, q);
  for (let t = q.first(5); t < q.to + STEPS; t++) {
    if (zero && t >= q.first(4) && t < q.last(3)) first(w, l, q, t);
    for (let k = zero ? 2 : 1; k <= STEPS; k++) {
      const j = t - k + 1,
        least = q.first(5 - k);
      if (j < max(0, least - 1) || j >= q.last(4 - k)) continue;
      force(l, q, k - 1, j);
      if (j >= least) step(w, l, q, k, j, q.force);
    }
    const j = t - STEPS,
      least = q.first(1);
    if (j < max(0, least - 1)) continue;
    force(l, q, STEPS, j);
    if (j >= least) restrict(w, l, q, j);
  }
}

function restrict(w: RigidCycle, l: RigidLevel, q: Strip, j: i32): void {
  const s = l.stride,
    b = l.rhs + <usize>j * 3 * s,
    inv = l.inv + <usize>j * 6 * s,
    r = q.residual,
    last = w.tied && j == l.ny;
  residualOf(q.force, b, inv, r, s, l.len);
  residualOf(q.force + s, b + s, inv + (last ? 2 : 3) * s, r + s, s, l.len);
  residualOf(q.force + 2 * s, b + 2 * s, inv + 5 * s, r + 2 * s, s, l.len);
  if (last) spreadRow(r + s, l.nx + 1);
  restrictRigid(l.coarse!, j, r, s, j >= q.from, j + 1 < q.to || j == l.ny, true);
}

function upRows(w: RigidCycle, l: RigidLevel, q: Strip): void {
  const s = l.stride,
    c = l.coarse!;
  for (let t = q.first(3); t < q.to + STEPS; t++) {
    if (t < q.last(3)) {
      const inv = l.inv + <usize>t * 6 * s,
        last = w.tied && t == l.ny;
      prolongRigid(c, t, q.at(t), s, inv, inv + (last ? 2 : 3) * s, inv + 5 * s, true);
    }
    for (let k = 1; k <= STEPS; k++) {
      const j = t - k,
        least = q.first(3 - k);
      if (j < max(0, least - 1) || j >= q.last(3 - k)) continue;
      force(l, q, k - 1, j);
      if (j >= least) step(w, l, q, k, j, q.force);
    }
  }
}

// Q1 scalar conductances of the finest cells, from M + L/3: edges g, diagonals 2 g.
function finestConductances(l: Level, q: Conductances): void {
  q.nx = q.row = l.nx;
  q.ny = l.ny;
  q.plane = 0;
  q.diagonal = 2;
  for (let j = 0; j < l.ny; j++) {
    const row = l.coef + <usize>j * 2 * l.stride,
      out = q.s + ((<usize>(j * l.nx)) << 2);
    for (let i = 0; i < l.nx; i++) {
      store<f32>(out + ((<usize>i) << 2), at(row + l.stride, i) + at(row, i) * <f32>(1.0 / 3));
    }
  }
}

// As for the averaged levels; theta is held wherever u or v is.
function masks(fix: usize, nx: i32, ny: i32, c: RigidLevel): void {
  memory.fill(c.fix, 0, (c.nx + 1) * (c.ny + 1));
  for (let j = 0; j <= c.ny; j++) {
    const row = fix + min(2 * j, ny) * (nx + 1),
      out = c.fix + j * (c.nx + 1);
    for (let i = 0; i <= c.nx; i++) {
      const fi = min(2 * i, nx);
      let m = load<u8>(row + fi) & 3;
      if (fi > 0 && fi < nx) m |= (load<u8>(row + fi - 1) | load<u8>(row + fi + 1)) & 3;
      store<u8>(out + i, m != 0 ? m | 4 : 0);
    }
  }
}

/** Room for the robust hierarchy below level l; work: 12 bytes per node of l, free during set-up. */
export function createRigidCycle(l: Level, work: usize): RigidCycle {
  const w = changetype<RigidCycle>(alloc(offsetof<RigidCycle>()));
  const px = f32s(l.nx + 2),
    py = f32s(l.ny + 2);
  for (let i = 0; i <= l.nx + 1; i++) store<f32>(px + ((<usize>i) << 2), <f32>min(i, l.nx));
  for (let j = 0; j <= l.ny + 1; j++) store<f32>(py + ((<usize>j) << 2), <f32>min(j, l.ny));
  w.first = createRigid(l.nx, l.ny, px, py);
  w.whole = changetype<Strip>(alloc(stripBytes(w.first.nx)));
  w.zero = f32s(3 * <i32>(w.first.stride >> 2));
  w.cheb = f32s(2 * STEPS);
  w.scratch = changetype<Scratch>(alloc(offsetof<Scratch>()));
  fillScratch(w.scratch, alloc(SCRATCH));
  w.conduct = changetype<Conductances>(alloc(offsetof<Conductances>()));
  w.conduct.s = work;
  let c = w.first;
  while (c.coarse !== null) c = c.coarse!;
  w.coarsest = createRigidCoarsest(c);
  return w;
}
