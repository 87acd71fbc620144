// A helper thread of the page: an instance of the kernel on the memory of the run (sim/threads.ts).
import type { HelperStart } from "../sim/threads";

interface HelperExports {
  teamHelp(control: number, index: number): void;
}

addEventListener("message", async ({ data }: MessageEvent<HelperStart>) => {
  const { module, memory, control, index } = data;
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  postMessage("ready");
  (instance.exports as unknown as HelperExports).teamHelp(control, index);
  close();
});
