// What the growth law of the interphase does to a run: contact that comes and goes, coatings, conditioning, materials, bad input.
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { Field, Out } from "../../sim/kernel";
import { bare, restUntil } from "../../validate/cases/interphase-law";
import { Section } from "../../validate/section";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";

const UAH_PER_CM2 = 36;

describe("interphase", () => {
  it("stays at nothing on a stable electrolyte, however long", async () => {
    const s = await bare(wasm, { k: 2, r: 0 });
    restUntil(s, 1000);
    expect(s.out(Out.interphaseCharge)).toBe(0);
    expect(s.out(Out.filmResistance)).toBe(0);
  });

  it("grows five times as fast at 60 Cel", async () => {
    const charge = async (temperature: string) => {
      const s = await Section.create(wasm, {
        scenario: {
          cell: { width: "20 um", lithium: "10 um", electrolyte: "10 um" },
          mesh: { columns: 16 },
          conditions: { temperature },
          interface: { interphaseThickness: "0 nm" },
          physics: { interphaseGrowth: true },
        },
      });
      restUntil(s, 100);
      return s.out(Out.interphaseCharge);
    };
    expect((await charge("60 Cel")) / (await charge("25 Cel"))).toBeCloseTo(5.12, 1);
  });

  it("is thinner under voids and gaps, and rises where it grows without touching the books", async () => {
    const s = await Section.create(wasm, {
      scenario: {
        cell: { width: "64 um", lithium: "16 um", electrolyte: "16 um" },
        mesh: { columns: 32 },
        interface: {
          interphaseThickness: "0 nm",
          siteSpacing: "0 um",
          defects: [{ at: "32 um", width: "20 um", height: "6 um" }],
        },
        physics: { interphaseGrowth: true, healing: false },
      },
    });
    restUntil(s, 5);
    const film = s.line(Field.interphase);
    const open = s.line(Field.open);
    expect([...film].filter((_, i) => open[i] === 1).every((L) => L === 0)).toBe(true);
    expect(s.out(Out.interphaseThicknessMax) / 9.1e-9 / (2 * Math.sqrt(5))).toBeCloseTo(1, 1);
    expect(s.out(Out.lithiumDefect)).toBeLessThan(1e-9);
  });

  it("loses its barrier where a void has closed, as far as renewal says", async () => {
    const after = async (interphaseRenewal: number) => {
      const { run, kernel } = await openRun(
        {
          protocol: ["Rest for 10 h", "Plate at 0.5 mA/cm2 for 30 min"],
          cell: { width: "32 um", lithium: "16 um", electrolyte: "16 um" },
          mesh: { columns: 16 },
          interface: {
            siteSpacing: "0 um",
            defects: [{ at: "16 um", width: "12 um", height: "1.5 um" }],
          },
          physics: { interphaseGrowth: true, interphaseRenewal, healing: false },
        },
        wasm,
      );
      while (run.advance());
      expect(kernel.field(Field.open, 16).every((open) => open === 0)).toBe(true);
      return Math.min(...kernel.field(Field.interphase, 16));
    };
    const [kept, half, bare] = [await after(0), await after(0.5), await after(1)];
    expect(half).toBeLessThan(kept);
    expect(bare).toBeLessThan(half);
  });

  it("conducts five times worse as found, and needs lithium plated to change", async () => {
    const s = await Section.create(wasm, {
      scenario: { mesh: { columns: 16 }, interface: { conditioning: 0 } },
    });
    expect(s.out(Out.filmResistance)).toBeCloseTo(10e-4, 12);
    s.control(10);
    s.step(30);
    expect(s.out(Out.interphaseConditioning)).toBe(0);
    s.control(-10);
    s.step(30);
    expect(s.out(Out.interphaseConditioning)).toBeGreaterThan(0.01);
  });

  it("lets the charge of the start be given as a thickness", async () => {
    const s = await bare(wasm, { k: 2 }, { interface: { interphaseThickness: "91 nm" } });
    expect(s.out(Out.interphaseCharge) / UAH_PER_CM2).toBeCloseTo(10, 6);
    expect(s.out(Out.filmResistance)).toBeCloseTo(9.1e-4, 9);
  });
});

describe("bad input is told in one sentence", () => {
  const refusal = (scenario: Partial<ScenarioInput>) => {
    try {
      resolveRun({ protocol: ["Rest for 1 h"], ...scenario });
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  it.each([
    [{ interface: { interphaseThickness: "-5 nm" } }, /interphaseThickness.*"-5 nm"/],
    [{ interface: { interphaseThickness: "5" } }, /interphaseThickness.*"5"/],
    [{ interface: { conditioning: 1.2 } }, /conditioning/],
    [{ physics: { interphaseRenewal: -0.1 } }, /interphaseRenewal/],
    [
      { materials: { overrides: { "Li6PS5Cl.interphaseReaction": "-1 uA/cm2" } } },
      /interphaseReaction.*"-1 uA/,
    ],
  ] as [Partial<ScenarioInput>, RegExp][])("%j", (scenario, words) => {
    expect(refusal(scenario)).toMatch(words);
  });
});
