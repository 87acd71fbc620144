// The kernel built for threads, and the hosts that a test may give it.
import type { KernelExports } from "../../sim/module";
import { assemble, type Spawn, type Upgrade } from "../../sim/threads";
import { spawnInNode } from "../../sim/threads-node";
import { instance, threaded } from "../support/kernel";

export const withThreads = (threads: number, spawn: Spawn = spawnInNode): Upgrade => ({
  wasm: threaded(),
  threads,
  spawn,
});

/** An instance with `layOut` done, on a team where `upgrade` makes one. */
async function open(
  columns: number,
  upgrade: Upgrade | undefined,
  layOut: (k: KernelExports) => void,
): Promise<{ k: KernelExports; threads: number }> {
  const team = await assemble(upgrade, columns, layOut);
  if (team) return { k: team.exports, threads: team.threads };
  const k = instance();
  layOut(k);
  return { k, threads: 1 };
}

/** Strips, seams and rows that the helpers have done. */
function helpedBy(k: KernelExports, threads: number): number {
  let sum = 0;
  for (let t = 1; t < threads; t++) sum += k.teamTaken(t);
  return sum;
}

/** A scalar system on one thread of the plain kernel (threads = 0), or on a team. */
export class System {
  private constructor(
    readonly k: KernelExports,
    readonly h: number,
    readonly nx: number,
    readonly ny: number,
    readonly threads: number,
  ) {}

  static async open(nx: number, ny: number, upgrade?: Upgrade): Promise<System> {
    let h = 0;
    const layOut = (k: KernelExports) => {
      h = k.scalarCreate(nx, ny);
    };
    const { k, threads } = await open(nx, upgrade, layOut);
    return new System(k, h, nx, ny, threads);
  }

  view(at: number, length: number): Float64Array {
    return new Float64Array(this.k.memory.buffer, at, length);
  }

  get helped(): number {
    return helpedBy(this.k, this.threads);
  }

  /** Discs that conduct `contrast` times worse, a potential drop from top to bottom. */
  fill(contrast: number): void {
    const { k, h, nx, ny } = this;
    const a = (i: number, j: number) => {
      const x = ((8 * i) / nx) % 1;
      const y = ((6 * j) / ny) % 1;
      return (x - 0.5) ** 2 + (y - 0.45) ** 2 < 0.1 ? 1 / contrast : 1 + 0.3 * Math.sin(i + 2 * j);
    };
    const mean = (p: number, q: number) => (2 * p * q) / (p + q);
    const tx = this.view(k.scalarTx(h), (nx + 1) * ny);
    const ty = this.view(k.scalarTy(h), nx * (ny + 1));
    for (let j = 0; j < ny; j++) {
      for (let i = 1; i < nx; i++) tx[j * (nx + 1) + i] = mean(a(i - 1, j), a(i, j));
    }
    for (let i = 0; i < nx; i++) {
      ty[i] = 2 * a(i, 0);
      for (let j = 1; j < ny; j++) ty[j * nx + i] = mean(a(i, j - 1), a(i, j));
      ty[ny * nx + i] = 2 * a(i, ny - 1);
    }
    const f = this.view(k.scalarF(h), nx * ny);
    for (let i = 0; i < nx; i++) f[(ny - 1) * nx + i] = ty[ny * nx + i]!;
    this.view(k.scalarU(h), nx * ny).fill(0);
  }

  solve(): number {
    this.k.scalarSetup(this.h);
    return this.k.scalarSolve(this.h, 1e-8, 0, 200);
  }

  /** The solution as raw words: -0 is not 0. */
  get bits(): BigUint64Array {
    const u = this.view(this.k.scalarU(this.h), this.nx * this.ny).slice();
    return new BigUint64Array(u.buffer);
  }
}

/** Fields of vectorField. */
const [LAM, MU, FIX_X, FIX_Y, SPRING_Y, FX, FY, UX, UY] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;

