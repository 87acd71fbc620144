// What a failed run says: when, what, and the entry with its remedy where that is known.
import binaryen from "binaryen";
import { expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import { Field, Status } from "../../sim/kernel";
import { endingOf } from "../../sim/run-events";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";
import { fieldSizes, openRun } from "../support/run";

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

it("says that a void has come up to the platen where a flow fails then", async () => {
  const fails = async (pierced: boolean) => {
    const { run, kernel } = await openRun(
      { mesh: { columns: 24 }, protocol: ["Rest for 1 h"] },
      wasm,
    );
    const sizes = new Map(fieldSizes(kernel));
    const field = (which: Field) => kernel.field(which, sizes.get(which)!);
    field(Field.gap).fill(Number.NaN);
    if (pierced) field(Field.phi).fill(0, -kernel.columns);
    while (run.advance());
    return run;
  };
  const broken = await fails(false);
  expect(broken.status).toBe("failed");
  expect(broken.endReason).toContain("the lithium flow did not converge");
  const pierced = await fails(true);
  expect(pierced.status).toBe("stopped");
  expect(pierced.endReason).toMatch(
    /^A void has grown through the .* use a thicker cell.lithium\.$/,
  );
  expect(pierced.events.map(({ kind }) => kind)).toContain("lithium-pierced");
});

it("refuses a kernel that was built from other tables", async () => {
  const older = binaryen.readBinary(new Uint8Array(wasm));
  older.removeExport("runAbi");
  const spec = resolveRun({ mesh: { columns: 16 }, protocol: ["Rest for 1 s"] });
  await expect(Simulation.create(spec, Uint8Array.from(older.emitBinary()))).rejects.toThrow(
    "The kernel was built from other tables than this program",
  );
});
