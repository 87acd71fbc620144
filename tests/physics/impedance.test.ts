// Impedance of the section against closed forms, a direct complex solve, and the voltage of the run itself.
import { describe, expect, it } from "vitest";
import { fromGallery } from "../../core/gallery";
import type { ScenarioInput } from "../../core/scenario";
import { analyse } from "../../core/spectrum/analysis";
import { circuitOf } from "../../core/spectrum/circuit";
import { decades } from "../../core/spectrum/point";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { measureImpedance, perSquareCentimetre, workingSide } from "../../sim/impedance";
import { Field, type Kernel, Out, Param, Status } from "../../sim/kernel";
import { Section } from "../../validate/section";
import { directImpedance, type Frozen, flatImpedance, size } from "../support/complex-section";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";

const EVEN = { siteSpacing: "0 um", sinkAmplitude: 0 } as const;
const CELL = { width: "128 um", lithium: "16 um", electrolyte: "64 um" } as const;

/** A section of 1 um cells with voids over the given columns, `high` metres high. */
async function section(
  voids: readonly (readonly [number, number])[],
  high = 1e-6,
  scenario: Partial<ScenarioInput> = {},
) {
  const s = await Section.create(wasm, {
    scenario: { cell: CELL, interface: EVEN, mesh: { columns: 128 }, ...scenario },
  });
  const { columns } = s.kernel;
  const open = s.line(Field.open);
  const h = s.spec.grid.h;
  for (const [from, to] of voids) {
    for (let i = from; i < to; i++) {
      open[i] = 1;
      for (let j = 0, left = high; left > 0; j++, left -= h) {
        s.lithium[j * columns + i] = Math.max(0, 1 - left / h);
      }
    }
  }
  s.control(0);
  return s;
}

const ONE = [[32, 96]] as const;
const FOUR = [
  [2, 32],
  [36, 50],
  [60, 98],
  [104, 118],
] as const;
const FREQUENCIES = [1e6, 1e5, 1e4, 1e3, 1e2, 1e-2];

/** What a section is, for the reference; gaps in contact as they are. */
function frozen(s: Section, ohm = 3e-4): Frozen {
  const { kernel, spec } = s;
  const columns = kernel.columns;
  const line = (which: Field) => Array.from(s.line(which));
  const contact = line(Field.contact);
  const thermal = (2 * 8.314462618 * 298.15) / 96485.33212;
  const current = line(Field.current);
  const factor = line(Field.kinetics);
  const transfer = contact.map((a, i) => {
    const twice = (a * thermal) / (ohm * factor[i]!);
    return (ohm * factor[i]!) / Math.sqrt(1 + (a > 0 ? current[i]! / twice : 0) ** 2);
  });
  const gap = line(Field.gap).map((g, i) => {
    let height = Math.max(g, 1e-9);
    if (s.line(Field.open)[i] === 0) return height;
    height = 0;
    for (let j = 0; j < kernel.rows.lithium; j++) height += 1 - s.lithium[j * columns + i]!;
    return height * spec.grid.h;
  });
  return {
    columns,
    rows: kernel.rows.electrolyte,
    h: spec.grid.h,
    kappa: 0.2,
    rest: spec.cell.pellet - spec.cell.electrolyte,
    contact,
    gap,
    transfer,
    film: contact.map(() => 2e-4),
    filmConductivity: 1e-4,
    counter: { transfer: ohm, film: 2e-4 },
    permittivity: 30,
    doubleLayer: 1,
    exponent: 0.9,
    filmPermittivity: 20,
    filmExponent: 0.9,
  };
}

/** Largest relative distance of the kernel's spectrum from the reference. */
function distance(kernel: Kernel, f: Frozen, solve: typeof directImpedance, frequencies: number[]) {
  const found = measureImpedance(kernel, frequencies);
  return Math.max(
    ...found.map(({ frequency, real, imaginary }) => {
      const [re, im] = solve(f, frequency);
      return Math.hypot(real - re, imaginary - im) / size([re, im]);
    }),
  );
}

