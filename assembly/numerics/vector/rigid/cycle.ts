// The robust cycle: rigid levels below the finest grid, visited as a W-cycle (each rigid level calls the
// next twice), with the same row wavefronts as ../cycle.ts.
import { alloc, f32s } from "../../../memory/arena";
import { STEPS } from "../cycle";
import { Level } from "../level";
import { chebyshev, spreadRow, stepTied } from "../smooth";
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


@unmanaged export class RigidCycle {
  first: RigidLevel;
  force: usize; // one row triple
  zero: usize; // one row triple of zeros
  rings: usize; // (STEPS+1) rings of 3 rows
  steps: usize; // 8 row triples
  residual: usize; // one row triple
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
    this.down(l, c, zero);
    this.run(c, true);
    if (c.coarse !== null) this.run(c, false);
    this.up(l, c);
  }

  /** Before the finest level restricts its residual row by row: clears the right-hand side. */
  open(): void {
    const c = this.first;
    memory.fill(c.rhs, 0, <usize>(c.ny + 1) * 3 * c.stride);
  }

  /** After the last of these rows. */
  close(): void {
    const c = this.first;
    if (this.tied) spreadRow(c.rhs + (<usize>c.ny * 3 + 1) * c.stride, c.nx + 1);
  }

  private forceOf(l: RigidLevel, k: i32, j: i32): void {
    const s = l.stride,
      x = l.x + <usize>j * 3 * s;
    const ring = this.rings + <usize>k * 3 * s;
    rigidRow(x, x + 3 * s, l.k + <usize>j * rowOfCells(l), ring, this.force, s, l.len, l.west, l.east, heightOf(l, j));
    if (j == 0) addGround(l, x, this.force);
  }

  private step(l: RigidLevel, k: i32, j: i32, f: usize): void {
    const s = l.stride,
      b = l.rhs + <usize>j * 3 * s,
      inv = l.inv + <usize>j * 6 * s,
      x = l.x + <usize>j * 3 * s;
    const d = this.steps + <usize>(j & 7) * 3 * s,
      c = this.cheb + ((<usize>(k - 1)) << 3);
    const p = load<f32>(c),
      q = load<f32>(c + 4);
    if (this.tied && j == l.ny) stepTied(f, b, inv, x, d, s, l.len, p, q);
    else stepRigid(f, b, inv, x, d, s, l.len, p, q);
  }

  private first0(l: RigidLevel, j: i32): void {
    const s = l.stride,
      x = l.x + <usize>j * 3 * s,
      d = this.steps + <usize>(j & 7) * 3 * s;
    if (this.tied && j == l.ny) {
      memory.fill(x, 0, 3 * s);
      memory.fill(d, 0, 3 * s);
      this.step(l, 1, j, this.zero);
    } else firstRigid(l.rhs + <usize>j * 3 * s, l.inv + <usize>j * 6 * s, x, d, s, l.len, load<f32>(this.cheb + 4));
  }

  private down(l: RigidLevel, c: RigidLevel, zero: bool): void {
    const s = l.stride,
      ny = l.ny;
    memory.fill(this.rings, 0, <usize>(STEPS + 1) * 3 * s);
    memory.fill(this.steps, 0, 24 * s);
    memory.fill(c.rhs, 0, <usize>(c.ny + 1) * 3 * c.stride);
    for (let t = 0; t <= ny + STEPS; t++) {
      if (zero && t <= ny) this.first0(l, t);
      for (let k = zero ? 2 : 1; k <= STEPS; k++) {
        const j = t - k + 1;
        if (j < 0 || j > ny) continue;
        this.forceOf(l, k - 1, j);
        this.step(l, k, j, this.force);
      }
      const j = t - STEPS;
      if (j < 0) continue;
      this.forceOf(l, STEPS, j);
      const b = l.rhs + <usize>j * 3 * s,
        inv = l.inv + <usize>j * 6 * s,
        r = this.residual,
        last = this.tied && j == ny;
      residualOf(this.force, b, inv, r, s, l.len);
      residualOf(this.force + s, b + s, inv + (last ? 2 : 3) * s, r + s, s, l.len);
      residualOf(this.force + 2 * s, b + 2 * s, inv + 5 * s, r + 2 * s, s, l.len);
      if (last) spreadRow(r + s, l.nx + 1);
      restrictRigid(c, j, r, s, true);
    }
    if (this.tied) spreadRow(c.rhs + (<usize>c.ny * 3 + 1) * c.stride, c.nx + 1);
  }

  private up(l: RigidLevel, c: RigidLevel): void {
    const s = l.stride,
      ny = l.ny;
    memory.fill(this.rings, 0, <usize>(STEPS + 1) * 3 * s);
    memory.fill(this.steps, 0, 24 * s);
    for (let t = 0; t <= ny + STEPS; t++) {
      if (t <= ny) {
        const inv = l.inv + <usize>t * 6 * s,
          last = this.tied && t == ny;
        prolongRigid(c, t, l.x + <usize>t * 3 * s, s, inv, inv + (last ? 2 : 3) * s, inv + 5 * s, true);
      }
      for (let k = 1; k <= STEPS; k++) {
        const j = t - k;
        if (j < 0 || j > ny) continue;
        this.forceOf(l, k - 1, j);
        this.step(l, k, j, this.force);
      }
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
  const n = <i32>(w.first.stride >> 2);
  w.force = f32s(3 * n);
  w.zero = f32s(3 * n);
  w.rings = f32s(3 * (STEPS + 1) * n);
  w.steps = f32s(24 * n);
  w.residual = f32s(3 * n + 16);
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
