// Random scenarios over the whole range that the model is meant for. The same seed gives the same list.
import fc from "fast-check";
import type { ScenarioInput } from "../../core/scenario";

/** By name, so that a material more leaves what is drawn as it is. */
const ELECTROLYTES = ["Li6PS5Cl", "Li6PS5Br", "Li6PS5I", "LLZO"];
const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
/** Evenly spread over the decades from `low` to `high`, two digits. */
const decades = (low: number, high: number) =>
  fc
    .integer({ min: 0, max: 999 })
    .map((k) => Number((low * (high / low) ** (k / 999)).toPrecision(2)));

const current = decades(0.01, 10);
const pressure = decades(0.1, 30);
const temperature = fc.integer({ min: -20, max: 80 });
const minutes = fc.integer({ min: 1, max: 25 });
const capacity = decades(0.01, 0.5);

const passing = fc
  .tuple(
    oneOf("Strip", "Plate"),
    current,
    fc.oneof(
      minutes.map((t) => `for ${t} min`),
      capacity.map((q) => `until ${q} mA.h/cm2`),
      fc.tuple(minutes, oneOf(20, 60, 200)).map(([t, v]) => `for ${t} min or until ${v} mV`),
      fc
        .tuple(capacity, oneOf(40, 80))
        .map(([q, a]) => `until ${q} mA.h/cm2 or until contact < ${a} %`),
    ),
  )
  .map(([verb, j, until]) => `${verb} at ${j} mA/cm2 ${until}`);
const resting = fc
  .tuple(minutes, fc.option(temperature), fc.option(pressure))
  .map(
    ([t, at, under]) =>
      `Rest for ${t} min${at === null ? "" : ` at ${at} Cel`}${under === null ? "" : ` under ${under} MPa`}`,
  );
const holding = fc
  .tuple(oneOf(-100, -20, 5, 40, 200), minutes)
  .map(([v, t]) => `Hold at ${v} mV for ${t} min`);
const pressing = fc
  .tuple(pressure, fc.option(oneOf(1, 30, 300)))
  .map(([p, t]) => `Press to ${p} MPa${t === null ? "" : ` over ${t} s`}`);
const pulsing = fc
  .tuple(current, oneOf(5, 30), fc.integer({ min: 1, max: 5 }))
  .map(([j, t, n]) => `Pulse ${j} mA/cm2 for ${t} s, rest ${t} s, ${n} times`);
const single = fc.oneof(passing, passing, resting, holding, pressing, pulsing);
const cycling = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.array(single, { minLength: 1, maxLength: 3 }))
  .map(([n, steps]) => `Cycle ${n} times: [${steps.join("; ")}]`);

const ramping = fc
  .tuple(
    oneOf("current", "plate", "cycles"),
    decades(0.01, 3),
    decades(0.05, 10),
    fc.integer({ min: 1, max: 4 }),
    fc.oneof(
      fc.integer({ min: 1, max: 8 }).map((t) => `${t} min`),
      decades(0.01, 0.1).map((q) => `${q} mA.h/cm2`),
    ),
    oneOf("", " until 60 mV", " until contact < 50 %"),
  )
  .map(([kind, from, to, levels, every, until]) => {
    const by = Number((Math.max(Math.abs(to - from), 0.01) / levels).toPrecision(2));
    return `Ramp ${kind} ${from} to ${to} mA/cm2 by ${by} every ${every}${until}`;
  });
/** A stop rule on any of what a run may be asked for. */
const watching = fc
  .tuple(
    oneOf("Strip", "Plate"),
    current,
    minutes,
    oneOf(
      "contactLost > 5 %",
      "contactRecoverable > 20 %",
      "voidAreaMax > 2 um2",
      "currentNinetieth > 1.5",
      "stackPressure < 1 MPa",
      "interfaceResistance > 30 Ohm.cm2",
      "lithiumEaten > 1 nm",
      "voidHeight > 1 um",
    ),
  )
  .map(([verb, j, t, rule]) => `${verb} at ${j} mA/cm2 for ${t} min or until ${rule}`);
const releasing = fc
  .tuple(pressure, oneOf(0, 0.1, 1), oneOf(1, 30, 300))
  .map(
    ([p, low, t]) =>
      `Cycle 2 times: [Press to ${p} MPa over ${t} s; Press to ${low} MPa over ${t} s]`,
  );

