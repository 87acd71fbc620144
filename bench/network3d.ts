// The network of voxels as a standard problem: conductivities of a composite cathode, over seeds.

import { instantiate } from "../sim/module";
import { Network3d, PELLETS, type Phase } from "../sim/network3d";

/** As published: 60^3 voxels, clusters of four; 40 vol% of active material. */
export const NETWORK3D = { n: 60, cluster: 4, seeds: 3, share: 40 } as const;

export interface Network3dResult {
  problem: "network3d";
  n: number;
  tool: "voidscope";
  /** Active material in the solids [vol%]. */
  share: number;
  cluster: number;
  seeds: number;
  /** Means over the seeds [mS/cm]. */
  ionic: number;
  electronic: number;
  /** Shares of electrolyte and active material that are reached from one face, means. */
  connected_electrolyte: number;
  connected_active: number;
  /** Most iterations of a solve. */
  iters: number;
  /** Longest solve of a phase [s]. */
  solve_s: number;
}

/** Both conductivities of composites with `share` vol% of active material, seeds 1, 2, ... */
export async function solveNetwork3d(
  kernel: BufferSource,
  share: number,
  n: number = NETWORK3D.n,
  cluster: number = NETWORK3D.cluster,
  seeds: number = NETWORK3D.seeds,
): Promise<Network3dResult> {
  const network = new Network3d(await instantiate(kernel), n);
  const all = Array.from({ length: seeds }, (_, k) =>
    network.measure({ share: share / 100, cluster, seed: k + 1 }),
  );
  const mean = (phase: "electrolyte" | "active", key: keyof Phase) =>
    all.reduce((sum, one) => sum + one[phase][key], 0) / seeds;
  const most = (key: keyof Phase) =>
    Math.max(...all.flatMap(({ electrolyte, active }) => [electrolyte[key], active[key]]));
  return {
    problem: "network3d",
    n,
    tool: "voidscope",
    share,
    cluster,
    seeds,
    ionic: PELLETS.ionic * mean("electrolyte", "conductivity"),
    electronic: PELLETS.electronic * mean("active", "conductivity"),
    connected_electrolyte: mean("electrolyte", "connected"),
    connected_active: mean("active", "connected"),
    iters: most("iterations"),
    solve_s: most("solve_s"),
  };
}
