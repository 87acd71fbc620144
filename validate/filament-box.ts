// The standalone box of the filament kernel on typed arrays: a layer of electrolyte between a lithium contact with flaws
// and a counter electrode.

import { Site } from "../assembly/electrolyte/columns";
import { Body, Branch, Head, Point, type Tip } from "../assembly/filaments/columns";
import { BoxParameter } from "../assembly/lab/columns";
import { random } from "../bench/random";
import { instantiate, type KernelExports } from "../sim/module";

/** What the box is made of; SI. */
export interface BoxOptions {
  /** Width and height [m], cell [m]. */
  width: number;
  height: number;
  h: number;
  conductivity: number;
  /** [Ohm m2] */
  interfaceOhm: number;
  counterOhm: number;
  youngs: number;
  poisson: number;
  /** Stack pressure [Pa]. */
  pressure: number;
  /** Creep of lithium [1/(s Pa^n)], n. */
  creepRate: number;
  creepExponent: number;
  /** Weight of the field's direction; score of a second direction that branches (above 1: never). */
  following: number;
  branching: number;
  segment: number;
  /** Mean current [A/m2], positive plates. */
  current: number;
  toughness: number;
  boundaryToughness: number;
  boundaryHalfWidth: number;
}

export const OF = 1.347e-10;

/** The prototype's cell: 60 x 60 um, h 1 um, Z 5 Ohm cm2, K_IC 0.3 MPa m^0.5, no boundaries. */
export const PROTOTYPE: BoxOptions = {
  width: 60e-6,
  height: 60e-6,
  h: 1e-6,
  conductivity: 0.2,
  interfaceOhm: 5e-4,
  counterOhm: 5e-4,
  youngs: 22.1e9,
  poisson: 0.37,
  pressure: 0,
  creepRate: 1.4e-2 * 1e-6 ** 6.67,
  creepExponent: 6.67,
  following: 0.6,
  branching: 2,
  segment: 1e-6,
  current: 20,
  toughness: 0.3e6,
  boundaryToughness: 0.3e6,
  boundaryHalfWidth: 0.4e-6,
};

/** Which flaw starts first, when [s] (infinite: none), and the lengths [m] and largest ratios K / K_c of all. */
export interface Forecast {
  first: number;
  time: number;
  lengths: number[];
  ratios: number[];
}

/** Points of one filament from its mouth (or branching point) to its tip, and what it is. */
export interface Filament {
  group: number;
  parent: number;
  state: Tip;
  /** Path from the electrode, and from its own root [m]. */
  reach: number;
  own: number;
  grown: number;
  path: [x: number, y: number][];
}

export class Box {
  readonly options: BoxOptions;
  readonly nx: number;
  readonly ns: number;
  readonly #k: KernelExports;
  readonly #h: number;
  time = 0;

  private constructor(raw: KernelExports, options: BoxOptions) {
    this.options = options;
    this.#k = raw;
    this.nx = Math.round(options.width / options.h);
    this.ns = Math.round(options.height / options.h);
    this.#h = raw.boxCreate(this.nx, this.ns);
  }

  static async create(kernel: BufferSource, options: Partial<BoxOptions> = {}): Promise<Box> {
    return new Box(await instantiate(kernel), { ...PROTOTYPE, ...options });
  }

  /** A flaw with its upper end at x and `depth` [m] (0: a mouth), of the given length [m], tilt [rad] and mouth width [m]. */
  flaw(x: number, length: number, tilt = 0, width = 20e-9, depth = 0): this {
    this.#k.boxFlaw(this.#h, x, length, tilt, width, depth);
    return this;
  }

  /** Seeds of the grains [m]. */
  seeds(points: readonly (readonly [number, number])[]): this {
    for (const [x, y] of points) this.#k.boxSeed(this.#h, x, y);
    return this;
  }

  /** Grains and flaws as a run draws them at 90 % density: grain size, mean distance of flaws [m]. */
  draw(grain: number, spacing: number, seed: number): this {
    const { width, height } = this.options;
    this.#k.boxDraw(this.#h, width, height, grain, spacing, seed);
    return this;
  }

