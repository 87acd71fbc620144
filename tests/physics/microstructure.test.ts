// The electrolyte as it is drawn: independent of the grid, conducting as its material says, flaws monotone in density.
import { describe, expect, it } from "vitest";
import { Out } from "../../sim/kernel";
import { type DrawnFlaw, drawn } from "../support/section";

const SITELESS = { interface: { siteSpacing: "0 um" } };
const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;

describe("grains", () => {
  const grains = { size: "10 um", spread: 0.3 };

  it("do not depend on the grid", async () => {
    const [coarse, fine] = await Promise.all(
      [64, 256].map((columns) => drawn({ mesh: { columns }, electrolyte: { grains } })),
    );
    for (let k = 0; k < 200; k++) {
      const x = ((k * 37) % 100) * 1e-6;
      const y = ((k * 11) % 48) * 1e-6;
      expect(fine!.probe.electrolyteBoundary(x, y)).toBe(coarse!.probe.electrolyteBoundary(x, y));
    }
  });

  it("have the size they are given, and a distance to the boundary that changes as the place does", async () => {
    const { probe } = await drawn({ electrolyte: { grains } });
    const area = new Map<number, number>();
    for (let j = 0; j < 100; j++) {
      for (let i = 0; i < 200; i++) {
        const [x, y] = [(i + 0.5) * 5e-7, (j + 0.5) * 5e-7];
        const grain = probe.electrolyteGrain(x, y);
        area.set(grain, (area.get(grain) ?? 0) + 1);
        const here = probe.electrolyteBoundary(x, y);
        expect(Math.abs(probe.electrolyteBoundary(x + 1e-7, y) - here)).toBeLessThan(1.0001e-7);
        // a boundary is where the grain changes, and only there
        if (here > 1e-7) expect(probe.electrolyteGrain(x + 1e-7, y)).toBe(grain);
      }
    }
    // 64 grains of 78.5 um2 in 5000 um2, those at the rim cut: half as many more
    expect(area.size).toBeGreaterThan(64);
    expect(area.size).toBeLessThan(100);
  });

  it("lie where |x - s|^2 - r^2 is least, so that each holds its disc, and large ones more", async () => {
    const { probe, grains: table } = await drawn({
      electrolyte: { grains: { ...grains, spread: 0.6 } },
    });
    const seeds = table() as [number, number, number][];
    const power = ([sx, sy, r]: [number, number, number], x: number, y: number) =>
      (x - sx) ** 2 + (y - sy) ** 2 - r ** 2;
    for (let k = 0; k < 400; k++) {
      const [x, y] = [((k * 37) % 400) * 25e-8, ((k * 11) % 192) * 25e-8];
      const order = seeds
        .map((_, n) => n)
        .sort((a, b) => power(seeds[a]!, x, y) - power(seeds[b]!, x, y));
      const own = seeds[order[0]!]!;
      expect(probe.electrolyteGrain(x, y)).toBe(order[0]);
      const distances = order.slice(1).map((n) => {
        const apart = Math.hypot(seeds[n]![0] - own[0], seeds[n]![1] - own[1]);
        return (power(seeds[n]!, x, y) - power(own, x, y)) / (2 * apart);
      });
      expect(probe.electrolyteBoundary(x, y) / Math.min(...distances)).toBeCloseTo(1, 9);
    }
    // the discs of 0.31 diameters, largest first, do not overlap
    const radii = seeds.map(([, , r]) => r);
    expect(radii).toEqual([...radii].sort((a, b) => b - a));
    for (const [n, [x, y, r]] of seeds.entries()) {
      expect(probe.electrolyteGrain(x, y)).toBe(n);
      expect(probe.electrolyteBoundary(x, y)).toBeGreaterThanOrEqual(r * (1 - 1e-9));
    }
  });

  it("are weaker on their boundaries than inside", async () => {
    const { probe } = await drawn({
      electrolyte: { grains: { ...grains, boundaryToughness: "0.15 MPa.m^0.5" } },
    });
    for (let k = 0; k < 500; k++) {
      const [x, y] = [k * 2e-7, 20e-6];
      const weak = probe.electrolyteBoundary(x, y) <= 0.4e-6;
      expect(probe.electrolyteToughness(x, y)).toBe(weak ? 0.15e6 : 0.3e6);
    }
  });

  it("leave the whole as conductive as the material says, whatever their boundaries resist", async () => {
    // 1/l = 1.08/size is the mean of tessellations; the scatter of one section and the staircase stay below 3 %
    for (const boundaryResistance of ["0.1 Ohm.cm2", "0.3 Ohm.cm2"]) {
      const ratios = [];
      for (let seed = 1; seed <= 4; seed++) {
        const one = await drawn({
          ...SITELESS,
          seed,
          mesh: { columns: 128 },
          electrolyte: { grains: { size: "10 um", boundaryResistance } },
        });
        ratios.push(one.resistance());
      }
      expect(Math.abs(mean(ratios) - 1)).toBeLessThan(0.04);
    }
  });

  it("resist across a drawn boundary by its own length, at any angle to the grid", async () => {
    // With 10 Ohm cm2 both sides are nearly equipotential: W / (R L) = cos(angle) / R.
    for (const degrees of [0, 15, 30, 45]) {
      const rise = 20 * Math.tan((degrees * Math.PI) / 180);
      const list = [
        {
          from: "0 um",
          fromDepth: `${30 - rise} um`,
          to: "40 um",
          toDepth: `${30 + rise} um`,
        },
      ];
      const one = await drawn({
        ...SITELESS,
        mesh: { columns: 64 },
        cell: { width: "40 um", electrolyte: "60 um" },
        electrolyte: { grains: { boundaryResistance: "10 Ohm.cm2", list } },
      });
      // 60 um at 2 mS/cm are 3 Ohm cm2
      const added = 3 * (one.resistance() - 1);
      const expected = 10 * Math.cos((degrees * Math.PI) / 180);
      expect(Math.abs(added / expected - 1)).toBeLessThan(0.03);
    }
  });
});