/** Small sections, coarse grids: the physics at its limits, not its resolution. */
const plain: fc.Arbitrary<ScenarioInput> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  cell: fc.record({
    width: oneOf("20 um", "40 um", "100 um"),
    lithium: oneOf("8 um", "20 um"),
    electrolyte: oneOf("8 um", "24 um"),
    reservoir: oneOf("5 um", "200 um"),
  }),
  mesh: fc.record({ columns: oneOf(24, 27, 32, 48) }),
  conditions: fc.record({
    temperature: temperature.map((t) => `${t} Cel`),
    stackPressure: pressure.map((p) => `${p} MPa`),
  }),
  materials: fc.record({
    electrolyte: oneOf(...ELECTROLYTES),
    overrides: oneOf<Record<string, string>>(
      {},
      {},
      { "lithium.creepStress": "1 MPa" },
      { "lithium.creepStress": "3 MPa" },
    ),
  }),
  interface: fc.record({
    kineticsAmplitude: oneOf(0, 0.3, 1),
    sinkAmplitude: oneOf(0, 0.3, 1),
    siteSpacing: oneOf("0 um", "10 um", "20 um"),
    defects: fc.array(
      fc.record({
        at: oneOf("0 um", "7 um", "15 um", "20 um"),
        width: oneOf("1 um", "5 um", "12 um"),
        height: oneOf("0.5 um", "2 um", "4.5 um"),
      }),
      { maxLength: 3 },
    ),
  }),
  physics: fc.record({
    vacancySinks: oneOf(true, true, true, false),
    powerLawCreep: oneOf(true, true, true, false),
    healing: fc.boolean(),
    interphaseGrowth: fc.boolean(),
    stressPotential: fc.boolean(),
  }),
  protocol: fc.array(fc.oneof({ weight: 4, arbitrary: single }, cycling), {
    minLength: 1,
    maxLength: 4,
  }),
});

/** Off as often as not. */
const perhaps = <T>(off: T, ...on: T[]) => oneOf(...on.map(() => off), ...on);

/** The same with every switch of the void model, pressures that yield and every sentence of the protocol. */
const switched: fc.Arbitrary<ScenarioInput> = fc
  .tuple(
    plain,
    fc.record({
      adhesion: perhaps("0 MPa", "0.1 MPa", "1 MPa", "20 MPa"),
      creepKinetics: perhaps(0, 1, 100),
      coverage: perhaps("0 cm2/(mA.h)", "0.1 cm2/(mA.h)", "3 cm2/(mA.h)"),
      unrecovered: perhaps(0, 0.04, 0.5),
      pressureContact: perhaps(false, true),
      transportLength: perhaps("10 um", "2 um", "30 um"),
      nucleationPreference: perhaps(0.03, 0.001, 1),
      filmSpeed: perhaps(12, 0, 50),
    }),
    fc.oneof(
      fc.constant({}),
      oneOf("0.1 MPa/um", "2 MPa/um", "50 MPa/um").map((stackStiffness) => ({ stackStiffness })),
      fc.constant({ platen: "gap" as const }),
      fc.constant({ stackPressure: "0 MPa" }),
    ),
    fc.array(fc.oneof(ramping, watching, releasing, single), { minLength: 1, maxLength: 3 }),
  )
  .map(([scenario, physics, conditions, protocol]) => ({
    ...scenario,
    physics: { ...scenario.physics, ...physics },
    conditions: { ...scenario.conditions, ...conditions },
    protocol: [...protocol, ...scenario.protocol.slice(0, 2)],
  }));

/** The same in an electrolyte with grains, flaws, pores and layers, with electrons and infiltration. */
const textured: fc.Arbitrary<ScenarioInput> = fc
  .tuple(
    switched,
    fc.record({
      density: oneOf(0.82, 0.9, 0.99),
      grains: fc.record({
        size: perhaps("0 um", "4 um", "10 um"),
        spread: oneOf(0, 0.2, 0.5),
        boundaryResistance: perhaps("0 Ohm.cm2", "0.01 Ohm.cm2", "0.1 Ohm.cm2"),
        electronicResistance: perhaps("0 Ohm.cm2", "1e6 Ohm.cm2"),
      }),
      flaws: fc.record({
        spacing: oneOf("0 um", "2 um", "7.5 um"),
        median: oneOf("0.5 um", "2.5 um", "8 um"),
        tilt: oneOf(0, 17, 60),
        list: oneOf([], [{ at: "7 um", length: "6 um", tilt: 30 }]),
      }),
      pores: fc.record({ on: fc.boolean(), diameter: oneOf("0.8 um", "2 um", "6 um") }),
      roughness: perhaps("0 um", "1 um"),
      layers: oneOf(
        [],
        [{ thickness: "20 nm", electronicConductivity: "1e-14 S/cm" }],
        [
          { thickness: "3 um", ionicConductivity: "0.05 mS/cm", youngsModulus: "100 GPa" },
          {
            thickness: "2 um",
            ionicConductivity: "12 mS/cm",
            electronicConductivity: "1e-3 S/cm",
            lithiumConsumption: 1,
          },
        ],
      ),
    }),
    fc.record({ leakage: fc.boolean(), infiltration: fc.boolean() }),
  )
  .map(([scenario, electrolyte, physics]) => ({
    ...scenario,
    electrolyte,
    physics: { ...scenario.physics, ...physics },
  }));

