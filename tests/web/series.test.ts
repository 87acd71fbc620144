// The page's worker, its code as it is but here in Node, records what the terminal writes: where a stop rule is searched
// and steps are taken back, too.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { timeseriesCsv } from "../../sim/export/timeseries";
import type { Observables } from "../../sim/types";
import type { EngineApi, FrameMessage } from "../../web/worker-protocol";
import { scratch, voidscope } from "../cli/spawn";
import { wasm } from "../support/kernel";

const comlink = vi.hoisted(() => ({ expose: vi.fn() }));
vi.mock("comlink", () => comlink);

const NAME = "triple-junction";
async function seriesOfWorker(): Promise<string> {
  vi.stubGlobal("fetch", async () => new Response(wasm));
  vi.stubGlobal("navigator", { hardwareConcurrency: 1 });
  await import("../../web/worker");
  const engine = comlink.expose.mock.calls[0]![0] as EngineApi;
  await engine.open({ name: NAME });
  engine.setSpeed(Number.POSITIVE_INFINITY);
  const rows: Observables[] = [];
  const { port1, port2 } = new MessageChannel();
  const ended = new Promise<void>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
      rows.push(...data.rows);
      if (data.status !== "running") resolve();
      else port1.postMessage({ fields: [], fresh: false });
    };
  });
  engine.attach(port2);
  engine.play();
  port1.postMessage({ fields: [], fresh: true });
  await ended;
  port1.close();
  return new TextDecoder().decode(timeseriesCsv(rows));
}

it("the series of the page's worker is the file of the terminal, byte by byte", async () => {
  const out = scratch();
  await voidscope(["run", NAME, "--out", out, "--quiet"]);
  const file = await readFile(join(out, "timeseries.bdf.csv"), "utf8");
  expect(file.split("\n").length).toBeGreaterThan(10);
  expect(await seriesOfWorker()).toBe(file);
});
