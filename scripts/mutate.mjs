// npm run mutate [-- parts of files' names or of reasons]: puts the faults of scripts/mutate/faults.ts into a copy of the kernel,
// one at a time, compiles it, and runs the tests that are named for it. Prints what noticed each; ends with code 1 when a
// fault was noticed by none. Half a minute a fault. The copy goes when it ends or is interrupted.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const { FAULTS } = (await runnerImport("./scripts/mutate/faults.ts")).module;
/** A test that takes as long has a solver that does not settle, which is noticed too [ms]. */
const PATIENCE = 300_000;
const PARTS = ["assembly", "bench", "core", "data", "plots", "sim", "tests", "validate"];
const FILES = ["asconfig.json", "package.json", "tsconfig.json", "vitest.config.ts"];

const wanted = process.argv.slice(2);
const faults = FAULTS.filter(
  ({ file, why }) => wanted.length === 0 || wanted.some((part) => `${file}: ${why}`.includes(part)),
);
const copy = mkdtempSync(join(tmpdir(), "voidscope-mutate-"));
let child;

/** Ends the command under way with all that it has started, and removes the copy. */
function clear() {
  if (child?.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
  rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
}
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }))
  process.once(signal, () => {
    clear();
    process.exit(code);
  });

/** Runs a command of node_modules in the copy, in a group of its own; status null when it lost patience. */
function run(command, ...options) {
  child = spawn(process.execPath, [join(copy, "node_modules", command), ...options], {
    cwd: copy,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const stream of Object.keys(said))
    child[stream].setEncoding("utf8").on("data", (text) => {
      said[stream] += text;
    });
  const patience = setTimeout(() => process.kill(-child.pid, "SIGKILL"), PATIENCE);
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (status) => {
      clearTimeout(patience);
      resolve({ status, ...said });
    });
  });
}

/** Builds the kernel of the copy; the bits are those of the release, in half the time. */
async function compile() {
  const { status, stderr } = await run(
    "assemblyscript/bin/asc.js",
    "--target",
    "release",
    "--optimizeLevel",
    "1",
  );
  if (status !== 0) throw new Error(`the kernel does not compile:\n${stderr}`);
}

/** Whether a test of the file, or those of it that carry the words, fails. */
async function fails(test) {
  const [file, ...words] = test.split(" ");
  const only = words.length > 0 ? ["-t", words.join(" ")] : [];
  const options = ["run", `tests/${file}.test.ts`, "--bail", "1", "--reporter", "json", ...only];
  const { status, stdout } = await run("vitest/vitest.mjs", ...options);
  if (status === null) return true;
  const { numPassedTests, numFailedTests } = JSON.parse(stdout.slice(stdout.indexOf("{")) || "{}");
  if (status === 0 && !numPassedTests) throw new Error(`${test} names no test`);
  return numFailedTests > 0;
}

const built = join(copy, "build/kernel.wasm");
const sound = new Map();

/** Whether the test passes without a fault; found out once. */
async function isSound(test, kernel) {
  if (!sound.has(test)) {
    writeFileSync(built, kernel);
    sound.set(test, !(await fails(test)));
  }
  return sound.get(test);
}

/** The first of the tests that fails with the fault. */
async function noticedBy({ file, find, replace, tests }) {
  const path = join(copy, "assembly", file);
  const text = readFileSync(path, "utf8");
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
  await compile();
  writeFileSync(path, text);
  for (const test of tests) if (await fails(test)) return test;
  return undefined;
}

let unnoticed = 0;
try {
  for (const name of [...PARTS, ...FILES])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  await compile();
  const kernel = readFileSync(built);
  for (const fault of faults) {
    const by = await noticedBy(fault);
    if (by && !(await isSound(by, kernel))) throw new Error(`${by} fails without a fault`);
    if (!by) unnoticed++;
    const { file, why, tests } = fault;
    console.log(`${by ? "noticed" : "NOT NOTICED"}  ${file}: ${why} (${by ?? tests.join(", ")})`);
  }
} finally {
  clear();
}
console.log(`${faults.length} faults, ${unnoticed} not noticed`);
process.exitCode = unnoticed > 0 ? 1 : 0;