/** The switched ones with those of void surfaces and of the strength around voids. */
const surfaced: fc.Arbitrary<ScenarioInput> = fc
  .tuple(
    switched,
    fc.record({
      capillarity: perhaps(false, true),
      hardeningLength: perhaps("0 um", "5 um", "50 um"),
      stickingWall: perhaps(false, true),
      surfaceMobility: perhaps("6e-15 m2/s", "0 m2/s", "1e-12 m2/s"),
      contactAngle: perhaps("100 deg", "60 deg", "140 deg"),
    }),
  )
  .map(([scenario, physics]) => ({ ...scenario, physics: { ...scenario.physics, ...physics } }));

/** A textured scenario whose flaws grow filaments while it plates, before or behind all else; runs go on behind a short. */
const filaments: fc.Arbitrary<ScenarioInput> = fc
  .tuple(
    textured,
    fc.record({
      spacing: oneOf("4 um", "7.5 um"),
      median: oneOf("0.5 um", "2.5 um", "6 um"),
      mouth: oneOf("20 nm", "300 nm"),
      tilt: oneOf(0, 17, 60),
      list: oneOf([], [{ at: "7 um", length: "6 um", tilt: 30 }]),
    }),
    fc.record({
      filamentFollowing: oneOf(0, 0.3, 1),
      filamentBranching: oneOf(0.8, 0.95, 2),
      shortWidth: oneOf("10 um", "1 mm", "0.1 um"),
    }),
    oneOf("60 um", "1 mm"),
    fc
      .tuple(decades(0.3, 10), minutes, oneOf("", " or until shortKind > 0.5"))
      .map(([j, t, until]) => `Plate at ${j} mA/cm2 for ${t} min${until}`),
    fc.boolean(),
  )
  .map(([scenario, flaws, physics, pellet, plate, behind]) => ({
    ...scenario,
    cell: { ...scenario.cell, pellet },
    electrolyte: { ...scenario.electrolyte, flaws },
    physics: { ...scenario.physics, ...physics, filaments: true },
    protocol: behind ? [...scenario.protocol, plate] : [plate, ...scenario.protocol],
  }));

/** The same with empty flaws inside, which filaments run into, and shorts that may fuse. */
const buried: fc.Arbitrary<ScenarioInput> = fc
  .tuple(
    filaments,
    oneOf("4 um", "10 um"),
    oneOf([], [{ at: "7 um", depth: "4 um", length: "6 um", tilt: 80 }]),
    fc.boolean(),
  )
  .map(([scenario, insideSpacing, inside, shortFuses]) => {
    const { electrolyte, physics } = scenario;
    const list = [...(electrolyte?.flaws?.list ?? []), ...inside];
    return {
      ...scenario,
      electrolyte: { ...electrolyte, flaws: { ...electrolyte?.flaws, insideSpacing, list } },
      physics: { ...physics, shortFuses },
    };
  });

const um = (low: number, high: number) => decades(low, high).map((x) => `${x} um`);
const layer = fc.record({
  thickness: um(0.01, 5),
  ionicConductivity: decades(1e-5, 100).map((k) => `${k} mS/cm`),
  electronicConductivity: decades(1e-8, 1).map((k) => `${k} mS/cm`),
  youngsModulus: decades(0.1, 200).map((E) => `${E} GPa`),
  lithiumConsumption: oneOf(0, 0.5, 3),
});
const overrides = (electrolyte: string) =>
  fc.option(
    fc.record({
      "lithium.creepStress": decades(0.3, 10).map((s) => `${s} MPa`),
      [`${electrolyte}.ionicConductivity`]: decades(0.01, 10).map((k) => `${k} mS/cm`),
      [`${electrolyte}.chargeTransferResistance`]: decades(1e-3, 1e3).map((r) => `${r} Ohm.cm2`),
    }),
    { nil: {} },
  );

/** All switches, materials, layers, flaws, grains, pores and platens at once, plausible but extreme: cells of 60 nm to 20 um,
 * stacks of 10 kPa to 200 MPa. */
