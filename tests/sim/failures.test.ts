// What a failed run says: when, what, and the entry with its remedy where that is known.
import { expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import { Status } from "../../sim/kernel";
import { endingOf } from "../../sim/run-events";

const reason = (status: Status, capillarity: boolean) =>
  endingOf(status, 24.31, resolveRun({ physics: { capillarity }, protocol: ["Rest for 1 h"] }))
    .reason;

it("names capillarity and its remedy where it is on and the flow fails", () => {
  expect(reason(Status.flowDiverged, true)).toBe(
    "At 24.3 s the lithium flow did not converge, even with a 4096 times smaller time step; the likely cause is the pull of the void surfaces on the lithium: switch physics.capillarity off.",
  );
});

it("blames it for nothing else", () => {
  expect(reason(Status.flowDiverged, false)).not.toContain("capillarity");
  expect(reason(Status.potentialDiverged, true)).not.toContain("capillarity");
});
