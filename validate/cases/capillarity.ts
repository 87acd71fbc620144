// Capillarity of voids: the pressure gamma / R that squeezes them (Young-Laplace) and the cap that they relax to on the
// wall (Young), a segment of a circle: with psi the angle inside the void, height^2 / area = (1 - cos psi)^2 / (psi - sin psi cos psi).

import type { ScenarioInput } from "../../core/scenario";
import type { Case } from "../check";
import { runThrough } from "../section";

const RADIUS = 4e-6;
const WIDTH = 40e-6;
const GAMMA = 0.5;
/** Stack pressure of the squeezing [Pa]. */
const P = 1e6;

/** A half-round void of 4 um radius on the wall; neither sinks nor power law. */
const still = (change: Partial<ScenarioInput["physics"] & object>): Partial<ScenarioInput> => ({
  cell: { width: "40 um", lithium: "24 um", electrolyte: "8 um" },
  mesh: { columns: 128 },
  interface: {
    siteSpacing: "0 um",
    defects: [{ at: "20 um", width: "8 um", height: "4 um" }],
  },
  materials: { overrides: { "lithium.surfaceEnergy": `${GAMMA} J/m2` } },
  physics: { vacancySinks: false, healing: false, powerLawCreep: false, ...change },
});

/** Rate at which the void closes under P [1/s]. */
async function closing(wasm: BufferSource, capillarity: boolean): Promise<number> {
  const volumes: [number, number][] = [];
  await runThrough(
    wasm,
    {
      ...still({ capillarity, surfaceMobility: "0 m2/s", contactAngle: "90 deg" }),
      conditions: { stackPressure: `${P / 1e6} MPa` },
      numerics: { tolerance: 1e-6 },
      protocol: ["Rest for 10 min"],
    },
    ({ observables: o }) => volumes.push([o.time, o.voidVolume]),
  );
  const [[t0, v0], [t1, v1]] = [volumes[0]!, volumes.at(-1)!];
  return Math.log(v0 / v1) / (t1 - t0);
}

/** height^2 / area of a cap whose angle inside is psi. */
const slenderness = (psi: number) =>
  (1 - Math.cos(psi)) ** 2 / (psi - Math.sin(psi) * Math.cos(psi));

/** Contact angle through the lithium at which the void has come to rest [deg]. */
async function settled(wasm: BufferSource, angle: number): Promise<number> {
  const run = await runThrough(wasm, {
    ...still({ surfaceMobility: "2e-14 m2/s", contactAngle: `${angle} deg` }),
    conditions: { stackPressure: "0.001 MPa" },
    protocol: ["Rest for 24 h"],
  });
  const { voidHeight, voidVolume } = run.observables;
  const got = voidHeight ** 2 / (voidVolume * WIDTH);
  let [low, high] = [0.1, Math.PI - 0.1];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (slenderness(middle) < got) low = middle;
    else high = middle;
  }
  return 180 - (180 / Math.PI) * low;
}

const wetting = (angle: number): Case => ({
  id: `wetting-${angle}`,
  topic: "A14",
  kind: "analytic",
  quantity: "contact angle of a void at rest, through the lithium, deg",
  source: "Young; a cap is a segment of a circle",
  conditions: "half-round void of 4 um radius, no load, 24 h at 2e-14 m2/s, 128 columns",
  target: { value: angle, absolute: 3 },
  run: (wasm) => settled(wasm, angle),
});

const held: readonly Case[] = [
  {
    id: "laplace",
    topic: "A14",
    kind: "analytic",
    quantity: "closure rate with capillarity over that without, 1",
    source: "Young-Laplace: linear creep closes a void by P + gamma / R",
    conditions:
      "half-round void of 4 um radius, 0.5 J/m2, 1 MPa, diffusional creep only, 128 columns",
    target: { value: 1 + GAMMA / (RADIUS * P), relative: 0.02 },
    run: async (wasm) => (await closing(wasm, true)) / (await closing(wasm, false)),
  },
  wetting(90),
];

const missed: readonly Case[] = [75, 120].map((angle) => ({
  ...wetting(angle),
  reason:
    "The contact line moves by whole columns, which open more readily than they close; away from 90 degrees it creeps on past its angle or stays short of it.",
}));

export default [...held, ...missed];
