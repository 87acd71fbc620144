// npm run package: packs the tarball and has publint and are-the-types-wrong look at it. Both are fetched by npx, in these
// versions, and are no dependencies: `npm ci` does not pay for them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const home = mkdtempSync(join(tmpdir(), "voidscope-package-"));
const run = (...command) =>
  execFileSync(command[0], command.slice(1), {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
try {
  const [{ filename, size, entryCount }] = JSON.parse(
    run("npm", "pack", "--ignore-scripts", "--json", "--pack-destination", home),
  );
  const tarball = join(home, filename);
  console.log(`${filename}: ${(size / 1000).toFixed(0)} kB, ${entryCount} files`);
  console.log(run("npx", "-y", "publint@0.3.25", "--strict", tarball));
  // a kernel has no types; versions of Node before ES modules are not served
  const profile = ["--profile", "esm-only", "--exclude-entrypoints", "./kernel.wasm"];
  console.log(run("npx", "-y", "@arethetypeswrong/cli@0.18.5", tarball, ...profile));
} catch (error) {
  console.error(error.stdout ?? error.message);
  process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
