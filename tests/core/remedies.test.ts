// Remedies are data: each changes what it lists, and nothing else, on any scenario; a bad name is told.
import { describe, expect, it } from "vitest";
import { applyOverrides } from "../../core/overrides";
import { REMEDIES, remedy, remedyTexts } from "../../core/remedies";
import { resolveRun } from "../../core/resolve";

const base = { protocol: ["Strip at 1 mA/cm2 for 1 h"] };
const under = (name: string, scenario: object = base) =>
  resolveRun(applyOverrides(scenario, [`remedy=${name}`]));

describe("a remedy", () => {
  it.each(REMEDIES.map(({ name }) => name))("%s makes a scenario that holds", (name) => {
    const one = remedy(name);
    const spec = under(name);
    for (const { entry, to } of one.changes) {
      if (entry?.startsWith("interface."))
        expect(spec.interface).toHaveProperty([entry.slice(10)], to);
    }
    expect(spec.microstructure.layers).toHaveLength(one.layers?.length ?? 0);
    for (const text of remedyTexts(one)) expect(text).toMatch(/\((measured|review|assumed): .{5}/);
  });

  it("multiplies what the scenario has, and puts its layers on top", () => {
    const scenario = {
      ...base,
      materials: {
        electrolyte: "Li6PS5Br",
        overrides: { "Li6PS5Br.chargeTransferResistance": "8 Ohm.cm2" },
      },
      electrolyte: { layers: [{ thickness: "5 um" }] },
    };
    const wetted = under("liquid-metal", scenario);
    expect(wetted.electrolyte.chargeTransferResistance.value).toBeCloseTo(4e-4, 12);
    const bromide = resolveRun(scenario).electrolyte.interphaseGrowth.value;
    expect(wetted.electrolyte.interphaseGrowth.value / bromide).toBeCloseTo(0.5, 12);
    const coated = under("licl", scenario).microstructure.layers;
    expect(coated.map(({ thickness }) => thickness)).toEqual([1e-8, 5e-6]);
    expect(coated[0]!.coating).toBe(true);
  });

  it("that is unknown is told with the nearest", () => {
    expect(() => under("licI")).toThrow(/"licI" is unknown; did you mean "?licl/);
  });
});