  /** Forecast of flaws drawn after the box has been refreshed without them. */
  forecast(): Forecast {
    const at = this.#k.boxForecast(this.#h);
    const column = (which: Site) =>
      Array.from({ length: this.#k.forecastCount(at) }, (_, flaw) =>
        this.#k.forecastSite(at, flaw, which),
      );
    return {
      first: this.#k.forecastFirst(at),
      time: this.#k.forecastTime(at),
      lengths: column(Site.length),
      ratios: column(Site.drive),
    };
  }

  /** Starts; contact by column. */
  start(contact: (x: number) => boolean = () => true): this {
    const o = this.options;
    const params = new Float64Array(BoxParameter.COUNT);
    params[BoxParameter.cell] = o.h;
    params[BoxParameter.conductivity] = o.conductivity;
    params[BoxParameter.interfaceOhm] = o.interfaceOhm;
    params[BoxParameter.counterOhm] = o.counterOhm;
    params[BoxParameter.volumePerCharge] = OF;
    params[BoxParameter.youngs] = o.youngs;
    params[BoxParameter.poisson] = o.poisson;
    params[BoxParameter.pressure] = o.pressure;
    params[BoxParameter.creepRate] = o.creepRate;
    params[BoxParameter.creepExponent] = o.creepExponent;
    params[BoxParameter.following] = o.following;
    params[BoxParameter.branching] = o.branching;
    params[BoxParameter.segment] = o.segment;
    params[BoxParameter.current] = o.current;
    params[BoxParameter.toughness] = o.toughness;
    params[BoxParameter.boundaryToughness] = o.boundaryToughness;
    params[BoxParameter.boundaryHalfWidth] = o.boundaryHalfWidth;
    const at = this.#k.alloc(8 * params.length);
    const line = this.#k.alloc(8 * this.nx);
    this.#view(at, params.length).set(params);
    this.#view(line, this.nx).set(
      Array.from({ length: this.nx }, (_, i) => (contact((i + 0.5) * o.h) ? 1 : 0)),
    );
    this.#k.boxStart(this.#h, at, line);
    return this;
  }

  #view(at: number, length: number): Float64Array {
    return new Float64Array(this.#k.memory.buffer, at, length);
  }

  /** A crack inside the layer from end to end; its group. */
  crack(x0: number, y0: number, x1: number, y1: number): number {
    return this.#k.boxCrack(this.#h, x0, y0, x1, y1);
  }

  pressurise(group: number, pressure: number, volume = 0): void {
    const body = this.#view(this.#k.boxGroups(this.#h), (group + 1) * Body.COUNT).subarray(
      group * Body.COUNT,
    );
    body[Body.pressure] = pressure;
    body[Body.volume] = volume;
  }

  refresh(): void {
    if (!this.#k.boxRefresh(this.#h)) throw new Error("the box has no solution");
  }

  drive(current: number): void {
    this.#k.boxDrive(this.#h, current);
  }

  /** Advances by dt [s] or until `most` segments have been added; false at the short. */
  grow(dt: number, most = 1 << 30): boolean {
    const used = this.#k.boxGrow(this.#h, dt, most);
    if (used < 0) throw new Error("the balance has no solution");
    this.time += used;
    return !this.shorted;
  }

  /** Runs until `end` [s] or the short; the time of the short or NaN. */
  toShort(end: number): number {
    this.grow(end - this.time);
    return this.shorted ? this.time : Number.NaN;
  }

  get head(): Float64Array {
    return this.#view(this.#k.boxHead(this.#h), Head.COUNT);
  }
  get shorted(): boolean {
    return this.head[Head.shorted]! >= 0;
  }
  get advances(): number {
    return this.head[Head.advances]!;
  }

  get groups() {
    const n = this.head[Head.bodies]!;
    const table = this.#view(this.#k.boxGroups(this.#h), n * Body.COUNT);
    return Array.from({ length: n }, (_, g) => {
      const of = (column: Body) => table[g * Body.COUNT + column]!;
      return {
        alive: of(Body.alive),
        connected: of(Body.connected),
        volume: of(Body.volume),
        first: of(Body.initialVolume),
        pressure: of(Body.pressure),
        charge: of(Body.plated),
        extruded: of(Body.extruded),
        mouth: of(Body.mouth),
      };
    });
  }

  get filaments(): Filament[] {
    const n = this.head[Head.branches]!;
    const table = this.#view(this.#k.boxLines(this.#h), n * Branch.COUNT);
    const points = this.#view(this.#k.boxPoints(this.#h), Point.COUNT * this.head[Head.points]!);
    return Array.from({ length: n }, (_, q) => {
      const of = (column: Branch) => table[q * Branch.COUNT + column]!;
      const path: [number, number][] = [];
      for (let k = of(Branch.tip); ; k = points[Point.COUNT * k + Point.from]!) {
        path.unshift([points[Point.COUNT * k + Point.x]!, points[Point.COUNT * k + Point.y]!]);
        if (k === of(Branch.root)) break;
      }
      return {
        group: of(Branch.body),
        parent: of(Branch.parent),
        state: of(Branch.state),
        reach: of(Branch.path),
        own: of(Branch.length),
        grown: of(Branch.segments),
        path,
      };
    });
  }

  get volts(): number {
    return this.#k.boxVolts(this.#h);
  }
  get iterations(): number {
    return this.#k.boxIterations(this.#h);
  }
  /** Charge plated on the contact by column over the last grow [C/m]; the kernel counts what is stripped. */
  get topCharge(): Float64Array {
    return this.#view(this.#k.boxTopCharge(this.#h), this.nx).map((stripped) => -stripped);
  }
  /** Opened area per pressure of a group with a unit [m2/Pa]. */
  opening(group: number): number {
    return this.#k.boxOpening(this.#h, group);
  }
  /** K_I, K_II of a tip at the present pressures. */
  intensity(filament: number): [number, number] {
    const k = (two: boolean) => this.#k.boxIntensity(this.#h, filament, two);
    return [k(false), k(true)];
  }
}

