// The network of voxels of a composite cathode: its structure, its flood and its conductivities.
import { describe, expect, it } from "vitest";
import { Network3d } from "../../sim/network3d";
import { instance } from "../support/kernel";

/** What conducts, as [k][j][i] in one array. */
function conducting(k: ReturnType<typeof instance>, handle: number, n: number): Uint8Array {
  const padded = new Uint8Array(k.memory.buffer, k.networkConducts(handle), (n + 2) ** 3);
  return Uint8Array.from({ length: n ** 3 }, (_, at) => {
    const [x, y, z] = [at % n, Math.floor(at / n) % n, Math.floor(at / n ** 2)];
    return padded[((z + 1) * (n + 2) + y + 1) * (n + 2) + x + 1]!;
  });
}

/** Conductivity of `open` voxels by Gauss-Seidel on every one of them, and how many the lower face reaches. */
function relaxed(open: Uint8Array, n: number): { conductivity: number; reached: number } {
  const around = (at: number) => {
    const [x, y, z] = [at % n, Math.floor(at / n) % n, Math.floor(at / n ** 2)];
    return [
      x > 0 ? at - 1 : -1,
      x < n - 1 ? at + 1 : -1,
      y > 0 ? at - n : -1,
      y < n - 1 ? at + n : -1,
      z > 0 ? at - n * n : -1,
      z < n - 1 ? at + n * n : -1,
    ].filter((q) => q >= 0 && open[q]);
  };
  const reached = new Set<number>();
  const front = [...open.subarray(0, n * n)].flatMap((v, at) => (v ? [at] : []));
  for (let at = front.pop(); at !== undefined; at = front.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    front.push(...around(at));
  }
  const cells = [...reached].map((at) => ({ at, next: around(at) }));
  const u = new Float64Array(n ** 3);
  for (let sweep = 0; sweep < 3000; sweep++) {
    for (const { at, next } of cells) {
      const low = at < n * n ? 2 : 0;
      const high = at >= n ** 3 - n * n ? 2 : 0;
      const sum = next.reduce((s, q) => s + u[q]!, high);
      u[at]! += 1.7 * (sum / (next.length + low + high) - u[at]!);
    }
  }
  const current = cells.reduce((s, { at }) => s + (at < n * n ? 2 * u[at]! : 0), 0);
  return { conductivity: current / n, reached: reached.size };
}

describe("a composite of voxels", () => {
  it("has the share that is asked for, whatever its clusters", () => {
    const k = instance();
    const n = 12;
    const handle = k.networkCreate(n);
    for (const [share, cluster] of [
      [0.2, 1],
      [0.5, 4],
      [0.9, 63],
    ] as const) {
      const wanted = Math.round((1 - share) * n ** 3);
      expect(k.networkDraw(handle, share, cluster, 3)).toBe(wanted);
      expect(conducting(k, handle, n).reduce((a, b) => a + b, 0)).toBe(wanted);
    }
  });

  it("is the same for the same seed and another for another", () => {
    const k = instance();
    const handle = k.networkCreate(10);
    const drawn = (seed: number) => {
      k.networkDraw(handle, 0.4, 4, seed);
      return conducting(k, handle, 10);
    };
    const first = drawn(1);
    expect(drawn(2)).not.toEqual(first);
    expect(drawn(1)).toEqual(first);
  });

  it.each([1, 4])("conducts as a relaxation says, both phases, clusters of %i", (cluster) => {
    const k = instance();
    const n = 8;
    const network = new Network3d(k, n);
    const handle = k.networkCreate(n);
    for (const seed of [1, 2]) {
      const found = network.measure({ share: 0.45, cluster, seed });
      k.networkDraw(handle, 0.45, cluster, seed);
      const electrolyte = conducting(k, handle, n);
      const phases = [
        [found.electrolyte, electrolyte],
        [found.active, electrolyte.map((v) => 1 - v)],
      ] as const;
      for (const [phase, open] of phases) {
        const { conductivity, reached } = relaxed(open, n);
        expect(Math.abs(phase.conductivity - conductivity)).toBeLessThan(1e-8);
        expect(phase.connected * open.reduce((a, b) => a + b, 0)).toBeCloseTo(reached, 9);
      }
    }
  });

  it("conducts as the pure phase without another, and not at all without a way through", () => {
    const network = new Network3d(instance(), 16);
    const pure = network.measure({ share: 1e-9, cluster: 4, seed: 1 });
    expect(pure.electrolyte.conductivity).toBeCloseTo(1, 7);
    expect(pure.active).toMatchObject({ conductivity: 0, connected: 0, iterations: 0 });
    const sparse = network.measure({ share: 0.1, cluster: 1, seed: 1 });
    expect(sparse.active.conductivity).toBe(0);
    expect(sparse.active.connected).toBeLessThan(0.2);
  });
});
