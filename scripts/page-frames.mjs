// npm run bench:page: animation frames of the built page and what they cost, at the start, with a live spectrum, late, and paused.
// Without a graphics card the browser draws on the processor; what else computes meanwhile is printed beside.
import { runnerImport } from "vite";

const { module: frames } = await runnerImport("./bench/page-frames.ts");
const { module: web } = await runnerImport("./tests/web/browser.ts");

const [browser, server] = await Promise.all([web.launch(), web.servePage()]);
try {
  console.log(frames.framesTable(await frames.pageFrames(browser, server.url)));
} finally {
  await browser.close();
  await server.close();
}
