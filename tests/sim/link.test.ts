// A link holds the whole run: what comes out of it is the scenario that went in, or a sentence.
import fc from "fast-check";
import { expect, it } from "vitest";
import { GALLERY } from "../../core/gallery";
import { normalise } from "../../core/scenario";
import { linkOf, readLink } from "../../sim/link";

const edits = [{ step: 7, path: "current", value: "-0.5 mA/cm2" }];

it.each(GALLERY.map(({ name, scenario }) => ({ name, scenario })))("$name comes back", (entry) => {
  const scenario = normalise({ ...(entry.scenario as object), edits });
  const link = linkOf({ name: entry.name, scenario, step: 12 });
  const back = readLink(link);
  expect({ ...back, scenario: normalise(back.scenario) }).toEqual({
    name: entry.name,
    scenario,
    step: 12,
  });
  expect(link).toMatch(/^1\.[\w-]+\.[0-9a-f]{8}$/);
  expect(link.length).toBeLessThan(2000);
  for (const tail of [".", ")", "!?", "%22", " "])
    expect(readLink(link + tail.replace("%22", '"'))).toEqual(back);
});

it("a damaged link says so, whatever the damage", () => {
  const scenario = normalise({ protocol: ["Rest for 1 h"], edits });
  const link = linkOf({ name: "x", scenario, step: 3 });
  const at = fc.nat(link.length - 1);
  fc.assert(
    fc.property(at, fc.constantFrom("A", "z", "9", "%", "_", "."), (k, char) => {
      const changed = link.slice(0, k) + char + link.slice(k + 1);
      fc.pre(changed !== link);
      expect(() => readLink(changed)).toThrow(/^this link is (cut off|of version)/);
    }),
    { seed: 1 },
  );
  fc.assert(
    fc.property(at, (k) => {
      expect(() => readLink(link.slice(0, k))).toThrow(/^this link is cut off/);
    }),
  );
  expect(() => readLink(link.replace("1.", "2."))).toThrow(
    "this link is of version 2, and this Voidscope reads version 1; ask for one made with it",
  );
});
