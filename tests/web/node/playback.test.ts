// A run on its way to where it was left, as fast as it computes: nobody sees it for a while, and it still pauses there.
import { expect, test, vi } from "vitest";
import { fromGallery } from "../../../core/gallery";
import { resolveRun } from "../../../core/resolve";
import type { ScenarioInput } from "../../../core/scenario";
import { History } from "../../../sim/history";
import { Simulation } from "../../../sim/simulation";
import { Playback } from "../../../web/playback";
import type { FrameMessage } from "../../../web/worker-protocol";
import { wasm } from "../../support/kernel";
import { MessagesToOneself } from "../../support/messages";

const STEPS = 12;

async function going(edits: ScenarioInput["edits"] = []) {
  const scenario = { ...(fromGallery("void-field").scenario as ScenarioInput), edits };
  const spec = resolveRun({ ...scenario, mesh: { columns: 32 } });
  const history = new History(await Simulation.create(spec, wasm));
  vi.stubGlobal("MessageChannel", MessagesToOneself);
  const playback = new Playback();
  vi.unstubAllGlobals();
  playback.load(history);
  playback.goTo(STEPS);
  return { playback, history };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const pause = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

test("a rest on the way leaves where to, a pause of a person does not", async () => {
  const { playback, history } = await going();
  while (history.run.steps < 3) await turn();
  playback.pause(true);
  const { steps } = history.run;
  await pause();
  expect(history.run.steps).toBe(steps);
  expect(steps).toBeLessThan(STEPS);
  await playback.play(null);
  while (playback.playing) await pause();
  expect(history.run.steps).toBe(STEPS);

  const { playback: other, history: on } = await going();
  while (on.run.steps < 3) await turn();
  other.pause();
  other.setSpeed(Number.POSITIVE_INFINITY);
  await other.play();
  while (on.run.steps <= STEPS) await pause();
  other.pause();
});

test("where it was left the last picture says that it waits, with what was changed there", async () => {
  const { playback, history } = await going([
    { step: STEPS, path: "conditions.stackPressure", value: "9 MPa" },
  ]);
  const messages: FrameMessage[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
    messages.push(data);
    port1.postMessage({ fields: [], fresh: false });
  };
  playback.attach(port2);
  port1.postMessage({ fields: [], fresh: true });
  while (messages.at(-1)?.steps.now !== STEPS) await pause();
  await pause(20);
  port1.close();
  expect(messages.at(-1)!.playing).toBe(false);
  expect(messages.at(-1)!.frame.observables.stackPressure).toBe(9e6);
  expect(history.run.steps).toBe(STEPS);
});
