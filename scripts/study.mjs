// Runs bench/study-tolerance.ts; see there.
import { runnerImport } from "vite";

const { module } = await runnerImport("./bench/study-tolerance.ts");
await module.study(process.argv.slice(2));
