// The composite cathode on its own, lumped and along its depth: orders and closed forms of diffusion, resistances, balances,
// ageing against what it was fitted to.
import { describe, expect, it } from "vitest";
import { FARADAY, GAS_CONSTANT } from "../../core/constants";
import { cubic } from "../../core/pchip";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { Out } from "../../sim/kernel";
import { layOut } from "../../sim/kernel-setup";
import { instance, wasm } from "../support/kernel";

const THERMAL = (GAS_CONSTANT * 298.15) / FARADAY;
type Changes = Partial<NonNullable<ScenarioInput["cathode"]>>;

/** The cathode of a scenario, apart from its lithium. */
async function electrode(cathode: Changes, more: Partial<ScenarioInput> = {}) {
  const spec = resolveRun({
    protocol: ["Rest for 1 s"],
    mesh: { columns: 16 },
    cathode: { model: "lumped", ...cathode },
    ...more,
  });
  const { kernel } = await layOut(spec, wasm);
  const k = kernel.exports;
  const Q =
    spec.cathode!.nominalCapacity /
    (spec.cathode!.properties.lithiumAsBuilt.value - spec.cathode!.properties.lithiumCharged.value);
  return {
    kernel,
    oneC: spec.cathode!.nominalCapacity / 3600,
    /** Charge of a unit of lithium content [C/m2]. */
    capacity: Q,
    openCircuit: (x: number) => cubic(spec.cathode!.openCircuitVoltage, x),
    advance: (i: number, dt: number, steps = 1) => k.electrodeAdvance(i, dt, steps),
    voltage: (i: number) => k.electrodeVoltage(i),
    /** At current density i [Ohm m2]. */
    slope: (i: number) => {
      k.electrodeVoltage(i);
      return k.electrodeSlope();
    },
  };
}

/** Where the lithium content of NCM811 is x. */
const chargeAt = (x: number) => (0.942 - x) / (0.942 - 0.2657);
const fast = { materials: { overrides: { "NCM811.particleDiffusivity": "1e-9 m2/s" } } };

describe("diffusion in a particle", () => {
  const [R, D, density, j] = [2.5e-6, 4e-15, 4.76e9, -0.2];
  const steady = (-j * R) / (5 * D * density);
  const kernel = instance();
  const run = (shells: number, dt: number, steps: number) =>
    kernel.sphereRun(kernel.sphereCreate(shells, R, D, density), j, dt, steps) / steady;

  it("is of second order in space, towards R j/5D F c_max", () => {
    const missed = [8, 16, 32].map((shells) => Math.abs(run(shells, 500, 100) - 1));
    expect(missed[1]).toBeLessThan(0.01);
    for (const k of [0, 1]) {
      const order = Math.log2(missed[k]! / missed[k + 1]!);
      expect(order).toBeGreaterThan(1.9);
      expect(order).toBeLessThan(2.1);
    }
  });

  it("is of first order in time", () => {
    const found = [10, 20, 40, 80].map((steps) => run(16, 200 / steps, steps));
    const change = [0, 1, 2].map((k) => found[k + 1]! - found[k]!);
    for (const k of [0, 1]) {
      expect(Math.log2(change[k]! / change[k + 1]!)).toBeGreaterThan(0.85);
      expect(Math.log2(change[k]! / change[k + 1]!)).toBeLessThan(1.15);
    }
  });

  it("follows the series of a sphere under a constant flux", () => {
    for (const tau of [0.02, 0.1, 0.5]) {
      const steps = 400;
      const found = run(32, (tau * R * R) / D / steps, steps);
      expect(Math.abs(found - 5 * (0.2 - transient(tau)))).toBeLessThan(0.01);
    }
  });
});

/** Sum of 2 exp(-l^2 tau) / l^2 over the roots of tan l = l: what is still to come of the rise of 1/5. */
function transient(tau: number): number {
  let sum = 0;
  for (let n = 1; n <= 40; n++) {
    let l = (n + 0.5) * Math.PI - 1 / ((n + 0.5) * Math.PI);
    for (let k = 0; k < 20; k++) l = n * Math.PI + Math.atan(l);
    sum += (2 * Math.exp(-l * l * tau)) / (l * l);
  }
  return sum;
}

/** Voltage of the oxide of the LG M50 over its lithium content [@chen2020]. */
const lgm50 = (x: number) =>
  4.4875 -
  0.809 * x -
  0.0428 * Math.tanh(18.5138 * (x - 0.5542)) -
  17.7326 * Math.tanh(15.789 * (x - 0.3117)) +
  17.5842 * Math.tanh(15.9308 * (x - 0.312));

