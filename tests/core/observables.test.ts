// One table of observables: every name in it is one that the kernel or the driver has.
import { describe, expect, it } from "vitest";
import { OBSERVABLES, observable, toBdf } from "../../core/observables";
import { Out, Param } from "../../sim/kernel";

describe("observables", () => {
  it("asks only for outputs and parameters that there are", () => {
    const out = (slot: string) => {
      expect(Out[slot as keyof typeof Out], slot).toBeTypeOf("number");
      return slot === "voltage" ? 1 : 2;
    };
    for (const { key, slot = key, from, derive } of OBSERVABLES) {
      if (derive)
        expect(derive({ out, spread: { aboveTwice: 2, ninetieth: 2 } })).toBeGreaterThan(0);
      else if (from === "parameter") expect(Param[slot as keyof typeof Param]).toBeTypeOf("number");
      else if (from === undefined) out(slot);
    }
  });

  it("has no name twice and no column twice", () => {
    const squash = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");
    const names = OBSERVABLES.flatMap((o) => [
      ...new Set([o.key, o.label, ...(o.aliases ?? [])].map(squash)),
    ]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    const columns = OBSERVABLES.map((o) => o.bdf.label);
    expect(new Set(columns).size).toBe(columns.length);
    for (const label of columns) expect(label).toMatch(/^[A-Z][\w -]* \/ [\w.-]+$/);
  });

  it("finds by key, alias and label", () => {
    expect(observable("contact")?.key).toBe("contactFraction");
    expect(observable("Contact fraction")?.key).toBe("contactFraction");
    expect(observable("asr")?.key).toBe("areaResistance");
    expect(observable("weather")).toBeUndefined();
  });

  it("turns the sign at the edge of the Battery Data Format", () => {
    const column = (name: string) => observable(name)!.bdf;
    // 1 mA/cm2 of stripping on 1 cm2: the working electrode is discharged, -1 mA.
    expect(toBdf(10, column("currentDensity"))).toBeCloseTo(-1e-3, 15);
    expect(toBdf(36000, column("charge"))).toBeCloseTo(-1e-3, 15);
    expect(toBdf(298.15, column("temperature"))).toBeCloseTo(25, 10);
    expect(toBdf(0, column("protocolStep"))).toBe(1);
    expect(toBdf(3e6, column("pressure"))).toBe(3e6);
  });
});
