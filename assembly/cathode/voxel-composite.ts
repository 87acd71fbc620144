// A random composite of n^3 voxels: clusters of electrolyte in active material, the structure of the network model of [@ketter2025].
// A cluster begins at a random voxel and grows by a random face neighbour of a random one of its voxels until it has s voxels; the
// cube is periodic for it. There are (wanted voxels)/s clusters, which may overlap; what overlaps have cost comes as single voxels.
import { create, geti, i32s, seti } from "../memory/arena";
import { uniform } from "../numerics/random";
import { createVoxels, placeOf, Voxels } from "../numerics/voxels";

/** Largest cluster. */
export const MAX_CLUSTER: i32 = 512;


@unmanaged
export class VoxelComposite {
  voxels: Voxels;
  /** voxels of electrolyte */
  electrolyte: i32;
  /** of the cluster that grows: i + n (j + n k) */
  cluster: usize;
  draws: u64;
  seed: u64;
}

/** Room for n^3 voxels. */
export function createVoxelComposite(n: i32): VoxelComposite {
  const c = create<VoxelComposite>();
  c.voxels = createVoxels(n);
  c.cluster = i32s(MAX_CLUSTER);
  return c;
}

// @ts-ignore: decorator
@inline function draw(c: VoxelComposite, n: i32): i32 {
  return <i32>(uniform(c.seed, c.draws++) * n);
}

/** Place of the voxel i + n (j + n k). */
// @ts-ignore: decorator
@inline function place(v: Voxels, k: i32): i32 {
  return placeOf(v, k % v.n, (k / v.n) % v.n, k / (v.n * v.n));
}

/** The neighbour of voxel k in direction 0 ... 5, round the cube. */
function neighbour(n: i32, k: i32, direction: i32): i32 {
  const axis = direction >> 1,
    stride = axis == 0 ? 1 : axis == 1 ? n : n * n,
    at = (k / stride) % n;
  if ((direction & 1) == 0) return at == n - 1 ? k - (n - 1) * stride : k + stride;
  return at == 0 ? k + (n - 1) * stride : k - stride;
}

// @ts-ignore: decorator
@inline function take(c: VoxelComposite, k: i32): void {
  const at = place(c.voxels, k);
  if (c.voxels.conducts[at] != 0) return;
  c.voxels.conducts[at] = 1;
  c.electrolyte += 1;
}

function growCluster(c: VoxelComposite, size: i32): void {
  const n = c.voxels.n;
  let count = 1;
  seti(c.cluster, 0, draw(c, n * n * n));
  take(c, geti(c.cluster, 0));
  while (count < size) {
    const from = geti(c.cluster, draw(c, count)),
      next = neighbour(n, from, draw(c, 6));
    let known = false;
    for (let q = 0; q < count && !known; q++) known = geti(c.cluster, q) == next;
    if (known) continue;
    seti(c.cluster, count++, next);
    take(c, next);
  }
}

/** Draws the composite; `active` is the share of active material. Leaves the electrolyte as what conducts. */
export function drawComposite(c: VoxelComposite, active: f64, cluster: i32, seed: u64): void {
  const v = c.voxels,
    all = v.n * v.n * v.n,
    wanted = <i32>Math.round((1.0 - active) * all);
  memory.fill(changetype<usize>(v.conducts), 0, <usize>v.all);
  c.electrolyte = 0;
  c.draws = 0;
  c.seed = seed;
  const size = min(min(cluster, MAX_CLUSTER), v.n);
  for (let k = wanted / size; k > 0; k--) growCluster(c, size);
  while (c.electrolyte < wanted) take(c, draw(c, all));
}

/** Makes the other phase the one that conducts. */
export function swapPhases(c: VoxelComposite): void {
  const v = c.voxels;
  for (let k = 0, all = v.n * v.n * v.n; k < all; k++) {
    const at = place(v, k);
    v.conducts[at] = 1 - v.conducts[at];
  }
}