const together: fc.Arbitrary<ScenarioInput> = fc
  .tuple(
    buried,
    decades(2, 500),
    fc.tuple(decades(0.3, 3), decades(0.3, 3), decades(1, 30)),
    decades(0.01, 200),
    oneOf(...ELECTROLYTES).chain((name) =>
      overrides(name).map((changed) => ({ electrolyte: name, overrides: changed })),
    ),
    fc.record({
      correlation: um(0.5, 1000),
      counterResistance: decades(0.1, 1e4).map((r) => `${r} Ohm.cm2`),
    }),
    fc.array(layer, { maxLength: 3 }),
    fc.record({
      capillarity: fc.boolean(),
      stickingWall: fc.boolean(),
      pressureContact: fc.boolean(),
      filaments: fc.boolean(),
      hardeningLength: oneOf("0 um", "5 um", "1000 um"),
      surfaceMobility: oneOf("0 m2/s", "6e-15 m2/s", "1e-11 m2/s"),
      contactAngle: oneOf("60 deg", "100 deg", "140 deg"),
      surfaceRange: um(0.3, 500),
      adhesion: oneOf("0 MPa", "0.1 MPa", "20 MPa", "1000 MPa"),
      creepKinetics: oneOf(0, 1, 10_000),
      gapScale: um(0.005, 1),
      openingGap: um(0.1, 10),
      transportLength: um(0.5, 500),
      bulkRatio: oneOf(2, 10, 100),
    }),
    fc.record({
      tolerance: oneOf(0.1, 1e-3, 1e-5),
      maxTimeStep: oneOf("0.5 s", "30 s", "1 h"),
    }),
  )
  .map(([scenario, width, heights, pressure, materials, wall, layers, physics, numerics]) => {
    const high = (share: number) =>
      Number(Math.min(1000, Math.max(1, width * share)).toPrecision(3));
    const part = (share: number) => `${Number((width * share).toPrecision(3))} um`;
    const [lithium, electrolyte] = [high(heights[0]), high(heights[1])];
    const { conditions } = scenario;
    const isBare = conditions?.stackPressure === "0 MPa";
    const within = (list: { at: string }[] | undefined) =>
      (list ?? []).filter(({ at }) => Number.parseFloat(at) <= width);
    const defects = (scenario.interface?.defects ?? []).filter(
      ({ at, height }) =>
        Number.parseFloat(`${at}`) <= width && Number.parseFloat(`${height}`) < 0.6 * lithium,
    );
    return {
      ...scenario,
      cell: {
        width: `${width} um`,
        lithium: `${lithium} um`,
        electrolyte: `${electrolyte} um`,
        pellet: `${Number(Math.min(10_000, electrolyte * 1.3 * heights[2]).toPrecision(3))} um`,
        reservoir: scenario.cell?.reservoir ?? "200 um",
      },
      materials,
      interface: { ...scenario.interface, ...wall, defects },
      electrolyte: {
        ...scenario.electrolyte,
        layers,
        grains: {
          ...scenario.electrolyte?.grains,
          size: part(0.1),
          boundaryResistance: "1e-5 Ohm.cm2",
        },
        pores: { ...scenario.electrolyte?.pores, diameter: part(0.05) },
        flaws: {
          ...scenario.electrolyte?.flaws,
          list: within(scenario.electrolyte?.flaws?.list as { at: string }[] | undefined),
        },
      },
      conditions: { ...conditions, stackPressure: isBare ? "0 MPa" : `${pressure} MPa` },
      physics: {
        ...scenario.physics,
        ...physics,
        // the mesh may round the lithium down by a third
        openingGap: `${Number(Math.min(Number.parseFloat(physics.openingGap), 0.5 * lithium).toPrecision(3))} um`,
      },
      numerics,
    } as ScenarioInput;
  });

const KINDS = { plain, switched, surfaced, textured, filaments, buried, together };
export type Kind = keyof typeof KINDS;
export const EVERY_KIND = Object.keys(KINDS);

/** The same with minutes of the protocol as seconds and a hundredth of its charges: a minute of the cell, not an hour. */
export const shortened = (scenario: ScenarioInput): ScenarioInput => ({
  ...scenario,
  protocol: scenario.protocol!.map((sentence) =>
    `${sentence}`
      .replace(/(\d) min\b/g, "$1 s")
      .replace(
        /([\d.]+) mA\.h\/cm2/g,
        (_, q) => `${Number((0.01 * Number(q)).toPrecision(2))} mA.h/cm2`,
      ),
  ),
});

/** The first `count` scenarios of the list of that number. */
export const listed = (count: number, list = 1, kind: Kind = "plain"): ScenarioInput[] =>
  fc.sample(fc.noBias(KINDS[kind]), { seed: list, numRuns: count });
