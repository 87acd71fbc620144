// The section against closed forms, finer than the validation cases.
import { describe, expect, it } from "vitest";
import { GAS_CONSTANT } from "../../core/constants";
import { resolveRun } from "../../core/resolve";
import type { Property } from "../../core/runspec";
import { Out } from "../../sim/kernel";
import { runToEnd } from "../../sim/outcome";
import { critical } from "../../validate/cases/balance";
import { closeHole, nyeRate } from "../../validate/cases/closure";
import { growInterphase } from "../../validate/cases/interphase";
import {
  equipotential,
  HUGE,
  sectionConstriction,
  TINY,
  uniformFlux,
} from "../../validate/cases/transport";
import { runThrough, Section } from "../../validate/section";
import { wasm } from "../support/kernel";

describe("constriction", () => {
  it("lies between its two limits and grows with Z", async () => {
    const f = 0.5;
    const at = (transfer: number) => sectionConstriction(wasm, 128, f, transfer);
    // kappa Z = W / 100, W, 100 W for W = 50 um
    const values = await Promise.all([TINY, 2.5e-6, 2.5e-4, 2.5e-2, HUGE].map(at));
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values[0]).toBeGreaterThan(equipotential(f));
    expect(values[4]).toBeLessThan(1.002 * uniformFlux(f));
  });

  it("is first order in the cell size where the edge is singular", async () => {
    const error = async (n: number) =>
      (await sectionConstriction(wasm, n, 0.5, TINY)) - equipotential(0.5);
    expect(Math.log2((await error(64)) / (await error(128)))).toBeCloseTo(1, 1);
  });
});

describe("interface law", () => {
  it("solves drop = 2RT/F y + 2 j0 R sinh y over twelve decades", async () => {
    const { laws } = await Section.create(wasm);
    for (const drop of [1e-9, 1e-6, 1e-3, 0.1, 1, 5]) {
      for (const ohm of [0, 1e-6, 1e-3, 1]) {
        for (const sign of [1, -1]) {
          const y = laws.lawFace(sign * drop, 0.05, 50, ohm);
          const back = 0.05 * y + 2 * 50 * ohm * Math.sinh(y);
          expect(back / (sign * drop)).toBeCloseTo(1, 11);
        }
      }
    }
  });

  it("shifts the potential by -Omega/F per pascal, at most by 50 mV", async () => {
    const { laws } = await Section.create(wasm);
    const perCharge = 13e-6 / 96485.33212331001;
    expect(laws.lawStressShift(4e6, 3e6, perCharge)).toBe(-1e6 * perCharge);
    expect(laws.lawStressShift(0, 3e6, perCharge)).toBe(3e6 * perCharge);
    expect(laws.lawStressShift(1e12, 0, perCharge)).toBe(-0.05);
  });
});

describe("voltage", () => {
  it("is the sum of its parts with voids, stripping and plating", async () => {
    const parts = [
      "Pellet",
      "Electrolyte",
      "Constriction",
      "Kinetics",
      "Interphase",
      "Counter",
    ] as const;
    let voids = 0;
    await runThrough(
      wasm,
      {
        cell: { width: "40 um", lithium: "16 um", electrolyte: "24 um" },
        mesh: { columns: 48 },
        interface: { kineticsAmplitude: 0.3 },
        physics: { stressPotential: true },
        protocol: [
          "Strip at 1 mA/cm2 until 0.3 mA.h/cm2",
          "Plate at 1 mA/cm2 for 10 min",
          "Rest for 5 min",
        ],
      },
      ({ observables: o }) => {
        const sum = parts.reduce((s, part) => s + o[`eta${part}`], 0);
        expect(Math.abs(sum - o.voltage)).toBeLessThan(1e-12 * Math.max(1e-3, Math.abs(o.voltage)));
        voids = Math.max(voids, o.voidCount);
      },
    );
    expect(voids).toBeGreaterThan(0);
  });
});

describe("pressure that shifts the potential", () => {
  it("does not swing from step to step where the current is small, however long the steps", async () => {
    const peak = async (maxTimeStep: string) => {
      const physics = { stressPotential: true };
      const protocol = ["Strip at 0.05 mA/cm2 for 20 min"];
      const mesh = { columns: 48 };
      const { peakCurrentRatio } = await runToEnd(
        resolveRun({ mesh, physics, protocol, numerics: { maxTimeStep } }),
        wasm,
      );
      return peakCurrentRatio;
    };
    const [long, short] = [await peak("30 s"), await peak("3 s")];
    expect(short).toBeLessThan(1.5);
    expect(long / short).toBeCloseTo(1, 1.5);
  });
});

