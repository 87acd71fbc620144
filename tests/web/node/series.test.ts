// The page's worker, its code as it is but here in Node, records what the terminal writes from the page's file: where a stop
// rule is searched and steps are taken back, under a hand, and after the protocol, too.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { timeseriesCsv } from "../../../sim/export/timeseries";
import type { Observables } from "../../../sim/types";
import type { EngineApi, FrameMessage } from "../../../web/worker-protocol";
import { scratch, voidscope } from "../../cli/spawn";
import { wasm } from "../../support/kernel";
import { MessagesToOneself } from "../../support/messages";

const comlink = vi.hoisted(() => ({ expose: vi.fn() }));
vi.mock("comlink", () => comlink);

const NAME = "triple-junction";

/** Plays past the end of the protocol, with a hand on the pressure; the rows, and the scenario that the page would save. */
async function played(): Promise<{ series: string; file: string }> {
  vi.stubGlobal("fetch", async () => new Response(wasm));
  vi.stubGlobal("navigator", { hardwareConcurrency: 1 });
  const { port1, port2 } = new MessageChannel();
  vi.stubGlobal("MessageChannel", MessagesToOneself);
  await import("../../../web/worker");
  const engine = comlink.expose.mock.calls[0]![0] as EngineApi;
  const { protocol } = await engine.open({ name: NAME });
  engine.setSpeed(Number.POSITIVE_INFINITY);
  const rows: Observables[] = [];
  let pressed = false;
  const paused = new Promise<void>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
      rows.push(...data.rows);
      if (rows.length > 4 && !pressed) engine.setControls({ stackPressure: 5e6 });
      pressed ||= rows.length > 4;
      const after = rows.filter(({ protocolStep }) => protocolStep >= protocol.length);
      if (after.length > 2) engine.pause();
      if (after.length > 2 && !data.playing) resolve();
      else port1.postMessage({ fields: [], fresh: false });
    };
  });
  engine.attach(port2);
  engine.play();
  port1.postMessage({ fields: [], fresh: true });
  await paused;
  port1.close();
  return {
    series: new TextDecoder().decode(timeseriesCsv(rows)),
    file: await engine.scenario(),
  };
}

it("the series of the page's worker is what the terminal computes from the page's file, byte by byte", async () => {
  const { series, file } = await played();
  const [written, out] = [join(scratch(), "page.json"), scratch()];
  await writeFile(written, file);
  await voidscope(["run", written, "--out", out, "--quiet"]);
  expect(await readFile(join(out, "timeseries.bdf.csv"), "utf8")).toBe(series);
  expect(JSON.parse(file).edits.map(({ path }: { path: string }) => path)).toEqual([
    "conditions.stackPressure",
    "end",
  ]);
});
