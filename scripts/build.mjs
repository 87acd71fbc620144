// node scripts/build.mjs [NAME ...]: builds what is missing or older than what it is made of, as much at a time as the cores
// allow. Without names: all that people use. `npm start` and `npm test` name what they need.
import { spawn } from "node:child_process";
import { readdirSync, statSync, utimesSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const asc = (target) => ["assemblyscript/bin/asc.js", "--target", target];
const vite = (...options) => ["vite/bin/vite.js", "build", "--logLevel", "warn", ...options];
const KERNEL = ["assembly", "asconfig.json", "package-lock.json"];
const PACKAGES = ["package.json", "package-lock.json"];

/** What is built: the file that is written last, what it is made of, what must be there first, and the command. */
const OUTPUTS = {
  kernel: {
    file: "build/kernel.wasm",
    sources: KERNEL,
    command: asc("release"),
  },
  run: {
    file: "build/kernel.run.wasm",
    sources: ["scripts/run-kernel.mjs", "sim/module.ts", "assembly/index.ts", "package-lock.json"],
    after: ["kernel"],
    command: ["../scripts/run-kernel.mjs"],
  },
  threads: {
    file: "build/kernel.threads.wasm",
    sources: KERNEL,
    command: asc("threads"),
  },
  debug: {
    file: "build/kernel.debug.wasm",
    sources: KERNEL,
    command: asc("debug"),
  },
  terminal: {
    file: "dist/node/cli.js",
    sources: [
      "assembly/abi.ts",
      "bench",
      "cli",
      "core",
      "data",
      "fit",
      "plots",
      "sim",
      "sweep",
      "validate",
      "vite.node.config.ts",
      ...PACKAGES,
    ],
    command: vite("--config", "vite.node.config.ts"),
  },
  library: {
    file: "dist/lib/index.d.ts",
    sources: ["api", "assembly/abi.ts", "core", "data", "sim", "vite.lib.config.ts", ...PACKAGES],
    after: ["kernel"],
    command: vite("--config", "vite.lib.config.ts"),
  },
  page: {
    file: "dist/page/index.html",
    sources: [
      "assembly/abi.ts",
      "core",
      "data",
      "sim",
      "sweep",
      "web",
      "vite.config.ts",
      "vite.csp.ts",
      "vite.lean.ts",
      "vite.offline.ts",
      ...PACKAGES,
    ],
    after: ["kernel", "run", "threads"],
    command: vite(),
  },
  single: {
    file: "dist/single/voidscope.html",
    sources: [
      "assembly/abi.ts",
      "core",
      "data",
      "sim",
      "sweep",
      "web",
      "vite.lean.ts",
      "vite.single.config.ts",
      "vite.single.ts",
      ...PACKAGES,
    ],
    after: ["kernel", "run"],
    command: vite("--config", "vite.single.config.ts"),
  },
};
const USED = ["kernel", "threads", "terminal", "page"];

const time = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Last change of a file, or of a folder and all in it: a file that has been deleted changes its folder. */
function changed(path) {
  const inside = statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path), { recursive: true })
    : [];
  return Math.max(time(path), ...inside.map((name) => time(join(path, name))));
}

function stale({ file, sources, after = [] }) {
  const parts = [...sources, ...after.map((name) => OUTPUTS[name].file)];
  return time(file) < Math.max(...parts.map(changed));
}

const running = new Set();
const stop = () => {
  for (const child of running) child.kill();
};

/** Runs the command of an output; its file is as old as the start, so that what is edited meanwhile is newer. */
function run(name) {
  const { file, command } = OUTPUTS[name];
  const start = Date.now();
  return new Promise((resolve, reject) => {
    const [script, ...options] = command;
    const child = spawn(process.execPath, [join(root, "node_modules", script), ...options], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    });
    running.add(child);
    child.on("error", reject);
    child.on("close", (code) => {
      running.delete(child);
      if (code !== 0) return reject(new Error(`${file} could not be built`));
      utimesSync(join(root, file), start / 1000, start / 1000);
      console.log(`built ${file} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
      resolve();
    });
  });
}

/** Builds what is stale of the named outputs and of what they take in. */
async function build(names) {
  const wanted = new Set(names.flatMap((name) => [...(OUTPUTS[name].after ?? []), name]));
  const waiting = Object.keys(OUTPUTS).filter((name) => wanted.has(name));
  const busy = new Map();
  const isThere = (name) => !waiting.includes(name) && !busy.has(name);
  while (waiting.length > 0 || busy.size > 0) {
    const next = waiting.find((name) => (OUTPUTS[name].after ?? []).every(isThere));
    if (next === undefined || busy.size >= availableParallelism()) {
      await Promise.race(busy.values());
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    if (!stale(OUTPUTS[next])) continue;
    busy.set(
      next,
      run(next).finally(() => busy.delete(next)),
    );
  }
}

/** Builds and, where that fails or is interrupted, ends the process with what a shell expects. */
export async function main(names) {
  process.on("SIGINT", () => {
    stop();
    process.exit(130);
  });
  try {
    const unknown = names.find((name) => !(name in OUTPUTS));
    if (unknown) {
      throw new Error(`nothing is named ${unknown}; there are ${Object.keys(OUTPUTS).join(", ")}`);
    }
    await build(names);
  } catch (error) {
    stop();
    console.error(`build: ${error.message}`);
    process.exit(1);
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await main(argv.length > 2 ? argv.slice(2) : USED);