describe("temperature", () => {
  const arrhenius = (p: Property, T: number) => {
    const factor = Math.exp((-p.activationEnergy / GAS_CONSTANT) * (1 / T - 1 / p.reference));
    return p.value * factor * (p.law === "arrhenius-over-T" ? p.reference / T : 1);
  };

  it.each([253.15, 298.15, 333.15])("moves kappa, R_ct and R_ip by Arrhenius, %d K", async (T) => {
    const s = await Section.create(wasm, { scenario: { cell: { pellet: "1 mm" } } });
    s.heat(T);
    // small enough for the linear limit of the charge transfer
    const j = 1e-4;
    s.control(j);
    const { electrolyte: se, cell } = s.spec;
    const kappa = arrhenius(se.ionicConductivity, T);
    expect(s.out(Out.etaPellet) / j).toBeCloseTo((cell.pellet - cell.electrolyte) / kappa, 12);
    expect(s.out(Out.etaElectrolyte) / j).toBeCloseTo(cell.electrolyte / kappa, 12);
    const transfer = arrhenius(se.chargeTransferResistance, T);
    expect(s.out(Out.etaKinetics) / j / transfer).toBeCloseTo(1, 6);
    expect(s.out(Out.etaInterphase) / j).toBeCloseTo(arrhenius(se.interphaseResistance, T), 12);
  });

  it.each([233.15, 273.15, 353.15])("moves the sinks by D_self / T, %d K", async (T) => {
    const s = await Section.create(wasm, {
      scenario: { interface: { sinkAmplitude: 0, siteSpacing: "0 um" } },
    });
    const { K, current, perCharge } = critical(s);
    const D = s.spec.lithium.selfDiffusivity;
    const hot = (K * (arrhenius(D, T) / D.value) * s.spec.temperature) / T;
    s.heat(T);
    // the platen follows the sinks, far above their capacity
    const j = (20 * current * hot) / K;
    s.control(j);
    s.step(1);
    const [free, time] = [s.out(Out.voidVolume), s.out(Out.time)];
    s.step(1);
    const drift = j * perCharge - (s.out(Out.voidVolume) - free) / (s.out(Out.time) - time);
    expect(drift / (hot * s.spec.stackPressure ** 2)).toBeCloseTo(1, 2);
  });

  it("keeps the interphase, and its books, when the temperature changes", async () => {
    const s = await Section.create(wasm, {
      scenario: { physics: { interphaseGrowth: true } },
      run: ({ electrolyte }) => {
        electrolyte.interphaseResistance.value = 0;
      },
    });
    for (const T of [298.15, 333.15, 298.15]) {
      s.heat(T);
      s.step(600);
    }
    s.control(1);
    expect(s.out(Out.etaInterphase)).toBeGreaterThan(0);
    expect(s.out(Out.lithiumDefect)).toBeLessThan(1e-9);
  });
});

describe("interphase", () => {
  it("keeps q = k sqrt(t) from seconds to days, whatever the steps", async () => {
    for (const hours of [0.01, 1, 30]) {
      const g = await growInterphase(wasm, hours);
      expect(g.charge / (g.rate * Math.sqrt(g.time))).toBeCloseTo(1, 5);
      expect(g.lithiumDefect).toBeLessThan(1e-9);
    }
  });
});

describe("creep", () => {
  it("has a viscosity table within 1e-4 of the law", async () => {
    const s = await Section.create(wasm, {
      run: ({ lithium }) => {
        lithium.creepStress.value = 1e6;
      },
    });
    const {
      creepRate: A,
      creepStress: s0,
      creepExponent: n,
      diffusionalCreep: A1,
    } = s.spec.lithium;
    // from the stress to the rate, the way that needs no solve
    for (let sigma = 1e5; sigma < 4e6; sigma *= 1.07) {
      const rate = A1.value * sigma + A.value * (sigma / s0.value) ** n.value;
      const eta = Math.min(1e13, Math.max(1e7, sigma / (3 * rate)));
      expect(s.laws.lawViscosity(rate ** 2) / eta).toBeCloseTo(1, 4);
    }
  });

  it("closes a hole as Nye says, better on finer grids, without losing volume", async () => {
    for (const n of [1, 6.67]) {
      const coarse = await closeHole(wasm, 4, n);
      const fine = await closeHole(wasm, 16, n);
      const error = ({ rate }: { rate: number }) => Math.abs(rate / nyeRate(n) - 1);
      expect(error(fine)).toBeLessThan(Math.min(0.005, error(coarse)));
      expect(fine.divergence).toBeLessThan(1e-4);
      expect(fine.passes).toBeLessThan(100);
    }
  });
});
