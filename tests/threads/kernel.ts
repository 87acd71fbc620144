// The kernel built for threads, and the hosts that a test may give it.
import { readFileSync } from "node:fs";
import { assemble, type Spawn, type TeamExports, type Upgrade } from "../../sim/threads";
import { spawnInNode } from "../../sim/threads-node";

const read = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../build/${name}`, import.meta.url)));

export const plain = read("kernel.wasm");
export const threaded = read("kernel.threads.wasm");

export const withThreads = (threads: number, spawn: Spawn = spawnInNode): Upgrade => ({
  wasm: threaded,
  threads,
  spawn,
});

interface Exports extends TeamExports {
  used(): number;
  scalarCreate(nx: number, ny: number): number;
  scalarTx(h: number): number;
  scalarTy(h: number): number;
  scalarC(h: number): number;
  scalarF(h: number): number;
  scalarU(h: number): number;
  scalarSetup(h: number): void;
  scalarUpdate(h: number): void;
  scalarRankOne(h: number, row: number, w: number, s: number): void;
  scalarSolve(h: number, rtol: number, atol: number, maxit: number): number;
  scalarPrecision(h: number): number;
}

/** A scalar system on one thread of the plain kernel (threads = 0), or on a team. */
export class System {
  private constructor(
    readonly k: Exports,
    readonly h: number,
    readonly nx: number,
    readonly ny: number,
    readonly threads: number,
  ) {}

  static async open(nx: number, ny: number, upgrade?: Upgrade): Promise<System> {
    let h = 0;
    const layOut = (k: Exports) => {
      h = k.scalarCreate(nx, ny);
    };
    const team = await assemble(upgrade, nx, layOut);
    if (team) return new System(team.exports, h, nx, ny, team.threads);
    const { instance } = await WebAssembly.instantiate(plain, {});
    const k = instance.exports as unknown as Exports;
    layOut(k);
    return new System(k, h, nx, ny, 1);
  }

  view(at: number, length: number): Float64Array {
    return new Float64Array(this.k.memory.buffer, at, length);
  }

  /** Strips and seams that the helpers have done. */
  get helped(): number {
    let sum = 0;
    for (let t = 1; t < this.threads; t++) sum += this.k.teamTaken(t);
    return sum;
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

export function differences(a: BigUint64Array, b: BigUint64Array): number {
  let count = Math.abs(a.length - b.length);
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) count++;
  return count;
}
