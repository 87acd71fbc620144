// The random composite of voxels seen from JavaScript: a handle, its drawing, and the conductivities of its phases.
import { createVoxelComposite, drawComposite, swapPhases, VoxelComposite } from "../cathode/voxel-composite";
import { conductivity } from "../numerics/voxels";

// @ts-ignore: decorator
@inline function at(handle: usize): VoxelComposite {
  return changetype<VoxelComposite>(handle);
}

export function networkCreate(n: i32): usize {
  return changetype<usize>(createVoxelComposite(n));
}
/** Draws; returns the voxels of electrolyte. The electrolyte conducts. */
export function networkDraw(handle: usize, active: f64, cluster: i32, seed: i32): i32 {
  drawComposite(at(handle), active, cluster, <u64>(<u32>seed));
  return at(handle).electrolyte;
}
export function networkSwap(handle: usize): void {
  swapPhases(at(handle));
}
/** Conductivity over that of the pure phase; negative when it did not converge. */
export function networkConductivity(handle: usize, rtol: f64, maxit: i32): f64 {
  return conductivity(at(handle).voxels, rtol, maxit);
}
/** Voxels of the phase that are reached from the lower face. */
export function networkReached(handle: usize): i32 {
  return at(handle).voxels.reached;
}
export function networkIterations(handle: usize): i32 {
  return at(handle).voxels.iterations;
}
/** Flags of what conducts: (n + 2)^3 bytes, with a layer beyond every face. */
export function networkConducts(handle: usize): usize {
  return changetype<usize>(at(handle).voxels.conducts);
}