const DECADES = [1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

it("of a flat section is that of its parts in series", async () => {
  const s = await section([]);
  expect(distance(s.kernel, frozen(s), flatImpedance, DECADES)).toBeLessThan(1e-9);
});

it("of a coating has the arc of the coating", async () => {
  const s = await section([], 1e-6, {
    electrolyte: { layers: [{ thickness: "20 nm", ionicConductivity: "1e-6 S/cm" }] },
  });
  // of the conductivity of the film, so that both are one arc of twice the resistance
  const bare = frozen(s);
  const coated = { ...bare, film: [4e-4], rest: bare.rest - 20e-9 };
  expect(distance(s.kernel, coated, flatImpedance, DECADES)).toBeLessThan(1e-7);
});

it("with filaments that hang on the electrode is the slope of the voltage at rest", async () => {
  const { run, kernel } = await openRun(
    { ...(fromGallery("cycle-to-short").scenario as ScenarioInput), mesh: { columns: 64 } },
    wasm,
  );
  while (run.observables.filamentLength < 20e-6 && run.advance());
  expect(run.observables.filamentLength).toBeGreaterThan(20e-6);
  const voltage = (j: number) => {
    kernel.setParam(Param.current, j);
    expect(kernel.exports.runControl()).toBe(Status.ok);
    return kernel.outputs[Out.voltage]!;
  };
  voltage(0);
  const Z = measureImpedance(kernel, [0])[0]!;
  const slope = (voltage(1e-3) - voltage(-1e-3)) / 2e-3;
  expect(Math.abs(Z.real / slope - 1)).toBeLessThan(1e-5);
});

describe("of uneven contact, a void and uneven kinetics", () => {
  const scenario = {
    cell: { width: "32 um", lithium: "16 um", electrolyte: "16 um" },
    mesh: { columns: 32 },
    interface: { ...EVEN, kineticsAmplitude: 0.5 },
  };
  const ragged = async (more: Partial<ScenarioInput> = {}) => {
    const s = await section([[10, 18]], 0.4e-6, { ...scenario, ...more });
    const gaps = s.line(Field.gap);
    gaps.forEach((_, i) => {
      gaps[i] = 0.15e-6 * (1 + Math.sin(2.1 * i * i));
    });
    return s;
  };
  it.each([0, 10])("is that of a direct solve at %s A/m2", async (j) => {
    const s = await ragged();
    s.control(j);
    expect(distance(s.kernel, frozen(s), directImpedance, DECADES)).toBeLessThan(1e-5);
  });
  it("with grain boundaries is that of a direct solve", async () => {
    const um = 1e-6;
    const lines = [
      [0, 5, 32, 5],
      [7, 0, 7, 16],
      [12, 16, 32, 4],
    ] as const;
    const s = await ragged({
      electrolyte: {
        grains: {
          boundaryResistance: "0.5 Ohm.cm2",
          list: lines.map(([from, fromDepth, to, toDepth]) => ({
            from: `${from} um`,
            fromDepth: `${fromDepth} um`,
            to: `${to} um`,
            toDepth: `${toDepth} um`,
          })),
        },
      },
    });
    s.control(0);
    const f = frozen(s);
    const crossed = (px: number, py: number, qx: number, qy: number) => {
      for (const [x0, y0, x1, y1] of lines) {
        const [dx, dy] = [(x1 - x0) * um, (y1 - y0) * um];
        const side = (x: number, y: number) => dx * (y - y0 * um) - dy * (x - x0 * um) >= 0;
        const along = ((px + qx) / 2 - x0 * um) * dx + ((py + qy) / 2 - y0 * um) * dy;
        if (side(px, py) === side(qx, qy) || along < 0 || along > dx * dx + dy * dy) continue;
        return (Math.abs(dx) + Math.abs(dy)) / Math.hypot(dx, dy);
      }
      return 0;
    };
    const cells = Array.from({ length: f.columns * f.rows }, (_, k) => {
      const x = ((k % f.columns) + 0.5) * f.h;
      const y = (Math.floor(k / f.columns) + 0.5) * f.h;
      return { x, y };
    });
    const boundary = {
      above: cells.map(({ x, y }) => crossed(x, y - f.h, x, y)),
      left: cells.map(({ x, y }) => crossed(x - f.h, y, x, y)),
      ohm: 5e-5,
      width: 1e-9,
    };
    expect(boundary.above.filter((longer) => longer > 0).length).toBeGreaterThan(30);
    const found = distance(s.kernel, { ...f, boundary }, directImpedance, DECADES);
    expect(found).toBeLessThan(1e-5);
    expect(distance(s.kernel, f, directImpedance, DECADES)).toBeGreaterThan(1e-3);
  });
});

describe("of a section drawn at random: contact, charge transfer, exponents, bias", () => {
  // a linear congruential generator: the same six sections each time
  let state = 0;
  const draw = (least: number, most: number) => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return least * (most / least) ** (state / 2 ** 32);
  };
  it.each([1, 2, 3, 4, 5, 6])("%s is that of a direct solve", async (seed) => {
    state = Math.imul(seed, 2654435761) >>> 0;
    const [transfer, exponent, filmExponent] = [draw(1, 100), draw(0.7, 1), draw(0.7, 1)];
    const first = Math.floor(draw(2, 16));
    const s = await section([[first, first + Math.floor(draw(2, 14))]], draw(0.1e-6, 3e-6), {
      cell: { width: "32 um", lithium: "16 um", electrolyte: "16 um" },
      mesh: { columns: 32 },
      interface: { ...EVEN, kineticsAmplitude: draw(0.05, 0.8) },
      materials: { overrides: { "Li6PS5Cl.chargeTransferResistance": `${transfer} Ohm.cm2` } },
      impedance: { doubleLayerExponent: exponent, filmExponent },
    });
    const gaps = s.line(Field.gap);
    gaps.forEach((_, i) => {
      gaps[i] = draw(1e-9, 1e-6);
    });
    s.control(draw(0.1, 20));
    const f = { ...frozen(s, 1e-4 * transfer), exponent, filmExponent };
    expect(Math.min(...Array.from(f.contact).filter((a) => a > 0))).toBeLessThan(0.2);
    expect(distance(s.kernel, f, directImpedance, DECADES)).toBeLessThan(1e-5);
  });
});