describe("flaws", () => {
  const flaws = { spacing: "7.5 um" };

  it("do not depend on the grid", async () => {
    const [coarse, fine] = await Promise.all(
      [64, 256].map((columns) => drawn({ mesh: { columns }, electrolyte: { flaws } })),
    );
    expect(fine!.flaws()).toEqual(coarse!.flaws());
    expect(coarse!.flaws()).toHaveLength(13);
  });

  it("are those of the distribution", async () => {
    const lengths: number[] = [];
    for (let seed = 1; seed <= 40; seed++) {
      const one = await drawn({ seed, mesh: { columns: 16 }, electrolyte: { flaws } });
      for (const { at, depth, length, tilt } of one.flaws()) {
        expect(depth).toBe(0);
        expect(Math.abs(tilt)).toBeLessThanOrEqual((17 * Math.PI) / 180);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(100e-6);
        lengths.push(length);
      }
    }
    lengths.sort((a, b) => a - b);
    // 520 draws: the median scatters by sigma sqrt(pi/2) / sqrt(520) = 3.3 %
    expect(Math.abs(lengths[260]! / 2.5e-6 - 1)).toBeLessThan(0.1);
    expect(lengths[0]).toBeCloseTo(1e-6, 12);
    expect(lengths.at(-1)).toBeLessThanOrEqual(10.0000001e-6);
  });

  it("stay in a section that is narrower than their mean distance, which has one", async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const one = await drawn({
        seed,
        cell: { width: "2 um", lithium: "1 um", electrolyte: "4 um" },
        mesh: { columns: 16 },
        electrolyte: { flaws: { spacing: "7500 um", median: "0.1 um" } },
        physics: { openingGap: "0.3 um" },
      });
      const found = one.flaws();
      expect(found).toHaveLength(1);
      expect(found[0]!.at).toBeGreaterThanOrEqual(0);
      expect(found[0]!.at).toBeLessThanOrEqual(2e-6);
    }
  });

  // C17: j_c = K_c Omega / (1.12 F Z sqrt(pi a)) of the longest flaw, at 0.3 MPa m^0.5 and 5 Ohm cm2 [mA/cm2]
  const critical = (flaws: DrawnFlaw[]) => {
    const a = Math.max(...flaws.map((f) => f.length));
    return (0.3e6 * 13e-6) / (1.12 * 96485 * 5e-4 * Math.sqrt(Math.PI * a)) / 10;
  };

  it("give a critical current that rises at every step of density, to the order of 9 mA/cm2 at 99 %", async () => {
    const dense: number[] = [];
    const loose: number[] = [];
    for (let seed = 1; seed <= 20; seed++) {
      let last = 0;
      for (const density of [0.83, 0.86, 0.9, 0.93, 0.96, 0.98, 0.99]) {
        const one = await drawn({ seed, mesh: { columns: 16 }, electrolyte: { density, flaws } });
        const now = critical(one.flaws());
        expect(now).toBeGreaterThan(last);
        last = now;
        if (density === 0.83) loose.push(now);
      }
      dense.push(last);
    }
    expect(mean(dense)).toBeGreaterThan(5);
    expect(mean(dense)).toBeLessThan(9);
    expect(mean(loose)).toBeLessThan(2);
  });

  it("lie inside too, one per square of the spacing at 90 %, fewer in a denser pellet, on every grid alike", async () => {
    const inside = (density: number, columns: number, seed: number) =>
      drawn({
        seed,
        cell: { width: "100 um", electrolyte: "50 um" },
        mesh: { columns },
        electrolyte: { density, flaws: { insideSpacing: "5 um" } },
      });
    const counts = { 0.9: 0, 0.99: 0 };
    for (let seed = 1; seed <= 20; seed++) {
      for (const density of [0.9, 0.99] as const) {
        const found = (await inside(density, 16, seed)).flaws();
        counts[density] += found.length / 20;
        for (const { at, depth, length, tilt } of found) {
          expect(depth).toBeGreaterThan(0);
          expect(Math.min(at, at + length * Math.sin(tilt))).toBeGreaterThanOrEqual(0);
          expect(Math.max(at, at + length * Math.sin(tilt))).toBeLessThanOrEqual(100e-6);
        }
      }
    }
    // 200 and 63 before those that would touch the surface or the sides
    expect(counts[0.9]).toBeGreaterThan(180);
    expect(counts[0.9]).toBeLessThan(200);
    expect(Math.abs(counts[0.99] / 62 - 1)).toBeLessThan(0.05);
    const [coarse, fine] = await Promise.all([inside(0.9, 16, 1), inside(0.9, 64, 1)]);
    expect(fine!.flaws()).toEqual(coarse!.flaws());
  });

  it("reach deeper on a rough surface, and take those drawn by hand first", async () => {
    const list = [{ at: "12 um", length: "4 um", tilt: 10, depth: "3 um" }];
    const smooth = await drawn({ electrolyte: { flaws: { ...flaws, list } } });
    const rough = await drawn({ electrolyte: { flaws: { ...flaws, list }, roughness: "1 um" } });
    const [own] = smooth.flaws();
    expect(own!.at).toBeCloseTo(12e-6, 12);
    expect(own!.depth).toBeCloseTo(3e-6, 12);
    expect(own!.tilt).toBeCloseTo((10 * Math.PI) / 180, 12);
    smooth.flaws().forEach(({ length }, k) => {
      expect(rough.flaws()[k]!.length).toBeGreaterThanOrEqual(length);
    });
    const sum = (all: DrawnFlaw[]) => all.reduce((s, f) => s + f.length, 0);
    expect(sum(rough.flaws())).toBeGreaterThan(sum(smooth.flaws()) + 1e-6);
  });
});

