// Writes docs/validation.md: every validation case, what its source says and what this build gives.
import { readFileSync, writeFileSync } from "node:fs";
import { runnerImport } from "vite";

const { module: cases } = await runnerImport("./validate/cases/index.ts");
const { module: checks } = await runnerImport("./validate/check.ts");
const kernel = readFileSync("build/kernel.wasm");

const cell = (text) => String(text).replaceAll("|", "\\|");
const rows = [];
let failed = 0;
for (const one of cases.CASES) {
  const v = await checks.check(one, kernel);
  if (!v.passed) failed++;
  const { expected, tolerance } = checks.targetWords(v.target);
  const got = v.error ?? String(Number(v.got.toPrecision(10)));
  const wanted = tolerance === "" ? expected : `${expected} (${tolerance})`;
  rows.push(
    [v.id, v.quantity, wanted, v.passed ? got : `**${got}**`, v.conditions, v.source].map(cell),
  );
  console.error(`${v.passed ? "holds" : "FAILS"}  ${v.id}`);
}
const head = ["case", "quantity", "expected", "got", "conditions", "source"];
const line = (entries) => `| ${entries.join(" | ")} |`;
writeFileSync(
  "docs/validation.md",
  `# Validation

What \`npx voidscope validate\` checks, as of the last \`npm run validation\` (which writes this page). A tolerance without
"%" or "rel." is absolute; a figure in bold misses its target. The measured critical currents were used to fit one constant
of the model (the Taylor constant of the sink spacing): that they are met shows that the coupled section keeps the onset, not
that the mechanism is right.

${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}
`,
);
if (failed > 0) process.exitCode = 1;
