// npm run mutate [-- part of a file's name or of a reason]: puts the faults of scripts/mutate/faults.ts into a copy of the kernel,
// one at a time, compiles it, and runs the tests that are named for it. Prints what noticed each; ends with code 1 when a
// fault was noticed by none. Half a minute a fault.
import { spawnSync } from "node:child_process";
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

const wanted = process.argv[2] ?? "";
const faults = FAULTS.filter(({ file, why }) => `${file} ${why}`.includes(wanted));
const copy = mkdtempSync(join(tmpdir(), "voidscope-mutate-"));
const run = (command, ...options) =>
  spawnSync(process.execPath, [join(copy, "node_modules", command), ...options], {
    cwd: copy,
    encoding: "utf8",
    timeout: PATIENCE,
  });

/** Builds the kernel of the copy; the bits are those of the release, in half the time. */
function compile() {
  const { status, stderr } = run(
    "assemblyscript/bin/asc.js",
    "--target",
    "release",
    "--optimizeLevel",
    "1",
  );
  if (status !== 0) throw new Error(`the kernel does not compile:\n${stderr}`);
}

/** Whether a test of the file, or those of it that carry the words, fails. */
function fails(test) {
  const [file, ...words] = test.split(" ");
  const only = words.length > 0 ? ["-t", words.join(" ")] : [];
  const options = ["run", `tests/${file}.test.ts`, "--bail", "1", "--reporter", "json", ...only];
  const { status, stdout } = run("vitest/vitest.mjs", ...options);
  const { numPassedTests, numFailedTests } = JSON.parse(stdout.slice(stdout.indexOf("{")) || "{}");
  if (status === 0 && !numPassedTests) throw new Error(`${test} names no test`);
  return status !== 0 && (status === null || numFailedTests > 0);
}

const built = join(copy, "build/kernel.wasm");
const sound = new Map();

/** Whether the test passes without a fault; found out once. */
function isSound(test, kernel) {
  if (!sound.has(test)) {
    writeFileSync(built, kernel);
    sound.set(test, !fails(test));
  }
  return sound.get(test);
}

let unnoticed = 0;
try {
  for (const name of [...PARTS, ...FILES])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  compile();
  const kernel = readFileSync(built);
  for (const { file, find, replace, why, tests } of faults) {
    const path = join(copy, "assembly", file);
    const text = readFileSync(path, "utf8");
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
    compile();
    const by = tests.find(fails);
    writeFileSync(path, text);
    if (by && !isSound(by, kernel)) throw new Error(`${by} fails without a fault`);
    if (!by) unnoticed++;
    console.log(`${by ? "noticed" : "NOT NOTICED"}  ${file}: ${why} (${by ?? tests.join(", ")})`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${faults.length} faults, ${unnoticed} not noticed`);
process.exitCode = unnoticed > 0 ? 1 : 0;
