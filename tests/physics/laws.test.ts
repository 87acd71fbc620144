// Single laws of the section against closed forms that are written out here, on fields set by hand where that is needed.
import { describe, expect, it } from "vitest";
import type { ScenarioInput } from "../../core/scenario";
import { Field, Out, Param, Picture } from "../../sim/kernel";
import { critical } from "../../validate/cases/balance";
import { Section } from "../../validate/section";
import { wasm } from "../support/kernel";

/** An even interface, without sites or spread. */
const EVEN = { siteSpacing: "0 um", sinkAmplitude: 0 } as const;
const section = (scenario: Partial<ScenarioInput>) =>
  Section.create(wasm, { scenario: { mesh: { columns: 32 }, interface: EVEN, ...scenario } });
/** Argyrodite. */
const [E, NU] = [22.1e9, 0.37];
const MU = E / (2 * (1 + NU));
const LAMBDA = (E * NU) / ((1 + NU) * (1 - 2 * NU));
/** Stress that an even load P leaves along the interface between held sides, over P. */
const SIDEWAYS = NU / (1 - NU);

it("contact falls as exp(-g/g0), and is none below a hundredth", async () => {
  const s = await section({ physics: { gapScale: "0.15 um" } });
  const gaps = s.line(Field.gap);
  gaps.forEach((_, i) => {
    gaps[i] = i * 0.03e-6;
  });
  s.control(1);
  s.line(Field.contact).forEach((a, i) => {
    const exact = Math.exp((-i * 0.03) / 0.15);
    expect(a).toBeCloseTo(exact < 0.01 ? 0 : exact, 12);
  });
});

it("healing brings psi K (P/f)^2 down beside a void, psi = cosh((L - s)/lambda)/cosh(L/lambda)", async () => {
  const s = await Section.create(wasm, {
    scenario: {
      cell: { width: "60 um", lithium: "20 um", electrolyte: "20 um" },
      mesh: { columns: 60 },
      interface: { ...EVEN, defects: [{ at: "30 um", width: "24 um", height: "8 um" }] },
      conditions: { stackPressure: "3 MPa" },
      physics: { powerLawCreep: false, surfaceMobility: "0 m2/s", transportLength: "10 um" },
    },
    // nothing but the wall brings lithium
    run: ({ lithium }) => {
      lithium.diffusionalCreep.value = 1e-14;
    },
  });
  const { K } = critical(s);
  const lambda = 10e-6;
  // what the wall's stop gives in the first steps is paid back by then
  for (let k = 0; k < 8; k++) s.step(30);
  let expected = 0;
  const [free, start] = [s.out(Out.voidVolume), s.out(Out.time)];
  for (let k = 0; k < 3; k++) {
    const open = Array.from(s.line(Field.open));
    const f = 1 - open.filter((one) => one > 0).length / 60;
    const [left, right] = [open.indexOf(1) * 1e-6, (59 - open.lastIndexOf(1)) * 1e-6];
    const speed = K * (3e6 / f) ** 2;
    const dt = s.step(30);
    for (const L of [left, right])
      expected += (dt * speed * lambda * Math.tanh(L / lambda)) / 60e-6;
  }
  expect(s.out(Out.time) - start).toBe(90);
  // faces are lumped to nodes; later the edge columns close as their floors fill
  expect(Math.abs((free - s.out(Out.voidVolume)) / expected - 1)).toBeLessThan(0.05);
});

it("surface diffusion of a void falls off as 1/(1 + (y/l_r)^4)", async () => {
  const s = await section({
    cell: { width: "60 um", lithium: "50 um", electrolyte: "20 um" },
    mesh: { columns: 120 },
    interface: { ...EVEN, defects: [{ at: "30 um", width: "24 um", height: "40 um" }] },
    physics: { powerLawCreep: false, surfaceMobility: "0 m2/s", surfaceRange: "3 um" },
  });
  // fifty times what the lattice brings
  s.control(100);
  const before = Float64Array.from(s.lithium);
  for (let k = 0; k < 4; k++) s.step(5);
  const taken = (row: number) => {
    let sum = 0;
    for (let i = 0; i < 120; i++) sum += before[row * 120 + i]! - s.lithium[row * 120 + i]!;
    return sum;
  };
  // on the upright sides, as far as the rows are not emptied in turn; cells with little room left take less
  const share = (row: number) => 1 / (1 + ((row + 0.5) / 6) ** 4);
  for (let row = 0; row < 8; row++)
    expect(Math.abs(taken(row) / taken(0) / (share(row) / share(0)) - 1)).toBeLessThan(0.2);
});