describe.each(["lumped", "line"] as const)("cathode, %s", (model) => {
  it("discharges LGM50 at C/2 as the single particle in closed form", async () => {
    const given = { ionicConductivity: "0.3 S/m", electronicConductivity: "0.18 S/m" };
    const cell = { model, material: "LGM50", charge: 1, thickness: "75.6 um", share: 0.665 };
    const c = await electrode({ ...cell, porosity: 0, particle: "10.44 um", ...given });
    const i = 0.5 * c.oneC;
    const [R, D, L, i0] = [5.22e-6, 4e-15, 75.6e-6, 3.4];
    const surface = (3 * 0.665 * L) / R;
    const density = 63104 * FARADAY;
    const window = 0.9084 - 0.27;
    for (let k = 1; k <= 10; k++) {
      c.advance(i, 7200 / 400, 38);
      const t = (k * 38 * 7200) / 400;
      const x = 0.27 + (window * t) / 7200;
      const rise = ((i / surface) * R * (0.2 - transient((D * t) / R ** 2))) / (D * density);
      const exchange = 2 * i0 * Math.sqrt((x + rise) * (1 - x - rise));
      const kinetic = 2 * THERMAL * Math.asinh(i / surface / (2 * exchange));
      const closed = lgm50(x + rise) - kinetic - i * (L / 3) * (1 / 0.3 + 1 / 0.18);
      expect(Math.abs(c.voltage(i) - closed), `x ${x}`).toBeLessThan(0.01);
    }
  });

  it("keeps the charge over charge, rest, discharge and rest, whatever is in contact", async () => {
    const c = await electrode({ model, contact: 0.5 });
    let charge = 0;
    for (const [rate, hours] of [
      [-0.5, 1.6],
      [0, 1],
      [0.5, 0.8],
      [0, 1],
    ] as const) {
      const x = c.advance(rate * c.oneC, (hours * 3600) / 40, 40);
      charge += rate * c.oneC * hours * 3600;
      expect(Math.abs((x - 0.942) * c.capacity - charge)).toBeLessThan(1e-9 * Math.abs(charge));
    }
  });

  it("rests at x = 0.394 towards 4.0708 V", async () => {
    const c = await electrode({ model });
    c.advance(-0.5 * c.oneC, (0.548 * c.capacity) / (0.5 * c.oneC) / 100, 100);
    expect(c.advance(0, 60, 60)).toBeCloseTo(0.394, 9);
    expect(Math.abs(c.voltage(0) - 4.0708)).toBeLessThan(2e-3);
  });

  it("has the resistance of its parts", async () => {
    const given = { ionicConductivity: "0.0358 S/m", electronicConductivity: "0.02257 S/m" };
    const c = await electrode({ model, charge: chargeAt(0.5), ...given }, fast);
    // closed form of the line, and charge transfer with a third of the thickness
    const whole = model === "line" ? 71.008e-4 : 71.086e-4;
    expect(Math.abs(c.slope(0) / whole - 1)).toBeLessThan(model === "line" ? 5e-4 : 1e-4);
    // the slope is that of the law at any current
    const di = 0.01;
    const found = (c.voltage(20 - di) - c.voltage(20 + di)) / (2 * di);
    expect(c.slope(20) / found).toBeCloseTo(1, 5);
  });

  it("narrows charge transfer and films by the contact, and nothing else", async () => {
    const given = { ionicConductivity: "1000 S/m", electronicConductivity: "1000 S/m" };
    const at = async (contact: number) => {
      const c = await electrode({ model, charge: chargeAt(0.5), contact, ...given }, fast);
      return c.slope(0);
    };
    expect((await at(0.5)) / (await at(1))).toBeCloseTo(2, 3);
  });
});

it("reads its curve as the cubic through the knots", async () => {
  for (const x of [0.25, 0.3, 0.45, 0.6, 0.75, 0.9, 0.94]) {
    const c = await electrode({ charge: chargeAt(x) > 1 ? 1 : chargeAt(x) });
    const start = Math.max(x, 0.2657);
    const to = c.advance((x - start) * c.capacity, 1);
    c.advance(0, 1e6, 3);
    expect(Math.abs(to - x)).toBeLessThan(1e-12);
    expect(Math.abs(c.voltage(0) - c.openCircuit(x)), `x ${x}`).toBeLessThan(1e-6);
  }
});