describe("with the potential of vacancies", () => {
  const VACANCIES = { physics: { vacancyPotential: true } };
  const OMEGA_OVER_F = 1.3e-5 / 96485.33212;
  /** R_v of a flat section, the slope of its voltage at rest and P Omega/F over the critical current [Ohm m2]. */
  const found = async (pressure: string) => {
    const more = { conditions: { stackPressure: pressure } };
    const off = await section([], 1e-6, more);
    const on = await section([], 1e-6, { ...more, ...VACANCIES });
    const [a, b] = [off, on].map(({ kernel }) => measureImpedance(kernel, [0])[0]!.real);
    const v = on.spec.lithium.molarVolume.value / 96485.33212;
    const bound = (on.spec.stackPressure * v) / on.out(Out.criticalCurrent);
    return { ohm: b! - a!, slope: a!, bound };
  };
  it.each([
    ["1 MPa", 6.0],
    ["3 MPa", 2.0],
    ["7 MPa", 0.86],
    ["25 MPa", 0.24],
  ])("at %s: R_v is %s Ohm cm2, and R_v j_c = P Omega / F", async (pressure, ohm) => {
    const { ohm: own, slope, bound } = await found(pressure);
    expect(Math.abs(1e4 * own - ohm)).toBeLessThan(0.02 * ohm);
    // a slope is known to its solver's tolerance
    expect(Math.abs(own - bound)).toBeLessThan(1e-8 * slope);
  });
  it("is a Gerischer element in the spectrum, of 21 s at 3 MPa", async () => {
    const s = await section([], 1e-6, VACANCIES);
    const { bound: ohm } = await found("3 MPa");
    const { molarVolume, selfDiffusivity } = s.spec.lithium;
    const spacing = (ohm * 96485.33212 ** 2) / (8.314462618 * 298.15 * molarVolume.value);
    const tau = selfDiffusivity.value * spacing ** 2;
    expect(Math.abs(tau / 20.7 - 1)).toBeLessThan(0.01);
    const frequencies = [1e-4, 1e-3, 1e-2, 1e-1, 1e2, 1e5];
    const gerischer = (f: Frozen, frequency: number) => {
      const [re, im] = flatImpedance(f, frequency);
      const wt = 2 * Math.PI * frequency * tau;
      const [size, angle] = [ohm * (1 + wt * wt) ** -0.25, -Math.atan(wt) / 2];
      return [re + size * Math.cos(angle), im + size * Math.sin(angle)] as const;
    };
    expect(distance(s.kernel, frozen(s), gerischer, frequencies)).toBeLessThan(1e-7);
  });
  it("takes R_v j and no more than P Omega / F of the voltage, and Z(0) is its slope on either side", async () => {
    const s = await section(ONE, 1e-6, VACANCIES);
    const off = await section(ONE);
    const voltage = (of: Section, j: number) => {
      of.control(j);
      return of.out(Out.voltage);
    };
    const bound = 3e6 * OMEGA_OVER_F;
    expect(Math.abs((voltage(s, 10) - voltage(off, 10)) / bound - 1)).toBeLessThan(1e-2);
    expect(Math.abs((voltage(s, -10) - voltage(off, -10)) / bound + 1)).toBeLessThan(1e-2);
    for (const j of [0.2, -0.2, 10]) {
      s.control(j);
      const [Z] = measureImpedance(s.kernel, [0]);
      const d = 1e-3 * Math.abs(j);
      const slope = (voltage(s, j + d) - voltage(s, j - d)) / (2 * d);
      expect(Math.abs(Z!.real / slope - 1)).toBeLessThan(1e-6);
    }
  });
});

