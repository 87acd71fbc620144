// Where a tip turns and when it starts, against eqs. (10.10) and (10.11) written out here, and which bodies are resolved.
import { expect, test } from "vitest";
import { Box } from "../../validate/filament-box";
import { wasm } from "../support/kernel";

const KC = 0.3e6;

/** sqrt(k1^2 + k2^2) of a kink at the angle t, for K_I and K_II. */
function kinked(t: number, one: number, two: number): number {
  const half = Math.cos(t / 2);
  return Math.hypot(
    half * (one * half ** 2 - 1.5 * two * Math.sin(t)),
    0.5 * half * (one * Math.sin(t) + two * (3 * Math.cos(t) - 1)),
  );
}

/** Sets all bodies to a pressure [Pa] and solves for what follows from it. */
function pressed(box: Box, lengths: readonly number[], pressure: number, current: number) {
  lengths.forEach((a, k) => {
    box.pressurise(k, pressure, (1.2544 * Math.PI * a * a * (1 - 0.37 ** 2) * pressure) / 22.1e9);
  });
  box.drive(current);
  box.refresh();
}
const startOf = (a: number) => KC / (1.12 * Math.sqrt(Math.PI * a));

test.each([-0.8, 0.8])(
  "a flaw tilted by %d rad turns where sqrt(k1^2 + k2^2) is largest, and starts where that is K_c",
  async (tilt) => {
    const [a, current] = [12e-6, 30];
    const box = await Box.create(wasm, { current, following: 0 });
    box.flaw(30.5e-6, a, tilt).start();
    // resolved; nothing but its own pressure opens it
    pressed(box, [a], 0.95 * startOf(a), current);
    const [one, two] = box.intensity(0).map((k) => k / box.groups[0]!.pressure) as [number, number];
    let [angle, most] = [0, 0];
    for (let d = -16; d <= 16; d++) {
      const t = (d * Math.PI) / 36;
      const k = kinked(t, one, two);
      if (k > most) [angle, most] = [t, k];
    }
    let pressure = 0;
    while (box.advances === 0) {
      pressure = box.groups[0]!.pressure;
      box.grow(0.2, 1);
    }
    const [[x0, y0], [x1, y1]] = box.filaments[0]!.path.slice(-2) as [
      [number, number],
      [number, number],
    ];
    // t counts from x towards y, a tilt from y towards x
    expect(tilt - Math.atan2(x1 - x0, y1 - y0)).toBeCloseTo(angle, 6);
    // towards the free surface, as a blister lifts off
    expect(-angle / tilt).toBeGreaterThan(0.2);
    expect(Math.abs((most * pressure) / KC - 1)).toBeLessThan(0.02);
  },
);

test("the bodies nearest to their start are resolved, at most eight", async () => {
  const box = await Box.create(wasm, { width: 144e-6, current: 5 });
  // 9 to 11.75 um in no order, the longest just below its start
  const lengths = Array.from({ length: 12 }, (_, k) => (9 + 0.25 * ((5 * k) % 12)) * 1e-6);
  for (const [k, a] of lengths.entries()) box.flaw((12 * k + 6.5) * 1e-6, a);
  box.start();
  pressed(box, lengths, 0.98 * startOf(11.75e-6), 5);
  const resolved = lengths.filter((_, k) => box.opening(k) > 0);
  const longest = [...lengths].sort((a, b) => b - a).slice(0, 8);
  expect(resolved.sort((a, b) => b - a)).toEqual(longest);
});
