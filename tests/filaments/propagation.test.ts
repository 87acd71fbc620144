// Filaments in the standalone box against the prototype of the scheme.
import { expect, test } from "vitest";
import { Box, type BoxOptions, boundaryShare, flawed, OF } from "../../validate/filament-box";
import { wasm } from "../support/kernel";
import { amount } from "../support/length";

/** One upright flaw of 5 um in the middle of a column. */
async function single(options: Partial<BoxOptions>, mouth = 20e-9): Promise<Box> {
  return (await Box.create(wasm, options)).flaw(30.5e-6, 5e-6, 0, mouth).start();
}

test("starts between 1.65 and 1.85 mA/cm2", async () => {
  const below = await single({ current: 16.5 });
  below.grow(1000);
  expect(below.advances).toBe(0);
  const above = await single({ current: 18.5 });
  above.grow(1000, 1);
  expect(above.advances).toBe(1);
});

test("pressure settles at F eta / Omega", async () => {
  const box = await single({ current: 10 });
  box.grow(1000);
  // the flanks see the contact's drop and that of half the flaw's depth in the electrolyte
  const eta = 10 * 5e-4 + (10 * 2.5e-6) / 0.2;
  expect(box.groups[0]!.pressure / (eta / OF)).toBeGreaterThan(0.98);
  expect(box.groups[0]!.pressure / (eta / OF)).toBeLessThan(1.02);
});

test("shorts in 70 s +- 15 % at 4 mA/cm2, straight, and the voltage sags before", async () => {
  const box = await single({ current: 40 });
  box.grow(1e-3);
  const before = box.volts;
  expect(box.toShort(200)).toBeGreaterThan(59.5);
  expect(box.time).toBeLessThan(80.5);
  const [f] = box.filaments;
  expect(Math.max(...f!.path.map(([x]) => Math.abs(x - 30.5e-6)))).toBeLessThan(0.25e-6);
  expect(1 - box.volts / before).toBeGreaterThan(0.15);
  expect(1 - box.volts / before).toBeLessThan(0.3);
});

test("stack pressure hastens it", async () => {
  const times: number[] = [];
  for (const pressure of [0, 3e6, 7e6, 20e6]) {
    times.push((await single({ current: 20, pressure })).toShort(600));
  }
  expect(times).toEqual([...times].sort((a, b) => b - a));
  // prototype: 292, 278, 261, 218 s
  expect(times[3]! / times[0]!).toBeGreaterThan(0.65);
  expect(times[3]! / times[0]!).toBeLessThan(0.85);
});

test("an open mouth keeps a flaw from starting", async () => {
  const box = await single({ current: 20 }, 300e-9);
  box.grow(1000);
  expect(box.advances).toBe(0);
  expect(box.groups[0]!.extruded).toBeGreaterThan(0);
});

test("books: lithium of every body, and charge of contact and flanks", async () => {
  const { box } = await flawed(wasm, 5, { current: 40, pressure: 3e6 });
  let contact = 0;
  for (let k = 0; k < 40 && !box.shorted; k++) {
    box.grow(2, 5);
    contact += box.topCharge.reduce((sum, q) => sum + q, 0);
  }
  expect(box.advances).toBeGreaterThan(20);
  let flanks = 0;
  for (const g of box.groups) {
    flanks += g.charge;
    const booked = g.first + OF * g.charge - g.extruded;
    expect(Math.abs(g.volume - booked)).toBeLessThan(1e-12 * OF * 40 * 60e-6 * box.time);
  }
  const asked = 40 * 60e-6 * box.time;
  expect(Math.abs((contact + flanks) / asked - 1)).toBeLessThan(1e-9);
});

test("full contact bears 1 mA/cm2, a quarter of it does not; 0.5 mA/cm2 never", async () => {
  const grown = async (seed: number, current: number, share: number) => {
    const quarter = (x: number) => x % 30e-6 < 30e-6 * share;
    const { box } = await flawed(wasm, seed, { current }, quarter);
    box.toShort(400);
    return box;
  };
  for (const seed of [1, 2, 3]) {
    expect((await grown(seed, 5, 1)).advances).toBe(0);
    expect((await grown(seed, 10, 1)).advances).toBe(0);
  }
  for (const seed of [1, 3]) expect((await grown(seed, 10, 0.25)).shorted).toBe(true);
});

test("weaker boundaries draw more of the path", async () => {
  const seedsDrawn = amount([1, 2], [1, 2, 3, 4]);
  const shares: number[] = [];
  for (const boundaryToughness of [0.3e6, 0.2e6, 0.15e6, 0.1e6]) {
    let sum = 0;
    for (const seed of seedsDrawn) {
      const { box, seeds } = await flawed(wasm, seed, { current: 40, boundaryToughness });
      box.toShort(120);
      sum += boundaryShare(box, seeds, 0.4e-6) / seedsDrawn.length;
    }
    shares.push(sum);
  }
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares[3]! - shares[0]!).toBeGreaterThan(0.2);
});

test("fracture alone (chi = 0) spalls where the current's pull shorts", async () => {
  for (const seed of [2, 6]) {
    const one = await flawed(wasm, seed, { current: 20, following: 0 });
    one.box.toShort(1000);
    expect(one.box.advances).toBeGreaterThan(5);
    expect(one.box.shorted).toBe(false);
    const other = await flawed(wasm, seed, { current: 20 });
    expect(other.box.toShort(1000)).toBeLessThan(1000);
  }
});

test("paths turn along a mirror side instead of cutting a wedge loose", async () => {
  const box = await Box.create(wasm, { current: 40 });
  box.flaw(50e-6, 8e-6, 0.9).start();
  box.toShort(200);
  expect(box.shorted).toBe(true);
  const [line] = box.filaments;
  // 3 um off it
  expect(Math.max(...line!.path.map(([x]) => x))).toBeLessThan(57.1e-6);
});

test("a flaw inside is empty until a filament meets it, which goes on from its ends", async () => {
  const box = await Box.create(wasm, { current: 40 });
  box.flaw(30.5e-6, 5e-6).flaw(25.5e-6, 10e-6, Math.PI / 2, 20e-9, 20e-6);
  box.flaw(45.5e-6, 8e-6, 0, 20e-9, 20e-6).start();
  let before = 0;
  while (box.filaments[0]!.path.at(-1)![1] < 19.9e-6) {
    before = box.groups[0]!.pressure;
    box.grow(200, 1);
  }
  // met it: two branches, from the point of meeting to its ends at 25.5 and 35.5 um
  const met = box.filaments.filter(({ parent }) => parent === 0);
  expect(met.map(({ path }) => path[1]![0] * 1e6).sort()).toEqual([
    expect.closeTo(25.5, 6),
    expect.closeTo(35.5, 6),
  ]);
  box.grow(1e-6, 1);
  // its room is filled from the filament's lithium: the pressure falls, the books hold
  const [own, , far] = box.groups;
  expect(own!.pressure).toBeLessThan(0.9 * before);
  expect(Math.abs(own!.volume - own!.first - OF * own!.charge + own!.extruded)).toBeLessThan(1e-24);
  expect(box.toShort(200)).toBeLessThan(200);
  // the one beside the path stays as it was
  expect(far!.alive).toBe(0);
  expect(box.filaments[2]!.state).toBe(5);
});
