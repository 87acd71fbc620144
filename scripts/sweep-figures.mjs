// node scripts/sweep-figures.mjs [overhead] [empty] [million] [kills]: runs bench/sweep-figures.ts; see there. Linux only; the queue
// needs redis-server on the PATH.
import { runnerImport } from "vite";

const { module } = await runnerImport("./bench/sweep-figures.ts");
await module.figures(process.argv.slice(2));
