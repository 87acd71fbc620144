// Memory of a coupled run is laid out once: steps, controls and pictures take none, and there is little of it.
import { expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import { Param, Picture, Status } from "../../sim/kernel";
import { layOut } from "../../sim/kernel-setup";
import { wasm } from "../support/kernel";

async function section(columns: number) {
  const spec = resolveRun({ mesh: { columns }, protocol: ["Rest for 1 h"] });
  const { kernel } = await layOut(spec, wasm);
  return { spec, kernel };
}

it("takes no memory in steps, controls and pictures", async () => {
  const { kernel } = await section(64);
  const before = kernel.exports.used();
  const pages = kernel.exports.memory.buffer.byteLength;
  for (const current of [10, -10, 0]) {
    kernel.setParam(Param.current, current);
    expect(kernel.exports.runControl()).toBe(Status.ok);
    kernel.setParam(Param.room, 1e9);
    for (let k = 0; k < 40; k++) expect(kernel.exports.runStep()).toBe(Status.ok);
    kernel.exports.runTemperature();
    kernel.picture(Picture.vacancies);
    kernel.picture(Picture.riskLeakage);
    kernel.picture(Picture.riskVoidEdge);
  }
  expect(kernel.exports.used()).toBe(before);
  expect(kernel.exports.memory.buffer.byteLength).toBe(pages);
});

it("holds a whole run of 256 columns in 500 bytes a cell", async () => {
  const { spec, kernel } = await section(256);
  const { columns, lithiumRows, electrolyteRows } = spec.grid;
  const cells = columns * (lithiumRows + electrolyteRows);
  expect(kernel.exports.used() / cells).toBeLessThan(500);
});
