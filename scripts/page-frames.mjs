// npm run bench:page: animation frames of the built page and what they cost, at the start, with a live spectrum, late, paused, and
// with two runs side by side; and how long it takes to go back to an instant.
// Without a graphics card the browser draws on the processor; what else computes meanwhile is printed beside.
import { runnerImport } from "vite";

const { module: frames } = await runnerImport("./bench/page-frames.ts");
const { module: web } = await runnerImport("./tests/web/browser.ts");

const [browser, server] = await Promise.all([web.launch(), web.servePage()]);
try {
  const one = await frames.pageFrames(browser, server.url);
  const two = await frames.pairFrames(browser, server.url);
  console.log(frames.framesTable([...one, two]));
  const times = (await frames.scrubTimes(browser, server.url)).toSorted((a, b) => a - b);
  console.log(
    `to ten instants of a run at 128 columns: median ${times[5].toFixed(0)} ms, longest ${times.at(-1).toFixed(0)} ms`,
  );
} finally {
  await browser.close();
  await server.close();
}