it("at zero is the slope of the voltage at five instants of strip-3mpa", async () => {
  const { run, kernel } = await openRun(fromGallery("strip-3mpa").scenario as ScenarioInput, wasm);
  const voltage = (j: number) => {
    kernel.setParam(Param.current, j);
    expect(kernel.exports.runControl()).toBe(Status.ok);
    return kernel.outputs[Out.voltage]!;
  };
  const contact: number[] = [];
  for (const time of [0, 360, 900, 1800, 3600]) {
    while (run.observables.time < time && run.advance());
    const memory = kernel.snapshot();
    const j = kernel.param(Param.current);
    const Z = measureImpedance(kernel, [0])[0]!;
    const slopes = [2e-3, 1e-3].map((d) => {
      const slope = (voltage(j * (1 + d)) - voltage(j * (1 - d))) / (2 * d * j);
      return slope;
    });
    const slope = (4 * slopes[1]! - slopes[0]!) / 3;
    kernel.putBack(memory);
    expect(Math.abs(Z.real / slope - 1)).toBeLessThan(1e-6);
    expect(Z.imaginary).toBeCloseTo(0, 20);
    contact.push(kernel.outputs[Out.contactFraction]!);
  }
  expect(contact.at(-1)).toBeLessThan(0.3);
});

describe("the table of direct complex solves", () => {
  it.each([
    [
      "flat",
      [],
      [
        50.117, -0.863, 51.8555, -1.8618, 54.1289, -1.4017, 57.6028, -2.5683, 59.8529, -0.5722,
        60.0, -0.0001,
      ],
    ],
    [
      "one void",
      ONE,
      [
        50.959, -1.1474, 53.6271, -2.7924, 57.0471, -2.1066, 62.2661, -3.8558, 65.6428, -0.8589,
        65.8636, -0.0002,
      ],
    ],
    [
      "four voids",
      FOUR,
      [
        51.0117, -1.6338, 55.5146, -4.6542, 61.2387, -3.5202, 69.9546, -6.434, 75.5867, -1.4327,
        75.9548, -0.0004,
      ],
    ],
  ] as const)("%s", async (_, voids, table) => {
    const s = await section(voids);
    const Z = measureImpedance(s.kernel, FREQUENCIES);
    const found = Z.flatMap(({ real, imaginary }) => [1e4 * real, 1e4 * imaginary]);
    found.forEach((x, k) => {
      expect(Math.abs(x - table[k]!)).toBeLessThan(1e-5 * 50);
    });
  });
});

