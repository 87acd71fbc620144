// Entries without effect are refused or remarked.
import { describe, expect, it } from "vitest";
import { idleEntries } from "../../core/effects";
import { GALLERY } from "../../core/gallery";
import { applyOverrides } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";

const plate = { protocol: ["Plate at 1 mA/cm2 for 10 min"] };
const said = (...settings: string[]) =>
  idleEntries(resolveRun(applyOverrides(plate, settings)).scenario);

describe("entries without effect", () => {
  it("refuses filaments without flaws", () => {
    expect(() => said("physics.filaments=true")).toThrow(
      /^physics.filaments: true does nothing without flaws/,
    );
    expect(() => said("physics.filaments=true", "electrolyte.flaws.insideSpacing=5 um")).toThrow(
      /flaws/,
    );
    expect(said("physics.filaments=true", "electrolyte.flaws.spacing=10 um")).toEqual([]);
    const flaw = 'electrolyte.flaws.list=[{"at": "5 um", "length": "3 um"}]';
    expect(said("physics.filaments=true", flaw)).toEqual([]);
  });

  it.each([
    ["physics.shortWidth=1 um", "physics.filaments"],
    ["physics.contactPressure=5 MPa", "physics.pressureContact"],
    ["physics.nucleationThreshold=20 mV", "physics.leakage"],
    ["electrolyte.grains.boundaryResistance=1 Ohm.cm2", "an electrolyte.grains.size"],
    ["electrolyte.flaws.median=3 um", "an electrolyte.flaws.spacing"],
    ["electrolyte.pores.diameter=3 um", "electrolyte.pores.on"],
    ["electrolyte.density=0.8", "electrolyte.pores.on"],
  ])("remarks %s", (setting, needs) => {
    const [first, ...others] = said(setting);
    expect(first).toContain(`${setting.split("=")[0]} does nothing here: it needs ${needs}`);
    expect(others).toEqual([]);
  });

  it("has nothing to remark on the gallery", () => {
    const found = GALLERY.flatMap(({ name, scenario }) =>
      idleEntries(resolveRun(scenario).scenario).map((remark) => `${name}: ${remark}`),
    );
    expect(found).toEqual([]);
  });
});
