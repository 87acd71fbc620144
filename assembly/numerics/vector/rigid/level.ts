// A level of the robust hierarchy: nodes carry (u, v, theta), so that a coarse node can move the piece
// of material around it as a rigid body. The operator is kept cell by cell as the six 3x3 blocks that
// couple different corners; each acts on the motion of the one corner beyond the rigid motion of the other:
//   f_a = sum_b K_ab (x_b - R_ab x_a),  R_ab (U, V, T) = (U - T Y, V + T X, T),  (X, Y) from a to b
// so that rigid motions cost no energy whatever the rounding: slender pieces between slots bend at energies
// that single precision loses in the 12x12 matrix, and a corner in a void keeps its small stiffness.
// Blocks SW-SE, SW-NW, SW-NE, SE-NW, SE-NE, NW-NE (54 entries, rows of the first corner); four neighbouring
// cells lie interleaved, so that a row of cells is one stream of memory.
// Coordinates are in cells of the finest grid; an odd last cell keeps its true width.
import { alloc, f32s } from "../../../memory/arena";

/** Entries of a cell. */
export const ENTRIES: i32 = 54;

// Solved directly from this many cells on: pieces between slots keep nodes of their own down to there.
const DIRECT: i32 = 256;


@unmanaged export class RigidLevel {
  nx: i32;
  ny: i32; // cells
  stride: usize; // bytes of one f32 row
  len: usize; // bytes a row loop runs over
  k: usize; // (ny+1) rows of stride/16 blocks of 54 vectors of four cells; the last row is zero
  ground: usize; // f32[16*nx]: 4x4 spring matrix of (v, theta) at SW and SE of each cell of row 0
  sprung: bool; // any of them not zero
  inv: usize; // (ny+1) x 6 rows: xx xy xt yy yt tt of the inverse nodal block
  fix: usize; // u8[(ny+1)(nx+1)]: bits u, v, theta
  rhs: usize; // (ny+1) row triples u | v | theta
  x: usize; // (ny+2) row triples, the last is zero
  weights: usize; // (ny+1) x 6 rows of the interpolation to the finer level, see weights.ts
  px: usize; // f32[nx+1]: x of the columns
  py: usize; // f32[ny+1]: y of the rows
  west: usize; // f32 row: x of the finer column 2I+1 minus px[I]
  east: usize; // f32 row: the same minus px[I+1]
  mid: usize; // f32[ny]: y of the finer row 2J+1
  coarse: RigidLevel | null;
}

/** Makes the levels below a finer grid of nx x ny cells with columns at px, rows at py (f32). */
export function createRigid(fnx: i32, fny: i32, fpx: usize, fpy: usize): RigidLevel {
  const l = changetype<RigidLevel>(alloc(offsetof<RigidLevel>()));
  const nx = (fnx + 1) >> 1,
    ny = (fny + 1) >> 1;
  const n = (nx + 4) & ~3;
  l.nx = nx;
  l.ny = ny;
  l.len = (<usize>n) << 2;
  l.stride = l.len + 32;
  const row = <i32>(l.stride >> 2);
  l.k = f32s((ny + 1) * ENTRIES * row);
  l.ground = f32s(16 * nx);
  l.inv = f32s((ny + 1) * 6 * row);
  l.rhs = f32s((ny + 1) * 3 * row);
  l.x = f32s((ny + 2) * 3 * row);
  l.weights = f32s((ny + 1) * 6 * row);
  l.fix = alloc((nx + 1) * (ny + 1));
  l.px = f32s(row);
  l.py = f32s(ny + 1);
  l.west = f32s(row);
  l.east = f32s(row);
  l.mid = f32s(ny + 1);
  for (let i = 0; i <= nx; i++) store<f32>(l.px + ((<usize>i) << 2), load<f32>(fpx + ((<usize>min(2 * i, fnx)) << 2)));
  for (let j = 0; j <= ny; j++) store<f32>(l.py + ((<usize>j) << 2), load<f32>(fpy + ((<usize>min(2 * j, fny)) << 2)));
  for (let i = 0; i < nx; i++) {
    const o = (<usize>i) << 2;
    const a = load<f32>(l.px + o),
      b = load<f32>(l.px + o + 4),
      m = load<f32>(fpx + ((<usize>(2 * i + 1)) << 2));
    store<f32>(l.west + o, m - a);
    store<f32>(l.east + o, m - b);
  }
  for (let j = 0; j < ny; j++) store<f32>(l.mid + ((<usize>j) << 2), load<f32>(fpy + ((<usize>(2 * j + 1)) << 2)));
  l.coarse = min(nx, ny) <= 1 || nx * ny <= DIRECT ? null : createRigid(nx, ny, l.px, l.py);
  return l;
}

/** Bytes of the matrices of four cells. */
export const BLOCK: usize = (<usize>ENTRIES) << 4;

/** Bytes of the matrices of one row of cells. */
// @ts-ignore: decorator
@inline export function rowOfCells(l: RigidLevel): usize {
  return (l.stride >> 4) * BLOCK;
}

/** Entry 0 of the matrix of cell (i, j); the next entries follow every 16 bytes. */
// @ts-ignore: decorator
@inline export function cellMatrix(l: RigidLevel, i: i32, j: i32): usize {
  return l.k + <usize>j * rowOfCells(l) + <usize>(i >> 2) * BLOCK + ((<usize>(i & 3)) << 2);
}

/** Height of the cells of row j; 0 above the last. */
// @ts-ignore: decorator
@inline export function heightOf(l: RigidLevel, j: i32): f32 {
  return j < l.ny ? at(l.py, j + 1) - at(l.py, j) : 0;
}

// @ts-ignore: decorator
@inline export function at(p: usize, i: i32): f32 {
  return load<f32>(p + ((<usize>i) << 2));
}
