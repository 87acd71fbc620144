// Material files, overrides and the record that cites them.
import { describe, expect, it } from "vitest";
import { loadMaterial, MATERIALS, material, resolveMaterials } from "../../core/materials";
import { buildRecord } from "../../core/record";
import { resolveRun } from "../../core/resolve";
import { normalise } from "../../core/scenario";
import { ELECTROLYTE, LITHIUM } from "../../core/tables/properties";

const choice = normalise({ protocol: ["Rest for 1 s"] }).materials;

describe("materials", () => {
  it("ship with a source for every value", () => {
    const names = ["lithium", "Li6PS5Cl", "Li6PS5Br", "Li6PS5I", "LGPS", "LLZO"].concat([
      "NCM811",
      "NCM83",
      "NCM622",
      "LCO",
      "LGM50",
      "Li3YCl6",
    ]);
    expect(MATERIALS.map((m) => m.name)).toEqual(names);
    for (const { properties } of MATERIALS) {
      for (const { source, where, uncertainty, value } of Object.values(properties)) {
        expect(source.length).toBeGreaterThan(5);
        expect(where.length).toBeGreaterThan(5);
        if (uncertainty) {
          expect(uncertainty[0]).toBeLessThanOrEqual(value);
          expect(uncertainty[1]).toBeGreaterThanOrEqual(value);
        }
      }
    }
  });

  // Deng et al., Table 2 of the review: E in GPa and Poisson's ratio, Cl, Br, I.
  it.each([
    ["Li6PS5Cl", 22.1e9, 0.37],
    ["Li6PS5Br", 25.3e9, 0.35],
    ["Li6PS5I", 30.0e9, 0.33],
  ])("%s has the elastic constants of the review", (electrolyte, E, nu) => {
    const resolved = resolveMaterials({ ...choice, electrolyte }).electrolyte;
    expect(resolved.youngsModulus.value).toBe(E);
    expect(resolved.poissonRatio.value).toBe(nu);
  });

  it("order the halides: iodide conducts worst and reacts most", () => {
    const [cl, br, i] = ["Li6PS5Cl", "Li6PS5Br", "Li6PS5I"].map(
      (electrolyte) => resolveMaterials({ ...choice, electrolyte }).electrolyte,
    );
    expect(i!.ionicConductivity.value).toBeLessThan(br!.ionicConductivity.value);
    expect(br!.ionicConductivity.value).toBeLessThan(cl!.ionicConductivity.value);
    expect(i!.interphaseGrowth.value).toBeGreaterThan(br!.interphaseGrowth.value);
  });

  it("lithium's moduli agree with each other", () => {
    const { youngsModulus, shearModulus, poissonRatio } = resolveMaterials(choice).lithium;
    // E = 2 G (1 + nu) of an isotropic solid, to the digits given.
    const E = 2 * shearModulus.value * (1 + poissonRatio.value);
    expect(E / youngsModulus.value).toBeCloseTo(1, 2);
  });

  it("refuse files with gaps, strangers and wrong units", () => {
    const file = () => structuredClone(material("Li6PS5Cl", "electrolyte"));
    const gap = file();
    delete gap.properties["ionicConductivity"];
    expect(() => loadMaterial(gap)).toThrow(/Li6PS5Cl lacks ionicConductivity/);
    const stranger = file();
    stranger.properties["ionicConductivty"] = stranger.properties["ionicConductivity"]!;
    expect(() => loadMaterial(stranger)).toThrow(/did you mean "ionicConductivity"\?/);
    const wrong = file();
    wrong.properties["ionicConductivity"]!.unit = "MPa";
    expect(() => loadMaterial(wrong)).toThrow(/is not a conductivity/);
    expect(() => loadMaterial({ name: "x" })).toThrow(
      /^kind: is missing; use lithium, electrolyte, cathode or catholyte$/,
    );
  });

  it("may come from files of the scenario, held to the same table, and are cited", () => {
    const mine = () => {
      const { ionicConductivity, ...others } = material("Li6PS5Cl", "electrolyte").properties;
      const value = { ...ionicConductivity!, value: 5, source: "own measurement", where: "cell 7" };
      return {
        ...material("Li6PS5Cl", "electrolyte"),
        name: "mine",
        properties: { ...others, ionicConductivity: value },
      };
    };
    const use = (file: unknown, more = {}) =>
      resolveRun({
        protocol: ["Rest for 1 s"],
        materials: { electrolyte: "my.json", files: { "my.json": file }, ...more },
      });
    const spec = use(mine());
    expect(spec.electrolyte.ionicConductivity.value).toBeCloseTo(0.5, 12);
    expect(spec.electrolyte.ionicConductivity.law).toBe("arrhenius-over-T");
    const { citations } = resolveMaterials(spec.scenario.materials);
    expect(citations).toContainEqual({
      property: "mine.ionicConductivity",
      value: "5 mS/cm",
      kind: "measured",
      source: "own measurement",
      where: "cell 7",
    });
    expect(resolveRun(spec.scenario)).toEqual(spec);
    const over = use(mine(), { overrides: { "mine.ionicConductivity": "1 mS/cm" } });
    expect(over.electrolyte.ionicConductivity.value).toBeCloseTo(0.1, 12);

    const broken = (change: (file: ReturnType<typeof mine>) => unknown) => () => {
      const file = mine();
      change(file);
      return use(file);
    };
    const place = "materials.files.my.json";
    for (const [act, sentence] of [
      [
        broken((f) => Object.assign(f.properties.ionicConductivity, { value: 5e9 })),
        "is out of range",
      ],
      [
        broken((f) => Object.assign(f.properties.ionicConductivity, { unit: "MPa" })),
        "is not a conductivity",
      ],
      [broken((f) => Object.assign(f.properties.ionicConductivity, { source: "" })), "is empty"],
      [
        broken((f) => Object.assign(f.properties.ionicConductivity, { source: "[@nobody1900]" })),
        "write the",
      ],
      [
        broken((f) => Object.assign(f.properties.ionicConductivity, { kind: "guess" })),
        "use measured",
      ],
    ] as const) {
      expect(act).toThrow(`${place}.properties.ionicConductivity`);
      expect(act).toThrow(sentence);
    }
    expect(broken((f) => Object.assign(f, { name: "lithium" }))).toThrow(
      /both materials are called "lithium"/,
    );
    expect(broken((f) => Object.assign(f, { kind: "lithium" }))).toThrow(/^materials/);
    expect(() => use(undefined, { files: {} })).toThrow(/"my.json" is not a known material/);
  });
});