describe("the circuit of the working side", () => {
  const THICK = { interface: { ...EVEN, interphaseThickness: "200 nm" } };
  const VACANCIES = { physics: { vacancyPotential: true } };
  // electrolyte, interphase and charge transfer times the share in contact [Ohm cm2], capacitance of the latter [uF/cm2]
  it.each([
    ["flat", [], {}, 1, [50.0, 2.0, 3.0, 40.6]],
    ["over one void", ONE, {}, 0.5, [50.759, 2.06, 2.99, 20.46]],
    ["over four voids", FOUR, {}, 0.25, [50.673, 2.07, 2.996, 10.19]],
    ["with 200 nm of interphase", [], THICK, 1, [50.0, 20.0, 3.0, 40.6]],
    [
      "over four voids with vacancies",
      FOUR,
      VACANCIES,
      0.25,
      [50.673, 2.07, 2.996, 10.19, 2.0, 20.7],
    ],
  ] as const)("%s", async (_, voids, more, contact, expected) => {
    const s = await section(voids, 1e-6, more);
    const points = measureImpedance(s.kernel, decades(1e6, 1e-2, 8));
    const kinds = circuitOf(expected.length > 4 ? "R-RQ-RQ-G" : "R-RQ-RQ")!;
    const { fit } = analyse(perSquareCentimetre(workingSide(points)), kinds);
    const [R, film, transfer, vacancies] = fit.elements;
    const found = [
      // with the pellet below the section, 936 um of 2 mS/cm
      R!.value + 46.8,
      film!.value * contact,
      transfer!.value * contact,
      1e6 * transfer!.capacitance!,
      ...(vacancies ? [vacancies.value * contact, vacancies.tau!] : []),
    ];
    found.forEach((value, k) => {
      expect(Math.abs(value / expected[k]! - 1), `${k}: ${value}`).toBeLessThan(0.01);
    });
  });
});

it.each([1e-9, 1e-8, 1e-7])(
  "the constriction above %s m is half bridged at 2.1 kappa d / (2 pi eps0 w)",
  async (d) => {
    // next to no resistance of the interface, and no dielectric that bridges it at high frequency
    const bare: Partial<ScenarioInput> = {
      impedance: { permittivity: 1 },
      materials: {
        overrides: {
          "Li6PS5Cl.chargeTransferResistance": "1e-4 Ohm.cm2",
          "Li6PS5Cl.interphaseResistance": "1e-4 Ohm.cm2",
        },
      },
    };
    const s = await section(ONE, d, bare);
    const flat = await section([], 1e-6, bare);
    const excess = (frequency: number) => {
      const [at, without] = [s, flat].map((one) => measureImpedance(one.kernel, [frequency])[0]!);
      return at!.real - without!.real;
    };
    const half = excess(1) / 2;
    let [low, high] = [1e3, 1e9];
    for (let k = 0; k < 25; k++) {
      const middle = Math.sqrt(low * high);
      if (excess(middle) > half) low = middle;
      else high = middle;
    }
    const expected = (2.1 * 0.2 * d) / (2 * Math.PI * 8.8541878128e-12 * 64e-6);
    expect(Math.abs(low / expected - 1)).toBeLessThan(0.05);
  },
);

it.each(["cycle-to-short", "grain-boundary"])(
  "leaves no trace in %s, which goes on to the same bits and restores",
  async (name) => {
    const scenario: ScenarioInput = {
      ...(fromGallery(name).scenario as ScenarioInput),
      mesh: { columns: 32 },
    };
    const trail = async (measured: boolean) => {
      const { run, kernel } = await openRun(scenario, wasm);
      const rows: number[] = [];
      for (let k = 0; k < 40 && run.advance(); k++) {
        if (measured && k % 7 === 0) measureImpedance(kernel, [1e6, 1, 0]);
        rows.push(...kernel.outputs);
      }
      const again = await restore(checkpointOf(run), wasm);
      again.advance();
      return [...rows, ...Object.values(again.observables)];
    };
    expect(await trail(true)).toEqual(await trail(false));
  },
);
