// The section of a composite cathode: its particles, its orders in space and time, closed forms, and its balances.
import { describe, expect, it } from "vitest";
import {
  BUILT,
  CATHODE_SETUP,
  CathodeSection,
  type CathodeSetup,
  CONCENTRATION,
  openCircuit,
} from "../../bench/drivers/cathode-section";
import { FARADAY } from "../../core/constants";
import { instance } from "../support/kernel";

const section = (changes: Partial<CathodeSetup> = {}) =>
  new CathodeSection(instance(), { ...CATHODE_SETUP, ...changes });

/** Half the box is one particle with a flat surface: no raster error. */
const WIDTH = 12.8e-6;
const flat = (n: number): CathodeSection =>
  section({
    nx: n,
    ny: n,
    h: WIDTH / n,
    margin: 0,
    discs: [[WIDTH / 2 + 1, WIDTH / 2, 1]],
    ions: 0.01,
    electrons: 0.05,
  });

/** One disc in the middle of a box that conducts so well that it reacts evenly. */
const single = (changes: Partial<CathodeSetup> = {}): CathodeSection =>
  section({
    nx: 64,
    ny: 64,
    h: 0.2e-6,
    margin: 0,
    discs: [[6.4e-6, 6.4e-6, 5e-6]],
    ions: 1e4,
    electrons: 1e4,
    x: 0.5,
    diffusivity: 1e-13,
    ...changes,
  });

describe("particles that are drawn", () => {
  it.each([0.2, 0.42, 0.6])("keep apart, inside, and take their share of %d", (share) => {
    const s = section({ share, spread: 0.3 });
    const at = s.kernel.cathodeSectionField(s.handle, 4);
    const flatDiscs = new Float64Array(s.kernel.memory.buffer, at, 3 * 1024);
    const discs = Array.from({ length: 1024 }, (_, k) => [
      ...flatDiscs.subarray(3 * k, 3 * k + 3),
    ]).filter(([, , r]) => r! > 0);
    expect(discs.length).toBeGreaterThan(10);
    discs.forEach(([x, y, r], k) => {
      const slack = 0.011 * s.setup.radius;
      expect(Math.min(x!, s.width - x!)).toBeGreaterThan(r! - slack);
      expect(y).toBeGreaterThan(s.setup.margin * s.setup.h + r! - slack);
      for (const [a, b, q] of discs.slice(0, k)) {
        expect(Math.hypot(x! - a!, y! - b!)).toBeGreaterThan(r! + q! - slack);
      }
    });
    const area = discs.reduce((sum, [, , r]) => sum + Math.PI * r! ** 2, 0);
    expect(area / (s.width * s.thickness)).toBeCloseTo(share, 9);
    expect((s.cells * s.setup.h ** 2) / (s.width * s.thickness)).toBeCloseTo(share, 1.7);
    const round = discs.reduce((sum, [, , r]) => sum + 2 * Math.PI * r!, 0);
    // touching discs share faces with each other instead of electrolyte
    if (share < 0.5) expect(s.perimeter / round).toBeCloseTo(1, 1.5);
    else expect(s.perimeter).toBeLessThan(round);
  });

  it("lose the share of their surface that is asked for, in as many arcs", () => {
    const whole = single().perimeter;
    for (const arcs of [1, 4]) {
      const s = single({ lost: 0.3, arcs });
      expect(s.perimeter / whole).toBeCloseTo(0.7, 1.4);
    }
  });
});

describe("the order of accuracy", () => {
  it("is two in space", () => {
    const volts = [16, 32, 64].map((n) => {
      const s = flat(n);
      s.advance(3, 60, 10);
      return s.voltage;
    });
    const [coarse, fine] = [volts[1]! - volts[0]!, volts[2]! - volts[1]!];
    expect(Math.log2(coarse / fine)).toBeCloseTo(2, 1);
  });

  it("is one in time", () => {
    const volts = [20, 40, 80].map((steps) => {
      const s = flat(32);
      s.advance(3, 600 / steps, steps);
      return s.voltage;
    });
    const order = Math.log2((volts[1]! - volts[0]!) / (volts[2]! - volts[1]!));
    expect(order).toBeGreaterThan(0.85);
    expect(order).toBeLessThan(1.15);
  });
});