it("random fields have the mean 1 that they are given", async () => {
  let sum = 0;
  const seeds = 12;
  for (let seed = 1; seed <= seeds; seed++) {
    const s = await section({
      seed,
      cell: { width: "400 um" },
      interface: { ...EVEN, sinkAmplitude: 0.8 },
    });
    sum += s.line(Field.sink).reduce((a, b) => a + b, 0) / 32;
  }
  expect(Math.abs(sum / seeds - 1)).toBeLessThan(0.15);
});

it("parts of the contact add up: what touches, what can come back, what is lost", async () => {
  const s = await section({
    interface: { siteSpacing: "20 um", sinkAmplitude: 0.3 },
    physics: { coverage: "1 cm2/(mA.h)" },
  });
  s.control(10);
  for (let k = 0; k < 60; k++) s.step(30);
  const parts = [Out.contactFraction, Out.contactRecoverable, Out.contactLost].map((k) => s.out(k));
  for (const part of parts) expect(part).toBeGreaterThan(0.01);
  expect(parts.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
});

describe("stress of the electrolyte", () => {
  it("is that of an even load between confined sides", async () => {
    const s = await section({ conditions: { stackPressure: "4 MPa" } });
    s.step(1);
    // along x and out of the plane nu/(1 - nu) of the load
    expect(s.out(Out.hydrostaticMax) / ((-4e6 * (1 + 2 * SIDEWAYS)) / 3)).toBeCloseTo(1, 3);
    expect(s.out(Out.vonMisesMax) / (4e6 * (1 - SIDEWAYS))).toBeCloseTo(1, 3);
  });

  it("has the shear, the mean and the von Mises stress of its displacements", async () => {
    const defects = [{ at: "20 um", width: "12 um", height: "4 um" }];
    const s = await section({ interface: { ...EVEN, defects } });
    s.step(1);
    const { kernel } = s;
    const { columns: nx, rows } = kernel;
    const h = s.spec.grid.h;
    const nodes = (nx + 1) * (rows.electrolyte + 1);
    const u = kernel.field(Field.displacementX, nodes);
    const v = kernel.field(Field.displacementY, nodes);
    const mises = Float64Array.from(kernel.picture(Picture.vonMises));
    const mean = Float64Array.from(kernel.picture(Picture.hydrostatic));
    let sheared = 0;
    for (let j = 0; j < rows.electrolyte; j++) {
      for (let i = 0; i < nx; i++) {
        const [a, c] = [j * (nx + 1) + i, (j + 1) * (nx + 1) + i];
        const along = (w: Float64Array) => (w[a + 1]! - w[a]! + w[c + 1]! - w[c]!) / (2 * h);
        const down = (w: Float64Array) => (w[c]! - w[a]! + w[c + 1]! - w[a + 1]!) / (2 * h);
        const [xx, yy, xy] = [along(u), down(v), 0.5 * (down(u) + along(v))];
        const trace = LAMBDA * (xx + yy);
        const [sx, sy, sz] = [trace + 2 * MU * xx, trace + 2 * MU * yy, trace];
        const t = 2 * MU * xy;
        const exact = Math.sqrt(
          0.5 * ((sx - sy) ** 2 + (sy - sz) ** 2 + (sz - sx) ** 2) + 3 * t * t,
        );
        const k = (rows.lithium + j) * nx + i;
        expect(Math.abs(mises[k]! - exact)).toBeLessThan(1e-4 * 3e6);
        expect(Math.abs(mean[k]! - (sx + sy + sz) / 3)).toBeLessThan(1e-4 * 3e6);
        sheared = Math.max(sheared, Math.abs(t));
      }
    }
    expect(sheared).toBeGreaterThan(3e5);
  });
});

it("current density is the gradient of the potential times kappa, at an angle too", async () => {
  const defects = [{ at: "20 um", width: "12 um", height: "4 um" }];
  const s = await section({ interface: { ...EVEN, defects } });
  s.control(10);
  const { kernel } = s;
  const { columns: nx, rows } = kernel;
  const phi = kernel.field(Field.potential, nx * rows.electrolyte);
  const map = kernel.picture(Picture.currentDensity);
  const per = s.spec.electrolyte.ionicConductivity.value / (2 * s.spec.grid.h);
  let oblique = 0;
  for (let j = 1; j < rows.electrolyte - 1; j++) {
    for (let i = 1; i < nx - 1; i++) {
      const k = j * nx + i;
      const x = per * (phi[k - 1]! - phi[k + 1]!);
      const y = per * (phi[k - nx]! - phi[k + nx]!);
      expect(map[rows.lithium * nx + k]! / Math.hypot(x, y)).toBeCloseTo(1, 5);
      oblique = Math.max(oblique, Math.abs(x));
    }
  }
  expect(oblique).toBeGreaterThan(1);
});

describe("risk", () => {
  /** Normal distribution function, by Simpson's rule. */
  const normal = (x: number) => {
    const [n, from] = [2000, -8];
    const h = (x - from) / n;
    let sum = 0;
    for (let k = 0; k <= n; k++)
      sum += Math.exp(-0.5 * (from + k * h) ** 2) * (k === 0 || k === n ? 1 : k % 2 ? 4 : 2);
    return (sum * h) / (3 * Math.sqrt(2 * Math.PI));
  };

  it("is the drive K / K_c of a median flaw full of lithium under p_cap, P and the stress there", async () => {
    const P = 20e6;
    const s = await section({ conditions: { stackPressure: "20 MPa" } });
    s.step(1);
    s.control(-10);
    const { kernel } = s;
    const { columns: nx, rows } = kernel;
    const phi = kernel.field(Field.potential, nx * rows.electrolyte);
    const map = kernel.picture(Picture.risk);
    const perVolt = 96485.33212331001 / s.spec.lithium.molarVolume.value;
    for (const j of [0, 3, 9]) {
      const k = j * nx + 5;
      const gate = Math.exp((-(j + 0.5) * s.spec.grid.h) / 10e-6);
      const cap = perVolt * (phi[k]! - s.out(Out.voltage));
      // the sides are held: the largest stress is that along x
      const exact = (1.12 * Math.sqrt(Math.PI * 2.5e-6) * gate * (cap + P - SIDEWAYS * P)) / 0.3e6;
      expect(map[rows.lithium * nx + k]! / exact).toBeCloseTo(1, 3);
    }
    expect(s.out(Out.riskMax)).toBeCloseTo(Math.max(...map.filter(Number.isFinite)), 5);
  });

  it("of toughness is the share of flaws that p_cap and the stack drive past K_c", async () => {
    const P = 150e6;
    const s = await section({ conditions: { stackPressure: "150 MPa" } });
    s.control(-10);
    const { kernel } = s;
    const { columns: nx, rows } = kernel;
    const phi = kernel.field(Field.potential, nx * rows.electrolyte);
    const map = kernel.picture(Picture.riskToughness);
    const Kc = 0.3e6;
    const perVolt = 96485.33212331001 / s.spec.lithium.molarVolume.value;
    for (const j of [0, 3, 9]) {
      const k = j * nx + 5;
      const depth = (j + 0.5) * s.spec.grid.h;
      const cap = perVolt * (phi[k]! - s.out(Out.voltage));
      const a = (Kc / (1.12 * (cap + 0.413 * P))) ** 2 / Math.PI;
      const exact = Math.exp(-depth / 10e-6) * normal(Math.log(2.5e-6 / a) / 0.6);
      expect(map[rows.lithium * nx + k]! / exact).toBeCloseTo(1, 4);
      expect(exact).toBeGreaterThan(0.01);
      expect(exact).toBeLessThan(0.9);
    }
  });

  it("of a tilted flaw counts the stress across it", async () => {
    const [a, P, tilt] = [5e-6, 20e6, Math.PI / 6];
    const s = await Section.create(wasm, {
      scenario: {
        cell: { width: "600 um", lithium: "10 um", electrolyte: "40 um", pellet: "40 um" },
        mesh: { columns: 512 },
        interface: EVEN,
        conditions: { stackPressure: "20 MPa" },
        electrolyte: {
          flaws: { list: [{ at: "300 um", length: "5 um", tilt: 30 }] },
        },
      },
    });
    s.step(1);
    s.control(-10);
    // the flank's potential is that half way down
    const eta = 10 * (5e-4 + (0.5 * a * Math.cos(tilt)) / 0.2);
    const across = -P * (SIDEWAYS * Math.cos(tilt) ** 2 + Math.sin(tilt) ** 2);
    const drive = (96485.33212 / 13e-6) * eta + P + across;
    // the direction that the tip would take: 5 degrees apart, bent along the current
    let [top, ease] = [0, 0];
    for (let d = -80; d <= 80; d += 5) {
      const t = (d * Math.PI) / 180;
      const score = Math.cos(t / 2) ** 2 * (0.4 + 0.6 * Math.max(0, Math.cos(tilt + t)));
      if (score > top) [top, ease] = [score, Math.cos(t / 2) ** 2];
    }
    const exact = (1.12 * Math.sqrt(Math.PI * a) * drive * ease) / 0.3e6;
    expect(exact).toBeLessThan(1);
    expect(s.out(Out.crackRatio) / exact).toBeCloseTo(1, 1);
  });

  it("is nowhere while nothing flows", async () => {
    const s = await section({});
    s.kernel.setParam(Param.current, 0);
    expect(Math.max(...s.kernel.picture(Picture.riskPressure).filter(Number.isFinite))).toBe(0);
  });
});
