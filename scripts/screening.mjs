// npm run screening: works through the plans that ship with Voidscope and renews their pictures in docs/images. A minute or two.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const home = mkdtempSync(join(tmpdir(), "voidscope-screening-"));
for (const name of ["sensitivity-morris", "sensitivity-sobol", "critical-current-map"]) {
  const out = join(home, name);
  const { status } = spawnSync(
    process.execPath,
    ["cli/voidscope.mjs", "sweep", name, "--out", out, "--quiet"],
    { stdio: "inherit" },
  );
  if (status !== 0) process.exit(status ?? 1);
  copyFileSync(join(out, "results.svg"), `docs/images/screening-${name}.svg`);
}
rmSync(home, { recursive: true });