describe("pores", () => {
  it("take the share that the density leaves, of the section and of the contact", async () => {
    const contact: number[] = [];
    for (let seed = 1; seed <= 10; seed++) {
      const one = await drawn({
        seed,
        mesh: { columns: 64 },
        electrolyte: { density: 0.85, pores: { on: true } },
      });
      const area = one.pores().reduce((s, [, , r]) => s + Math.PI * r! * r!, 0);
      // thrown over the nominal depth and four pore radii on both sides
      const box = 100e-6 * (50e-6 + 8e-6 * Math.sqrt(1.5));
      expect(Math.abs(area / box - 0.15)).toBeLessThan(0.01);
      contact.push(one.kernel.outputs[Out.contactFraction]!);
    }
    // a chord of the interface is a sample of the share: 10 sections of 100 um cross about 80 pores
    expect(Math.abs(mean(contact) - 0.85)).toBeLessThan(0.04);
  });

  it("leave the whole as conductive as the material says", async () => {
    // Maxwell's law for cylinders at 10 %, and the squeezing of the current round pores at the interface
    const one = await drawn({
      ...SITELESS,
      mesh: { columns: 128 },
      electrolyte: { pores: { on: true } },
    });
    expect(Math.abs(one.resistance() - 1)).toBeLessThan(0.08);
  });
});