describe("lumped against line", () => {
  it.each([0.5, 1, 2])("within a millivolt at %f C for a normal electrode", async (rate) => {
    const given = { ionicConductivity: "0.03 S/m", electronicConductivity: "0.1 S/m" };
    const [one, line] = await Promise.all(
      (["lumped", "line"] as const).map((model) =>
        electrode({ model, charge: 1, thickness: "50 um", ...given }),
      ),
    );
    const i = rate * one!.oneC;
    for (let k = 1; k <= 18; k++) {
      for (const c of [one!, line!]) c.advance(i, 3600 / rate / 360, 18);
      expect(Math.abs(one!.voltage(i) - line!.voltage(i)), `${5 * k} %`).toBeLessThan(1e-3);
    }
  });
});

describe("impedance of the cathode", () => {
  const rails = { ionicConductivity: "0.0358 S/m", electronicConductivity: "0.02257 S/m" };
  const [L, R] = [60e-6, 2.5e-6];
  const at = (c: Awaited<ReturnType<typeof electrode>>, f: number, i = 0) => ({
    re: c.kernel.exports.electrodeImpedance(f, i, false),
    im: c.kernel.exports.electrodeImpedance(f, i, true),
  });

  it("is that of the transmission line", async () => {
    const c = await electrode({ charge: chargeAt(0.5), ...rails }, fast);
    expect(1e4 * at(c, 0).re).toBeCloseTo(71.008, 1);
    const { re, im } = at(c, 10);
    expect(Math.abs(1e4 * re - 24.412)).toBeLessThan(2.5e-3);
    expect(Math.abs(1e4 * im + 21.803)).toBeLessThan(2.5e-3);
    // both rails side by side: the surface shorts them
    const high = at(c, 1e9);
    expect(high.re / (L / (0.0358 + 0.02257))).toBeCloseTo(1, 2);
  });

  it("is the resistance of the rows of the line, whatever the rails", async () => {
    for (const [ionicConductivity, electronicConductivity] of [
      ["0.003 S/m", "0.02 S/m"],
      ["0.05 S/m", "0.002 S/m"],
    ]) {
      const changes = { charge: chargeAt(0.5), ionicConductivity, electronicConductivity };
      const c = await electrode({ model: "line", ...changes }, fast);
      expect(at(c, 0).re / c.slope(0)).toBeCloseTo(1, 2);
    }
  });

  it("is a capacitance where lithium fills the particles evenly, a fifth of R/D before", async () => {
    const c = await electrode({ charge: chargeAt(0.5), ...rails });
    const slope = (c.openCircuit(0.501) - c.openCircuit(0.499)) / 0.002;
    const w = 2 * Math.PI * 1e-6;
    expect((at(c, 1e-6).im * w * c.capacity) / slope).toBeCloseTo(1, 3);
    const even = (-slope * R) / (5 * 4e-15 * 49340 * FARADAY) / 30.24;
    const transfer = 71.086e-4;
    expect(at(c, 1e-6).re / (transfer + even)).toBeCloseTo(1, 2);
    // uneven there, even here
    expect(at(c, 0).re / at(c, 1e-6).re).toBeCloseTo(1, 2);
    // the two forms of diffusion in a sphere meet: s2 = 0.01 and a little more
    const meeting = (0.01 * 4e-15) / R ** 2 / (2 * Math.PI);
    const [below, above] = [at(c, 0.999 * meeting), at(c, 1.001 * meeting)];
    expect(below.re / above.re).toBeCloseTo(1, 5);
    expect(below.im / above.im).toBeCloseTo(1.002, 4);
  });

  it("has less charge transfer under current", async () => {
    const even = { ionicConductivity: "1 S/m", electronicConductivity: "1 S/m" };
    const c = await electrode({ charge: chargeAt(0.5), ...even }, fast);
    const i = 60;
    const slope = (c.voltage(i - 0.05) - c.voltage(i + 0.05)) / 0.1;
    expect(at(c, 0, i).re / slope).toBeCloseTo(1, 2);
    expect(at(c, 0, i).re).toBeLessThan(0.5 * at(c, 0).re);
  });
});