describe("record", () => {
  it("holds the filled-in scenario, the hash, the ledger and whose numbers were used", () => {
    const scenario = normalise({
      protocol: ["Rest for 1 s"],
      seed: 7,
      materials: { overrides: { "lithium.creepStress": "5 MPa" } },
    });
    const record = buildRecord(scenario, {
      version: "0.1.0",
      wasmHash: "ab",
      threads: 1,
      status: "finished",
      endReason: "the protocol is done",
      ledger: { lithiumDefect: 0, chargeDefect: 0, lithiumTaken_um: 0, divergence: 0 },
      events: [{ time: 1, kind: "end", message: "done" }],
      summary: { voltage_V: 0 },
    });
    expect(record.seed).toBe(7);
    expect(record.scenario.cell.width).toBe("100 um");
    const cited = (property: string) => record.citations.find((c) => c.property === property);
    expect(cited("lithium.creepStress")).toMatchObject({ value: "5 MPa", kind: "scenario" });
    expect(cited("Li6PS5Cl.youngsModulus")).toMatchObject({ value: "22.1 GPa", kind: "review" });
    expect(record.citations).toHaveLength(
      Object.keys(LITHIUM).length + Object.keys(ELECTROLYTE).length,
    );
    expect(record.closures.length).toBeGreaterThan(10);
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });
});
