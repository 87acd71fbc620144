// The layers of section and cathode, in a scenario and in a link.
import { describe, expect, test } from "vitest";
import { idleEntries } from "../../../core/effects";
import { resolveRun } from "../../../core/resolve";
import type { ScenarioInput } from "../../../core/scenario";
import { openedAs } from "../../../web/open-scenario";
import { type Seen, seenAs } from "../../../web/seen";

type View = NonNullable<ScenarioInput["view"]>;
const cell = (view: View, model: "none" | "line" = "line"): ScenarioInput => ({
  ...(model === "line" && { cathode: { model } }),
  protocol: [model === "line" ? "Discharge at C/3 until 3 V" : "Rest for 1 s"],
  view,
});
const opens = (view: View) => {
  const { layer, cathodeLayer, limits } = openedAs("x", "", cell(view)).about;
  return { layer, cathodeLayer, limits };
};

describe("a scenario opens", () => {
  test.each<[View, string, string]>([
    [{}, "lithium", "cathodeLithium"],
    [{ layer: "risk" }, "risk", "cathodeLithium"],
    [{ layer: "reaction" }, "lithium", "reaction"],
    [{ layer: "risk", cathodeLayer: "cathodePotential" }, "risk", "cathodePotential"],
  ])("%j with its layers", (view, layer, cathodeLayer) => {
    expect(opens(view)).toMatchObject({ layer, cathodeLayer });
  });

  test("with limits of the section's layer", () => {
    const limits = { low: "0 %", high: "50 %" };
    expect(opens({ layer: "reaction", limits }).limits).toEqual([0, 0.5]);
  });

  test("with a remark where there is no cathode to show", () => {
    const remarks = (view: View, model?: "none") =>
      idleEntries(resolveRun(cell(view, model)).scenario);
    expect(remarks({ layer: "reaction" })).toEqual([]);
    expect(remarks({ layer: "reaction" }, "none")).toEqual([
      'view.layer: reaction shows nothing here: it needs cathode.model "line" or "section".',
    ]);
    expect(remarks({ cathodeLayer: "cathodeCurrent" }, "none")).toEqual([
      'view.cathodeLayer: cathodeCurrent shows nothing here: it needs cathode.model "line" or "section".',
    ]);
  });
});

describe("a link opens", () => {
  const nothing: Seen = { layer: null, cathodeLayer: null, camera: null, probe: null };
  const linked = (view: View, seen: Partial<Seen>) => {
    const { scenario, grid } = resolveRun(cell(view));
    const { layer, cathodeLayer, limits } = openedAs(
      "x",
      "",
      JSON.parse(JSON.stringify(seenAs(scenario, { ...nothing, ...seen }, grid))),
    ).about;
    return { layer, cathodeLayer, limits };
  };
  const limits = { low: "0 %", high: "50 %" };

  test.each<[View, Partial<Seen>, object]>([
    [{ layer: "reaction" }, { layer: "risk" }, { layer: "risk", cathodeLayer: "reaction" }],
    [
      { layer: "risk" },
      { cathodeLayer: "reaction" },
      { layer: "risk", cathodeLayer: "reaction", limits: null },
    ],
    [
      { layer: "reaction", limits },
      { cathodeLayer: "cathodeCurrent" },
      { layer: "lithium", cathodeLayer: "cathodeCurrent", limits: [0, 0.5] },
    ],
    [{ layer: "reaction", limits }, { layer: "risk" }, { layer: "risk", limits: null }],
    [{ layer: "reaction" }, {}, { layer: "lithium", cathodeLayer: "reaction" }],
  ])("%j, changed by %j", (view, seen, shown) => {
    expect(linked(view, seen)).toMatchObject(shown);
  });
});