describe("ageing", () => {
  const transfer = THERMAL / 0.15;
  const film = async (changes: Changes, hours: number, more: Partial<ScenarioInput> = {}) => {
    const given = { ionicConductivity: "1e4 S/m", electronicConductivity: "1e4 S/m" };
    const c = await electrode(
      { charge: chargeAt(0.5), ...given, ...changes },
      { ...fast, ...more },
    );
    const before = c.slope(0);
    c.advance(0, (3600 * hours) / 10, 10);
    return { grown: (c.slope(0) - before) * 30.24, before: before * 30.24 };
  };

  it("grows the interphase as Jung's cells did in 40.6 h at rest", async () => {
    for (const [interphase, ratio] of [
      ["bare", 2.42],
      ["coated", 1.1],
    ] as const) {
      const { grown } = await film({ interphase }, 40.6);
      expect(Math.abs(1 + grown / transfer - ratio)).toBeLessThan(0.01 * ratio);
    }
  });

  it("grows it as the square root of time, faster when warm", async () => {
    const { grown } = await film({ interphase: "bare" }, 10);
    const four = await film({ interphase: "bare" }, 40);
    expect(four.grown / grown).toBeCloseTo(2, 6);
    const warm = await film({ interphase: "bare" }, 10, { conditions: { temperature: "60 Cel" } });
    const speed = Math.exp((0.4 * FARADAY * (1 / 298.15 - 1 / 333.15)) / GAS_CONSTANT);
    expect((warm.grown / grown) ** 2 / speed).toBeCloseTo(1, 3);
  });

  it("adds a coating of 10 nm as 1 Ohm cm2 of surface", async () => {
    const { before } = await film({}, 1);
    const coated = await film({ coating: { thickness: "10 nm" } }, 1);
    expect(coated.before - before).toBeCloseTo(1e-4, 9);
  });

  it("makes charge transfer faster by 0.42 eV", async () => {
    const cold = await film({}, 1);
    const warm = await film({}, 1, { conditions: { temperature: "60 Cel" } });
    const faster = Math.exp((0.42 * FARADAY * (1 / 298.15 - 1 / 333.15)) / GAS_CONSTANT);
    expect((cold.before / warm.before / faster) * (333.15 / 298.15)).toBeCloseTo(1, 3);
  });

  it("loses a tenth of the contact in 50 cycles at 2 MPa, less under more pressure, and regains some when pressed", async () => {
    const lost = async (stackPressure: string) => {
      const c = await electrode({ contactLoss: true }, { conditions: { stackPressure } });
      const half = 0.6763 * c.capacity;
      // to 4.2 V the volume swings by 2.8 % (x = 0.2657)
      for (let k = 0; k < 50; k++)
        for (const way of [-1, 1]) c.advance((way * half) / 3600, 36, 100);
      c.kernel.exports.runControl();
      return c;
    };
    const contact = (c: Awaited<ReturnType<typeof electrode>>) =>
      c.kernel.outputs[Out.cathodeContact]!;
    const [loose, tight] = await Promise.all(["2 MPa", "20 MPa"].map(lost));
    const swing = 0.0281 / 0.025;
    expect(contact(loose!)).toBeCloseTo(Math.exp(-50 * 2.7e-3 * swing * Math.exp(-0.2)), 2);
    expect(contact(tight!)).toBeGreaterThan(0.975);
    const before = contact(loose!);
    loose!.kernel.exports.runPress(150e6);
    loose!.kernel.exports.runControl();
    expect((1 - contact(loose!)) / (1 - before)).toBeCloseTo(0.4, 6);
  });
});

describe("an electrolyte of its own in the cathode", () => {
  const halide = { catholyte: "Li3YCl6", layer: "20 um" };
  const given = { ionicConductivity: "0.2 mS/cm", electronicConductivity: "0.2 mS/cm" };

  it("adds its layer to what the cathode resists, lumped and along its depth, at both temperatures", async () => {
    for (const model of ["lumped", "line"] as const) {
      for (const [temperature, factor] of [
        ["25 Cel", 1],
        // Arrhenius of sigma T with 0.40 eV
        [
          "60 Cel",
          Math.exp(((0.4 * FARADAY) / GAS_CONSTANT) * (1 / 298.15 - 1 / 333.15)) *
            (298.15 / 333.15),
        ],
      ] as const) {
        const at = { conditions: { temperature } };
        const thin = await electrode({ model, ...given, ...halide, layer: "0 um" }, at);
        const layer = await electrode({ model, ...given, ...halide }, at);
        const more = layer.slope(1) - thin.slope(1);
        expect((more * 0.051 * factor) / 20e-6).toBeCloseTo(1, 6);
        expect(thin.voltage(1) - layer.voltage(1)).toBeCloseTo(more, 9);
      }
    }
  });

  it("lets the interphase on bare particles grow by its own time", async () => {
    const grown = async (catholyte: string) => {
      const { kernel, advance, voltage } = await electrode({
        ...given,
        catholyte,
        interphase: "bare",
      });
      advance(0, 3600, 10);
      voltage(0);
      return kernel.exports.electrodeSlope();
    };
    const clean = await electrode({ ...given, interphase: "none" });
    const less = clean.slope(0);
    const [argyrodite, inHalide] = [await grown(""), await grown("Li3YCl6")];
    expect((argyrodite - less) / (inHalide - less)).toBeCloseTo(Math.sqrt(4400 / 20), 1);
  });
});