/** A plate with soft discs, on one thread of the plain kernel or on a team. */
export class VectorOnThreads {
  private constructor(
    readonly k: KernelExports,
    readonly h: number,
    readonly nx: number,
    readonly ny: number,
    readonly threads: number,
    readonly work: number,
  ) {}

  static async open(
    nx: number,
    ny: number,
    robust: boolean,
    upgrade?: Upgrade,
  ): Promise<VectorOnThreads> {
    let h = 0;
    let work = 0;
    const { k, threads } = await open(nx, upgrade, (k) => {
      h = k.vectorCreate(nx, ny);
      if (robust) k.vectorRobust(h, true);
      work = k.alloc(6 * 8 * (nx + 1) * (ny + 1));
    });
    return new VectorOnThreads(k, h, nx, ny, threads, work);
  }

  get helped(): number {
    return helpedBy(this.k, this.threads);
  }

  /** Fills the problem, solves it and derives everything from the solution; all of it as raw words. */
  solve(tied: boolean): { its: number; bits: BigUint64Array } {
    const { k, h, nx, ny, work } = this;
    const nodes = (nx + 1) * (ny + 1);
    const field = (which: number, n: number) =>
      new Float64Array(k.memory.buffer, k.vectorField(h, which), n).fill(0);
    const mask = (which: number) =>
      new Uint8Array(k.memory.buffer, k.vectorField(h, which), nodes).fill(0);
    const [lam, mu] = [field(LAM, nx * ny), field(MU, nx * ny)];
    const [fixX, fixY] = [mask(FIX_X), mask(FIX_Y)];
    const springs = field(SPRING_Y, nx + 1);
    const [fx, fy] = [field(FX, nodes), field(FY, nodes)];
    for (const which of [UX, UY]) field(which, nodes);
    k.vectorOptions(h, !tied, tied);
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        const soft = (((5 * i) / nx) % 1) - 0.5;
        const void_ = soft ** 2 + ((((7 * j) / ny) % 1) - 0.4) ** 2 < 0.09;
        const modulus = (1 + 0.3 * Math.sin(i + 2 * j)) * (void_ ? 1e-3 : 1);
        lam[j * nx + i] = (tied ? 10 : 0.6) * modulus;
        mu[j * nx + i] = modulus;
      }
    }
    for (let j = 0; j <= ny; j++) fixX[j * (nx + 1)] = fixX[j * (nx + 1) + nx] = 1;
    for (let i = 0; i <= nx; i++) {
      if (tied) springs[i] = i % 7 < 4 ? 0.5 + 0.1 * Math.sin(i) : 0;
      else fixY[i] = 1;
      fy[ny * (nx + 1) + i] = -1 - 0.2 * Math.cos(i / 20);
    }
    fx.forEach((_, n) => {
      fx[n] = 1e-3 * Math.sin(n);
    });
    k.vectorAddPressure(h, k.vectorField(h, MU), 1e-3);
    k.vectorSetup(h);
    const its = k.vectorSolve(h, 1e-8, 0, 100);
    const at = (n: number) => work + 8 * n * nodes;
    k.vectorResidual(h, at(0), at(1));
    k.vectorStrain(h, at(2), at(3), at(4));
    k.vectorDivergence(h, at(5));
    const words = (from: number, n: number) => new BigUint64Array(k.memory.buffer, from, n);
    const parts = [
      words(k.vectorField(h, UX), nodes),
      words(k.vectorField(h, UY), nodes),
      words(work, 6 * nodes),
    ];
    const bits = new BigUint64Array(8 * nodes);
    let filled = 0;
    for (const part of parts) {
      bits.set(part, filled);
      filled += part.length;
    }
    return { its, bits };
  }
}

export function differences(a: BigUint64Array, b: BigUint64Array): number {
  let count = Math.abs(a.length - b.length);
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) count++;
  return count;
}