describe("closed forms", () => {
  it("a cylinder that is fed evenly has a parabola inside", () => {
    const s = single({ exchange: 1e-3 });
    const i = 1;
    s.advance(i, 50, 40);
    // x at the rim over the mean: j R / (4 D F c_max); j = -i W / 2 pi R
    const radius = Math.sqrt((s.cells * s.setup.h ** 2) / Math.PI);
    const j = (i * s.width) / s.perimeter;
    const rise = (j * radius) / (4 * s.setup.diffusivity * FARADAY * CONCENTRATION);
    const inner = Math.min(...s.lithium);
    // the centre lies as far below the mean as the rim above it
    expect((s.mean - inner) / rise).toBeCloseTo(1, 1);
  });

  it("kinetics alone: asinh of the mean current density", () => {
    const s = single({ diffusivity: 1e-9, exchange: 0.05 });
    const i = 2;
    s.advance(i, 1, 1);
    const j = (i * s.width) / s.perimeter;
    const x = s.mean;
    const eta = 2 * 0.025692579 * Math.asinh(j / (4 * 0.05 * Math.sqrt(x * (1 - x))));
    expect(openCircuit(x) - s.voltage).toBeCloseTo(eta, 4);
  });

  it("a film adds its resistance", () => {
    const bare = single({ diffusivity: 1e-9 });
    const film = single({ diffusivity: 1e-9, film: 0.05 });
    const i = 2;
    for (const s of [bare, film]) s.advance(i, 1, 1);
    const drop = (0.05 * i * bare.width) / bare.perimeter;
    expect((bare.voltage - film.voltage) / drop).toBeCloseTo(1, 3);
  });

  it("electrons cost a third of the electrode where it reacts evenly", () => {
    // slow charge transfer makes the reaction even
    const discs = Array.from(
      { length: 64 },
      (_, k) => [6.4e-6 * ((k % 8) + 0.5), 6.4e-6 * (Math.floor(k / 8) + 0.5), 2.4e-6] as const,
    );
    const slow = { exchange: 1e-5, diffusivity: 1e-9, discs, nx: 64, ny: 64, h: 0.8e-6, margin: 0 };
    const i = 1e-3;
    const good = section({ ...slow, ions: 1e4, electrons: 1e4 });
    const poor = section({ ...slow, ions: 1e4, electrons: 1e-5 });
    for (const s of [good, poor]) s.advance(i, 1, 1);
    const third = (i * good.thickness) / (3 * 1e-5);
    expect((good.voltage - poor.voltage) / third).toBeCloseTo(1, 1.7);
  });
});

describe("balances", () => {
  const small = { nx: 64, ny: 64, h: 0.8e-6, margin: 4, x: BUILT } as const;

  it("charge and lithium agree to rounding, and so do the currents of the faces", () => {
    const s = section(small);
    s.advance(-0.5 * s.oneC, 120, 30);
    s.advance(0.25 * s.oneC, 60, 10);
    expect(Math.abs(((s.mean - BUILT) * s.capacity) / s.charge - 1)).toBeLessThan(1e-12);
    const { j, area } = s.faces;
    const current = area.reduce((sum, a, k) => sum + a * j[k]!, 0);
    expect(Math.abs(current / (-0.25 * s.oneC * s.width) - 1)).toBeLessThan(1e-12);
  });

  it("rests at the voltage of its mean lithium", () => {
    const s = section(small);
    s.advance(-0.5 * s.oneC, 120, 30);
    const spread = () => Math.max(...s.lithium) - Math.min(...s.lithium);
    const before = spread();
    s.advance(0, 360, 30);
    expect(spread()).toBeLessThan(0.1 * before);
    expect(Math.abs(s.voltage - openCircuit(s.mean))).toBeLessThan(1e-3);
  });

  it("repeats itself to the bit and allocates nothing", () => {
    const run = () => {
      const s = section(small);
      const before = s.kernel.used();
      s.advance(-0.5 * s.oneC, 120, 5);
      expect(s.kernel.used()).toBe(before);
      return [s.voltage, ...s.lithium];
    };
    expect(run()).toEqual(run());
  });

  it("takes few passes, and few iterations in each", () => {
    const s = section({ effectiveIons: 0.03 });
    s.advance(0.5 * s.oneC, 72, 3);
    let iterations = 0;
    let diffusion = 0;
    for (let k = 0; k < 5; k++) {
      expect(s.advance(0.5 * s.oneC, 72)).toBeLessThanOrEqual(5);
      iterations += s.kernel.cathodeSectionPotentialIterations(s.handle);
      diffusion += s.kernel.cathodeSectionDiffusionIterations(s.handle);
    }
    expect(iterations).toBeLessThan(200);
    expect(diffusion).toBeLessThan(150);
  });

  it("loses more when contact is lost in one piece", () => {
    const lose = (lost: number, arcs: number) => {
      const s = section({ ...small, x: 0.2657, radius: 5e-6, diffusivity: 2e-15, lost, arcs });
      s.advance(0.2 * s.oneC, 600, 6);
      return s.voltage;
    };
    const whole = lose(0, 1);
    const [one, twelve] = [whole - lose(0.3, 1), whole - lose(0.3, 12)];
    expect(twelve).toBeGreaterThan(0.005);
    expect(one / twelve).toBeGreaterThan(1.5);
  });
});
