// `voidscope worker`: computes the cases of every sweep of this kernel that a queue offers.

import { availableParallelism } from "node:os";
import { Argument } from "commander";
import { Interrupt } from "../interrupt";
import { readKernel } from "../kernel-file";
import { EXIT, say } from "../terminal";
import { QUIET, threads, type Verb } from "../verb";

const verb: Verb = {
  name: "worker",
  summary: "compute the cases that `voidscope sweep --queue` offers, until Ctrl-C",
  place: 9,
  arguments: [new Argument("<url>", "address of the queue, redis://host:6379")],
  options: [QUIET, threads("cases at a time")],
  examples: [
    "voidscope worker redis://localhost:6379",
    "voidscope worker rediss://:password@host:6380",
  ],
  run: worker,
};
export default verb;

async function worker(
  url: string,
  options: { quiet?: boolean; threads?: number },
): Promise<number> {
  const kernel = readKernel();
  const { serve } = await import("../../sweep/queue");
  let done = 0;
  const stop = await serve({
    ...{ url, kernel: kernel.hash, wasm: kernel.bytes, say },
    threads: options.threads ?? availableParallelism(),
    onBlock(cases) {
      done += cases;
    },
  });
  if (!options.quiet)
    say(`voidscope: working for ${url.replace(/\/\/[^@/]*@/, "//")}; Ctrl-C ends it.`);
  const interrupt = new Interrupt(
    "voidscope: finishing the cases under way; Ctrl-C again quits at once.",
    () => {},
  );
  while (!(await interrupt.requested())) await new Promise((resolve) => setTimeout(resolve, 200));
  await stop();
  interrupt.dispose();
  if (!options.quiet) say(`voidscope: computed ${done} cases.`);
  return EXIT.ok;
}
