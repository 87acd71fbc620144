// A helper thread of the page: an instance of the kernel on the memory of the run (sim/threads.ts).
import type { KernelExports } from "../sim/module";
import type { HelperStart } from "../sim/threads";

addEventListener("message", async ({ data }: MessageEvent<HelperStart>) => {
  const { module, memory, control, index } = data;
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  postMessage("ready");
  (instance.exports as KernelExports).teamHelp(control, index);
  close();
});
