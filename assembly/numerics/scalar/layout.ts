// Polyphase layout. The cells (i, j) of a level lie in four colour planes by the parity of i and j:
//   ee (2I, 2J)   oe (2I+1, 2J)   eo (2I, 2J+1)   oo (2I+1, 2J+1)
// so that every neighbour is a unit-stride load and plane ee is the index space of the next level.
// Red = ee + oo, black = oe + eo. Planes have a zero row above and below and zero columns between
// the rows: boundaries and odd sizes live in the coefficients, no kernel branches on them.

// A coupling a = -A_xy is stored once, with the black cell (or with oo for its corners).
export const OE_W: i32 = 0,
  OE_E: i32 = 1,
  OE_S: i32 = 2,
  OE_N: i32 = 3;
export const EO_W: i32 = 4,
  EO_E: i32 = 5,
  EO_S: i32 = 6,
  EO_N: i32 = 7;
// Interpolation to oo from the coarse points at its corners.
export const P_SW: i32 = 8,
  P_SE: i32 = 9,
  P_NW: i32 = 10,
  P_NE: i32 = 11;

// Finest level: slack (row sum), inverse diagonal, vectors of CG on the black cells (oe, then eo).
export const K_EE: i32 = 12,
  K_OE: i32 = 13,
  K_EO: i32 = 14,
  K_OO: i32 = 15;
export const D_EE: i32 = 16,
  D_OE: i32 = 17,
  D_EO: i32 = 18,
  D_OO: i32 = 19;
export const VEC_R: i32 = 20,
  VEC_P: i32 = 22,
  VEC_Q: i32 = 24,
  VEC_X: i32 = 26,
  VEC_Z: i32 = 28;
export const FINE_PLANES: i32 = 30;

// Coarse levels: nine-point couplings, inverse diagonal, right-hand side, correction.
export const OE_SW: i32 = 12,
  OE_SE: i32 = 13,
  OE_NW: i32 = 14,
  OE_NE: i32 = 15;
export const OO_SW: i32 = 16,
  OO_SE: i32 = 17,
  OO_NW: i32 = 18,
  OO_NE: i32 = 19;
export const ID_EE: i32 = 20,
  ID_OE: i32 = 21,
  ID_EO: i32 = 22,
  ID_OO: i32 = 23;
export const F_EE: i32 = 24,
  F_OE: i32 = 25,
  F_EO: i32 = 26,
  F_OO: i32 = 27;
// While the hierarchy is built, u holds the slack (row sum) of the level.
export const U_EE: i32 = 28,
  U_OE: i32 = 29,
  U_EO: i32 = 30,
  U_OO: i32 = 31;
// Interpolation to oe from ee(I), ee(I+1).
export const P_W: i32 = 32,
  P_E: i32 = 33;
export const COARSE_PLANES: i32 = 34;

const FRONT: usize = 64;
/** Row buffers of a level, each as long as a natural row: 0-15 for the cycle, else for set-up. */
export const ROWS: i32 = 48;
/** The row buffer that stays zero. */
export const ZEROS: i32 = 47;

/**
 * Reductions are summed row by row within blocks of this many plane rows, then block by block: the
 * same bits for any division of the plane into strips of whole blocks.
 */
export const BLOCK: i32 = 16;
/** Sums kept for a block, doubles. */
export const SUMS: i32 = 4;

/** Blocks of a plane of mj rows. */
export function blocksOf(mj: i32): i32 {
  return (mj + BLOCK - 1) / BLOCK;
}

/** Total of sum k over the blocks, in their order. */
export function totalOf(sums: usize, mj: i32, k: i32): f64 {
  let total = 0.0;
  for (let b = 0, n = blocksOf(mj); b < n; b++) {
    total += load<f64>(sums + ((<usize>(b * SUMS + k)) << 3));
  }
  return total;
}

/** Where the sums of the block of plane row J are. */
// @ts-ignore: decorator
@inline export function sumsAt(sums: usize, J: i32): usize {
  return sums + ((<usize>((J / BLOCK) * SUMS)) << 3);
}

/** Whether row J is the last of its block in a plane of mj rows. */
// @ts-ignore: decorator
@inline export function endsBlock(J: i32, mj: i32): bool {
  return ((J + 1) & (BLOCK - 1)) == 0 || J + 1 == mj;
}

/** Row buffer k of level L in the buffers of a thread. */
// @ts-ignore: decorator
@inline export function buffer(rows: usize, L: Level, k: i32): usize {
  return rows + <usize>k * L.rowBytes;
}

function up8(n: i32): i32 {
  return (n + 7) & ~7;
}
function planeElements(nx: i32, ny: i32): i32 {
  return (up8((nx + 1) >> 1) + 8) * (((ny + 1) >> 1) + 2);
}
function rowElements(nx: i32): i32 {
  return 2 * up8((nx + 1) >> 1) + 16;
}

/** Bytes of a row buffer of a level nx cells wide. */
export function bytesOfRow(nx: i32, size: usize): usize {
  return <usize>rowElements(nx) * size + FRONT;
}

/** Bytes one level needs with elements of 8 bytes. */
export function levelBytes(nx: i32, ny: i32, planes: i32): usize {
  return <usize>planes * (((<usize>planeElements(nx, ny)) << 3) + FRONT) + <usize>ROWS * bytesOfRow(nx, 8) + 4 * FRONT;
}


@unmanaged
export class Level {
  nx: i32;
  ny: i32;
  /** rows of a plane */
  mj: i32;
  /** bytes of a plane row that kernels sweep: columns rounded up to 8 */
  width: usize;
  /** bytes from row to row of a plane */
  stride: usize;
  plane: usize;
  memory: usize;
  /** element (0, 0) of plane 0 */
  base: usize;
  rowBytes: usize;
  rows: usize;
  coarser: Level | null;

  /** Row J (-1 ... mj) of plane k. */
  // @ts-ignore: decorator
  @inline at(k: i32, J: i32): usize {
    return this.base + <usize>k * this.plane + <usize>J * this.stride;
  }

  /** Row buffer k. */
  // @ts-ignore: decorator
  @inline row(k: i32): usize {
    return this.rows + <usize>k * this.rowBytes;
  }
}

/** Lays the level out for elements of `size` bytes. The memory must then be zeroed. */
export function shape(level: Level, planes: i32, size: usize): void {
  level.width = <usize>up8((level.nx + 1) >> 1) * size;
  level.stride = level.width + 8 * size;
  level.plane = <usize>planeElements(level.nx, level.ny) * size + FRONT;
  level.base = level.memory + FRONT + level.stride;
  level.rowBytes = bytesOfRow(level.nx, size);
  level.rows = level.memory + <usize>planes * level.plane + 2 * FRONT;
}
