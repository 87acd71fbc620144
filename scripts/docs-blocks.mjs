// npm run docs:blocks [-- [--short] page ...]: types every line of the documentation that can run here, page by page, in a folder that has
// the files which the pages speak of. Long: maps and sweeps of full size; with --short they are small ones, on coarse grids, which is what
// the tests run. Ends with code 1 when a line fails.
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Needs a server, a batch system, the repository itself, or a file that only its owner has. */
const ELSEWHERE =
  /^(npm|git|sbatch|parallel|redis-server|eval)\b|--queue|\bworker\b|\.mpt|shorts\.csv|drive\.csv|my-material|out\/part-/;
/** What makes a line short: fewer points, seeds and cases, coarser grids. The verbs and options stay. */
const SHORTER = [
  [/(--pressures) \S+/, "$1 3"],
  [/(--temperatures) \S+/, "$1 25"],
  [/(--currents) \S+:\S+/, "$1 1:2:2"],
  [/(--currents) \S+,\S+/, "$1 2,4"],
  [/ (--columns|--seeds) \d\S*/g, ""],
  [/--at-events/, "--at-events --per-decade 1"],
  [/\b(ensemble \S+)/, "$1 --seeds 2"],
  [/\b(ccd) (?!.*--mode (plate|cycle|short))/, "$1 --columns 16 "],
  [/\b(ccd)\b/, "$1 --seeds 1"],
  [/\b(ensemble|eis|run) ([a-z][\w-]+(?:\.json)?)(?=\s|$)/, "$1 $2 --set mesh.columns=16"],
  [/(voidscope sweep \S+) (--out \S+)(?!.*--shard)/, "$1 $2 --shard 1/60"],
];
const args = process.argv.slice(2);
const short = args.includes("--short");
const shorter = (line) =>
  short ? SHORTER.reduce((text, [from, to]) => text.replace(from, to), line) : line;
const named = args.filter((arg) => arg !== "--short");
const pages = ["README.md", ...readdirSync("docs").map((name) => join("docs", name))].filter(
  (page) => page.endsWith(".md") && (named.length === 0 || named.some((n) => page.includes(n))),
);
const blockOf = (page, language) =>
  [
    ...readFileSync(page, "utf8").matchAll(
      new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"),
    ),
  ].map(([, text]) => text);

const home = mkdtempSync(join(tmpdir(), "voidscope-docs-"));
const bin = join(home, "bin");
mkdirSync(bin);
const launcher = resolve("cli/voidscope.mjs");
writeFileSync(
  join(bin, "npx"),
  `#!/bin/sh\nshift\nexec "${process.execPath}" "${launcher}" "$@"\n`,
  { mode: 0o755 },
);
const scenario = blockOf("README.md", "json")[0];
writeFileSync(join(home, "my-scenario.json"), scenario);
const mine = { mesh: { columns: 16 }, protocol: ["Strip at 0.2 mA/cm2 for 1 h"] };
writeFileSync(join(home, "mine.json"), JSON.stringify(mine));
writeFileSync(join(home, "plan.json"), blockOf("docs/sweeps.md", "json")[0]);
const time = Array.from({ length: 60 }, (_, k) => 60 * (k + 1));
writeFileSync(
  join(home, "cell.csv"),
  `Test Time / s,Voltage / V\n${time.map((t) => `${t},${-0.0125 - 1e-5 * Math.sin(t)}`).join("\n")}\n`,
);
copyFileSync("LICENSE", join(home, "LICENSE"));

let failed = 0;
for (const page of pages) {
  for (const typed of blockOf(page, "sh").flatMap((text) => text.split("\n"))) {
    if (!/voidscope/.test(typed) || ELSEWHERE.test(typed)) continue;
    const line = shorter(typed);
    const start = performance.now();
    const { status, stderr } = spawnSync("sh", ["-c", line], {
      ...{ cwd: home, encoding: "utf8", timeout: 1_800_000 },
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
    });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (status !== 0) failed++;
    console.log(
      `${status === 0 ? "ok   " : "FAILS"} ${seconds} s  ${page}: ${line}${status === 0 ? "" : `\n      ${stderr.trim().split("\n").at(-1)}`}`,
    );
  }
}
rmSync(home, { recursive: true });
if (failed > 0) process.exitCode = 1;
