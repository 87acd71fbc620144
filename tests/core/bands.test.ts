// data/bands.json: it names the constants as they stand, holds what this kernel gives, and is said wherever a number is.
import { describe, expect, it } from "vitest";
import { bandsFor, bandsOf, bandTable, hangsOn, type RESULTS } from "../../core/bands";
import { fromGallery, GALLERY } from "../../core/gallery";
import { resolveRun } from "../../core/resolve";
import { normalise } from "../../core/scenario";
import { base, constants, results, trials } from "../../scripts/bands/trials";
import { wasm } from "../support/kernel";

const computed = GALLERY.map(({ name }) => name).filter((name) => bandsOf(name));

describe.each(computed)("the bands of %s", (name) => {
  const bands = bandsOf(name)!;
  it("are of the constants as they stand", () => {
    const now = Object.fromEntries(constants(name).map(({ path, value }) => [path, value]));
    expect(bands.constants, "npm run bands").toEqual(now);
  });
  it("hold their value, and are decided by one of the constants", () => {
    for (const { value, least, most, decides } of Object.values(bands.results)) {
      if (value !== null) {
        expect(value).toBeGreaterThanOrEqual(least);
        expect(value).toBeLessThanOrEqual(most ?? Number.POSITIVE_INFINITY);
      }
      if (decides !== null) expect(Object.keys(bands.constants)).toContain(decides);
      else expect(most).toBe(least);
    }
  });
});

it("every constant goes 30 % down and up, in the run too", () => {
  const middle = resolveRun(base("strip-3mpa"));
  const [down, up] = trials("strip-3mpa")
    .filter(({ path }) => path === "physics.transportLength")
    .map(({ scenario }) => resolveRun(scenario));
  expect(down!.physics.transportLength / middle.physics.transportLength).toBeCloseTo(0.7, 12);
  expect(up!.physics.transportLength / middle.physics.transportLength).toBeCloseTo(1.3, 12);
  expect(constants("strip-3mpa").map(({ path }) => path)).not.toContain(
    "physics.nucleationThreshold",
  );
  expect(middle.grid.columns).toBe(64);
});

it.each(["strip-3mpa", "strip-7mpa"])("%s gives its value", async (name) => {
  const now = await results(base(name), wasm);
  for (const [key, { value }] of Object.entries(bandsOf(name)!.results)) {
    const got = now[key as keyof typeof RESULTS]!;
    expect(Math.abs(got - value!), `${key}: npm run bands`).toBeLessThan(0.02 * Math.abs(value!));
  }
});

it("a gallery scenario is known by what it computes, whatever its seed, grid and title's look", () => {
  const scenario = normalise(fromGallery("strip-3mpa").scenario);
  expect(bandsFor(scenario)).toBe(bandsOf("strip-3mpa"));
  expect(bandsFor({ ...scenario, seed: 7, mesh: { ...scenario.mesh, columns: 32 } })).toBeDefined();
  const physics = { ...scenario.physics, gapScale: "0.2 um" };
  expect(bandsFor({ ...scenario, physics })).toBeUndefined();
});

it("is said in a sentence", () => {
  const scenario = normalise(fromGallery("strip-3mpa").scenario);
  expect(hangsOn(scenario)).toMatch(
    /^Contact \d+ %, \d+ % to \d+ % when constants that are chosen change by 30 %: the [a-z ]+ decides\.$/,
  );
  expect(hangsOn({ ...scenario, protocol: ["Rest for 1 s"] })).toBe("");
  expect(bandTable().split("\n").length).toBeGreaterThanOrEqual(2 + 3 * computed.length);
  expect(computed.length).toBeGreaterThanOrEqual(22);
});