/** Deterministic numbers in [0, 1), those of neighbouring seeds apart. */
export function draws(seed: number): () => number {
  const next = random(seed * 7919 + 13);
  for (let k = 0; k < 10; k++) next();
  return next;
}

/** Grains of 10 um (a jittered lattice) and eight flaws (lognormal, median 2.5 um, sigma 0.6, clipped to 1-10 um). */
export async function flawed(
  kernel: BufferSource,
  seed: number,
  options: Partial<BoxOptions>,
  contact?: (x: number) => boolean,
): Promise<{ box: Box; seeds: [number, number][] }> {
  const box = await Box.create(kernel, { boundaryToughness: 0.2e6, ...options });
  const r = draws(seed);
  const seeds: [number, number][] = [];
  for (let j = -1; j < 8; j++) {
    for (let i = -1; i < 8; i++) {
      const x = (i + 0.5 + (j & 1) * 0.5 + 0.7 * (r() - 0.5)) * 10e-6;
      seeds.push([x, (j + 0.5 + 0.7 * (r() - 0.5)) * 10e-6]);
    }
  }
  box.seeds(seeds);
  for (let k = 0; k < 8; k++) {
    const normal = Math.sqrt(-2 * Math.log(1 - r())) * Math.cos(2 * Math.PI * r());
    const length = Math.min(10e-6, Math.max(1e-6, 2.5e-6 * Math.exp(0.6 * normal)));
    box.flaw((box.options.width * (k + 0.5 + 0.6 * (r() - 0.5))) / 8, length, 0.6 * (r() - 0.5));
  }
  return { box: box.start(contact), seeds };
}

/** Share of the grown length of all filaments that lies within `half` of a boundary between grains. */
export function boundaryShare(box: Box, seeds: readonly [number, number][], half: number): number {
  let on = 0;
  let all = 0;
  for (const { path, grown } of box.filaments) {
    for (const [x, y] of path.slice(path.length - grown)) {
      const near = seeds
        .map(([a, b]) => [(a - x) ** 2 + (b - y) ** 2, a, b] as const)
        .sort((p, q) => p[0] - q[0]);
      const [one, two] = [near[0]!, near[1]!];
      all++;
      const apart = Math.hypot(two[1] - one[1], two[2] - one[2]);
      if ((two[0] - one[0]) / (2 * apart) <= half) on++;
    }
  }
  return on / all;
}
